// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace sockstep::test {

/// Sanitizers slow everything down; what is measured in real time gets this much more of it.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr int kSlowdown = 5;
#else
inline constexpr int kSlowdown = 1;
#endif

/// How long to wait for what must happen: only a test that fails waits that long.
inline constexpr std::chrono::milliseconds kPatience {20'000 * kSlowdown};

} // namespace sockstep::test
