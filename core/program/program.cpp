// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/program.h"

#include <fmt/format.h>
#include <sys/socket.h>

namespace sockstep {

std::vector<std::string> Program::code() const
{
    std::vector<std::string> result;
    result.reserve(lines.size());
    for (const Line &line : lines)
        result.push_back(line.code);
    return result;
}

namespace {

/// The C variable whose address setsockopt gets.
std::string_view optionVariable(int option)
{
    switch (option) {
    case SO_LINGER:
        return "linger";
    case SO_RCVBUF:
    case SO_SNDBUF:
        return "size";
    default:
        return "on";
    }
}

} // namespace

std::string cExpression(const CallTemplate &call)
{
    const auto argument = [&](ArgumentName wanted) {
        return call.args.find(wanted) ? symbol(call.args, wanted) : symbol({wanted, 0});
    };
    const std::string fd = call.socket.text();
    switch (call.function) {
    case Function::Socket:
        return fmt::format("socket({}, {}, {})", argument(ArgumentName::Domain), argument(ArgumentName::Type),
            argument(ArgumentName::Protocol));
    case Function::Setsockopt:
        return fmt::format("setsockopt({0}, {1}, {2}, &{3}, sizeof {3})", fd, argument(ArgumentName::Level),
            argument(ArgumentName::Option), optionVariable(call.args.find(ArgumentName::Option).value_or(0)));
    case Function::Bind:
    case Function::Connect:
        return fmt::format("{}({}, addr, addrlen)", name(call.function), fd);
    case Function::Getsockname:
        return fmt::format("getsockname({}, addr, &addrlen)", fd);
    case Function::Listen:
        return fmt::format("listen({}, {})", fd, argument(ArgumentName::Backlog));
    case Function::Accept:
        return fmt::format("accept({}, peer, &peerlen)", fd);
    case Function::Send:
        if (call.payload == Payload::Fixed)
            return fmt::format(
                "send({}, \"{}\", {}, {})", fd, call.data, call.data.size(), argument(ArgumentName::Flags));
        return call.payload == Payload::Received
            ? fmt::format("send({}, buf, n, {})", fd, argument(ArgumentName::Flags))
            : fmt::format("send({}, msg, len, {})", fd, argument(ArgumentName::Flags));
    case Function::Recv:
        return fmt::format("recv({}, buf, sizeof buf, {})", fd, argument(ArgumentName::Flags));
    case Function::Shutdown:
        return fmt::format("shutdown({}, {})", fd, argument(ArgumentName::How));
    case Function::Close:
        return fmt::format("close({})", fd);
    case Function::Read:
    case Function::Write:
    case Function::Sendto:
    case Function::Recvfrom:
    case Function::Poll:
    case Function::Fcntl:
    case Function::Readlink:
    case Function::Unlink:
    case Function::Getsockopt:
    case Function::PthreadCreate:
        break; // these stand in lessons alone, whose parser takes their text as it is
    }
    return {};
}

} // namespace sockstep
