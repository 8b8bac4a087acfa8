// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"

namespace sockstep {

/// The programs of a lesson as complete C files for Linux, which make the calls that the actors make and
/// lead on after errors as those do. The lines of a program stand in main() as they are shown, in their
/// order; what had to be added between them says so. A program that C would refuse, or understand
/// otherwise, is a fault.
SourceFiles cSource(const LessonSource &lesson);

} // namespace sockstep
