// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Plays two lessons side by side, tries to start both servers again, and prints what the recordings and
/// the kernel say; with connections, what many short ones of each cost. Returns the exit code.
int compareLessons(const CompareLessons &command);

} // namespace sockstep
