// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include <algorithm>

// The part of a session that knows what can come next, and makes it come: steps of its actors and of its
// wire.

namespace sockstep {

namespace {

/// It will make no call; a thread that nobody has started is not waited for.
bool isOver(const ActorStatus &status)
{
    return status.state == ActorStatus::State::Finished || status.state == ActorStatus::State::NotStarted;
}

} // namespace

bool Session::isFinished() const
{
    const auto actors = lessonActors();
    const bool over = std::all_of(
        actors.begin(), actors.end(), [](const auto &actor) { return isOver(actor->status()); });
    return over && kernelsAreDone();
}

/// Where every segment is seen, a program is not the end: a FIN, or the ACK of one, may be on the wire, or
/// have been lost and be sent again.
bool Session::kernelsAreDone() const
{
    return !place_.lab || (place_.lab->wire().isEmpty() && !kernel_.anythingPassing());
}

bool Session::willMoveByItself() const
{
    // On loopback too: a sender that is paced, or that overran a buffer, goes on by its timer.
    if (kernel_.anyTimer() || (place_.lab && !place_.lab->wire().isQuiet()))
        return true;
    return std::any_of(actors_.begin(), actors_.end(), [](const auto &actor) {
        const ActorStatus status = actor->status();
        return status.state == ActorStatus::State::Starting || status.state == ActorStatus::State::InCall
            || (status.state == ActorStatus::State::Blocked && status.timed);
    });
}

bool Session::isAtRest() const
{
    // In this order: what moves now may be the next step a moment later.
    return !willMoveByItself() && isSettled() && !nextAction();
}

std::vector<ActorInOrder> Session::actorsInOrder() const
{
    std::vector<ActorInOrder> result;
    for (const auto &actor : lessonActors())
        result.push_back({actor->name(), actor->status()});
    return result;
}

/// What is held on the wire goes first, the oldest before the others: so the class sees what each segment
/// does before anybody makes another call. Only a probe that would be sent again anyway can wait.
std::optional<NextAction> Session::nextOfWire() const
{
    const Wire *between = wire();
    if (!between)
        return std::nullopt;
    if (between->wantsToBePlugged())
        return NextAction {NextAction::Kind::PlugIn};
    const auto held = between->held();
    if (held.empty() || !between->isPlugged())
        return std::nullopt;
    const auto first
        = std::find_if(held.begin(), held.end(), [](const HeldSegment &segment) { return !segment.isProbe; });
    const HeldSegment &chosen = first == held.end() ? held.front() : *first;
    NextAction action {chosen.toBeLost ? NextAction::Kind::Lose : NextAction::Kind::Deliver};
    action.segment = chosen.segment;
    action.canWait = chosen.isProbe;
    return action;
}

bool Session::onlyServersWait() const
{
    const auto isDone = [](const auto &actor) {
        const ActorStatus status = actor->status();
        const bool awaitsClient = status.state == ActorStatus::State::Blocked
            && (status.function == Function::Accept || status.function == Function::Recvfrom
                || (status.function == Function::Poll && !status.timed));
        return isOver(status) || (awaitsClient && !actor->name().starts_with("client"));
    };
    return std::all_of(actors_.begin(), actors_.end(), isDone) && kernelsAreDone();
}

std::optional<NextAction> Session::nextAction() const
{
    const auto onWire = nextOfWire();
    if (onWire && !onWire->canWait)
        return onWire;
    const auto actors = actorsInOrder();
    auto action = nextInLesson(actors, options_.closing);
    if (!action)
        return onWire;
    if (action && conversationEnded_)
        action->waitsForPerson = false;
    return action;
}

bool Session::doOnWire(const NextAction &action)
{
    if (action.kind == NextAction::Kind::PlugIn)
        setCablePlugged(true);
    else if (action.kind == NextAction::Kind::Lose)
        lose(action.segment);
    else
        deliver(action.segment);
    return true;
}

bool Session::stepWire()
{
    const auto action = nextOfWire();
    return action && doOnWire(*action);
}

bool Session::step()
{
    const auto action = nextAction();
    if (action && action->isOfWire())
        return doOnWire(*action);
    if (!action || action->kind != NextAction::Kind::CallTogether)
        return action && step(action->actor);
    std::vector<Actor *> ready;
    for (const auto &actor : lessonActors()) {
        const ActorStatus status = actor->status();
        if (status.state == ActorStatus::State::AtGate && status.together)
            ready.push_back(actor.get());
    }
    meeting_.expect(static_cast<int>(ready.size()));
    for (Actor *actor : ready)
        actor->release(1, &meeting_);
    monitor_->poke();
    return true;
}

bool Session::canBeTold(const ActorStatus &status) const
{
    return status.state == ActorStatus::State::Blocked && serverIsTold(options_.closing) && status.inEchoLoop
        && !status.told;
}

bool Session::canStep(ActorId id) const
{
    const ActorStatus status = actors_.at(id)->status();
    return status.state == ActorStatus::State::AtGate || canBeTold(status);
}

bool Session::step(ActorId id)
{
    Actor &actor = *actors_.at(id);
    if (canBeTold(actor.status())) {
        actor.tellToClose();
        if (Actor *client = find("client"))
            client->endChat(); // there is nobody left to answer
        monitor_->poke();
        return true;
    }
    const bool released = actor.release();
    monitor_->poke(); // after it: before, the monitor might find all quiet and settle at once
    return released;
}

} // namespace sockstep
