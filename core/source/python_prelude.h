// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"
#include "core/source/program_outline.h"
#include "core/source/python_call.h"

namespace sockstep {

/// What the program of a Python file needs above it.
struct PythonNeeds {
    PythonNames names;
    bool untilDone = false;
    bool suppress = false;
    bool noSocket = false; ///< a socket that could not be made is used all the same

    void add(const PythonNeeds &other)
    {
        names.insert(other.names.begin(), other.names.end());
        untilDone = untilDone || other.untilDone;
        suppress = suppress || other.suppress;
        noSocket = noSocket || other.noSocket;
    }
};

/// Everything above the program: what the file is, its imports, and the functions that the lessons take for
/// granted, as far as this program needs them, and the functions of its threads, \p routines.
std::string pythonPrelude(const LessonSource &lesson, const ActorProgram &program,
    const ProgramOutline &outline, const PythonNeeds &needs, const std::string &routines);

} // namespace sockstep
