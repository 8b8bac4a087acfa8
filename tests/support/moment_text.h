// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay/moment.h"

#include <string>

namespace sockstep::test {

/// All that a moment knows, as text: two that are the same read the same.
std::string describe(const Moment &moment);

} // namespace sockstep::test
