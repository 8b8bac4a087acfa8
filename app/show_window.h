// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Opens the window and stays until it is closed, a signal or the desktop ends the program, or the display is
/// gone. Returns the exit code.
int showWindow(const ShowWindow &command, int argc, char **argv);

} // namespace sockstep
