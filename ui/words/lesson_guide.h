// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

class Follower;
class Playback;

/// What the lesson itself says, beside what the narrator tells of every session.
class LessonGuide {
    Q_DECLARE_TR_FUNCTIONS(LessonGuide)
public:
    LessonGuide(const Follower &follower, const Playback &playback);

    /// What the lesson is about, and which misconception it answers; before its first step.
    QString introduction() const;
    /// Of the line that made \p call; empty if the lesson says nothing of it.
    QString about(CallId call) const;

private:
    const Follower &follower_;
    const Playback &playback_;
};

} // namespace sockstep
