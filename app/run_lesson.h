// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Plays a lesson to its end without a display. Returns the exit code.
int runLesson(const RunLesson &command);

} // namespace sockstep
