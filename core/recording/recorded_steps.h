// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <limits>
#include <vector>

namespace sockstep {

/// One step, as a person would have made it: a call, a segment that was delivered or lost, or a pull at the
/// cable, with all that came of it before the next one.
struct RecordedStep {
    EventIndex begin = 0;
    EventIndex end = 0; ///< one past its last event
};

/// The steps of \p recording up to \p end (all there are by default), which follow each other without a gap
/// from its first event on. A recording does not say where a key was pressed; it says what was done first
/// each time.
std::vector<RecordedStep> stepsOf(
    const Recording &recording, EventIndex end = std::numeric_limits<EventIndex>::max());

} // namespace sockstep
