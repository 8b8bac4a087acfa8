// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

namespace sockstep {

/// Steps two sessions side by side: both at once while they are in the same part of their lives, the one
/// that is behind alone until it has caught up. It cannot come to a stop while either can go on.
///
/// Steered from the thread that owns the sessions.
class Lockstep {
public:
    Lockstep(Session &left, Session &right)
        : sessions_ {&left, &right}
    {
    }

    /// Which of the two the next step() will step.
    struct Turn {
        bool left = false;
        bool right = false;
        bool any() const { return left || right; }
    };
    Turn turn() const;
    /// False if neither has anything left to do. Both must have settled.
    bool step();
    /// Only the person goes on from here: the next step ends a conversation.
    bool waitsForPerson() const;
    /// A side's next step would only try again what has just failed.
    bool repeatsAFailure(std::size_t side) const;
    bool isSettled() const { return sessions_[0]->isSettled() && sessions_[1]->isSettled(); }
    bool isFinished() const { return sessions_[0]->isFinished() && sessions_[1]->isFinished(); }

private:
    Session *sessions_[2];
};

} // namespace sockstep
