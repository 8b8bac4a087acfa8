// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sockstep::test {

/// Threads of this process (/proc/self/task).
int threadCount();
/// Descriptors of this process (/proc/self/fd), the one that reads the list not counted.
int descriptorCount();
/// Waits until there are no more than \p expected threads. pthread_join returns a moment before the
/// kernel takes the thread off its list. False if they stay.
bool threadsFallTo(int expected);

} // namespace sockstep::test
