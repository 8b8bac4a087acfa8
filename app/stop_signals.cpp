// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include "core/base/start_thread.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace sockstep {

StopSignals::StopSignals()
{
    sigemptyset(&set_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action { };
        // A signal that is ignored would be reported all the same once it is blocked.
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&set_, signal);
    }
    signals_ = ::signalfd(-1, &set_, SFD_CLOEXEC | SFD_NONBLOCK);
    over_ = ::eventfd(0, EFD_CLOEXEC);
    if (signals_ < 0 || over_ < 0)
        return; // no descriptor is left: then a signal ends the program at once
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    if (startThread(thread_, [this] { wait(); }) != 0)
        pthread_sigmask(SIG_UNBLOCK, &set_, nullptr); // as well without a thread
}

StopSignals::~StopSignals()
{
    if (thread_.joinable()) {
        ::eventfd_write(over_, 1);
        thread_.join();
    }
    ::close(signals_);
    ::close(over_);
}

void StopSignals::onSignal(std::function<void()> act)
{
    const std::lock_guard lock(mutex_);
    act_ = std::move(act);
    if (signal_ && act_)
        act_();
}

void StopSignals::wait()
{
    pollfd either[] = {{over_, POLLIN, 0}, {signals_, POLLIN, 0}};
    signalfd_siginfo came {};
    while (::read(signals_, &came, sizeof came) != sizeof came) {
        ::poll(either, 2, -1);
        if (either[0].revents)
            return;
    }
    {
        const std::lock_guard lock(mutex_);
        signal_ = static_cast<int>(came.ssi_signo);
        if (act_)
            act_();
    }
    // Here the next one does what it does by itself.
    pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
    ::poll(either, 1, -1);
}

} // namespace sockstep
