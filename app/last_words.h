// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockstep {

/// What nothing can go on without, memory above all, ends the program with one sentence and exit code 1,
/// whichever thread it fails on; never with abort(). The first thing in main().
void sayLastWords();

} // namespace sockstep
