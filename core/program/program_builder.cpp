// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/program_builder.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace sockstep {

Line &ProgramBuilder::add(CallTemplate call, std::string_view shape)
{
    Line &line = program_.lines.emplace_back();
    line.code = fmt::format(fmt::runtime(shape), cExpression(call));
    line.call = std::move(call);
    return line;
}

Line &ProgramBuilder::add(std::string code)
{
    Line &line = program_.lines.emplace_back();
    line.code = std::move(code);
    return line;
}

CallTemplate tcpSocket(std::string result)
{
    return {Function::Socket, {}, std::move(result),
        {{ArgumentName::Domain, AF_INET}, {ArgumentName::Type, SOCK_STREAM}, {ArgumentName::Protocol, 0}},
        {}};
}

CallTemplate recvFrom(std::string socket)
{
    return {Function::Recv, std::move(socket), "n",
        {{ArgumentName::Length, kBufferSize}, {ArgumentName::Flags, 0}}, {}};
}

CallTemplate sendTo(std::string socket, Payload payload)
{
    return {Function::Send, std::move(socket), {}, {{ArgumentName::Length, 0}, {ArgumentName::Flags, 0}}, {},
        payload};
}

CallTemplate stopSending(std::string socket)
{
    return {Function::Shutdown, std::move(socket), {}, {{ArgumentName::How, SHUT_WR}}, {}};
}

CallTemplate setOption(std::string socket, int option, int value)
{
    return {Function::Setsockopt, std::move(socket), {},
        {{ArgumentName::Level, SOL_SOCKET}, {ArgumentName::Option, option}, {ArgumentName::Value, value}},
        {}};
}

CallTemplate closing(std::string socket) { return {Function::Close, std::move(socket), {}, {}, {}}; }

} // namespace sockstep
