// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace sockstep {

/// The thread on which whoever reads a session is woken. An actor must not do it: what wakes a window writes
/// to a descriptor, and in an actor's table (DescriptorTable) that number is nothing, or a socket of the
/// lesson.
///
/// Threads: ring() on any, without a descriptor, a lock or an allocation. It ends with this object, after the
/// last ring() has been answered.
class WakeThread {
public:
    explicit WakeThread(std::function<void()> wake)
        : thread_([this, wake = std::move(wake)] { run(wake); })
    {
    }
    ~WakeThread()
    {
        ends_ = true;
        ring();
    }

    void ring()
    {
        rings_.fetch_add(1);
        rings_.notify_one();
    }

private:
    void run(const std::function<void()> &wake)
    {
        for (std::uint32_t answered = 0; !ends_.load();) {
            rings_.wait(answered);
            answered = rings_.load();
            wake();
        }
    }

    std::atomic<std::uint32_t> rings_ {0};
    std::atomic<bool> ends_ {false};
    std::jthread thread_;
};

} // namespace sockstep
