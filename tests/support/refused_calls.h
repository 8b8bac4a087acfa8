// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>

namespace sockstep::test {

/// A system call that the kernel is to refuse.
struct RefusedCall {
    int number; ///< SYS_…
    int error; ///< with this errno
    int argument = -1; ///< only where this argument, from 0, …
    std::uint32_t bits = 0; ///< … has all of these bits; or
    std::uint32_t value = 0; ///< is this value, if \c bits is 0
};

/// From now on, and after exec(2), for this thread and those that it starts (seccomp(2)). No privilege is
/// needed, and it does nothing but system calls. False if the kernel has no such filters.
bool refuseCalls(std::initializer_list<RefusedCall> calls);

/// The kernel's socket table: socket(AF_NETLINK, …, NETLINK_SOCK_DIAG).
RefusedCall theSocketTable(int error);
/// Threads, as glibc makes them.
RefusedCall newThreads(int error);

} // namespace sockstep::test
