// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lesson_order.h"

#include <algorithm>

namespace sockstep {

namespace {

enum Rank { Waiting, Serving, EndingConversation, TooEarly, Never };

bool holds(const Condition &condition, std::span<const ActorInOrder> actors)
{
    for (const ActorInOrder &actor : actors) {
        if (actor.name == condition.actor && condition.line && *condition.line < ActorStatus::kMostLines)
            return actor.status.linesPassed.test(*condition.line)
                || actor.status.state == ActorStatus::State::Finished
                || (condition.enteredIsEnough && actor.status.linesEntered.test(*condition.line));
        if (actor.name == condition.actor)
            return actor.status.has(condition.function) || actor.status.state == ActorStatus::State::Finished
                || (condition.enteredIsEnough && actor.status.hasEntered(condition.function));
    }
    return true; // the other end is not ours to wait for
}

/// Calls that belong together wait for each other: is there one that has yet to come?
bool othersWillCome(const ActorInOrder &actor, std::span<const ActorInOrder> actors)
{
    return std::any_of(actors.begin(), actors.end(), [&](const ActorInOrder &other) {
        return other.name != actor.name && other.status.state != ActorStatus::State::Finished
            && other.status.state != ActorStatus::State::NotStarted && !other.status.together
            && !other.status.has(actor.status.function);
    });
}

Rank rank(const ActorInOrder &actor, std::span<const ActorInOrder> actors)
{
    const ActorStatus &status = actor.status;
    if (status.state != ActorStatus::State::AtGate)
        return Never;
    if (status.after && !holds(*status.after, actors))
        return TooEarly;
    if (status.together && othersWillCome(actor, actors))
        return TooEarly;
    if (status.waitsForPerson)
        return EndingConversation;
    const bool waits = status.function == Function::Recv || status.function == Function::Accept
        || status.function == Function::Poll;
    return waits ? Waiting : Serving;
}

} // namespace

std::optional<NextAction> nextInLesson(std::span<const ActorInOrder> actors, Closing closing)
{
    std::optional<NextAction> best;
    Rank bestRank = Never;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const Rank here = rank(actors[i], actors);
        if (here < bestRank) {
            bestRank = here;
            best = NextAction {
                NextAction::Kind::Call, static_cast<ActorId>(i), actors[i].status.waitsForPerson};
        }
    }
    if (best && actors[best->actor].status.together) {
        const auto ready = std::count_if(actors.begin(), actors.end(), [](const ActorInOrder &actor) {
            return actor.status.state == ActorStatus::State::AtGate && actor.status.together;
        });
        if (ready > 1)
            best->kind = NextAction::Kind::CallTogether;
    }
    if (!serverIsTold(closing) || bestRank < EndingConversation)
        return best;
    // Bytes may be on their way to the server although it still sleeps: no time to tell it to close.
    const bool echoDue = std::any_of(
        actors.begin(), actors.end(), [](const ActorInOrder &actor) { return actor.status.awaitsEcho; });
    if (echoDue)
        return best;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const ActorStatus &status = actors[i].status;
        if (status.inEchoLoop && !status.told && status.state == ActorStatus::State::Blocked)
            return NextAction {NextAction::Kind::TellToClose, static_cast<ActorId>(i), true};
    }
    return best;
}

} // namespace sockstep
