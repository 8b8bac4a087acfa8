// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/descriptor_table.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/close_range.h>
#include <unistd.h>

namespace sockstep {

int DescriptorTable::separateThisThread()
{
    // From 3 on, the copies are never made; what 0 to 2 are is still the program's.
    if (::close_range(3, ~0U, CLOSE_RANGE_UNSHARE) != 0)
        return errno;
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0)
        return errno;
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; ++standard) {
        if (standard != nothing && ::dup3(nothing, standard, O_CLOEXEC) < 0)
            return errno;
    }
    if (nothing > STDERR_FILENO)
        ::close(nothing);
    return 0;
}

void DescriptorTable::add(int fd, SocketId socket, bool isTcp)
{
    const std::lock_guard lock(mutex_);
    sockets_[fd] = socket;
    if (isTcp)
        unnamed_.insert(socket);
}

void DescriptorTable::namedItself(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    unnamed_.erase(socket);
}

bool DescriptorTable::opensAnyPort(SocketId socket) const
{
    const std::lock_guard lock(mutex_);
    return unnamed_.contains(socket);
}

void DescriptorTable::remove(int fd, SocketId socket)
{
    const std::lock_guard lock(mutex_);
    const auto found = sockets_.find(fd);
    if (found != sockets_.end() && found->second == socket)
        sockets_.erase(found);
    unnamed_.erase(socket);
}

SocketId DescriptorTable::socketOf(int fd) const
{
    const std::lock_guard lock(mutex_);
    const auto found = sockets_.find(fd);
    return found == sockets_.end() ? 0 : found->second;
}

std::vector<SocketId> DescriptorTable::sockets() const
{
    const std::lock_guard lock(mutex_);
    std::vector<SocketId> all;
    for (const auto &[fd, socket] : sockets_)
        all.push_back(socket);
    return all;
}

void DescriptorTable::closeAll() { ::close_range(STDERR_FILENO + 1, ~0U, 0); }

} // namespace sockstep
