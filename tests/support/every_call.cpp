// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/every_call.h"

#include "core/recording/poll_set.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace sockstep::test {

namespace {

constexpr ActorId kServer = 0;
constexpr ActorId kClient = 1;
constexpr ActorId kThread = 2;

/// Writes events as a session would.
class Writer {
public:
    explicit Writer(std::string network)
        : recording_(std::make_unique<Recording>(Header {"2026-11-22T10:00:00.123Z", std::move(network),
            "Linux 6.1.0", "client-close", {"server", "client", "thread-1"}}))
    {
    }
    void add(EventBody body)
    {
        recording_->appendRead({std::chrono::microseconds(++time_), std::move(body)});
    }
    CallReturned call(CallEntered entered, std::int64_t result = 0)
    {
        entered.call = ++calls_;
        add(entered);
        CallReturned returned;
        returned.call = calls_;
        returned.result = result;
        return returned;
    }
    void make(ActorId actor, Function function, SocketId about, const Arguments &args = {})
    {
        CallEntered entered;
        entered.actor = actor;
        entered.function = function;
        entered.socket = about;
        entered.args = args;
        CallReturned returned = call(entered, 5);
        returned.socket = newSocket();
        returned.fd = 5;
        add(returned);
    }
    SocketId newSocket() { return ++sockets_; }
    SocketId lastSocket() const { return sockets_; }
    std::unique_ptr<Recording> take() { return std::move(recording_); }

private:
    std::unique_ptr<Recording> recording_;
    int time_ = 0;
    CallId calls_ = 0;
    SocketId sockets_ = 0;
};

const Endpoint kServerEnd = Endpoint::loopback(9000);
const Endpoint kClientEnd = Endpoint::loopback(40000);

/// Sockets 1 (listener), 2 (client) and 3 (connection).
void connect(Writer &writer)
{
    const Arguments tcp {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}};
    for (const ActorId actor : {kServer, kClient, kThread})
        writer.add(ProgramShown {actor, {"socket();", "read();", "close();"}});
    writer.make(kServer, Function::Socket, 0, tcp);
    writer.add(
        StateChanged {1, 0, TcpState::Close, TcpState::Listen, Evidence::Observed, kServerEnd, {}, {}});
    writer.make(kClient, Function::Socket, 0, tcp);
    CallEntered connects;
    connects.actor = kClient;
    connects.function = Function::Connect;
    connects.socket = 2;
    connects.address = kServerEnd;
    writer.add(writer.call(connects));
    const auto state = [&](SocketId socket, SocketId listener, TcpState from, TcpState to) {
        const bool client = listener == 0;
        writer.add(StateChanged {socket, listener, from, to, Evidence::Observed,
            client ? kClientEnd : kServerEnd, client ? kServerEnd : kClientEnd, {}});
    };
    state(2, 0, TcpState::Close, TcpState::SynSent);
    state(3, 1, TcpState::Listen, TcpState::SynRecv);
    state(2, 0, TcpState::SynSent, TcpState::Established);
    state(3, 1, TcpState::SynRecv, TcpState::Established);
    writer.make(kServer, Function::Accept, 1);
    writer.add(MessageTyped {kClient, "hello"});
    CallEntered sends;
    sends.actor = kClient;
    sends.function = Function::Send;
    sends.socket = 2;
    sends.data = "hello";
    writer.add(writer.call(sends, 5));
}

Arguments argumentsOf(Function function)
{
    const Argument fd {ArgumentName::Fd, 5};
    switch (function) {
    case Function::Socket:
        return {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM},
            {ArgumentName::Protocol, IPPROTO_TCP}};
    case Function::Setsockopt:
    case Function::Getsockopt:
        return {fd, {ArgumentName::Level, SOL_SOCKET}, {ArgumentName::Option, SO_ERROR},
            {ArgumentName::Value, 1}};
    case Function::Listen:
        return {fd, {ArgumentName::Backlog, 5}};
    case Function::Shutdown:
        return {fd, {ArgumentName::How, SHUT_WR}};
    case Function::Poll:
        return {{ArgumentName::Timeout, -1}};
    case Function::PthreadCreate:
        return {fd, {ArgumentName::Thread, kThread}};
    case Function::Bind:
    case Function::Connect:
        return {fd, {ArgumentName::AddressLength, 16}};
    default:
        return {fd, {ArgumentName::Length, 64}, {ArgumentName::Flags, 0}};
    }
}

