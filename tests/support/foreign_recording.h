// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <memory>
#include <string>

namespace sockstep::test {

/// A recording that a reader takes, with \p text in every field that can hold a text: the header's, the
/// actors' names, programs, messages, data that was sent, received or read, and paths.
std::unique_ptr<Recording> foreignRecording(const std::string &text);

/// As a file: JSON Lines.
std::string linesOf(const Recording &recording);

} // namespace sockstep::test
