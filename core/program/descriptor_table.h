// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace sockstep {

/// The descriptor table of an actor, as a process has one: what its calls make is there, and /dev/null at 0
/// to 2 as with any daemon. So no number that a program writes down can reach a descriptor of Sockstep's own,
/// the first socket is 3, and a descriptor that was closed keeps its number, which may be another socket's by
/// now.
///
/// The kernel keeps the table itself, one for each thread that has asked for its own (close_range(2)); this
/// object knows which of its numbers are sockets of the session. The threads that an actor starts share both.
///
/// Its price: such a thread reaches no descriptor of the program's. What has one (the window's wake-up,
/// netlink, files) belongs to other threads.
///
/// Threads: any that share the table.
class DescriptorTable {
public:
    /// Gives the calling thread a table of its own, for good. 0, or the error number.
    static int separateThisThread();

    /// \p isTcp: a listen() on it opens a port, one of the kernel's choice on every address, until
    /// namedItself().
    void add(int fd, SocketId socket, bool isTcp = false);
    /// bind() or connect() has given \p socket an address.
    void namedItself(SocketId socket);
    bool opensAnyPort(SocketId socket) const;
    /// \p fd was closed while it was \p socket. Another thread may have got the number since.
    void remove(int fd, SocketId socket);
    /// The socket that \p fd is now; 0 if it is none.
    SocketId socketOf(int fd) const;

    /// A signal ends the process whose table this is. True for the thread that says so first: it lets the
    /// others end.
    bool beginEnd() { return !ending_.exchange(true); }
    bool isEnding() const { return ending_.load(); }
    /// The sockets that are open, in the order of their descriptors.
    std::vector<SocketId> sockets() const;
    /// Lets the kernel close every descriptor of the calling thread's table, as it does at the end of a
    /// process.
    static void closeAll();

private:
    mutable std::mutex mutex_; // guards what follows
    std::map<int, SocketId> sockets_;
    std::set<SocketId> unnamed_; // TCP sockets without an address
    std::atomic<bool> ending_ = false;
};

} // namespace sockstep
