// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The way that each end of a connection takes through the TCP state diagram, step by step.

#include "core/network/tcp_transitions.h"
#include "core/recording/history.h"

#include <optional>
#include <span>
#include <vector>

namespace sockstep {

/// One transition that an end of the connection made.
struct StateStep {
    unsigned number = 0; ///< from 1, in the order of the recording
    TcpState from {};
    TcpState to {};
    Evidence evidence {};
    EventIndex event = kNoEvent; ///< the StateChanged
    std::optional<Cause> cause; ///< nothing if the diagram has no such transition
    /// What set it off: this end's own call, or the peer's whose segment came in. A SYN,ACK or ACK is
    /// the kernel's answer, so it has the call that it answers. 0 if nobody's: a timer, or unknown.
    CallId call = 0;
    SocketId socket = 0; ///< a server has two: the listener, and the connection it gave birth to
};

/// Reads a recording as it grows. Of several clients, listeners or connections it is the latest one's
/// path: it begins anew with each. One thread at a time.
class StatePath {
public:
    explicit StatePath(const History &history)
        : history_(&history)
    {
    }
    /// As far as \p other, to go on with a copy of its history.
    StatePath(const StatePath &other, const History &history)
        : StatePath(other)
    {
        history_ = &history;
    }

    /// Takes in what \p history has taken in. True if a path or a present state is different.
    bool advance();

    std::span<const StateStep> steps(End end) const { return walk(end).steps; }
    /// Nothing before there is a socket. A server's is its connection's, once there is one.
    std::optional<TcpState> present(End end) const { return walk(end).present; }

private:
    StatePath(const StatePath &) = default;

    struct Walk {
        SocketId socket = 0; ///< a client's, or a listener's
        SocketId connection = 0; ///< of that listener; 0 before the first
        std::optional<TcpState> present;
        std::vector<StateStep> steps;
    };
    /// The calls that a socket's transitions can come from; 0 if there was none.
    struct Track {
        Endpoint local;
        Endpoint remote;
        CallId listened = 0;
        CallId connected = 0; ///< the latest attempt
        CallId finished = 0; ///< the first shutdown or close: it sent the FIN
        CallId closed = 0;
    };
    struct Reader;

    const Walk &walk(End end) const { return end == End::Client ? client_ : server_; }
    Track &track(SocketId socket);
    SocketId peerOf(const Track &track) const;
    Walk *walkOf(const StateChanged &change);
    CallId callBehind(const StateChanged &change, Cause cause);

    const History *history_;
    EventIndex next_ = 0;
    bool changed_ = false; // by advance(), so far
    SharedVector<Track, 64> tracks_; // index is the socket − 1
    Walk client_;
    Walk server_;
};

} // namespace sockstep
