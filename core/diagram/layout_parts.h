// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a layout is made of: value types, in rows and lanes (see layout.h).

#include "core/recording/event.h"

#include <limits>

namespace sockstep {

using Row = std::uint32_t;
using LaneIndex = std::uint16_t;
inline constexpr Row kNoRow = std::numeric_limits<Row>::max();
inline constexpr LaneIndex kNoLane = std::numeric_limits<LaneIndex>::max();

/// The rows from the first to the last, both included: all of them by default.
struct RowRange {
    Row first = 0;
    Row last = kNoRow;
    friend bool operator==(const RowRange &, const RowRange &) = default;
};

/// The lifeline of one socket.
struct Lane {
    /// On which side of the lifeline its labels stand, and where it has its place: clients left,
    /// connections in the middle, listeners right.
    enum class Place : std::uint8_t { Client, Connection, Listener };
    SocketId socket = 0;
    Place place = Place::Client;
    ActorId actor = 0;
    Row first = 0; ///< where it was born
    Row closed = kNoRow; ///< where its close() returned; kNoRow while a descriptor is open
};

/// The time that a socket spent in one state.
struct Band {
    TcpState state {};
    Evidence evidence {};
    Row first = 0;
    Row last = kNoRow; ///< first row of the next band; kNoRow for the present state
    Row label = kNoRow; ///< where its name stands; kNoRow for the state that a socket is born in
};

/// The rows during which a call slept, from its label to its result.
struct Span {
    CallId call = 0;
    Row first = 0;
    Row last = kNoRow; ///< kNoRow while it is in progress
};

/// What a row shows beside states and arrows.
struct RowContent {
    EventIndex event = 0; ///< what made the row
    CallId entered = 0; ///< this call's label stands here
    CallId returned = 0; ///< this call's result stands here, beside the label if it is the same call
    SegmentId sent = 0; ///< this segment's arrow begins here
    SegmentId moved = 0; ///< this segment's arrow ends here
    std::uint32_t states = 0; ///< the layout's own: see Layout::statesNamedIn()
};

/// A state that has its name in a row. The band lasts until the layout's next advance().
struct NamedState {
    LaneIndex lane = kNoLane;
    const Band *band = nullptr;
};

struct Arrow {
    enum class Kind : std::uint8_t {
        Data, ///< bytes: from the send to the recv that got them
        Birth, ///< accept gave a connection its descriptor
        Syn,
        SynAck,
        Ack,
        Fin,
        SynRefused, ///< to a port where nobody listens
        Rst,
        Segment, ///< a real one, from the wire
    };
    /// How it ends.
    enum class End : std::uint8_t { Arrives, Lost, OnWire };
    Kind kind {};
    Evidence evidence {};
    LaneIndex fromLane = kNoLane;
    LaneIndex toLane = kNoLane; ///< kNoLane: no socket of ours
    Row from = 0;
    Row to = 0;
    CallId fromCall = 0; ///< the send whose bytes it carries, the first if there are several
    CallId toCall = 0; ///< the recv that got the first of them
    std::uint32_t offset = 0; ///< Data: of the first byte in what the send was given
    std::uint32_t length = 0; ///< Data: how many bytes
    End end = End::Arrives;
    SegmentId segment = 0; ///< Segment
    std::uint32_t ports = 0; ///< Segment: sender's port · 2^16 + receiver's
    Host fromHost {}; ///< Segment: on which side it begins, if that is no socket of ours
};

} // namespace sockstep
