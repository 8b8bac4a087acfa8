// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <span>
#include <string_view>

namespace sockstep {

/// A lesson that only the lab can show: on loopback its segments are out of sight and out of reach.
struct LabLesson {
    std::string_view name; ///< as the command line and the header have it: "lost-syn"
    std::string_view aim; ///< one line of English, for lists in a terminal
};

std::span<const LabLesson> labLessons();
const LabLesson *labLessonNamed(std::string_view name);

/// What a session of the lesson \p name needs, from \p base: its port, its wire's settings and its messages
/// stay, but for what the lesson itself must have. The lesson is to be one of labLessons().
SessionOptions labSession(std::string_view name, SessionOptions base);

} // namespace sockstep
