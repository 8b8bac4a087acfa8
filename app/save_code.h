// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Writes the programs of a lesson as files that run without Sockstep. Returns the exit code.
int saveCode(const SaveCode &command);

} // namespace sockstep
