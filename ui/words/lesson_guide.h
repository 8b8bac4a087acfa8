// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

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

    /// What the lesson is called, and which misconception it answers; before its first step. What it shows
    /// holds the answers to its questions, and is not said yet.
    QString introduction() const;
    /// What the lesson has shown, once nothing more will come of it; empty before.
    QString conclusion() const;
    /// Of the line that made \p call; empty if the lesson says nothing of it.
    QString about(CallId call) const;

private:
    std::shared_ptr<const Lesson> lesson() const;
    bool isOver() const;

    const Follower &follower_;
    const Playback &playback_;
};

} // namespace sockstep
