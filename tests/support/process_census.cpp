// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process_census.h"

#include "support/patience.h"

#include <filesystem>
#include <iterator>
#include <thread>

namespace sockstep::test {

namespace {
int entriesIn(const char *folder)
{
    const std::filesystem::directory_iterator list(folder);
    return static_cast<int>(std::distance(begin(list), end(list)));
}
} // namespace

int threadCount() { return entriesIn("/proc/self/task"); }

int descriptorCount() { return entriesIn("/proc/self/fd") - 1; }

bool threadsFallTo(int expected)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (threadCount() > expected) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace sockstep::test
