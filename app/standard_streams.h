// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <functional>

namespace sockstep {

/// The first thing in main(). Standard descriptors that are closed are opened, so that no file or socket gets
/// one of their numbers and what is printed into it; to read from them or to write to them still fails. A
/// limit on the size of files is an error like any other from here on, and not the end of the program:
/// setrlimit(2).
void prepareStandardStreams();

/// Does \p command, and returns its exit code. That is 1, after a sentence on standard error, if something
/// that it printed is lost, or if it threw.
int runCommand(const std::function<int()> &command);

/// As fflush(3), but throws what runCommand() tells.
void flush(std::FILE *stream);

} // namespace sockstep
