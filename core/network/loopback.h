// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sockstep {

inline constexpr std::string_view kLoopbackDown
    = "the loopback interface is down, so nothing reaches 127.0.0.1; as root: ip link set lo up";

/// False if the interface of 127.0.0.1 is certainly down, in the network namespace of the calling thread:
/// bind() and listen() still work then, and nothing ever arrives.
bool loopbackIsUp();

/// Makes a connection over 127.0.0.1 as a session does (bind, listen, connect, accept, send, recv) and
/// breaks it off, so that no TIME_WAIT is left. Empty if all went well, else the call that did not, with
/// cause and cure. At the latest after a second.
std::string whyNoLoopback();

/// Why there is no IPv6 on loopback ("::1"), and what helps; empty if there is.
std::string whyNoIPv6();

} // namespace sockstep
