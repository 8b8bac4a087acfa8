// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

namespace sockstep {

/// The signal that makes a blocked system call of another thread return EINTR (pthread_kill(3)). One
/// that arrives just before the thread enters its call is lost: repeat it until the thread has seen
/// why.
inline constexpr int kInterrupt = SIGUSR1;

/// Installs, once for the process, the handler of kInterrupt. It does nothing; that there is one,
/// installed without SA_RESTART, is what interrupts the call (signal(7)). Any thread.
void installInterruptHandler();

/// A send to a peer that is gone is to fail with EPIPE, not to end the program. Blocked for the
/// calling thread only; the process keeps its own disposition.
void blockSigpipe();

} // namespace sockstep
