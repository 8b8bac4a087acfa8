// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/chosen_port.h"

#include "core/network/ephemeral_ports.h"
#include "core/network/socket_calls.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <fmt/format.h>
#include <netinet/in.h>
#include <optional>
#include <random>
#include <sys/socket.h>
#include <sys/un.h>

namespace sockstep {

namespace {

// Above what servers are usually given, and below the kernel's usual ephemeral ports.
constexpr PortRange kPreferred {10000, 32767};
constexpr int kTries = 200;

/// The preferred ports before the ephemeral ones begin; all of them if none would be left.
PortRange candidates(const std::optional<PortRange> &ephemeral)
{
    if (!ephemeral || ephemeral->first > kPreferred.last || ephemeral->first <= kPreferred.first)
        return kPreferred;
    return {kPreferred.first, ephemeral->first - 1};
}

/// Any, so that sessions that begin together do not all try the same ones.
std::uint16_t anyOf(const PortRange &range)
{
    static thread_local std::minstd_rand chance {std::random_device {}()};
    return static_cast<std::uint16_t>(std::uniform_int_distribution<int>(range.first, range.last)(chance));
}

/// No descriptor if another session has the port, or if there is none to be had.
Descriptor markOf(std::uint16_t port)
{
    Descriptor mark(static_cast<int>(calls::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0).result));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const std::string name = fmt::format("sockstep-port-{}", port);
    std::copy(name.begin(), name.end(), address.sun_path + 1); // after a 0: an abstract name
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    if (::bind(mark.get(), reinterpret_cast<const sockaddr *>(&address), length) != 0)
        return {};
    return mark;
}

/// Can \p port be bound on every address, without SO_REUSEADDR? Nothing listens meanwhile.
bool isFree(std::uint16_t port)
{
    for (const int family : {AF_INET, AF_INET6}) {
        const bool six = family == AF_INET6;
        const Endpoint any = Endpoint::parse(six ? "[::]:1" : "0.0.0.0:1").value_or(Endpoint {});
        for (const int type : {SOCK_STREAM, SOCK_DGRAM}) {
            const auto made = calls::socket(family, type | SOCK_CLOEXEC, 0);
            const Descriptor probe(static_cast<int>(made.result));
            if (made.ok() && six)
                calls::setsockopt(probe.get(), IPPROTO_IPV6, IPV6_V6ONLY, 1);
            const auto bound = made.ok() ? calls::bind(probe.get(), any.withPort(port)) : made;
            const bool noIPv6 = six && (bound.error == EAFNOSUPPORT || bound.error == EADDRNOTAVAIL);
            if (!bound.ok() && !noIPv6)
                return false;
        }
    }
    return true;
}

} // namespace

ChosenPort ChosenPort::free()
{
    const PortRange range = candidates(ephemeralPorts());
    for (int i = 0; i < kTries; ++i) {
        const std::uint16_t port = anyOf(range);
        Descriptor mark = markOf(port);
        if (mark && isFree(port))
            return {port, std::move(mark)};
    }
    return {anyOf(range), Descriptor()};
}

ChosenPort ChosenPort::inOwnNetwork() { return {anyOf(candidates(std::nullopt)), Descriptor()}; }

} // namespace sockstep
