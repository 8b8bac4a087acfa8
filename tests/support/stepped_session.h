// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "support/patience.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

namespace sockstep::test {

/// Options for a port that the kernel chooses.
SessionOptions onAnyPort(Closing closing, std::vector<std::string> messages = {"hello"});

/// A real session on real sockets, steered by a test. All waiting is in here, and all of it is for
/// events: the session has settled, or the recording has grown. Every function that waits returns
/// false if what it waits for does not come, and prints where the session stood.
class SteppedSession {
public:
    /// Ends the program if \p options ask for a lab and there can be none: ask whyNoLab() first.
    explicit SteppedSession(SessionOptions options);
    ~SteppedSession();

    Session *operator->() { return session_.get(); }
    const Session *operator->() const { return session_.get(); }
    const Recording &recording() const { return *recording_; }

    /// Starts the session, and waits until every actor stands at its first call.
    bool start();
    /// One step in the lesson's order, or of one actor; then waits until the session has settled.
    /// False if there was no step to make.
    bool step();
    bool step(std::string_view actor);
    bool settle();
    /// Steps in the lesson's order until \p done. Where there is nothing to step but a kernel is about to
    /// move (it will send again what was lost), waits for that.
    bool stepUntil(const std::function<bool()> &done);
    bool stepToEnd();
    /// Until both ends are connected and the server has accepted: nothing is sent yet.
    bool stepUntilConnected();
    /// Until every message has come back and only the closing is left.
    bool stepUntilAllEchoed();
    /// For free run: waits until \p done, asked again whenever the recording has grown.
    bool waitUntil(const std::function<bool()> &done);
    bool waitUntilFinished();
    /// Ends the session. Its recording stays.
    void stop();
    /// Destroys the session too, which gives back everything it holds.
    void destroy() { session_.reset(); }

    ActorStatus status(std::string_view actor) const;
    bool isBlockedIn(std::string_view actor, Function function) const;
    bool isHeldBefore(std::string_view actor, Function function) const;

private:
    bool awaitKernels(const std::function<bool()> &done);
    bool complain(const char *about) const;

    // Outlives the session, whose threads call the wake-up.
    std::mutex mutex_;
    std::condition_variable grown_;
    bool woken_ = false; // guarded by mutex_
    std::unique_ptr<Session> session_;
    std::shared_ptr<const Recording> recording_;
};

} // namespace sockstep::test
