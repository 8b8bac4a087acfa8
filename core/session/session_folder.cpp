// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_folder.h"

#include "core/base/vocabulary.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sockstep {

namespace {

// Short, for a Unix-domain address of ours has 23 bytes (Endpoint::kLongestPath). Not $XDG_RUNTIME_DIR, which
// is longer.
constexpr std::string_view kParent = "/tmp/";
constexpr std::string_view kPrefix = "sock-";
constexpr std::string_view kPattern = "XXXXXX"; // mkdtemp(3)
constexpr char kPlaceholder = '*';

std::vector<std::string> namesIn(int folder)
{
    std::vector<std::string> names;
    const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = copy >= 0 ? ::fdopendir(copy) : nullptr;
    if (!entries) {
        if (copy >= 0)
            ::close(copy);
        return names;
    }
    while (const dirent *entry = ::readdir(entries))
        names.emplace_back(entry->d_name);
    ::closedir(entries);
    return names;
}

/// Nothing but sockets is ever in it; whatever else somebody has put there stays, and the folder with it.
void removeFolder(const Descriptor &folder, const std::string &path)
{
    for (const std::string &name : namesIn(folder.get())) {
        struct stat status { };
        if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0
            && S_ISSOCK(status.st_mode))
            ::unlinkat(folder.get(), name.c_str(), 0);
    }
    ::rmdir(path.c_str());
}

Descriptor openFolder(const std::string &path)
{
    return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// Is \p path still the folder that is open as \p folder? Another process may have found it without its lock.
bool isStill(const Descriptor &folder, const std::string &path)
{
    struct stat open { };
    struct stat named { };
    return ::fstat(folder.get(), &open) == 0 && ::lstat(path.c_str(), &named) == 0
        && open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

bool looksLikeOurs(std::string_view name)
{
    return name.starts_with(kPrefix) && name.size() == kPrefix.size() + kPattern.size();
}

} // namespace

std::unique_ptr<SessionFolder> SessionFolder::create(std::string &error)
{
    constexpr int kTries = 10;
    for (int i = 0; i < kTries; ++i) {
        std::string path = fmt::format("{}{}{}", kParent, kPrefix, kPattern);
        if (!::mkdtemp(path.data())) {
            error = fmt::format(
                "no folder can be made for the session's sockets: {}: {} ({}); /tmp must be there and "
                "writable",
                path, describeError(errno), errorName(errno));
            return nullptr;
        }
        Descriptor folder = openFolder(path);
        // On a file system without locks nothing is ever taken for abandoned.
        if (folder && (::flock(folder.get(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            && isStill(folder, path))
            return std::unique_ptr<SessionFolder>(new SessionFolder(std::move(path), std::move(folder)));
    }
    error = "no folder can be made for the session's sockets in /tmp: each was taken away at once";
    return nullptr;
}

SessionFolder::~SessionFolder() { removeFolder(lock_, path_); }

void SessionFolder::removeAbandoned()
{
    const Descriptor parent = openFolder(std::string(kParent));
    if (!parent)
        return;
    for (const std::string &name : namesIn(parent.get())) {
        if (!looksLikeOurs(name))
            continue;
        const std::string path = std::string(kParent) + name;
        const Descriptor folder = openFolder(path);
        struct stat status { };
        if (folder && ::fstat(folder.get(), &status) == 0 && status.st_uid == ::geteuid()
            && (status.st_mode & 07777) == 0700 && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0)
            removeFolder(folder, path);
    }
}

Endpoint SessionFolder::placeholder(std::string_view name)
{
    return Endpoint::fromPath(kPlaceholder + std::string(name));
}

Endpoint SessionFolder::resolve(const Endpoint &placeholder) const
{
    const std::string name = placeholder.addressText();
    const bool plain = std::all_of(name.begin() + (name.empty() ? 0 : 1), name.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    if (name.size() < 2 || name.front() != kPlaceholder || !plain)
        return {};
    return Endpoint::fromPath(fmt::format("{}/{}", path_, name.substr(1)));
}

} // namespace sockstep
