// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockstep {

/// Says what this machine allows and why not, a line each. Returns 0 if sessions can run.
int examineMachine();

} // namespace sockstep
