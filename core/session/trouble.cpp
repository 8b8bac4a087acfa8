// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trouble.h"

#include "core/base/refusal.h"
#include "core/network/loopback.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace sockstep {

namespace {

/// Nothing of /proc: not there at all, or there and closed.
std::string sleepUnseen(int error)
{
    const std::string cause = error == ENOENT || error == ESRCH
        ? std::string("/proc is not mounted here, or hides this process; mount it (mount -t proc proc /proc)")
        : refusalText(error);
    return fmt::format(
        "which call is blocked cannot be observed here: /proc/self/task: {}. A call that has not come "
        "back for a while is taken for blocked, and no step shows its waiting",
        cause);
}

} // namespace

std::string troubleText(const Trouble &trouble)
{
    switch (trouble.kind) {
    case Trouble::Kind::NoThread:
        return threadRefusal(trouble.error);
    case Trouble::Kind::NoHost:
        return fmt::format("the {} cannot be brought into its host of the lab (setns): {}", trouble.detail,
            refusalText(trouble.error));
    case Trouble::Kind::LoopbackDown:
        return std::string(kLoopbackDown);
    case Trouble::Kind::StatesUnseen:
        return fmt::format("the states of the sockets cannot be observed here: the kernel's socket table "
                           "(sock_diag): {}: {}",
            trouble.detail,
            trouble.error == ENOENT || trouble.error == EPROTONOSUPPORT
                ? refusalText(trouble.error) + "; the kernel needs CONFIG_INET_DIAG (modprobe tcp_diag)"
                : refusalText(trouble.error));
    case Trouble::Kind::SleepUnseen:
        return sleepUnseen(trouble.error);
    }
    return {};
}

void Troubles::report(const Trouble &trouble)
{
    {
        const std::lock_guard lock(mutex_);
        const auto place = std::lower_bound(troubles_.begin(), troubles_.end(), trouble.kind,
            [](const Trouble &one, Trouble::Kind kind) { return one.kind < kind; });
        if (place != troubles_.end() && place->kind == trouble.kind)
            return;
        troubles_.insert(place, trouble);
    }
    changed_();
}

void Troubles::over(Trouble::Kind kind)
{
    {
        const std::lock_guard lock(mutex_);
        if (std::erase_if(troubles_, [kind](const Trouble &one) { return one.kind == kind; }) == 0)
            return;
    }
    changed_();
}

std::vector<Trouble> Troubles::now() const
{
    const std::lock_guard lock(mutex_);
    return troubles_;
}

bool Troubles::has(Trouble::Kind kind) const
{
    const std::lock_guard lock(mutex_);
    return std::any_of(
        troubles_.begin(), troubles_.end(), [kind](const Trouble &one) { return one.kind == kind; });
}

} // namespace sockstep
