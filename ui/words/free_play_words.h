// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace sockstep {

class Follower;
class Playback;

/// What the narration says in free play, where nothing comes next by itself. Rich text.
class FreePlayWords {
    Q_DECLARE_TR_FUNCTIONS(FreePlayWords)
public:
    /// Before the first call.
    static QString introduction();
    /// Who is blocked, and what would be next in the life of the socket that was used last.
    static QString standing(const Follower &follower, const Playback &playback);
    /// For whoever steps or plays.
    static QString nothingScripted(bool withWire);
};

} // namespace sockstep
