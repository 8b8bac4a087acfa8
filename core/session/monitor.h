// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/kernel_view.h"
#include "core/session/actor.h"
#include "core/session/trouble.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace sockstep {

/// The one thread that asks the kernel: which actors sleep in their calls, and what became of the
/// session's sockets. It is off the actors' path: they only tell it that something happened.
///
/// It sleeps until an actor makes progress (poke), or until the next regular look at sockets that
/// are still there; the longer nothing is new, the rarer these are. After each burst of activity it finds the
/// moment at which the session has settled: every actor is held, asleep or finished, and the kernel was asked
/// after that.
///
/// A kernel that does not answer is asked some times more; then it is told as a trouble, the session settles
/// without what it could have said, and the kernel is asked again at the rate of the regular looks until it
/// answers.
class Monitor {
public:
    /// What lies between the hosts of a session, if there is a wire of ours.
    struct Between {
        std::function<bool()> isCaughtUp = [] { return true; }; ///< all that was sent there is recorded
        std::function<bool()> isQuiet = [] { return true; }; ///< nothing moves there by itself
        std::function<bool()> isEmpty = [] { return true; }; ///< nothing is there at all
        /// Segments are seen, so an acknowledgement that is only delayed is worth waiting for.
        bool isWatched = false;
    };
    Monitor(Recording &recording, KernelView &kernel, std::vector<Actor *> actors, Between between,
        Troubles &troubles);
    ~Monitor();

    /// 0, or the error number of pthread_create(3).
    [[nodiscard]] int start();
    /// Samples a last time and ends the thread.
    void stop();

    /// Something happened, or is about to. Any thread; a few nanoseconds unless the monitor sleeps.
    void poke();
    /// In free run the actors are not to feel the monitor: it looks at them fifty times a second, and
    /// nothing waits for its settling.
    void setFreeRun(bool on);

    bool isSettled() const { return settledAt_.load() == activity_.load(); }
    /// Waits until isSettled(). False if that took longer than \p patience.
    bool waitUntilSettled(std::chrono::milliseconds patience);

private:
    void run(std::stop_token stop);
    void look(std::uint64_t activity);
    void observe();
    void sample(std::uint64_t activity);
    bool actorsAreQuiet() const;
    bool willPass() const;
    bool asksAgain() const;
    std::chrono::steady_clock::duration untilNextLook() const;
    void sleep(std::stop_token stop, std::uint64_t activity);

    Recording &recording_;
    KernelView &kernel_;
    const std::vector<Actor *> actors_;
    const Between between_;
    Troubles &troubles_;

    std::atomic<std::uint64_t> activity_ {1}; // counts pokes
    std::atomic<std::uint64_t> settledAt_ {0}; // the activity_ at which all was quiet
    std::atomic<bool> asleep_ {false}; // does a poke need to notify?
    std::atomic<bool> freeRun_ {false};
    std::mutex mutex_; // guards sleeping and waiting, no data
    std::condition_variable_any poked_;
    std::condition_variable settled_;

    std::chrono::steady_clock::time_point lastSample_ {}; // the thread's alone
    std::chrono::steady_clock::time_point lastChange_ {}; // the thread's alone
    std::chrono::steady_clock::time_point lastNews_ {}; // the thread's alone: when the recording had grown
    EventIndex known_ = 0; // the thread's alone: how far it had
    std::uint64_t sampledAt_ = 0; // the thread's alone: the activity_ that the last sample covers
    std::chrono::microseconds retry_ {}; // the thread's alone
    unsigned refusals_ = 0; // the thread's alone: of the kernel, since it has answered last
    std::jthread thread_;
};

} // namespace sockstep
