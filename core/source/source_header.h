// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/program_outline.h"

#include "core/source/lesson_source.h"

namespace sockstep {

/// What stands at the head of a saved program, in lines without a comment sign: what it is, how it is
/// started, what it does at the keyboard. \p commands are those that compile and run it.
std::vector<std::string> sourceHeader(const LessonSource &lesson, const ActorProgram &program,
    const ProgramOutline &outline, std::string_view fileEnding, const std::vector<std::string> &commands);

/// What stands at the end of it, each line behind \p comment: what the lesson shows, which its reader is to
/// find out first.
std::string sourceEnd(const LessonSource &lesson, std::string_view comment);

/// Does any address of the program have the port that is chosen when it is started?
bool asksForPort(const LessonSource &lesson, const ProgramOutline &outline);

/// "after server listen": the lesson's order, in the words of lesson files; empty if the line has none.
std::string orderOf(const LessonSource &lesson, const Line &line);

} // namespace sockstep
