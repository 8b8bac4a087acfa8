// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/task_state.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

namespace sockstep {

TaskState TaskState::of(pid_t thread)
{
    const std::string path = fmt::format("/proc/self/task/{}/stat", thread);
    return TaskState(Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
}

bool TaskState::isAsleep() const
{
    char text[256];
    const ssize_t length = file_ ? ::pread(file_.get(), text, sizeof text, 0) : -1;
    if (length <= 0)
        return false;
    // "1234 (name) S …": the name may contain anything, so look for its last parenthesis.
    const std::string_view stat(text, static_cast<std::size_t>(length));
    const auto end = stat.rfind(") ");
    return end != std::string_view::npos && end + 2 < stat.size() && stat[end + 2] == 'S';
}

} // namespace sockstep
