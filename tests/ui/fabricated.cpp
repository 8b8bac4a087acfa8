// SPDX-License-Identifier: GPL-3.0-or-later
#include "fabricated.h"

#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>

namespace sockstep::test {

namespace {

constexpr std::uint16_t kClientPort = 40001;
constexpr int kFirstFd = 3;

Arguments argumentsOf(Function function, std::int32_t length)
{
    switch (function) {
    case Function::Socket:
        return {
            {ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}, {ArgumentName::Protocol, 0}};
    case Function::Setsockopt:
        return {{ArgumentName::Level, SOL_SOCKET}, {ArgumentName::Option, SO_REUSEADDR},
            {ArgumentName::Value, 1}};
    case Function::Listen:
        return {{ArgumentName::Backlog, 5}};
    case Function::Send:
    case Function::Recv:
        return {{ArgumentName::Length, length}, {ArgumentName::Flags, 0}};
    case Function::Shutdown:
        return {{ArgumentName::How, SHUT_WR}};
    default:
        return {};
    }
}

} // namespace

Fabricated::Fabricated()
    : recording_(
        {"2026-11-22T10:00:00.123Z", "loopback", "Linux 6.1.0", "client-close", {"server", "client"}})
{
}

CallId Fabricated::enter(ActorId actor, Function function, SocketId socket, std::string data)
{
    CallEntered call;
    call.actor = actor;
    call.function = function;
    call.socket = socket;
    const bool sends = function == Function::Send;
    call.args = argumentsOf(function, sends ? static_cast<std::int32_t>(data.size()) : 65536);
    if (function != Function::Socket)
        call.args.setFirst({ArgumentName::Fd, kFirstFd + static_cast<int>(socket)});
    if (function == Function::Bind || function == Function::Connect)
        call.address = Endpoint::loopback(kPort);
    call.data = std::move(data);
    const CallId id = recording_.enter(call);
    call.call = id;
    calls_.push_back(std::move(call));
    return id;
}

void Fabricated::block(CallId call) { recording_.append(CallBlocked {call}); }

void Fabricated::comeBack(CallId id, std::int64_t result, std::string data)
{
    const CallEntered &call = calls_.at(id - 1);
    CallReturned returned;
    returned.call = id;
    returned.result = result;
    returned.data = std::move(data);
    if (call.function == Function::Getsockname)
        returned.address = Endpoint::loopback(kPort);
    if (call.function == Function::Socket || call.function == Function::Accept) {
        owners_.push_back(call.actor);
        accepted_.push_back(call.function == Function::Accept);
        returned.socket = static_cast<SocketId>(owners_.size());
        returned.fd = kFirstFd + static_cast<int>(returned.socket);
        returned.result = returned.fd;
        returned.inode = 8800 + returned.socket;
        if (call.function == Function::Accept)
            returned.address = Endpoint::loopback(kClientPort);
    }
    recording_.append(std::move(returned));
}

void Fabricated::fail(CallId call, int error)
{
    CallReturned returned;
    returned.call = call;
    returned.result = -1;
    returned.error = error;
    recording_.append(std::move(returned));
}

void Fabricated::end(CallId call, std::vector<ActorId> threads, std::vector<SocketId> closed)
{
    recording_.append(
        ActorKilled {call, calls_.at(call - 1).actor, SIGPIPE, std::move(threads), std::move(closed)});
}

SocketId Fabricated::make(ActorId actor, Function function, SocketId socket)
{
    const std::size_t before = owners_.size();
    comeBack(enter(actor, function, socket), 0);
    return owners_.size() > before ? static_cast<SocketId>(owners_.size()) : 0;
}

Endpoint Fabricated::localOf(SocketId socket) const
{
    const bool client = socket <= owners_.size() && owners_[socket - 1] == kClient;
    return Endpoint::loopback(client ? kClientPort : kPort);
}

void Fabricated::state(SocketId socket, TcpState from, TcpState to, Evidence evidence, SocketId listener)
{
    StateChanged change;
    change.socket = socket;
    change.listener = listener;
    change.from = from;
    change.to = to;
    change.evidence = evidence;
    change.local = localOf(socket);
    const bool connected = to != TcpState::Listen && to != TcpState::Close;
    if (connected)
        change.remote = Endpoint::loopback(change.local.port() == kPort ? kClientPort : kPort);
    recording_.append(std::move(change));
}

} // namespace sockstep::test
