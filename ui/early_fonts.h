// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <thread>

namespace sockstep {

/// Reads the machine's font configuration on a thread of its own, while QApplication connects to the display:
/// some 7 ms that the first window would wait for. Start it before QApplication and join it after, before
/// there is any text. fontconfig may be used from several threads, and Qt finds there what has been read.
[[nodiscard]] std::jthread readFontsEarly();

} // namespace sockstep
