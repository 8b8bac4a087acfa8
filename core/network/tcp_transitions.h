// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The TCP state diagram (RFC 9293 section 3.3.2, figure 5) as a table, and the path that a
// connection must have taken between two states that were observed.

#include "core/base/vocabulary.h"

#include <span>
#include <vector>

namespace sockstep {

/// The two ends of a connection.
enum class End : std::uint8_t { Client, Server };

/// What makes a transition happen.
enum class Cause : std::uint8_t {
    ListenCalled,
    ConnectCalled, ///< and SYN sent
    SynReceived, ///< and SYN,ACK sent
    SynAckReceived, ///< and ACK sent
    AckOfSynReceived,
    ClosedByUs, ///< shutdown or close, and FIN sent
    FinReceived, ///< and ACK sent
    AckOfFinReceived,
    FinAndAckReceived, ///< one segment carries both
    TwoMinutesOver, ///< 2·MSL in the RFC; 60 s on Linux
    ListenerClosed,
    Reset, ///< RST sent or received
};

struct Transition {
    TcpState from;
    TcpState to;
    Cause cause;
};

/// Every transition of the diagram that Linux can show. A socket that accept will return starts in
/// LISTEN, as the diagram has it: the listener gave birth to it.
std::span<const Transition> transitions();

/// Nothing is said of a pair that is not in the diagram.
const Transition *findTransition(TcpState from, TcpState to);

/// What is known of a connection beside two observed states.
struct PathHints {
    bool peerClosedFirst = false; ///< its FIN came before we sent ours
    bool reset = false; ///< a call failed with ECONNRESET, or the socket was closed with RST
    bool finsCrossed = false; ///< each end sent FIN before the other's came (RFC 9293 figure 13)
};

/// The states passed on the way from \p from to \p to, the last one included: the shortest way
/// through the diagram that agrees with \p hints. Just {to} if the diagram knows no way.
std::vector<TcpState> pathBetween(TcpState from, TcpState to, PathHints hints);

} // namespace sockstep
