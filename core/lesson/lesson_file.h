// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

#include <filesystem>
#include <optional>
#include <string>

namespace sockstep {

/// What is wrong with a lesson file. Line and column are from 1; 0 if they are not known.
struct LessonFault {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string message; ///< what is wrong, and what was expected
};

/// A lesson, or what is wrong with its file: every fault that was found, in the order of their lines.
struct LessonReading {
    std::shared_ptr<const Lesson> lesson; ///< null if there is any fault
    std::vector<LessonFault> faults;
    std::optional<std::string> text; ///< of a file, as it was read; nothing if it could not be read
};

/// Reads the text of a lesson file. A lesson comes out only if it can be run as it stands.
LessonReading readLesson(std::string_view toml, std::string name);
/// Reads the file \p path, of at most a mebibyte.
LessonReading readLessonFile(const std::filesystem::path &path);

/// "FILE:LINE:COLUMN: message", as compilers print it.
std::string faultText(std::string_view file, const LessonFault &fault);

} // namespace sockstep
