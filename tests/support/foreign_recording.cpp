// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/foreign_recording.h"

#include "core/recording/json_lines.h"

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>

namespace sockstep::test {

namespace {

constexpr ActorId kServer = 0;
constexpr ActorId kClient = 1;

/// Writes calls that come back at once.
class Writer {
public:
    explicit Writer(const std::string &text)
        : text_(text)
        , recording_(std::make_unique<Recording>(
              Header {text, "loopback", text, text, {"server" + text, "client" + text, text, "client-2"}}))
    {
    }
    std::unique_ptr<Recording> write();

private:
    CallId enter(ActorId actor, Function function, SocketId socket, Arguments args, Endpoint address = {})
    {
        CallEntered call {0, socket, actor, function, 1, args, address, {}};
        if (function != Function::Socket)
            call.args.setFirst({ArgumentName::Fd, 3 + static_cast<int>(socket)});
        if (sends(function))
            call.data = text_;
        return recording_->enter(std::move(call));
    }
    void comeBack(CallReturned returned) { recording_->append(std::move(returned)); }
    void call(ActorId actor, Function function, SocketId socket, Arguments args, Endpoint address = {})
    {
        CallReturned returned;
        returned.call = enter(actor, function, socket, args, address);
        if (receives(function) || function == Function::Readlink)
            returned.data = text_;
        if (function == Function::Getsockname)
            returned.address = path_;
        returned.result = static_cast<std::int64_t>(sends(function) ? text_.size() : returned.data.size());
        comeBack(std::move(returned));
    }
    SocketId socket(ActorId actor, int domain, int type)
    {
        CallReturned returned;
        returned.call = enter(actor, Function::Socket, 0,
            {{ArgumentName::Domain, domain}, {ArgumentName::Type, type}, {ArgumentName::Protocol, 0}});
        returned.socket = ++sockets_;
        returned.result = returned.fd = 3 + static_cast<int>(sockets_);
        returned.inode = 100 + sockets_;
        comeBack(std::move(returned));
        return sockets_;
    }
    void writeTcp();
    void writeUnix();

    const std::string &text_;
    const Endpoint path_ = Endpoint::fromPath("/\u202e<b>\u009b&\u200b");
    std::unique_ptr<Recording> recording_;
    SocketId sockets_ = 0;
};

void Writer::writeTcp()
{
    const Arguments all {{ArgumentName::Length, 100}, {ArgumentName::Flags, 0}};
    const SocketId one = socket(kClient, AF_INET, SOCK_STREAM);
    call(kClient, Function::Connect, one, {}, Endpoint::loopback(9000));
    const Endpoint local = Endpoint::loopback(40000);
    recording_->append(StateChanged {one, 0, TcpState::Close, TcpState::Established, Evidence::Observed,
        local, Endpoint::loopback(9000), {}});
    call(kClient, Function::Send, one, all);
    call(kClient, Function::Recv, one, all);
    const CallId failed = enter(kClient, Function::Recv, one, all);
    recording_->append(CallBlocked {failed});
    CallReturned reset;
    reset.call = failed;
    reset.result = -1;
    reset.error = ECONNRESET;
    comeBack(reset);
    recording_->append(StateChanged {one, 0, TcpState::Established, TcpState::TimeWait, Evidence::Inferred,
        local, Endpoint::loopback(9000), {}});
}

void Writer::writeUnix()
{
    const Arguments all {{ArgumentName::Length, 100}, {ArgumentName::Flags, 0}};
    const SocketId bound = socket(kServer, AF_UNIX, SOCK_DGRAM);
    call(kServer, Function::Bind, bound, {}, path_);
    call(kServer, Function::Getsockname, bound, {});
    call(kServer, Function::Readlink, bound, {{ArgumentName::Length, 100}});
    const SocketId other = socket(2, AF_UNIX, SOCK_DGRAM);
    call(2, Function::Sendto, other, all, path_);
    call(kServer, Function::Recvfrom, bound, all);
    call(kServer, Function::Unlink, bound, {}, path_);
    const SocketId third = socket(3, AF_INET, SOCK_DGRAM);
    call(3, Function::Connect, third, {}, Endpoint::loopback(9001));
}

std::unique_ptr<Recording> Writer::write()
{
    for (ActorId actor = 0; actor < 4; ++actor)
        recording_->append(ProgramShown {actor, {text_, "\t" + text_, "// " + text_}, 0});
    recording_->append(MessageTyped {kClient, text_});
    writeTcp();
    writeUnix();
    return std::move(recording_);
}

} // namespace

std::unique_ptr<Recording> foreignRecording(const std::string &text) { return Writer(text).write(); }

std::string linesOf(const Recording &recording)
{
    std::string lines = headerLine(recording.header()) + '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        lines += eventLine(recording.header(), n, recording.at(n)) + '\n';
    return lines;
}

} // namespace sockstep::test
