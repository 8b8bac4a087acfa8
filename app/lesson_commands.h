// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace sockstep {

/// Prints the names and titles of the built-in lessons. Returns the exit code.
int listLessons(const ListLessons &command);

/// Reports every fault of the lesson files, and with \c run also what happens otherwise than their authors
/// expect. Returns the exit code: 1 if there is any fault.
int checkLessons(const CheckLessons &command);

} // namespace sockstep
