// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/standing.h"

namespace sockstep {

Standing standingOf(ActorId id, const History &then, const History &whole)
{
    const ActorRecord &actor = then.actor(id);
    if (actor.current) {
        const bool sleeps = then.call(actor.current).blocked != kNoEvent;
        return {sleeps ? Standing::Where::Blocked : Standing::Where::InCall, actor.current};
    }
    const auto &all = whole.actor(id).calls;
    if (actor.calls.size() < all.size())
        return {Standing::Where::Held, all[actor.calls.size()]};
    return {};
}

} // namespace sockstep
