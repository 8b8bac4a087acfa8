// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/start_thread.h"

#include <atomic>
#include <functional>

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
        : wake_(std::move(wake))
    {
    }
    ~WakeThread()
    {
        ends_ = true;
        ring();
    }

    /// 0, or the error number of pthread_create(3).
    [[nodiscard]] int start()
    {
        return startThread(thread_, [this] { run(); });
    }

    void ring()
    {
        rings_.fetch_add(1);
        rings_.notify_one();
    }

private:
    void run()
    {
        for (std::uint32_t answered = 0; !ends_.load();) {
            rings_.wait(answered);
            answered = rings_.load();
            wake_();
        }
    }

    const std::function<void()> wake_;
    std::atomic<std::uint32_t> rings_ {0};
    std::atomic<bool> ends_ {false};
    std::jthread thread_;
};

} // namespace sockstep
