// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"
#include "ui/parts/tab_row.h"

#include <QCoreApplication>
#include <optional>

namespace sockstep {

class Follower;
class Playback;

/// What the panes say of an actor: its name on a tab, and where it stands.
class ActorWords {
    Q_DECLARE_TR_FUNCTIONS(ActorWords)
public:
    /// As short as the side allows: "2" for client-2, "1" for client; other names as they are.
    static QString onTab(const std::string &actor);
    /// The tabs of \p actors; \p next makes the next call of all.
    static std::vector<TabRow::Tab> tabs(const std::vector<ActorId> &actors, std::optional<ActorId> next,
        const Follower &follower, const Playback &playback);

private:
    static TabRow::Tab tab(ActorId actor, bool isNext, const Follower &follower, const Playback &playback);
    static TabRow::Mark mark(ActorId actor, const Follower &follower, const Playback &playback);
};

} // namespace sockstep
