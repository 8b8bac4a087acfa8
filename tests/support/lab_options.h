// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "support/stepped_session.h"

namespace sockstep::test {

/// The built-in lessons that live in the lab.
inline std::vector<std::string_view> labLessons() { return lessonNames(NetworkKind::Lab); }

inline SessionOptions labSession(std::string_view lesson, SessionOptions base)
{
    return lessonSession(builtInLesson(lesson), std::move(base));
}

/// A lesson of the lab, whose wire waits for its steps.
inline SessionOptions steppedInLab(std::string_view lesson)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.wire.mode = WireSettings::Mode::Step;
    return labSession(lesson, options);
}

/// The same with a wire that delivers by itself.
inline SessionOptions automaticInLab(
    std::string_view lesson, std::chrono::milliseconds delay = std::chrono::milliseconds(5))
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.wire.delayFromClient = options.wire.delayFromServer = delay;
    return labSession(lesson, options);
}

} // namespace sockstep::test
