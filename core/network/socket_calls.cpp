// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/socket_calls.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sockstep::calls {

namespace {
// errno is read at once: anything between the call and here might change it.
Outcome outcome(std::int64_t result) { return {result, result < 0 ? errno : 0}; }

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

Outcome getsockopt(int fd, int level, int option)
{
    int value = 0;
    socklen_t length = sizeof value;
    Outcome result = outcome(::getsockopt(fd, level, option, &value, &length));
    result.value = value;
    return result;
}

Outcome bind(int fd, const Endpoint &address, int length)
{
    sockaddr_storage storage;
    const socklen_t own = address.toSockaddr(storage);
    return outcome(::bind(fd, generic(storage), length < 0 ? own : static_cast<socklen_t>(length)));
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

Outcome connect(int fd, const Endpoint &address, int length)
{
    sockaddr_storage storage;
    const socklen_t own = address.toSockaddr(storage);
    return outcome(::connect(fd, generic(storage), length < 0 ? own : static_cast<socklen_t>(length)));
}

Outcome send(int fd, std::span<const char> data, int flags)
{
    return outcome(::send(fd, data.data(), data.size(), flags));
}

Outcome recv(int fd, std::span<char> buffer, int flags)
{
    return outcome(::recv(fd, buffer.data(), buffer.size(), flags));
}

Outcome read(int fd, std::span<char> buffer) { return outcome(::read(fd, buffer.data(), buffer.size())); }

Outcome write(int fd, std::span<const char> data) { return outcome(::write(fd, data.data(), data.size())); }

Outcome sendto(int fd, std::span<const char> data, int flags, const Endpoint &address)
{
    sockaddr_storage storage;
    const socklen_t length = address.toSockaddr(storage);
    return outcome(::sendto(fd, data.data(), data.size(), flags, generic(storage), length));
}

Outcome recvfrom(int fd, std::span<char> buffer, int flags)
{
    sockaddr_storage storage {};
    socklen_t length = sizeof storage;
    Outcome result = outcome(::recvfrom(fd, buffer.data(), buffer.size(), flags, generic(storage), &length));
    if (result.ok())
        result.address = Endpoint::fromSockaddr(storage);
    return result;
}

Outcome poll(std::span<pollfd> all, int timeout)
{
    return outcome(::poll(all.data(), static_cast<nfds_t>(all.size()), timeout));
}

Outcome fcntl(int fd, int command, int value) { return outcome(::fcntl(fd, command, value)); }

Outcome readlink(int fd, std::span<char> buffer)
{
    // Of the thread, not of the process: a thread can have a descriptor table of its own.
    const std::string path = "/proc/thread-self/fd/" + std::to_string(fd);
    return outcome(::readlink(path.c_str(), buffer.data(), buffer.size()));
}

Outcome unlink(const std::string &path) { return outcome(::unlink(path.c_str())); }

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
