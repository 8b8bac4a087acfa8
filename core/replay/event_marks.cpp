// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/event_marks.h"

#include <algorithm>

namespace sockstep {

EventKind kindOf(const EventBody &event)
{
    struct Kind {
        EventKind operator()(const CallEntered &) const { return EventKind::Call; }
        EventKind operator()(const CallBlocked &) const { return EventKind::Blocked; }
        EventKind operator()(const CallReturned &e) const
        {
            return e.error ? EventKind::Error : EventKind::Return;
        }
        EventKind operator()(const StateChanged &) const { return EventKind::State; }
        EventKind operator()(const Sampled &) const { return EventKind::Quiet; }
        EventKind operator()(const ProgramShown &) const { return EventKind::Quiet; }
        EventKind operator()(const MessageTyped &) const { return EventKind::Other; }
        EventKind operator()(const SegmentSent &) const { return EventKind::Segment; }
        EventKind operator()(const SegmentMoved &) const { return EventKind::Segment; }
        EventKind operator()(const CableMoved &) const { return EventKind::Other; }
        EventKind operator()(const OutsideSeen &) const { return EventKind::Other; }
        EventKind operator()(const ActorKilled &) const { return EventKind::Error; }
    };
    return std::visit(Kind {}, event);
}

void EventMarks::add(const EventBody &event)
{
    if (count_ % eventsInPlace_ == 0) {
        if (places_.size() == kMostPlaces) {
            for (std::size_t i = 0; i < kMostPlaces / 2; ++i)
                places_[i] = static_cast<std::uint8_t>(places_[2 * i] | places_[2 * i + 1]);
            places_.resize(kMostPlaces / 2);
            eventsInPlace_ *= 2;
        }
        places_.push_back(0);
    }
    places_.back() = static_cast<std::uint8_t>(places_.back() | bit(kindOf(event)));
    ++count_;
}

unsigned EventMarks::between(EventIndex first, EventIndex end) const
{
    end = std::min(end, count_);
    if (first >= end)
        return 0;
    unsigned kinds = 0;
    for (std::size_t place = first / eventsInPlace_; place <= (end - 1) / eventsInPlace_; ++place)
        kinds |= places_[place];
    return kinds;
}

} // namespace sockstep
