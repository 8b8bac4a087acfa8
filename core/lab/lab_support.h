// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sockstep {

/// Gets what a lab needs and this process may have: where it has no CAP_SYS_ADMIN, a user namespace with
/// its own uid mapped to itself, in which it has. Must be the first thing in main(): a process with a
/// second thread may not change its user namespace (unshare(2)). Never fails loudly: see whyNoLab().
void prepareForLab();

/// Why this machine does not allow a lab, and what to do about it; empty if it does. Makes one and throws
/// it away, which takes a few milliseconds, so the answer is what would really happen.
std::string whyNoLab();

/// What prepareForLab() could not do; empty if nothing. For those who make a lab and are refused.
const std::string &userNamespaceRefusal();

} // namespace sockstep
