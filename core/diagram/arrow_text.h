// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "core/diagram/segment_text.h"
#include "core/recording/history.h"

namespace sockstep {

/// What stands at an arrow, in at most \p most characters where that can be: "SYN,ACK", "5 B \"hello\"".
/// The same in the window, in pictures and in Mermaid; empty for an arrow that needs no word.
std::string arrowLabel(const History &history, const Arrow &arrow, std::size_t most, SequenceNumbers numbers);

} // namespace sockstep
