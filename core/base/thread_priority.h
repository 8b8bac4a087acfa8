// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace sockstep {

/// The calling thread gives way to those of the window, by \p nice (setpriority(2): on Linux, a thread has a
/// nice value of its own). Only matters when there are more threads that want to run than processors.
inline void giveWay(int nice) { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice); }

} // namespace sockstep
