// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>

namespace sockstep {

/// Where threads meet so that their next system calls begin within a fraction of a microsecond: a FIN
/// is on its way for a few, and only so can two of them cross.
///
/// Threads: expect() before the threads are sent here; arrive() on each of them. They spin, and only for
/// as long as a step may take unnoticed: one that has been asked to stop meanwhile never comes.
class Rendezvous {
public:
    void expect(int threads) { missing_.store(threads); }
    void arrive()
    {
        constexpr auto kLongest = std::chrono::milliseconds(40); // a busy machine lets the other wait
        missing_.fetch_sub(1);
        const auto until = std::chrono::steady_clock::now() + kLongest;
        while (missing_.load() > 0 && std::chrono::steady_clock::now() < until) { }
    }

private:
    std::atomic<int> missing_ {0};
};

} // namespace sockstep
