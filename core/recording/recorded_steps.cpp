// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorded_steps.h"

#include <algorithm>
#include <cerrno>

namespace sockstep {

namespace {

/// Is this what somebody did, rather than what came of it?
bool isDone(const EventBody &event)
{
    if (const auto *moved = std::get_if<SegmentMoved>(&event))
        return moved->phase == SegmentPhase::Delivered || moved->phase == SegmentPhase::Dropped;
    if (const auto *sent = std::get_if<SegmentSent>(&event))
        return sent->byWire; // a duplicate that was asked for
    if (const auto *returned = std::get_if<CallReturned>(&event))
        return returned->error == EINTR; // the actor was told to close
    return std::holds_alternative<CallEntered>(event) || std::holds_alternative<CableMoved>(event);
}

} // namespace

std::vector<RecordedStep> stepsOf(const Recording &recording, EventIndex end)
{
    std::vector<RecordedStep> steps;
    end = std::min(end, recording.size());
    for (EventIndex n = 0; n < end; ++n) {
        if (!isDone(recording.at(n).body))
            continue;
        // Two calls that one step let go: nothing came of the first one before the second was made.
        const bool together = !steps.empty() && n == steps.back().begin + 1
            && std::holds_alternative<CallEntered>(recording.at(n).body)
            && std::holds_alternative<CallEntered>(recording.at(n - 1).body);
        if (together)
            continue;
        if (!steps.empty())
            steps.back().end = n;
        steps.push_back({steps.empty() ? 0 : n, end});
    }
    return steps;
}

} // namespace sockstep
