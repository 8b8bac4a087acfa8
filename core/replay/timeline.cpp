// SPDX-License-Identifier: GPL-3.0-or-later
#include "replay/timeline.h"

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
        const EventIndex next = static_cast<EventIndex>(checkpoints_.size() + 1) * distance_;
        const EventIndex first = end_.size();
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

void Timeline::addCheckpoint()
{
    checkpoints_.push_back(std::make_unique<const Moment>(end_));
    if (checkpoints_.size() < kMostCheckpoints)
        return;
    for (std::size_t i = 0; i < checkpoints_.size() / 2; ++i)
        checkpoints_[i] = std::move(checkpoints_[2 * i + 1]);
    checkpoints_.resize(checkpoints_.size() / 2);
    distance_ *= 2;
}

std::unique_ptr<Moment> Timeline::at(EventIndex n) const
{
    n = std::min(n, end_.size());
    const std::size_t before = std::min<std::size_t>(n / distance_, checkpoints_.size());
    auto moment = before == 0 ? std::make_unique<Moment>(end_.recording())
                              : std::make_unique<Moment>(*checkpoints_[before - 1]);
    moment->advance(n);
    return moment;
}

} // namespace sockstep
