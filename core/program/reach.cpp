// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/reach.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

bool isOfNetwork(const Endpoint &address)
{
    return address.family() == Endpoint::Family::IPv4 || address.family() == Endpoint::Family::IPv6;
}

/// Is there a bind() to the variable that \p listen names? Without one the kernel chooses a port, on every
/// address.
bool isBound(const Program &program, const CallTemplate &listen)
{
    return std::any_of(program.lines.begin(), program.lines.end(), [&](const Line &line) {
        return line.call && line.call->function == Function::Bind
            && line.call->socket.text() == listen.socket.text();
    });
}

std::optional<Reaching::Kind> kindOf(
    const Program &program, const CallTemplate &call, std::uint16_t serverPort)
{
    using Kind = Reaching::Kind;
    const Endpoint &to = call.address;
    switch (call.function) {
    case Function::Bind:
        return isOfNetwork(to) && !to.isLoopback() ? std::optional(Kind::OpensPort) : std::nullopt;
    case Function::Listen:
        return isBound(program, call) ? std::nullopt : std::optional(Kind::OpensPort);
    case Function::Connect:
    case Function::Sendto:
        if (!isOfNetwork(to) || call.toPeer)
            return std::nullopt;
        if (!to.isLoopback()
            && !to.isWildcard()) // a connect to "any address" goes to this machine: connect(2)
            return Kind::LeavesMachine;
        return to.port() != 0 && to.port() != serverPort ? std::optional(Kind::OtherProgram) : std::nullopt;
    default:
        return std::nullopt; // names no address
    }
}

std::string whyNoSocket(const Arguments &args)
{
    constexpr std::array kDomains {AF_INET, AF_INET6, AF_UNIX};
    constexpr std::array kTypes {SOCK_STREAM, SOCK_DGRAM, SOCK_RDM, SOCK_SEQPACKET};
    const int domain = args.find(ArgumentName::Domain).value_or(0);
    const int type = args.find(ArgumentName::Type).value_or(0) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (std::find(kDomains.begin(), kDomains.end(), domain) == kDomains.end())
        return fmt::format("domain {} is none of AF_INET, AF_INET6 and AF_UNIX", domain);
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
        return fmt::format("type {} is none of SOCK_STREAM, SOCK_DGRAM, SOCK_RDM and SOCK_SEQPACKET", type);
    return {};
}

/// F_SETOWN and F_SETSIG make the kernel signal any process of the user's: fcntl(2).
std::string whyNoControl(const Arguments &args)
{
    const int command = args.find(ArgumentName::Command).value_or(-1);
    const int flags = args.find(ArgumentName::Flags).value_or(0);
    if (command == F_GETFL || command == F_GETFD || command == F_SETFD)
        return {};
    if (command != F_SETFL)
        return fmt::format("fcntl command {} is none of F_GETFL, F_SETFL, F_GETFD and F_SETFD", command);
    return flags & O_ASYNC ? "with O_ASYNC the kernel sends signals, perhaps to other programs"
                           : std::string();
}

} // namespace

std::vector<Reaching> reachOf(std::span<const ActorProgram> programs, std::uint16_t serverPort)
{
    std::vector<Reaching> found;
    for (const ActorProgram &one : programs) {
        const auto &lines = one.program.lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto kind = lines[i].call ? kindOf(one.program, *lines[i].call, serverPort) : std::nullopt;
            if (kind)
                found.push_back({*kind, one.actor, i, lines[i].call->function, lines[i].call->address});
        }
    }
    return found;
}

std::string describe(const Reaching &reaching)
{
    const std::string call = fmt::format("{}: {}()", reaching.actor, name(reaching.function));
    const std::string address = reaching.address.text();
    switch (reaching.kind) {
    case Reaching::Kind::OpensPort:
        if (reaching.address.isEmpty())
            return call
                + " without bind() opens a port of the kernel's choice to the networks of this machine";
        return fmt::format("{} opens {} to the networks of this machine", call, address);
    case Reaching::Kind::LeavesMachine:
        return fmt::format("{} leaves this machine, for {}", call, address);
    case Reaching::Kind::OtherProgram:
        return fmt::format("{} reaches whatever program has {} on this machine", call, address);
    }
    return call;
}

std::string whyNever(const CallTemplate &call)
{
    if (call.function == Function::Socket)
        return whyNoSocket(call.args);
    if (call.function == Function::Fcntl)
        return whyNoControl(call.args);
    if (call.address.family() == Endpoint::Family::Unix && call.args.find(ArgumentName::AddressLength))
        return "a length of its own would cut the name of the socket's file: expected the address's";
    return {};
}

} // namespace sockstep
