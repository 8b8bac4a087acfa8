// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <optional>
#include <sys/types.h>

namespace sockstep {

/// Asks the kernel whether a thread sleeps: the third field of /proc/self/task/TID/stat, as
/// proc(5) has it. One question costs some microseconds.
///
/// Threads: whoever asks needs the descriptor in its own table, and a thread that is asked about may have
/// another (DescriptorTable).
class TaskState {
public:
    /// Of the calling thread. Whoever asks opens the file, and again if it was refused.
    static TaskState ofThisThread();

    TaskState() = default;
    /// True if the thread is in an interruptible sleep (S), as a blocked socket call is. Nothing if the
    /// kernel would not say: then there is an error().
    std::optional<bool> isAsleep();
    /// errno of the last question; 0 if it was answered.
    int error() const { return error_; }

private:
    std::optional<bool> refuse(int error);

    pid_t thread_ = 0;
    Descriptor file_;
    int error_ = 0;
};

} // namespace sockstep
