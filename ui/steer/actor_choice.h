// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QObject>
#include <optional>
#include <vector>

namespace sockstep {

class Follower;
class Playback;

/// Which server's and which client's program is shown, and stepped by its button, where there are several.
///
/// It follows the action: whoever makes the next call is shown, or made the last one. A choice of the
/// person's holds until some calls of others have passed by. Main thread.
class ActorChoice : public QObject {
    Q_OBJECT
public:
    enum class Side { Server, Client };
    static constexpr Side kSides[] = {Side::Server, Side::Client};
    /// The clients' side by the name, as everywhere; whoever is no client is a server.
    static Side sideOf(const std::string &actor);

    ActorChoice(const Follower &follower, const Playback &playback, QObject *parent = nullptr);

    /// Those of a side that have begun at the moment that is looked at, in the order of the recording.
    const std::vector<ActorId> &actors(Side side) const { return part(side).actors; }
    /// The one of them that is shown; nothing if there is none.
    std::optional<ActorId> shown(Side side) const { return part(side).shown; }
    /// Who makes the next call of all, if that is known.
    std::optional<ActorId> next() const { return next_; }
    void choose(ActorId actor);
    /// The one after the one that is shown, round and round.
    void chooseNext(Side side);

    /// Takes in what the recording and the session have become.
    void refresh();

signals:
    void changed();

private:
    struct Part {
        std::vector<ActorId> actors;
        std::optional<ActorId> shown;
        std::optional<ActorId> chosen;
        CallId chosenAt = 0; ///< the calls that there were then
        friend bool operator==(const Part &, const Part &) = default;
    };
    const Part &part(Side side) const { return parts_[static_cast<int>(side)]; }
    Part refreshed(Side side) const;
    bool choiceHolds(const Part &part) const;
    std::optional<ActorId> nextToCall() const;
    std::optional<ActorId> lastToCall(const Part &part) const;

    const Follower &follower_;
    const Playback &playback_;
    Part parts_[2];
    std::optional<ActorId> next_;
};

} // namespace sockstep
