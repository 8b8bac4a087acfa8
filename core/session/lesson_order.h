// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/echo_programs.h"
#include "core/session/actor.h"

#include <span>

namespace sockstep {

/// What Step does next when it follows the lesson.
struct NextAction {
    enum class Kind : std::uint8_t {
        Call, ///< let \c actor make its next call
        CallTogether, ///< let every actor that stands before such a line make its call
        TellToClose, ///< end the echo loop of \c actor, which is blocked in recv
        Deliver, ///< let the wire deliver \c segment, which is held
        Lose, ///< let the wire lose it: the lesson's plan
        PlugIn, ///< plug the cable in that the lesson pulled
    };
    Kind kind = Kind::Call;
    ActorId actor = 0;
    /// It ends the conversation: Step does it, Play waits for the person.
    bool waitsForPerson = false;
    SegmentId segment = 0; ///< Deliver, Lose
    bool canWait = false; ///< Deliver: other things are more natural, if there are any

    bool isOfWire() const { return kind == Kind::Deliver || kind == Kind::Lose || kind == Kind::PlugIn; }
};

/// An actor as the lesson's order sees it.
struct ActorInOrder {
    std::string_view name;
    ActorStatus status;
};

/// The lesson's order: calls that wait for the other end go before those that serve it, so that the
/// class sees them block; a call whose condition does not hold yet goes last; the conversation is
/// ended when nothing else is left to do. Nothing if every actor is blocked or finished.
std::optional<NextAction> nextInLesson(std::span<const ActorInOrder> actors, Closing closing);

} // namespace sockstep
