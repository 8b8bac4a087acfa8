// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recording_shelf.h"

#include "recording/recording_file.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace sockstep::shelf {

namespace fs = std::filesystem;

namespace {

/// Their names begin with their time.
std::vector<std::string> ending(const std::string &folder, const std::string &suffix)
{
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
        if (file->path().string().ends_with(suffix))
            paths.push_back(file->path().string());
    }
    std::sort(paths.rbegin(), paths.rend());
    return paths;
}

/// Somebody has it open for writing.
bool isBeingWritten(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return true; // whatever it is, it is not ours to take
    const bool locked = ::flock(fd, LOCK_EX | LOCK_NB) != 0;
    ::close(fd);
    return locked;
}

void giveUpTheOldest(const std::string &folder)
{
    const std::vector<std::string> all = kept(folder);
    std::error_code ignored;
    for (std::size_t i = kMostKept; i < all.size(); ++i)
        fs::remove(all[i], ignored);
}

} // namespace

std::string newPath(const std::string &folder, const Header &header, std::string &error)
{
    std::error_code failed;
    if (fs::create_directories(folder, failed))
        fs::permissions(folder, fs::perms::owner_all, failed); // what was typed is nobody else's business
    if (!fs::is_directory(folder, failed)) {
        error = fmt::format("cannot make the folder {}: {}", folder, failed.message());
        return {};
    }
    std::string name = header.started + "-" + header.lesson;
    for (char &c : name) {
        const bool plain
            = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
        if (!plain)
            c = '-';
    }
    for (int copy = 1;; ++copy) {
        const std::string path
            = fmt::format("{}/{}{}{}", folder, name, copy == 1 ? "" : fmt::format("-{}", copy), kSuffix);
        if (!fs::exists(path, failed) && !fs::exists(path + kUnfinished, failed))
            return path;
    }
}

void finish(RecordingWriter &writer, const std::string &path)
{
    std::error_code ignored;
    fs::rename(path + kUnfinished, path, ignored); // before its lock is gone
    writer.close();
    giveUpTheOldest(fs::path(path).parent_path().string());
}

std::vector<std::string> takeUnfinished(const std::string &folder)
{
    std::vector<std::string> taken;
    for (const std::string &path : ending(folder, std::string(kSuffix) + kUnfinished)) {
        if (isBeingWritten(path))
            continue;
        std::string finished = path.substr(0, path.size() - std::string_view(kUnfinished).size());
        std::error_code failed;
        fs::rename(path, finished, failed);
        if (!failed)
            taken.push_back(std::move(finished));
    }
    return taken;
}

std::vector<std::string> kept(const std::string &folder) { return ending(folder, kSuffix); }

} // namespace sockstep::shelf
