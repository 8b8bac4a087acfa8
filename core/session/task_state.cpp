// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/task_state.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

namespace sockstep {

TaskState TaskState::ofThisThread()
{
    TaskState state;
    state.thread_ = ::gettid();
    return state;
}

std::optional<bool> TaskState::refuse(int error)
{
    file_ = Descriptor();
    error_ = error;
    return std::nullopt;
}

std::optional<bool> TaskState::isAsleep()
{
    if (!file_) // not /proc/thread-self, which is another thread's, and younger than Linux 3.17
        file_ = Descriptor(
            ::open(fmt::format("/proc/self/task/{}/stat", thread_).c_str(), O_RDONLY | O_CLOEXEC));
    if (!file_)
        return refuse(errno);
    char text[256];
    const ssize_t length = ::pread(file_.get(), text, sizeof text, 0);
    if (length <= 0)
        return refuse(length < 0 ? errno : ENODATA);
    // "1234 (name) S …": the name may contain anything, so look for its last parenthesis.
    const std::string_view stat(text, static_cast<std::size_t>(length));
    const auto end = stat.rfind(") ");
    if (end == std::string_view::npos || end + 2 >= stat.size())
        return refuse(ENODATA);
    error_ = 0;
    return stat[end + 2] == 'S';
}

} // namespace sockstep
