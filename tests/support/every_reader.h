// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <string>

namespace sockstep::test {

/// As a file has it.
std::string fileText(const Recording &recording);

/// Gives \p recording to all that reads one in core, at its end and at moments on the way, and has it written
/// as every text that core can make of one. What is not as it should be; empty if all is. For tests and
/// fuzzers: has no Qt.
std::string wrongWithReaders(const Recording &recording);

/// The same for what is read of \p bytes as of a file, which is then written and read once more.
std::string wrongWithFile(const std::string &bytes);

} // namespace sockstep::test
