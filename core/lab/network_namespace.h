// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <string>

namespace sockstep {

/// Gives the calling thread a network namespace of its own, for good, and returns what others can enter it
/// by. None, with the cause and what to do in \p error, if the machine does not allow it. See
/// prepareForLab().
Descriptor newNetworkNamespace(std::string &error);

/// Brings the calling thread into a namespace, for good. False if the kernel refuses.
bool enterNetworkNamespace(const Descriptor &place);

} // namespace sockstep
