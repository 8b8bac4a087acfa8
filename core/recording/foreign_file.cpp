// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/foreign_file.h"

#include "core/base/vocabulary.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

namespace sockstep {

namespace {

using Trouble = ForeignFile::Trouble;

/// One without a name, which another program holds the other end of.
bool isHandedOver(const char *path)
{
    struct statfs system { };
    return ::statfs(path, &system) == 0 && system.f_type == PIPEFS_MAGIC;
}

Trouble troubleWith(const struct stat &status, const char *path)
{
    switch (status.st_mode & S_IFMT) {
    case S_IFREG:
        return Trouble::None;
    case S_IFDIR:
        return Trouble::Folder;
    case S_IFIFO:
        return isHandedOver(path) ? Trouble::None : Trouble::Fifo;
    case S_IFSOCK:
        return Trouble::Socket;
    default:
        return Trouble::Device;
    }
}

} // namespace

ForeignFile::ForeignFile(ForeignFile &&other) noexcept
    : fd_(std::exchange(other.fd_, -1))
    , owned_(other.owned_)
    , mayWait_(other.mayWait_)
    , left_(other.left_)
    , trouble_(other.trouble_)
    , error_(other.error_)
{
}

ForeignFile::~ForeignFile()
{
    if (fd_ >= 0 && owned_)
        ::close(fd_);
}

ForeignFile &&ForeignFile::refused(Trouble trouble, int error)
{
    trouble_ = trouble;
    error_ = error;
    return std::move(*this);
}

ForeignFile ForeignFile::open(const std::string &path)
{
    ForeignFile file;
    struct stat status { };
    if (::stat(path.c_str(), &status) != 0)
        return file.refused(errno == ENOENT ? Trouble::Missing : Trouble::System, errno);
    // Asked before it is opened, for that alone does something to a device.
    if (const Trouble trouble = troubleWith(status, path.c_str()); trouble != Trouble::None)
        return file.refused(trouble);
    file.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file.fd_ < 0)
        return file.refused(Trouble::System, errno);
    file.owned_ = true;
    struct stat opened { };
    const bool known = ::fstat(file.fd_, &opened) == 0 && file.takePlace();
    // Another may have taken its place meanwhile.
    const bool same = opened.st_dev == status.st_dev && opened.st_ino == status.st_ino;
    if (!known || (!same && !S_ISREG(opened.st_mode)) || ::fcntl(file.fd_, F_SETFL, 0) != 0) {
        ::close(std::exchange(file.fd_, -1));
        return file.refused(Trouble::System, EAGAIN);
    }
    return file;
}

ForeignFile ForeignFile::standardInput()
{
    ForeignFile file;
    file.fd_ = STDIN_FILENO;
    if (!file.takePlace()) {
        file.fd_ = -1;
        return file.refused(Trouble::System, errno);
    }
    return file;
}

/// What kind of file it is, and where in it we are.
bool ForeignFile::takePlace()
{
    struct stat status { };
    if (::fstat(fd_, &status) != 0)
        return false;
    mayWait_ = !S_ISREG(status.st_mode);
    const off_t at = mayWait_ ? 0 : std::max<off_t>(::lseek(fd_, 0, SEEK_CUR), 0);
    left_ = static_cast<std::uint64_t>(std::max<off_t>(status.st_size - at, 0));
    return true;
}

std::size_t ForeignFile::read(std::span<char> room, const std::stop_token &stop)
{
    constexpr int kBetweenAsking = 50; // milliseconds
    if (!mayWait_)
        room = room.first(static_cast<std::size_t>(std::min<std::uint64_t>(room.size(), left_)));
    while (fd_ >= 0 && !room.empty() && !stop.stop_requested()) {
        pollfd waited {fd_, POLLIN, 0};
        if (mayWait_ && stop.stop_possible() && ::poll(&waited, 1, kBetweenAsking) == 0)
            continue;
        const ssize_t n = ::read(fd_, room.data(), room.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            trouble_ = Trouble::System;
            error_ = errno;
            return 0;
        }
        left_ -= std::min<std::uint64_t>(left_, static_cast<std::uint64_t>(n));
        return static_cast<std::size_t>(n);
    }
    return 0;
}

std::optional<std::string> ForeignFile::readAll(std::size_t most)
{
    constexpr std::size_t kBlock = 1 << 16;
    std::string text;
    for (std::size_t got = 1; got > 0 && text.size() <= most;) {
        const std::size_t before = text.size();
        text.resize(before + std::min(kBlock, most + 1 - before));
        got = read(std::span(text).subspan(before));
        text.resize(before + got);
    }
    return text.size() > most ? std::nullopt : std::optional(std::move(text));
}

std::string ForeignFile::troubleText() const
{
    switch (trouble_) {
    case Trouble::None:
        return {};
    case Trouble::Folder:
        return "it is a folder; choose a file";
    case Trouble::Fifo:
        return "it is a FIFO, which may keep its reader waiting for ever; choose a file, or pipe it into "
               "\"-\"";
    case Trouble::Device:
        return "it is a device, which may have no end; choose a file";
    case Trouble::Socket:
        return "it is a socket; choose a file";
    case Trouble::Missing:
    case Trouble::System:
        return fmt::format("{} ({})", describeError(error_), errorName(error_));
    }
    return {};
}

} // namespace sockstep
