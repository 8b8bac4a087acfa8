// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/sock_diag.h"
#include "core/recording/event.h"

#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace sockstep {

/// Recognises who is at the far end of a session's sockets when it is no socket of the session: on the
/// machine's own loopback anybody can connect to a server, or send it a datagram.
///
/// The far end is the session's if it is at a socket of it, by both addresses or by inode; it is somebody
/// else's if the kernel lists it with another inode, or if it is at none of the session's sockets and these
/// are all known. Where neither is certain (a client that came and went between two looks), nothing is said.
///
/// Threads: made() and received() on the actors', the rest on the monitor's.
class OutsideWatch {
public:
    /// A connection of the session whose far end is to be recognised.
    struct Connection {
        SocketId socket = 0;
        bool isClient = false;
        Endpoint local;
        Endpoint remote;
    };

    /// A socket of the session that is not TCP.
    void made(std::uint32_t inode);
    /// recvfrom() on \p socket got a datagram of \p sender.
    void received(SocketId socket, const Endpoint &sender);

    /// The session's own TCP sockets, asked for after the kernel: what it lists is known by then, or on its
    /// way.
    struct OwnSockets {
        std::set<std::uint32_t> inodes; ///< also of those that are closed
        bool hasUnseenClient = false; ///< one of its clients has an address that is not known yet
        std::vector<Endpoint> accepting; ///< of listeners; what accept() has made, it may not have told
    };

    /// All that the kernel lists with the port of the far end of \p connection.
    static std::vector<DiagRow> rowsOf(const Connection &connection, SockDiag &kernel);
    /// Whoever of \p rows is at the far end of \p connection, in \p seen, if that is somebody else. False if
    /// it cannot be told yet.
    static bool recognise(const Connection &connection, const std::vector<DiagRow> &rows,
        const OwnSockets &own, std::vector<OutsideSeen> &seen);
    /// The senders of datagrams who are somebody else and have not been told before.
    void recogniseSenders(SockDiag &kernel, bool withIPv6, std::vector<OutsideSeen> &seen);

private:
    using Datagram = std::pair<SocketId, Endpoint>;
    enum class Whose : std::uint8_t { Own, Other, Unknown };
    Whose whose(const Endpoint &sender, const std::vector<DiagRow> &rows, const DiagRow *&row) const;

    std::mutex mutex_; // guards the next two
    std::set<std::uint32_t> inodes_; // of sockets that are not TCP
    std::set<Datagram> unanswered_;

    // The monitor's alone.
    std::set<std::uint32_t> known_; // a copy of inodes_
    std::set<std::uint32_t> seenInodes_; // those of them that the kernel has listed with a port
    std::set<std::uint16_t> ports_; // that they had
    std::set<Datagram> told_;
};

} // namespace sockstep
