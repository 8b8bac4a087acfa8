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

/// A send to a connection that is gone sends SIGPIPE to the very thread that made it, beside EPIPE (send(2),
/// signal(7)). Blocked for the calling thread alone it ends nothing, and waits there for takeSigpipe(): the
/// kernel keeps a signal that is blocked even where the process ignores it. The process keeps its own
/// disposition, and so do all other threads.
void blockSigpipe();
/// Has one come to the calling thread, which blocks it? Takes it.
bool takeSigpipe();

} // namespace sockstep
