// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"

namespace sockstep {

/// The programs of a lesson as complete Python files, with the socket module: the same calls in the same
/// order, each beside its line of C. What that module cannot express is done in another way, and the file
/// says so. A program that jumps as no Python can is a fault.
SourceFiles pythonSource(const LessonSource &lesson);

} // namespace sockstep
