// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One thin function for each system call: no policy, no retry, errno always captured. What to do
// about a result is for the caller to decide.

#include "core/base/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

struct pollfd;

namespace sockstep::calls {

struct Outcome {
    std::int64_t result = -1;
    int error = 0; ///< errno where result is -1, else 0
    Endpoint address {}; ///< what accept and getsockname filled in
    int value = 0; ///< what getsockopt filled in
    bool ok() const { return result >= 0; }
};

Outcome socket(int domain, int type, int protocol);
/// For options whose value is an int, which are nearly all, and for SO_LINGER: there \p value is
/// l_linger in seconds, with l_onoff 1.
Outcome setsockopt(int fd, int level, int option, int value);
/// For options whose value is an int.
Outcome getsockopt(int fd, int level, int option);
/// \p length instead of the address's own, if it is not negative: for what the kernel says to a wrong one.
Outcome bind(int fd, const Endpoint &address, int length = -1);
Outcome getsockname(int fd);
Outcome listen(int fd, int backlog);
Outcome accept(int fd);
/// With SOCK_CLOEXEC among \p flags it spares adopt().
Outcome accept4(int fd, int flags);
Outcome connect(int fd, const Endpoint &address, int length = -1);
Outcome send(int fd, std::span<const char> data, int flags);
Outcome recv(int fd, std::span<char> buffer, int flags);
Outcome read(int fd, std::span<char> buffer);
Outcome write(int fd, std::span<const char> data);
Outcome sendto(int fd, std::span<const char> data, int flags, const Endpoint &address);
/// Its Outcome has the sender's address.
Outcome recvfrom(int fd, std::span<char> buffer, int flags);
/// Fills in the revents of \p all; \p timeout is in milliseconds, −1 waits for ever.
Outcome poll(std::span<pollfd> all, int timeout);
Outcome fcntl(int fd, int command, int value);
/// What /proc/self/fd says of \p fd: "socket:[8805]".
Outcome readlink(int fd, std::span<char> buffer);
Outcome unlink(const std::string &path);
Outcome shutdown(int fd, int how);
Outcome close(int fd);

/// Prepares a socket that a call above has just made: it is not to leak into child processes
/// (FD_CLOEXEC), and its inode names it beyond the life of the descriptor. Returns the inode, 0 if
/// the kernel would not say.
std::uint32_t adopt(int fd);

} // namespace sockstep::calls
