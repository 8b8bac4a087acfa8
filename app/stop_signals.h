// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <thread>

namespace sockstep {

/// SIGINT, SIGTERM and SIGHUP, as far as they were not ignored at the start (nohup(1), a background job).
/// They are blocked in every thread, so that they interrupt no call of an actor and what is recorded can be
/// completed; a thread of its own waits for them. The first one asks for an end; the next ends the program at
/// once. Make one, and before any other thread, which inherits what is blocked.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    /// The signal that has come; 0 if none.
    int pending() const { return signal_; }
    /// Called when it comes, or now if it has come, on the thread that waits; nothing takes it back. After
    /// onSignal({}) it is not called any more.
    void onSignal(std::function<void()> act);

private:
    void wait();

    sigset_t set_ {};
    int signals_ = -1; // signalfd(2)
    int over_ = -1; // eventfd(2)
    std::atomic<int> signal_ = 0;
    std::mutex mutex_;
    std::function<void()> act_; // under the mutex, as are its calls
    std::jthread thread_;
};

} // namespace sockstep
