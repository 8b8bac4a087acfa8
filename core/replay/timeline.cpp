// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/timeline.h"

#include <algorithm>
#include <utility>

namespace sockstep {

namespace {
constexpr EventIndex kBetweenStops = 1024; // who asks for a stop does not wait for more events than these
}

Timeline::Timeline(const Recording &recording, EventIndex distance)
    : end_(recording)
    , distance_(distance)
{
}

void Timeline::advance(const std::stop_token &stop)
{
    advanceUntil([&] { return stop.stop_requested(); });
}

bool Timeline::advanceFor(std::chrono::microseconds patience)
{
    const auto until = Recording::Clock::now() + patience;
    bool begun = false; // however slow the machine is, it gets on
    advanceUntil([&] { return std::exchange(begun, true) && Recording::Clock::now() >= until; });
    return end_.size() == end_.recording().size();
}

void Timeline::advanceUntil(const std::function<bool()> &enough)
{
    const EventIndex all = end_.recording().size();
    Conversation::Line firstNew = Conversation::kNoLine;
    while (!enough()) {
        const EventIndex first = end_.size();
        const EventIndex next = (first / distance_ + 1) * distance_;
        end_.advance(std::min({next, first + kBetweenStops, all}));
        for (EventIndex n = first; n < end_.size(); ++n)
            marks_.add(end_.recording().at(n).body);
        firstNew = std::min(firstNew, end_.firstNewLine());
        if (end_.size() == next)
            addCheckpoint();
        if (end_.size() == all)
            break;
    }
    firstNewLine_ = std::min(firstNew, end_.conversation().lineCount());
}

/// One is given up for one that comes: a checkpoint of a long recording takes milliseconds to take apart, and
/// half of them at once would be felt.
void Timeline::addCheckpoint()
{
    const auto spare = [this] {
        return std::find_if(checkpoints_.begin(), checkpoints_.end(),
            [this](const auto &checkpoint) { return checkpoint->size() % distance_ != 0; });
    };
    if (checkpoints_.size() == kMostCheckpoints && spare() == checkpoints_.end())
        distance_ *= 2;
    if (const auto found = spare(); found != checkpoints_.end())
        checkpoints_.erase(found);
    if (end_.size() % distance_ == 0)
        checkpoints_.push_back(std::make_unique<const Moment>(end_));
}

std::unique_ptr<Moment> Timeline::at(EventIndex n) const
{
    n = std::min(n, end_.size());
    const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), n,
        [](EventIndex size, const auto &checkpoint) { return size < checkpoint->size(); });
    auto moment = after == checkpoints_.begin() ? std::make_unique<Moment>(end_.recording())
                                                : std::make_unique<Moment>(**std::prev(after));
    moment->advance(n);
    return moment;
}

} // namespace sockstep
