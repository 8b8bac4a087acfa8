// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <vector>

namespace sockstep {

/// What an event is, for somebody who looks for a moment.
enum class EventKind : std::uint8_t {
    Call,
    Blocked,
    Return,
    Error, ///< a call returned with one, or a signal ended an actor
    State,
    Segment,
    Other, ///< a message typed, the cable moved
    Quiet, ///< nothing that one would go back to: a timer's tick, the program's lines
};
EventKind kindOf(const EventBody &event);

/// Which kinds of event there are where in a recording, at a few thousand places at most, however long it
/// is: for the marks along the scrubber.
class EventMarks {
public:
    static constexpr std::size_t kMostPlaces = 8192;

    void add(const EventBody &event);
    /// A bit for each EventKind among the events from \p first on and before \p end; a few beside them may
    /// be among them in a long recording.
    unsigned between(EventIndex first, EventIndex end) const;
    static unsigned bit(EventKind kind) { return 1U << static_cast<unsigned>(kind); }

private:
    std::vector<std::uint8_t> places_;
    EventIndex eventsInPlace_ = 1; // the last place may have fewer
    EventIndex count_ = 0;
};

} // namespace sockstep
