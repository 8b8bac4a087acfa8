// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/outside_watch.h"

#include "core/network/socket_owner.h"

#include <algorithm>
#include <netinet/in.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

/// The rows of both families that have \p port at either end.
std::vector<DiagRow> rowsWith(SockDiag &kernel, std::uint16_t port, int protocol, bool withIPv6 = true)
{
    std::vector<DiagRow> all;
    std::vector<DiagRow> rows;
    for (const int family : {AF_INET, AF_INET6}) {
        if ((family == AF_INET || withIPv6) && kernel.dump(rows, port, family, protocol))
            all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

bool covers(const Endpoint &local, const Endpoint &address)
{
    return local.port() == address.port() && (local.isWildcard() || local.unmapped() == address.unmapped());
}

/// Who has the socket of \p row; of nobody, the address alone.
OutsideSeen outsideOf(SocketId socket, const Endpoint &address, const DiagRow *row)
{
    OutsideSeen seen;
    seen.socket = socket;
    seen.address = address;
    if (row && row->inode) {
        seen.program = programWithSocket(row->inode);
        seen.user = userName(row->uid);
    }
    return seen;
}

} // namespace

void OutsideWatch::made(std::uint32_t inode)
{
    const std::lock_guard lock(mutex_);
    inodes_.insert(inode);
}

void OutsideWatch::received(SocketId socket, const Endpoint &sender)
{
    if (sender.port() == 0) // of a Unix-domain socket, or one without an address
        return;
    const std::lock_guard lock(mutex_);
    unanswered_.emplace(socket, sender);
}

std::vector<DiagRow> OutsideWatch::rowsOf(const Connection &connection, SockDiag &kernel)
{
    return rowsWith(kernel, connection.remote.port(), IPPROTO_TCP);
}

bool OutsideWatch::recognise(const Connection &connection, const std::vector<DiagRow> &rows,
    const OwnSockets &own, std::vector<OutsideSeen> &seen)
{
    const auto find = [&](auto &&matches) {
        const auto found = std::find_if(rows.begin(), rows.end(), matches);
        return found == rows.end() ? nullptr : &*found;
    };
    const DiagRow *far = find([&](const DiagRow &row) {
        return row.local.unmapped() == connection.remote.unmapped()
            && row.remote.unmapped() == connection.local.unmapped();
    });
    if (far && own.inodes.contains(far->inode))
        return true;
    const bool isHeld = far && far->inode;
    const bool mayBeOwn = isHeld ? std::any_of(own.accepting.begin(), own.accepting.end(),
                              [&](const Endpoint &listener) { return covers(listener, far->local); })
                                 : own.hasUnseenClient;
    if (mayBeOwn)
        return false;
    // A server that has not accepted yet has no socket of its own for it, but its listener has an owner.
    if (!isHeld && connection.isClient)
        far = find([&](const DiagRow &row) {
            return row.state == TcpState::Listen && covers(row.local, connection.remote);
        });
    if (far && own.inodes.contains(far->inode))
        return true;
    seen.push_back(outsideOf(connection.socket, connection.remote, far));
    return true;
}

OutsideWatch::Whose OutsideWatch::whose(
    const Endpoint &sender, const std::vector<DiagRow> &rows, const DiagRow *&row) const
{
    row = nullptr;
    for (const DiagRow &one : rows) {
        if (!covers(one.local, sender))
            continue;
        if (known_.contains(one.inode))
            return Whose::Own; // of several with one port (SO_REUSEPORT), it may have been ours
        row = &one;
    }
    if (ports_.contains(sender.port()))
        return Whose::Own; // one that is closed by now
    return row || seenInodes_.size() == known_.size() ? Whose::Other : Whose::Unknown;
}

void OutsideWatch::recogniseSenders(SockDiag &kernel, bool withIPv6, std::vector<OutsideSeen> &seen)
{
    std::set<Datagram> asked;
    {
        const std::lock_guard lock(mutex_);
        known_ = inodes_;
        asked = unanswered_;
    }
    if (known_.empty())
        return;
    const auto rows = rowsWith(kernel, 0, IPPROTO_UDP, withIPv6);
    for (const DiagRow &row : rows) {
        if (known_.contains(row.inode) && row.local.port() != 0) {
            seenInodes_.insert(row.inode);
            ports_.insert(row.local.port());
        }
    }
    for (const Datagram &datagram : asked) {
        const DiagRow *row = nullptr;
        const Whose verdict = whose(datagram.second, rows, row);
        if (verdict == Whose::Other && told_.insert(datagram).second)
            seen.push_back(outsideOf(datagram.first, datagram.second, row));
        if (verdict == Whose::Unknown)
            continue;
        const std::lock_guard lock(mutex_);
        unanswered_.erase(datagram);
    }
}

} // namespace sockstep
