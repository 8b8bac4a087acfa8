// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/refusal.h"

#include "core/base/vocabulary.h"

#include <cerrno>
#include <fmt/format.h>

namespace sockstep {

std::string cureFor(int error)
{
    switch (error) {
    case EMFILE:
        return "this program's file descriptors are used up; raise the limit (ulimit -n)";
    case ENFILE:
        return "the machine's file descriptors are used up; close some programs";
    case ENOMEM:
    case ENOBUFS:
        return "memory is used up; close some programs, or raise the limit (ulimit -v)";
    case EPERM:
    case EACCES:
        return "a rule of this system forbids it (a container, seccomp, SELinux, AppArmor); ask its "
               "administrator";
    default:
        return {};
    }
}

std::string refusalText(int error)
{
    const std::string cure = cureFor(error);
    return fmt::format("{} ({}){}{}", describeError(error), errorName(error), cure.empty() ? "" : "; ", cure);
}

std::string threadRefusal(int error)
{
    if (error != EAGAIN)
        return "no thread can be started: " + refusalText(error);
    // pthread_create(3): a limit on the user's processes, the machine's, those of a control group, or on
    // memory.
    return fmt::format(
        "no thread can be started: {} ({}); a limit of threads or of memory is reached: end some "
        "programs, or raise it (ulimit -u, ulimit -v, pids.max of the control group)",
        describeError(error), errorName(error));
}

} // namespace sockstep
