// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/interrupt.h"

#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace sockstep {

void installInterruptHandler()
{
    static const bool installed = [] {
        struct sigaction action { };
        action.sa_handler = [](int) {};
        sigemptyset(&action.sa_mask);
        return sigaction(kInterrupt, &action, nullptr) == 0;
    }();
    static_cast<void>(installed);
}

namespace {

sigset_t sigpipeAlone()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

} // namespace

void blockSigpipe()
{
    const sigset_t set = sigpipeAlone();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool takeSigpipe()
{
    const sigset_t set = sigpipeAlone();
    constexpr timespec kAtOnce {};
    siginfo_t came {};
    // From the kernel on this thread's behalf: nobody else's kill(2) is taken for it.
    return ::sigtimedwait(&set, &came, &kAtOnce) == SIGPIPE && came.si_pid == ::getpid();
}

} // namespace sockstep
