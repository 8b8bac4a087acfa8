// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

namespace sockstep {

/// Where an actor stood at a moment of a recording, by the recording alone.
struct Standing {
    enum class Where : std::uint8_t {
        Unknown, ///< between two calls, and none follows
        Held, ///< before its next call
        InCall,
        Blocked,
    };
    Where where = Where::Unknown;
    CallId call = 0; ///< the one that it is in, or that comes next
};

/// \p then is the moment. What comes next is known from \p whole, which has all of the recording.
Standing standingOf(ActorId actor, const History &then, const History &whole);

} // namespace sockstep
