// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cost/many_connections.h"
#include "support/patience.h"

namespace sockstep::test {

/// A run whose wake-ups a test can wait for.
class ConnectionsRun {
public:
    ConnectionsRun(Closing closing, int count)
        : connections_(ManyConnectionsOptions {count, closing})
    {
        connections_.setWakeUp([this] {
            const std::lock_guard lock(mutex_);
            woken_ = true;
            wakeUp_.notify_all();
        });
    }

    ManyConnections *operator->() { return &connections_; }

    /// Waits until \p done, asked again at each wake-up. False if it does not come.
    bool waitUntil(const std::function<bool()> &done)
    {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (!done()) {
            std::unique_lock lock(mutex_);
            if (!wakeUp_.wait_until(lock, deadline, [this] { return woken_; }))
                return false;
            woken_ = false;
        }
        return true;
    }
    /// Waits until no more connections are made.
    bool waitUntilConnected()
    {
        return waitUntil(
            [this] { return connections_.progress().phase > ManyConnections::Phase::Connecting; });
    }
    /// In the midst of connecting there are no wake-ups to wait for.
    bool waitUntilDone(int done)
    {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (connections_.progress().done < done) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            std::this_thread::yield();
        }
        return true;
    }

private:
    // These outlive the connections, whose thread calls the wake-up.
    std::mutex mutex_;
    std::condition_variable wakeUp_;
    bool woken_ = false; // guarded by mutex_
    ManyConnections connections_;
};

} // namespace sockstep::test
