// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace sockstep {

/// A file that anybody may have made, opened to be read: one that would keep us waiting, or would never end,
/// is refused before it is opened. Of a file that grows, what it had when it was opened is read.
///
/// A pipe is taken where it was handed over: standard input, and what a shell makes of "<(command)". A FIFO
/// that lies in a folder is not: nobody may ever write to it. One thread at a time.
class ForeignFile {
public:
    enum class Trouble : std::uint8_t { None, Missing, Folder, Fifo, Device, Socket, System };

    static ForeignFile open(const std::string &path);
    static ForeignFile standardInput();
    ForeignFile(ForeignFile &&other) noexcept;
    ForeignFile &operator=(ForeignFile &&) = delete;
    ~ForeignFile();

    bool isOpen() const { return fd_ >= 0; }
    /// Why it is not open, or why reading came to an end before the file did.
    Trouble trouble() const { return trouble_; }
    /// The same in words, with what to do about it; empty if there is none.
    std::string troubleText() const;

    /// At most as many bytes as there is room for; 0 at the end, with trouble(), or when \p stop asks for it.
    std::size_t read(std::span<char> room, const std::stop_token &stop = {});
    /// All that is left; nothing if that is more than \p most bytes.
    std::optional<std::string> readAll(std::size_t most);

private:
    ForeignFile() = default;
    ForeignFile &&refused(Trouble trouble, int error = 0);
    bool takePlace();

    int fd_ = -1;
    bool owned_ = false;
    bool mayWait_ = false; // a pipe or a terminal
    std::uint64_t left_ = 0; // bytes of a regular file
    Trouble trouble_ = Trouble::None;
    int error_ = 0; // errno
};

} // namespace sockstep
