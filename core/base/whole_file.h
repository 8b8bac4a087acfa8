// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

namespace sockstep {

/// A file that is written whole or not at all: into another one beside it, which takes its place when all is
/// on disk. Until then, and after any failure, what was there before is as it was. It keeps its mode, its
/// group and, as far as that is allowed, its owner; a link stays one, and what it leads to is replaced. What
/// is no regular file (a device, a pipe) and standard output, "-", are written in place. Used by one thread
/// at a time. The first error is kept as a sentence with the path in it, never thrown.
class WholeFile {
public:
    WholeFile() = default;
    /// What was not committed is given up.
    ~WholeFile() { discard(); }
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    bool open(const std::string &path);
    bool write(std::string_view bytes);
    /// For those who write by themselves; stays the file's own.
    int descriptor() const { return fd_; }
    /// All is written: puts it in its place.
    bool commit();
    void discard();
    const std::string &errorText() const { return error_; }

private:
    bool openInPlaceOf(const std::string &path);
    bool openBeside(mode_t mode);
    bool failWith(int error);
    bool fail(std::string sentence);

    int fd_ = -1;
    std::string path_; // as it is called in sentences
    std::string target_; // what is replaced; empty where it is written in place
    std::string beside_; // what takes its place; empty if it is not there
    std::string error_;
};

/// Writes all of a file at once. A sentence with the path in it if that cannot be done, else nothing.
std::string writeWholeFile(const std::string &path, std::string_view bytes);

/// Why \p path cannot be written; empty if it can. A file that is there keeps what is in it, and nobody who
/// reads from a pipe is disturbed.
std::string whyNotWritable(const std::string &path);

/// Where the links of \p path lead, although there may be nothing yet: a path whose last part is no link.
std::string endOfLinks(const std::string &path);

} // namespace sockstep
