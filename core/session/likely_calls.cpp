// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/likely_calls.h"

#include <algorithm>

namespace sockstep {

namespace {

using Calls = std::vector<Function>;

/// Has a bind() given it an address? Of one with port 0 nobody may have asked which it is.
bool isBound(const History &history, SocketId id)
{
    const SocketRecord &socket = history.socket(id);
    if (!socket.local.isEmpty())
        return true;
    const auto &calls = history.actor(socket.actor).calls;
    return std::any_of(calls.begin(), calls.end(), [&](CallId call) {
        const CallEntered &entered = history.entered(call);
        const CallReturned *returned = history.returned(call);
        return entered.function == Function::Bind && entered.socket == id && returned
            && returned->result == 0;
    });
}

Calls forDatagrams(bool bound, bool isClient)
{
    if (!isClient && !bound)
        return {Function::Bind};
    if (isClient)
        return {Function::Sendto, Function::Recvfrom, Function::Close};
    return {Function::Recvfrom, Function::Sendto, Function::Close};
}

/// CLOSE is before a connection and after it: RFC 9293 3.3.2.
Calls forUnconnected(const SocketRecord &socket, bool bound, bool isClient)
{
    if (socket.role == SocketRecord::Role::Connection)
        return {Function::Close};
    if (socket.role == SocketRecord::Role::Client) // refused, or reset
        return {Function::Connect, Function::Close};
    if (isClient)
        return {Function::Connect};
    if (!bound)
        return {Function::Setsockopt, Function::Bind};
    return {Function::Listen};
}

Calls forConnection(const SocketRecord &socket)
{
    switch (socket.state) {
    case TcpState::SynSent:
    case TcpState::SynRecv:
        return {Function::Close};
    case TcpState::Established:
        return {Function::Send, Function::Recv, Function::Shutdown, Function::Close};
    case TcpState::CloseWait: // the peer has said goodbye, and may still be sent to: RFC 9293 3.10.4
        return {Function::Recv, Function::Send, Function::Close};
    case TcpState::FinWait1:
    case TcpState::FinWait2: // we have said goodbye, and the peer may still send
        return {Function::Recv, Function::Close};
    default:
        return {Function::Close};
    }
}

} // namespace

std::vector<Function> likelyCalls(const History &history, SocketId id, bool isClient)
{
    if (id == 0)
        return {Function::Socket};
    const SocketRecord &socket = history.socket(id);
    if (!socket.open)
        return {};
    if (socket.protocol == SocketRecord::Protocol::Udp)
        return forDatagrams(isBound(history, id), isClient);
    if (socket.state == TcpState::Listen)
        return {Function::Accept};
    return socket.state == TcpState::Close ? forUnconnected(socket, isBound(history, id), isClient)
                                           : forConnection(socket);
}

} // namespace sockstep
