// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <string>

namespace sockstep {

/// "127.0.0.1:5555 is somebody else's: nc[4711] of kim"
std::string outsideText(const OutsideSeen &seen);

} // namespace sockstep
