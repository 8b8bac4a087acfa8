// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <memory>

namespace sockstep {

/// A recording of one echo connection with at least \p events events: the shape of a real one, many
/// rounds long, without the time that a real one would take.
std::unique_ptr<Recording> syntheticRecording(EventIndex events);

} // namespace sockstep
