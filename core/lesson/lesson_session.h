// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

namespace sockstep {

/// The line of \p program that \p reference means, from 0; nothing if it has none such.
std::optional<std::size_t> lineOf(const LineReference &reference, const Program &program);

/// What is wrong with one of a lesson's programs.
struct ProgramFault {
    std::string actor;
    std::size_t line = 0; ///< of the program, from 0
    std::size_t column = 0;
    std::string message;
};

/// The programs of \p lesson for a server at \p server: those of its file, or the echo programs. With
/// port 0, a line that asks for the real port follows each bind to the server's address. Empty, with the
/// reasons in \p faults, if one of them cannot be read.
std::vector<ActorProgram> lessonPrograms(
    const Lesson &lesson, const EchoOptions &options, std::vector<ProgramFault> &faults);

/// \p base with the lesson in it: its network, programs, messages and rules for the wire.
SessionOptions lessonSession(std::shared_ptr<const Lesson> lesson, SessionOptions base);

} // namespace sockstep
