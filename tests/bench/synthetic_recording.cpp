// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_recording.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

class Writer {
public:
    explicit Writer(Recording &recording)
        : recording_(recording)
    {
    }

    CallId enter(ActorId actor, SocketId socket, Function function, Arguments args, std::string data = {})
    {
        CallEntered call;
        call.actor = actor;
        call.socket = socket;
        call.function = function;
        call.line = 1;
        call.args = args;
        call.data = std::move(data);
        return recording_.enter(std::move(call));
    }
    void leave(CallId call, std::int64_t result, std::string data = {}, SocketId made = 0)
    {
        CallReturned returned;
        returned.call = call;
        returned.result = result;
        returned.data = std::move(data);
        returned.socket = made;
        returned.fd = made ? static_cast<int>(result) : -1;
        recording_.append(std::move(returned));
    }
    void state(
        SocketId socket, TcpState from, TcpState to, Endpoint local, Endpoint remote, SocketId listener = 0)
    {
        recording_.append(StateChanged {socket, listener, from, to, Evidence::Observed, local, remote, {}});
    }

private:
    Recording &recording_;
};

} // namespace

std::unique_ptr<Recording> syntheticRecording(EventIndex events)
{
    auto recording = std::make_unique<Recording>(headerForNow("client-close", {"server", "client"}));
    Writer writer(*recording);
    constexpr ActorId kServer = 0;
    constexpr ActorId kClient = 1;
    const Arguments tcp {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}};
    const Endpoint server = Endpoint::loopback(9000);
    const Endpoint client = Endpoint::loopback(40000);
    writer.leave(writer.enter(kServer, 0, Function::Socket, tcp), 3, {}, 1);
    writer.state(1, TcpState::Close, TcpState::Listen, server, {});
    writer.leave(writer.enter(kClient, 0, Function::Socket, tcp), 4, {}, 2);
    writer.leave(writer.enter(kClient, 2, Function::Connect, {{ArgumentName::Fd, 4}}), 0);
    writer.state(2, TcpState::Close, TcpState::Established, client, server);
    writer.state(3, TcpState::Listen, TcpState::Established, server, client, 1);
    writer.leave(writer.enter(kServer, 1, Function::Accept, {{ArgumentName::Fd, 3}}), 5, {}, 3);
    const std::string hello = "hello";
    const Arguments receive {{ArgumentName::Fd, 5}, {ArgumentName::Length, 65536}, {ArgumentName::Flags, 0}};
    const Arguments transmit {{ArgumentName::Fd, 4}, {ArgumentName::Length, 5}, {ArgumentName::Flags, 0}};
    while (recording->size() < events) {
        const CallId waiting = writer.enter(kServer, 3, Function::Recv, receive);
        recording->append(CallBlocked {waiting});
        writer.leave(writer.enter(kClient, 2, Function::Send, transmit, hello), 5);
        writer.leave(waiting, 5, hello);
        const CallId echo = writer.enter(kClient, 2, Function::Recv, receive);
        recording->append(CallBlocked {echo});
        writer.leave(writer.enter(kServer, 3, Function::Send, transmit, hello), 5);
        writer.leave(echo, 5, hello);
    }
    return recording;
}

} // namespace sockstep
