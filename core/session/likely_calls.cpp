// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/likely_calls.h"

namespace sockstep {

namespace {

using Calls = std::vector<Function>;

Calls forDatagrams(const SocketRecord &socket, bool isClient)
{
    if (!isClient && socket.local.isEmpty())
        return {Function::Bind};
    if (isClient)
        return {Function::Sendto, Function::Recvfrom, Function::Close};
    return {Function::Recvfrom, Function::Sendto, Function::Close};
}

/// CLOSE is before a connection and after it: RFC 9293 3.3.2.
Calls forUnconnected(const SocketRecord &socket, bool isClient)
{
    if (socket.role == SocketRecord::Role::Connection)
        return {Function::Close};
    if (socket.role == SocketRecord::Role::Client) // refused, or reset
        return {Function::Connect, Function::Close};
    if (isClient)
        return {Function::Connect};
    if (socket.local.isEmpty())
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
        return forDatagrams(socket, isClient);
    if (socket.state == TcpState::Listen)
        return {Function::Accept};
    return socket.state == TcpState::Close ? forUnconnected(socket, isClient) : forConnection(socket);
}

} // namespace sockstep
