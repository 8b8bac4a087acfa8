// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The folder in which the last recordings are kept: what its files are called, which of them a program left
// behind that ended in the middle, and how many there may be. Several programs may use it at a time. Only
// files of the present user are seen in it.

#include "core/recording/event.h"

#include <cstddef>
#include <string>
#include <vector>

namespace sockstep {

class RecordingWriter;

namespace shelf {

inline constexpr const char *kSuffix = ".sockstep";
inline constexpr const char *kUnfinished = ".unfinished"; ///< after kSuffix, while the session goes on
inline constexpr std::size_t kMostKept = 20;

/// Opens a new file in \p folder, which is made if need be, for \p writer: nobody else has it or will get its
/// name, and it is locked (flock(2)) until it is closed. What its path will be in the end; empty, with \p
/// error, if there can be none.
std::string begin(
    RecordingWriter &writer, const std::string &folder, const Header &header, std::string &error);
/// The file of \p writer gets its final name \p path, if it is still there; then the oldest of its folder
/// go, if they are more than kMostKept.
void finish(RecordingWriter &writer, const std::string &path);
/// Those that a program did not finish and that no program is writing now. They get their final names, so
/// that each is told of once, by one program. The newest first.
std::vector<std::string> takeUnfinished(const std::string &folder);
/// The finished ones, the newest first.
std::vector<std::string> kept(const std::string &folder);

/// While this lives, no program gives up the file as one of the oldest: somebody looks at it.
class Hold {
public:
    Hold() = default;
    explicit Hold(const std::string &path);
    Hold(Hold &&other) noexcept;
    Hold &operator=(Hold &&other) noexcept;
    ~Hold();

private:
    int fd_ = -1;
};

} // namespace shelf
} // namespace sockstep
