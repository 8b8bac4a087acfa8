// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Reads a recording and writes it as something else. Returns the exit code.
int exportRecording(const ExportRecording &command);

/// Before a lesson is played, so that a file that cannot be written is known at once; a complaint, or
/// nothing.
std::string tryExports(const ExportOrder &order);
/// Writes all that is ordered; a complaint, or nothing. Needs no display. Threads: the main one.
std::string writeExports(const ExportOrder &order, const Recording &recording);
/// The same for two recordings side by side.
std::string writeExports(const ExportOrder &order, const Recording &left, const Recording &right);

} // namespace sockstep
