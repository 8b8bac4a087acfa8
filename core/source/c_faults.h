// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"
#include "core/source/program_outline.h"

namespace sockstep {

/// What a C compiler would refuse in the program, or understand otherwise than the actor does.
std::vector<SourceFault> cFaults(
    const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline);

/// The variable that \p statement declares, like "int fd = socket(…);"; empty if it declares none.
std::string declaredIn(std::string_view statement);
bool declares(const Program &program, std::string_view variable);
/// Does any line use the value of \p variable, other than by giving it one?
bool isRead(const ProgramOutline &outline, std::string_view variable);
/// Does the call of \p line fill in the address \p name, as getsockname() and accept() do?
bool fillsIn(const ProgramOutline &outline, std::size_t line, std::string_view name);
/// Does a line that is made after \p line use \p name as an address to bind, connect or send to?
bool usedLater(const ProgramOutline &outline, std::size_t line, std::string_view name);

} // namespace sockstep
