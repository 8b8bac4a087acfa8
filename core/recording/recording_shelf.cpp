// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording_shelf.h"

#include "core/recording/recording_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sockstep::shelf {

namespace fs = std::filesystem;

namespace {

constexpr int kMostCopies = 1000; // of one lesson, begun in one millisecond

/// Of the present user. Their names begin with their time.
std::vector<std::string> ending(const std::string &folder, const std::string &suffix)
{
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
        struct stat status { };
        const std::string path = file->path().string();
        if (path.ends_with(suffix) && ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)
            && status.st_uid == ::geteuid())
            paths.push_back(path);
    }
    std::sort(paths.rbegin(), paths.rend());
    return paths;
}

/// Locks the file for as long as this lives, if nobody else has locked it.
class Lock {
public:
    explicit Lock(const std::string &path)
        // For writing, too, or a network file system gives no lock: flock(2).
        : fd_(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
        , error_(fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) != 0 ? errno : 0)
    {
    }
    ~Lock()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

    bool isHeld() const { return error_ == 0; }
    bool isAnothers() const { return error_ == EWOULDBLOCK; }
    bool isEmpty() const
    {
        struct stat status { };
        return ::fstat(fd_, &status) == 0 && status.st_size == 0;
    }

private:
    const int fd_;
    const int error_;
};

void giveUpTheOldest(const std::string &folder)
{
    const std::vector<std::string> all = kept(folder);
    std::error_code ignored;
    for (std::size_t i = kMostKept; i < all.size(); ++i) {
        if (!Lock(all[i]).isAnothers())
            fs::remove(all[i], ignored);
    }
}

/// "…-x.sockstep", "…-x-2.sockstep", …
std::string numbered(const std::string &path, int copy)
{
    if (copy == 1)
        return path;
    return fmt::format(
        "{}-{}{}", path.substr(0, path.size() - std::string_view(kSuffix).size()), copy, kSuffix);
}

std::string nameWhileUnfinished(const std::string &path) { return fmt::format("{}{}", path, kUnfinished); }

/// False with errno. Never in the place of another.
bool renameTo(const std::string &from, const std::string &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    // Not every file system can do it at once.
    if (::access(to.c_str(), F_OK) == 0) {
        errno = EEXIST;
        return false;
    }
    return ::rename(from.c_str(), to.c_str()) == 0;
}

/// The unfinished file of \p path gets that name, or one like it. Which one; empty if it is not there.
std::string giveName(const std::string &path)
{
    for (int copy = 1; copy <= kMostCopies; ++copy) {
        std::string name = numbered(path, copy);
        if (renameTo(nameWhileUnfinished(path), name))
            return name;
        if (errno != EEXIST)
            break;
    }
    return {};
}

/// A file of our own, locked; −1 with errno.
int makeLocked(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return -1;
    ::flock(fd, LOCK_EX); // where there are no locks, it is kept all the same
    // Before it was locked, another program could take it for left behind.
    struct stat own { };
    struct stat there { };
    if (::fstat(fd, &own) == 0 && ::lstat(path.c_str(), &there) == 0 && own.st_ino == there.st_ino)
        return fd;
    ::close(fd);
    errno = EEXIST;
    return -1;
}

bool makeFolder(const std::string &folder, std::string &error)
{
    std::error_code failed;
    fs::create_directories(fs::path(folder).parent_path(), failed);
    // What was typed is nobody else's business.
    if (::mkdir(folder.c_str(), 0700) == 0 || fs::is_directory(folder, failed))
        return true;
    error = fmt::format("cannot make the folder {}: {} ({})", folder, describeError(errno), errorName(errno));
    return false;
}

} // namespace

std::string begin(
    RecordingWriter &writer, const std::string &folder, const Header &header, std::string &error)
{
    if (!makeFolder(folder, error))
        return {};
    std::string name = fmt::format("{}-{}", header.started, header.lesson);
    for (char &c : name) {
        const bool plain
            = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
        if (!plain)
            c = '-';
    }
    for (int copy = 1; copy <= kMostCopies; ++copy) {
        std::string path = numbered(fmt::format("{}/{}{}", folder, name, kSuffix), copy);
        const std::string unfinished = nameWhileUnfinished(path);
        const int fd = makeLocked(unfinished);
        if (fd < 0 && errno == EEXIST)
            continue;
        if (fd < 0)
            break;
        // The name of a finished one: nobody can get to it but by the unfinished one, which is ours.
        if (::access(path.c_str(), F_OK) == 0) {
            ::unlink(unfinished.c_str());
            ::close(fd);
            continue;
        }
        writer.take(fd, unfinished);
        return path;
    }
    error = fmt::format("cannot write a file in {}: {} ({})", folder, describeError(errno), errorName(errno));
    return {};
}

void finish(RecordingWriter &writer, const std::string &path)
{
    giveName(path); // before its lock is gone
    writer.close();
    giveUpTheOldest(fs::path(path).parent_path().string());
}

std::vector<std::string> takeUnfinished(const std::string &folder)
{
    std::vector<std::string> taken;
    for (const std::string &path : ending(folder, nameWhileUnfinished(kSuffix))) {
        const Lock lock(path); // until it has its name: two programs may begin in the same moment
        if (!lock.isHeld())
            continue;
        if (lock.isEmpty()) { // nothing was recorded; or it has only just been made, and makeLocked() will
                              // see it
            ::unlink(path.c_str());
            continue;
        }
        std::string finished = giveName(path.substr(0, path.size() - std::string_view(kUnfinished).size()));
        if (!finished.empty())
            taken.push_back(std::move(finished));
    }
    return taken;
}

std::vector<std::string> kept(const std::string &folder) { return ending(folder, kSuffix); }

Hold::Hold(const std::string &path)
    : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
{
    if (fd_ >= 0)
        ::flock(fd_, LOCK_SH | LOCK_NB);
}

Hold::Hold(Hold &&other) noexcept
    : fd_(std::exchange(other.fd_, -1))
{
}

Hold &Hold::operator=(Hold &&other) noexcept
{
    std::swap(fd_, other.fd_);
    return *this;
}

Hold::~Hold()
{
    if (fd_ >= 0)
        ::close(fd_);
}

} // namespace sockstep::shelf
