// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sockstep {

/// What helps against \p error wherever a machine gives it, whatever was asked for: limits that are reached,
/// rules that forbid. Half a sentence; empty for an error that needs to be known where it comes from.
std::string cureFor(int error);

/// "Too many open files (EMFILE); close some programs or raise the limit (ulimit -n)": why a machine has
/// refused something, and what helps.
std::string refusalText(int error);

/// Why no thread can be started, after \p error of pthread_create(3), and what helps.
std::string threadRefusal(int error);

} // namespace sockstep
