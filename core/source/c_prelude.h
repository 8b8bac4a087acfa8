// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/program_outline.h"

#include "core/source/lesson_source.h"

namespace sockstep {

/// Everything above main(): what the file is, what it includes, and the functions that the lessons take for
/// granted, as far as this program needs them. The calls become macros of their own names, so that the
/// lines of the program can stay as they are and yet be stepped.
std::string cPrelude(const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline);

/// "1,2 → \"x\"" as C writes it.
std::string cString(std::string_view text);

/// Does a failed call of any line lead to that line again?
bool triesAgain(const ProgramOutline &outline);

/// The names that the prelude gives to its own functions, variables and macros.
const std::vector<std::string_view> &namesOfPrelude();

} // namespace sockstep
