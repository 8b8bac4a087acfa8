// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/descriptor.h"

#include <sys/types.h>

namespace sockstep {

/// Asks the kernel whether a thread sleeps: the third field of /proc/self/task/TID/stat, as
/// proc(5) has it. One question costs some microseconds.
///
/// Threads: whoever asks needs the descriptor in its own table, and a thread that is asked about may have
/// another (DescriptorTable).
class TaskState {
public:
    static TaskState of(pid_t thread);

    TaskState() = default;
    bool isOpen() const { return static_cast<bool>(file_); }
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
