// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace sockstep {

/// What helps where a call fails for want of one.
inline constexpr std::string_view kNoPortFree
    = "no ephemeral port is free: wait a minute for those in TIME_WAIT, or "
      "widen net.ipv4.ip_local_port_range in sysctl";

/// The ports among which the kernel chooses one for a socket that connects without bind.
struct PortRange {
    int first = 0;
    int last = 0; ///< inclusive
    int size() const { return last - first + 1; }
    bool contains(int port) const { return port >= first && port <= last; }
    friend bool operator==(const PortRange &, const PortRange &) = default;
};

/// Reads what /proc/sys/net/ipv4/ip_local_port_range holds: "32768\t60999\n". Nothing if that is
/// not two ports in order.
std::optional<PortRange> parsePortRange(std::string_view text);

/// The range of the calling thread's network namespace; nothing if the kernel would not say.
std::optional<PortRange> ephemeralPorts();

/// How many of them no TCP socket over IPv4 has as its local port now, TIME_WAIT included. The
/// kernel may lend some of the others too, to connect elsewhere: this is on the safe side. 0 if it
/// would not say. Any thread; takes as long as one SockDiag::dump().
int freeEphemeralPorts();

} // namespace sockstep
