// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay/event_marks.h"
#include "core/replay/moment.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace sockstep {

/// Every moment of a recording, within reach: follows its end, and leaves checkpoints on the way from which
/// an earlier moment is made in a few milliseconds, however long the recording is. Never more than
/// kMostCheckpoints: when there would be, their distance doubles, and every second is given up by and by.
/// One thread at a time.
class Timeline {
public:
    static constexpr EventIndex kFirstDistance = 4096;
    static constexpr std::size_t kMostCheckpoints = 128;

    /// \p distance is how many events there are at first from one checkpoint to the next.
    explicit Timeline(const Recording &recording, EventIndex distance = kFirstDistance);

    /// Takes in what there is now. Returns early if \p stop asks for it: to be called again, or given up.
    void advance(const std::stop_token &stop = {});
    /// The same, for about so long at the most. False if there is more.
    bool advanceFor(std::chrono::microseconds patience);
    /// The moment after the last event that was taken in.
    const Moment &end() const { return end_; }
    /// The first line of the conversation that the last advance() has changed or added.
    Conversation::Line firstNewLine() const { return firstNewLine_; }
    const EventMarks &marks() const { return marks_; }
    /// The moment after the first \p n events, as end() was when it came to there.
    std::unique_ptr<Moment> at(EventIndex n) const;

private:
    void advanceUntil(const std::function<bool()> &enough);
    void addCheckpoint();

    Moment end_;
    EventMarks marks_;
    Conversation::Line firstNewLine_ = 0;
    EventIndex distance_;
    std::vector<std::unique_ptr<const Moment>> checkpoints_; // the earlier ones first
};

} // namespace sockstep
