// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/whole_file.h"

#include "recording/vocabulary.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace sockstep {

namespace {

std::string sentence(const std::string &path, int error)
{
    return fmt::format("cannot write {}: {} ({})", path == "-" ? "standard output" : path,
        describeError(error), errorName(error));
}

/// 0, or errno.
int writeAll(int fd, std::string_view rest)
{
    while (!rest.empty()) {
        const ssize_t n = ::write(fd, rest.data(), rest.size());
        if (n < 0 && errno != EINTR)
            return errno;
        rest.remove_prefix(static_cast<std::size_t>(n > 0 ? n : 0));
    }
    return 0;
}

} // namespace

std::string writeWholeFile(const std::string &path, std::string_view bytes)
{
    if (path == "-") {
        const int error = writeAll(STDOUT_FILENO, bytes);
        return error ? sentence(path, error) : std::string();
    }
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return sentence(path, errno);
    int error = writeAll(fd, bytes);
    // A network file system may report a full disk only here.
    if (::close(fd) != 0 && error == 0)
        error = errno;
    return error ? sentence(path, error) : std::string();
}

std::string whyNotWritable(const std::string &path)
{
    if (path == "-")
        return {};
    const bool isNew = ::access(path.c_str(), F_OK) != 0;
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return sentence(path, errno);
    ::close(fd);
    if (isNew)
        ::unlink(path.c_str());
    return {};
}

} // namespace sockstep
