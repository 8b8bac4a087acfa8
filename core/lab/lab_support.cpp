// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_support.h"

#include "core/base/vocabulary.h"
#include "core/lab/lab.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sockstep {

namespace {

std::string &refusal()
{
    static std::string text;
    return text;
}

bool mayMakeNamespaces()
{
    __user_cap_header_struct header {_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2] {};
    return ::syscall(SYS_capget, &header, data) == 0 && (data[0].effective & (1U << CAP_SYS_ADMIN)) != 0
        && (data[0].effective & (1U << CAP_NET_ADMIN)) != 0;
}

bool writeTo(const char *path, const std::string &text)
{
    const Descriptor fd(::open(path, O_WRONLY | O_CLOEXEC));
    return fd && ::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

} // namespace

void prepareForLab()
{
    if (mayMakeNamespaces())
        return;
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    if (::unshare(CLONE_NEWUSER) != 0) {
        const int error = errno;
        refusal() = fmt::format("a user namespace was refused ({}, {}): this system restricts them; see "
                                "user.max_user_namespaces, kernel.unprivileged_userns_clone and "
                                "kernel.apparmor_restrict_unprivileged_userns in sysctl",
            describeError(error), errorName(error));
        return;
    }
    // user_namespaces(7): groups must be given up before an ordinary user may map its gid.
    writeTo("/proc/self/setgroups", "deny");
    if (!writeTo("/proc/self/uid_map", fmt::format("{0} {0} 1", uid))
        || !writeTo("/proc/self/gid_map", fmt::format("{0} {0} 1", gid)))
        refusal() = fmt::format(
            "the own user could not be mapped into a user namespace ({})", describeError(errno));
}

const std::string &userNamespaceRefusal() { return refusal(); }

std::string whyNoLab()
{
    std::string error;
    const auto lab = Lab::create(error);
    return lab ? std::string() : error;
}

} // namespace sockstep
