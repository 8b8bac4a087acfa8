// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <vector>

namespace sockstep {

/// The calls that make sense on \p socket as the recording has it, in the order of a socket's life; without a
/// socket (0), socket() alone. Only advice: any other call has an answer too, which is the kernel's.
/// \p isClient tells what a new socket is for. Empty while there is nothing to say: the call in progress
/// decides.
std::vector<Function> likelyCalls(const History &history, SocketId socket, bool isClient);

} // namespace sockstep