CallEntered callOf(const CallKind &kind, ActorId actor, SocketId about)
{
    CallEntered call;
    call.actor = actor;
    call.function = kind.function;
    call.socket = about;
    if (!kind.withMore)
        return call;
    call.line = 2;
    call.args = argumentsOf(kind.function);
    call.address = kServerEnd;
    if (sends(kind.function))
        call.data = "hello";
    if (kind.function == Function::Poll)
        call.data = packPolled({{5, POLLIN, 0, about}, {-1, POLLIN, 0, 0}, {9, POLLOUT, 0, 0}});
    return call;
}

void come(Writer &writer, const CallKind &kind, CallReturned returned, SocketId about, bool slept)
{
    const bool makes = kind.function == Function::Socket || kind.function == Function::Accept;
    if (slept)
        writer.add(CallBlocked {returned.call});
    if (returned.error == 0 && kind.aboutSocket && makes) {
        returned.socket = writer.newSocket();
        returned.fd = 7;
    }
    if (kind.withMore && returned.error == 0) {
        returned.address = kClientEnd;
        returned.hasValue = kind.function == Function::Getsockopt;
        if (receives(kind.function))
            returned.data = "hello";
        returned.isReadyList = kind.function == Function::Poll;
        if (returned.isReadyList)
            returned.data = packPolled({{5, 0, POLLIN, about}});
    }
    writer.add(returned);
}

} // namespace

std::string CallKind::name() const
{
    return fmt::format("{}, {}, {}", sockstep::name(function), aboutSocket ? "a socket" : "no socket",
        withMore ? "with all" : "bare");
}

std::vector<CallKind> everyCallKind()
{
    std::vector<CallKind> all;
    for (int function = 0; function < kFunctionCount; ++function) {
        for (const bool aboutSocket : {false, true}) {
            for (const bool withMore : {false, true})
                all.push_back({static_cast<Function>(function), aboutSocket, withMore});
        }
    }
    return all;
}

std::vector<int> everyErrno()
{
    constexpr int kLastErrno = 133; // errno(3)
    constexpr int kNameless = 200;
    std::vector<int> all {kNameless};
    for (int error = 1; error <= kLastErrno; ++error) {
        if (errorName(error) != fmt::format("E{}", error))
            all.push_back(error);
    }
    return all;
}

std::unique_ptr<Recording> everyOutcomeOf(const CallKind &kind)
{
    // What is written is read in another way where segments are seen.
    Writer writer(kind.withMore ? "loopback" : "lab");
    connect(writer);
    const auto aboutFor = [&](ActorId actor) -> SocketId {
        return !kind.aboutSocket ? 0 : kind.function == Function::Accept ? 1 : actor == kServer ? 3 : 2;
    };
    for (const ActorId actor : {kServer, kClient}) {
        for (const std::int64_t result : {0, 1, 5, 64}) {
            for (const bool slept : {false, true})
                come(writer, kind, writer.call(callOf(kind, actor, aboutFor(actor)), result), aboutFor(actor),
                    slept);
        }
    }
    ActorId actor = kServer;
    for (const int error : everyErrno()) {
        actor = actor == kServer ? kClient : kServer;
        CallReturned returned = writer.call(callOf(kind, actor, aboutFor(actor)), -1);
        returned.error = error;
        come(writer, kind, returned, aboutFor(actor), error % 3 == 0);
    }
    writer.call(callOf(kind, kClient, kind.aboutSocket ? 2 : 0)); // and one that never comes back
    return writer.take();
}

} // namespace sockstep::test
