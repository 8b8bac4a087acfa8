// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/whole_file.h"

#include "core/base/vocabulary.h"

#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sockstep {

namespace fs = std::filesystem;

namespace {

constexpr int kMostTries = 100; // for a name that nobody has
constexpr int kMostLinks = 40; // as the kernel: path_resolution(7)

std::string sentence(const std::string &path, int error)
{
    return fmt::format("cannot write {}: {} ({})", path, describeError(error), errorName(error));
}

std::string folderOf(const std::string &path)
{
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// A name beside \p path that hardly anybody else thinks of, whatever a killed process has left there.
std::string nameBeside(const std::string &path)
{
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    constexpr std::size_t kCount = 8;
    std::random_device chance;
    std::string name = fs::path(path).filename().string().substr(0, NAME_MAX - kCount - 1) + '.';
    for (std::size_t i = 0; i < kCount; ++i)
        name += kLetters[chance() % kLetters.size()];
    return (fs::path(folderOf(path)) / name).string();
}

/// Of the file that \p fd replaces: its group and owner, and its mode. Where the group cannot be had, what
/// the group was allowed is nobody's.
bool takeAfter(int fd, const struct stat &old)
{
    struct stat own { };
    if (::fstat(fd, &own) != 0)
        return false;
    mode_t mode = old.st_mode & 0777;
    if (own.st_gid != old.st_gid && ::fchown(fd, static_cast<uid_t>(-1), old.st_gid) != 0)
        mode &= ~static_cast<mode_t>(S_IRWXG);
    if (::fchmod(fd, mode) != 0)
        return false;
    // Only root may give a file away; of anybody else it is their own from now on.
    return own.st_uid == old.st_uid || ::fchown(fd, old.st_uid, static_cast<gid_t>(-1)) == 0 || errno == EPERM
        || errno == EINVAL;
}

/// 0, or errno. Some file systems have nothing to do for it.
int toDisk(int fd) { return ::fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno; }

/// The name is on disk, too. It is there in any case, so where a folder cannot be read that is no failure.
void nameToDisk(const std::string &path)
{
    const int folder = ::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    toDisk(folder);
    ::close(folder);
}

} // namespace

std::string endOfLinks(const std::string &path)
{
    fs::path end = path;
    std::error_code error;
    for (int links = 0; links < kMostLinks && fs::is_symlink(fs::symlink_status(end, error)); ++links) {
        const fs::path next = fs::read_symlink(end, error);
        if (error)
            break;
        end = end.parent_path() / next; // an absolute one takes its place
    }
    return end.string();
}

bool WholeFile::fail(std::string sentence)
{
    if (error_.empty())
        error_ = std::move(sentence);
    discard();
    return false;
}

bool WholeFile::failWith(int error) { return fail(sentence(path_, error)); }

bool WholeFile::open(const std::string &path)
{
    path_ = path == "-" ? "standard output" : path;
    if (path == "-") {
        fd_ = STDOUT_FILENO;
        return true;
    }
    struct stat old { };
    if (::stat(path.c_str(), &old) == 0) {
        if (S_ISREG(old.st_mode))
            return openInPlaceOf(path);
        fd_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        return fd_ >= 0 || failWith(errno);
    }
    if (errno != ENOENT)
        return failWith(errno);
    target_ = endOfLinks(path);
    return openBeside(0666) || failWith(errno);
}

bool WholeFile::openInPlaceOf(const std::string &path)
{
    // Whoever may not write the file may not replace it either, whatever the folder allows.
    const int was = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat old { };
    if (was < 0)
        return failWith(errno);
    const int unknown = ::fstat(was, &old) != 0 ? errno : 0;
    const bool taken = ::flock(was, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK; // see recording_shelf.h
    ::close(was);
    if (unknown)
        return failWith(unknown);
    if (taken)
        return fail(fmt::format("cannot write {}: a session is being recorded there", path));
    std::error_code error;
    target_ = fs::canonical(path, error).string();
    if (error)
        return failWith(error.value());
    if (!openBeside(0600))
        return fail(
            fmt::format("cannot write {}: no other file can be made beside it ({}), and what is there is "
                        "not put at risk",
                path, describeError(errno)));
    return takeAfter(fd_, old) || failWith(errno);
}

/// False with errno.
bool WholeFile::openBeside(mode_t mode)
{
    for (int tries = 0; tries < kMostTries; ++tries) {
        const std::string name = nameBeside(target_);
        fd_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        if (fd_ >= 0)
            beside_ = name;
        if (fd_ >= 0 || errno != EEXIST)
            break;
    }
    return fd_ >= 0;
}

bool WholeFile::write(std::string_view bytes)
{
    if (fd_ < 0)
        return false;
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR)
            return failWith(errno);
        bytes.remove_prefix(static_cast<std::size_t>(n > 0 ? n : 0));
    }
    return true;
}

bool WholeFile::commit()
{
    if (fd_ < 0)
        return false;
    if (const int error = beside_.empty() ? 0 : toDisk(fd_))
        return failWith(error);
    const int fd = std::exchange(fd_, -1);
    // A network file system may report a full disk only here.
    if (fd != STDOUT_FILENO && ::close(fd) != 0)
        return failWith(errno);
    if (beside_.empty())
        return true;
    if (::rename(beside_.c_str(), target_.c_str()) != 0)
        return failWith(errno);
    beside_.clear();
    nameToDisk(target_);
    return true;
}

void WholeFile::discard()
{
    const int fd = std::exchange(fd_, -1);
    if (fd >= 0 && fd != STDOUT_FILENO)
        ::close(fd);
    if (!beside_.empty())
        ::unlink(std::exchange(beside_, {}).c_str());
}

std::string writeWholeFile(const std::string &path, std::string_view bytes)
{
    WholeFile file;
    return file.open(path) && file.write(bytes) && file.commit() ? std::string() : file.errorText();
}

std::string whyNotWritable(const std::string &path)
{
    struct stat there { };
    if (path == "-")
        return {};
    if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
        if (S_ISDIR(there.st_mode))
            return sentence(path, EISDIR);
        return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 ? std::string()
                                                                          : sentence(path, errno);
    }
    WholeFile file;
    file.open(path);
    return file.errorText();
}

} // namespace sockstep
