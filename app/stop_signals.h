// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

namespace sockstep {

/// SIGINT and SIGTERM, blocked in every thread and asked for between waits, so that they interrupt
/// no call of an actor and the recording can be completed. Make one before the session's threads, which
/// inherit it.
class StopSignals {
public:
    StopSignals()
    {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }
    /// The signal that has come; 0 if none.
    int pending() const
    {
        const timespec now {};
        const int signal = sigtimedwait(&set_, nullptr, &now);
        return signal > 0 ? signal : 0;
    }

private:
    sigset_t set_ {};
};

} // namespace sockstep
