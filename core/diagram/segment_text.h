// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a segment is written, the same in the window, in the text output and in exports. Language-neutral:
// the field's own words and numbers only.

#include "core/recording/history.h"

#include <string>

namespace sockstep {

enum class SequenceNumbers : std::uint8_t {
    Relative, ///< counted from each side's initial sequence number, as Wireshark shows them
    Absolute,
};

/// On one line of at most \p most characters: "SYN,ACK seq=0 ack=1", "PSH,ACK seq=1 len=5 \"hello\"".
/// The flags always stay; the rest is left out from the end.
std::string segmentLabel(const History &history, SegmentId segment, std::size_t most,
    SequenceNumbers numbers = SequenceNumbers::Relative);
/// All of it, for a tooltip or a line of text: with window and length as well.
std::string segmentText(
    const History &history, SegmentId segment, SequenceNumbers numbers = SequenceNumbers::Relative);

} // namespace sockstep
