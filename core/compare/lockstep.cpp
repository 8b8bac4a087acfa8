// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/lockstep.h"

namespace sockstep {

namespace {

/// How far a session has come in its life, as the compare view divides it.
enum Stage { Connecting, Talking, AboutToClose, InClosing, Closed };

Stage stageOf(const Session &session)
{
    const auto client = session.actorNamed("client");
    const auto server = session.actorNamed("server");
    if (!client || !server)
        return Closed;
    const ActorStatus ofClient = session.status(*client);
    const ActorStatus ofServer = session.status(*server);
    if (ofClient.has(Function::Close) && ofServer.has(Function::Close))
        return Closed;
    const auto closes = [](const ActorStatus &status) {
        return status.told || status.has(Function::Shutdown) || status.has(Function::Close);
    };
    if (closes(ofClient) || closes(ofServer))
        return InClosing;
    if (!ofClient.has(Function::Connect) || !ofServer.has(Function::Accept))
        return Connecting;
    const auto next = session.nextAction();
    const bool over = (next && next->waitsForPerson) || !ofClient.canSay;
    return over ? AboutToClose : Talking;
}

} // namespace

Lockstep::Turn Lockstep::turn() const
{
    const bool can[2] = {sessions_[0]->nextAction().has_value(), sessions_[1]->nextAction().has_value()};
    if (!can[0] || !can[1])
        return {can[0], can[1]};
    const Stage left = stageOf(*sessions_[0]);
    const Stage right = stageOf(*sessions_[1]);
    return {left <= right, right <= left};
}

bool Lockstep::step()
{
    const Turn now = turn();
    bool any = false;
    if (now.left)
        any |= sessions_[0]->step();
    if (now.right)
        any |= sessions_[1]->step();
    return any;
}

bool Lockstep::repeatsAFailure(std::size_t side) const
{
    const Session &session = *sessions_[side];
    const auto next = session.nextAction();
    return next && !next->isOfWire() && session.status(next->actor).lastFailed;
}

bool Lockstep::waitsForPerson() const
{
    const Turn now = turn();
    const auto waits = [](const Session &session) {
        const auto next = session.nextAction();
        return next && next->waitsForPerson;
    };
    return now.any() && (!now.left || waits(*sessions_[0])) && (!now.right || waits(*sessions_[1]));
}

} // namespace sockstep
