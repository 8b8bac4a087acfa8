// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steer/actor_choice.h"

#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

#include <algorithm>

namespace sockstep {

namespace {
/// Calls of other actors of the side, after which a choice of the person's is given up.
constexpr std::size_t kCallsThatPassBy = 3;
} // namespace

ActorChoice::Side ActorChoice::sideOf(const std::string &actor)
{
    return actor.starts_with("client") ? Side::Client : Side::Server;
}

ActorChoice::ActorChoice(const Follower &follower, const Playback &playback, QObject *parent)
    : QObject(parent)
    , follower_(follower)
    , playback_(playback)
{
    // Whose choice it was is somebody else in another recording.
    connect(&follower, &Follower::replaced, this, [this] {
        for (Part &part : parts_)
            part = {};
    });
    refresh();
}

/// Of the past, and of a recording from a file, it is known who made the next call.
std::optional<ActorId> ActorChoice::nextToCall() const
{
    if (!follower_.isLive()) {
        const CallId next = follower_.history().callCount() + 1;
        if (next > follower_.whole().callCount())
            return std::nullopt;
        return follower_.whole().entered(next).actor;
    }
    const Session &session = playback_.session();
    const auto action = session.isSettled() ? session.nextAction() : std::nullopt;
    return action && !action->isOfWire() ? std::optional(action->actor) : std::nullopt;
}

std::optional<ActorId> ActorChoice::lastToCall(const Part &part) const
{
    std::optional<ActorId> last;
    for (const ActorId actor : part.actors) {
        const CallId call = follower_.history().actor(actor).last;
        if (call && (!last || call > follower_.history().actor(*last).last))
            last = actor;
    }
    return last;
}

bool ActorChoice::choiceHolds(const Part &part) const
{
    if (!part.chosen || std::find(part.actors.begin(), part.actors.end(), *part.chosen) == part.actors.end())
        return false;
    std::size_t passed = 0;
    for (const ActorId actor : part.actors) {
        if (actor == *part.chosen)
            continue;
        const auto &calls = follower_.history().actor(actor).calls;
        passed += static_cast<std::size_t>(
            calls.end() - std::upper_bound(calls.begin(), calls.end(), part.chosenAt));
    }
    return passed < kCallsThatPassBy;
}

ActorChoice::Part ActorChoice::refreshed(Side side) const
{
    Part now = part(side);
    now.actors.clear();
    const auto &names = follower_.recording().header().actors;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto actor = static_cast<ActorId>(i);
        const ActorRecord &record = follower_.history().actor(actor);
        if (sideOf(names[i]) == side && (record.program != kNoEvent || record.last))
            now.actors.push_back(actor);
    }
    const auto isHere = [&](std::optional<ActorId> actor) {
        return actor && std::find(now.actors.begin(), now.actors.end(), *actor) != now.actors.end();
    };
    if (choiceHolds(now)) {
        now.shown = now.chosen;
        return now;
    }
    now.chosen.reset();
    const auto last = lastToCall(now);
    if (isHere(next_))
        now.shown = next_;
    else if (last)
        now.shown = last;
    else if (!isHere(now.shown))
        now.shown = now.actors.empty() ? std::nullopt : std::optional(now.actors.front());
    return now;
}

void ActorChoice::refresh()
{
    const auto next = nextToCall();
    bool different = next != next_;
    next_ = next;
    for (const Side side : kSides) {
        Part now = refreshed(side);
        different |= now != part(side);
        parts_[static_cast<int>(side)] = std::move(now);
    }
    if (different)
        emit changed();
}

void ActorChoice::choose(ActorId actor)
{
    const Side side = sideOf(follower_.recording().header().actors.at(actor));
    Part &part = parts_[static_cast<int>(side)];
    part.chosen = part.shown = actor;
    part.chosenAt = follower_.history().callCount();
    emit changed();
}

void ActorChoice::chooseNext(Side side)
{
    const Part &part = this->part(side);
    if (part.actors.empty())
        return;
    const auto at
        = std::find(part.actors.begin(), part.actors.end(), part.shown.value_or(part.actors.back()));
    choose(at == part.actors.end() || at + 1 == part.actors.end() ? part.actors.front() : *(at + 1));
}

} // namespace sockstep
