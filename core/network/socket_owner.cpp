// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/socket_owner.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace sockstep {

namespace {

namespace fs = std::filesystem;

bool isNumber(const std::string &name)
{
    return !name.empty()
        && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool hasOpen(const fs::path &process, const std::string &wanted)
{
    std::error_code error;
    fs::directory_iterator descriptors(process / "fd", error); // refused for other users' processes
    for (; !error && descriptors != fs::directory_iterator(); descriptors.increment(error)) {
        std::array<char, 64> target {};
        const ssize_t length = ::readlink(descriptors->path().c_str(), target.data(), target.size());
        if (length > 0 && std::string_view(target.data(), static_cast<std::size_t>(length)) == wanted)
            return true;
    }
    return false;
}

} // namespace

std::string programWithSocket(std::uint32_t inode)
{
    const std::string wanted = fmt::format("socket:[{}]", inode);
    std::error_code error;
    fs::directory_iterator processes("/proc", error);
    for (; !error && processes != fs::directory_iterator(); processes.increment(error)) {
        const fs::path &process = processes->path();
        if (!isNumber(process.filename().string()) || !hasOpen(process, wanted))
            continue;
        std::string name;
        std::ifstream file(process / "comm");
        std::getline(file, name);
        return fmt::format("{}[{}]", name, process.filename().string());
    }
    return {};
}

std::string userName(std::uint32_t uid)
{
    passwd entry {};
    passwd *found = nullptr;
    std::vector<char> room(16384); // getpwnam_r(3)
    if (::getpwuid_r(uid, &entry, room.data(), room.size(), &found) == 0 && found)
        return found->pw_name;
    return std::to_string(uid);
}

} // namespace sockstep
