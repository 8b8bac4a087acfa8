// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One thin function for each system call: no policy, no retry, errno always captured. What to do
// about a result is for the caller to decide.

#include "recording/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace sockstep::calls {

struct Outcome {
    std::int64_t result = -1;
    int error = 0; ///< errno where result is -1, else 0
    Endpoint address {}; ///< what accept and getsockname filled in
    bool ok() const { return result >= 0; }
};

Outcome socket(int domain, int type, int protocol);
/// For options whose value is an int, which are nearly all, and for SO_LINGER: there \p value is
/// l_linger in seconds, with l_onoff 1.
Outcome setsockopt(int fd, int level, int option, int value);
Outcome bind(int fd, const Endpoint &address);
Outcome getsockname(int fd);
Outcome listen(int fd, int backlog);
Outcome accept(int fd);
/// With SOCK_CLOEXEC among \p flags it spares adopt().
Outcome accept4(int fd, int flags);
Outcome connect(int fd, const Endpoint &address);
Outcome send(int fd, std::span<const char> data, int flags);
Outcome recv(int fd, std::span<char> buffer, int flags);
Outcome shutdown(int fd, int how);
Outcome close(int fd);

/// Prepares a socket that a call above has just made: it is not to leak into child processes
/// (FD_CLOEXEC), and its inode names it beyond the life of the descriptor. Returns the inode, 0 if
/// the kernel would not say.
std::uint32_t adopt(int fd);

} // namespace sockstep::calls
