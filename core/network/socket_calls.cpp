// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/socket_calls.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sockstep::calls {

namespace {
// errno is read at once: anything between the call and here might change it.
Outcome outcome(std::int64_t result) { return {result, result < 0 ? errno : 0, {}}; }

sockaddr *generic(sockaddr_storage &storage) { return reinterpret_cast<sockaddr *>(&storage); }
} // namespace

Outcome socket(int domain, int type, int protocol) { return outcome(::socket(domain, type, protocol)); }

Outcome setsockopt(int fd, int level, int option, int value)
{
    if (level == SOL_SOCKET && option == SO_LINGER) {
        const linger setting {1, value};
        return outcome(::setsockopt(fd, level, option, &setting, sizeof setting));
    }
    return outcome(::setsockopt(fd, level, option, &value, sizeof value));
}

Outcome bind(int fd, const Endpoint &address)
{
    sockaddr_storage storage;
    const socklen_t length = address.toSockaddr(storage);
    return outcome(::bind(fd, generic(storage), length));
}

Outcome getsockname(int fd)
{
    sockaddr_storage storage {};
    socklen_t length = sizeof storage;
    Outcome result = outcome(::getsockname(fd, generic(storage), &length));
    if (result.ok())
        result.address = Endpoint::fromSockaddr(storage);
    return result;
}

Outcome listen(int fd, int backlog) { return outcome(::listen(fd, backlog)); }

Outcome accept(int fd)
{
    sockaddr_storage storage {};
    socklen_t length = sizeof storage;
    Outcome result = outcome(::accept(fd, generic(storage), &length));
    if (result.ok())
        result.address = Endpoint::fromSockaddr(storage);
    return result;
}

Outcome accept4(int fd, int flags)
{
    sockaddr_storage storage {};
    socklen_t length = sizeof storage;
    Outcome result = outcome(::accept4(fd, generic(storage), &length, flags));
    if (result.ok())
        result.address = Endpoint::fromSockaddr(storage);
    return result;
}

Outcome connect(int fd, const Endpoint &address)
{
    sockaddr_storage storage;
    const socklen_t length = address.toSockaddr(storage);
    return outcome(::connect(fd, generic(storage), length));
}

Outcome send(int fd, std::span<const char> data, int flags)
{
    return outcome(::send(fd, data.data(), data.size(), flags));
}

Outcome recv(int fd, std::span<char> buffer, int flags)
{
    return outcome(::recv(fd, buffer.data(), buffer.size(), flags));
}

Outcome shutdown(int fd, int how) { return outcome(::shutdown(fd, how)); }

// Linux frees the descriptor even when close fails with EINTR (close(2)): never call it again.
Outcome close(int fd) { return outcome(::close(fd)); }

std::uint32_t adopt(int fd)
{
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    struct stat status { };
    return ::fstat(fd, &status) == 0 ? static_cast<std::uint32_t>(status.st_ino) : 0;
}

} // namespace sockstep::calls
