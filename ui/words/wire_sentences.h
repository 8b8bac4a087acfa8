// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QString>
#include <vector>

namespace sockstep {

/// SYN, FIN, 5 bytes, a UDP datagram: what a segment is about, bold.
QString segmentInWords(const History &history, SegmentId segment);

/// "The client's kernel sends SYN: …"; with \p full it says what for.
QString segmentSentSentence(const History &history, SegmentId segment, bool full);
/// What the wire did with it, as far as it is known.
QString segmentFateSentence(const History &history, SegmentId segment, bool full);

/// What the kernels put on the wire between two events: one sentence; empty if they did not.
QString segmentsSentSentence(const History &history, EventIndex first, EventIndex end);

/// The last thing that the wire did after the event \p after; kNoEvent if it did nothing.
EventIndex lastOnWire(const History &history, EventIndex after);
/// What the event \p n of the wire did, and what the kernel that it reached answered before \p end.
QString wireSentence(const History &history, EventIndex n, EventIndex end);
/// Has wireSentence() told of the segments that were sent after \p n?
bool tellsOfAnswers(const History &history, EventIndex n, EventIndex end);

} // namespace sockstep
