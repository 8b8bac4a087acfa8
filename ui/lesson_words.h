// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What the window calls the lessons.
class LessonWords {
    Q_DECLARE_TR_FUNCTIONS(LessonWords)
public:
    /// Of one of labLessons().
    static QString title(std::string_view lesson);
    /// Of what is running: the lesson, or how its connection ends.
    static QString titleOf(const SessionOptions &options);
};

} // namespace sockstep
