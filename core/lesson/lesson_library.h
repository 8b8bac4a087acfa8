// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

#include <string_view>
#include <vector>

namespace sockstep {

/// A lesson file that is part of the program.
struct LessonText {
    std::string_view name;
    std::string_view toml;
};

/// All of them, in the order of the catalogue. Any thread.
const std::vector<LessonText> &lessonTexts();

/// Read when it is first asked for. Null if there is none of that name. Any thread.
std::shared_ptr<const Lesson> builtInLesson(std::string_view name);

/// The names of those that live on \p network, in the order of the catalogue.
std::vector<std::string_view> lessonNames(NetworkKind network);

} // namespace sockstep
