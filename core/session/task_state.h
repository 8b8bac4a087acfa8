// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/descriptor.h"

namespace sockstep {

/// Asks the kernel whether a thread sleeps: the third field of /proc/self/task/TID/stat, as
/// proc(5) has it. One question costs some microseconds.
class TaskState {
public:
    /// Opens the file of the calling thread. It stays readable from any thread.
    static TaskState ofThisThread();

    TaskState() = default;
    /// True if the thread is in an interruptible sleep (S), as a blocked socket call is. False if it
    /// runs, or if the kernel would not say.
    bool isAsleep() const;

private:
    explicit TaskState(Descriptor file)
        : file_(std::move(file))
    {
    }
    Descriptor file_;
};

} // namespace sockstep
