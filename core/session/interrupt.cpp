// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/interrupt.h"

#include <pthread.h>

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

void blockSigpipe()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

} // namespace sockstep
