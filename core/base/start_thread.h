// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cerrno>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

namespace sockstep {

/// The one place where a thread is made: the system may have none left (a limit on the processes of a user, a
/// container, memory), and that is an answer like any other. \p body runs on \p thread, as std::jthread has
/// it. Returns 0 or the error number of pthread_create(3); then \p thread is as it was. If it still had a
/// thread, waits for that first.
template <typename Body> [[nodiscard]] int startThread(std::jthread &thread, Body &&body)
{
    if (thread.joinable()) {
        thread.request_stop();
        thread.join();
    }
    try {
        thread = std::jthread(std::forward<Body>(body));
    } catch (const std::system_error &refused) {
        return refused.code().value() != 0 ? refused.code().value() : EAGAIN;
    } catch (const std::bad_alloc &) {
        return ENOMEM;
    }
    return 0;
}

} // namespace sockstep
