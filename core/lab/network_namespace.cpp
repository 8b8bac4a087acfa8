// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/network_namespace.h"

#include "core/base/refusal.h"
#include "core/base/vocabulary.h"
#include "core/lab/lab_support.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

namespace sockstep {

Descriptor newNetworkNamespace(std::string &error)
{
    if (::unshare(CLONE_NEWNET) != 0) {
        const int refused = errno;
        error = !userNamespaceRefusal().empty() ? userNamespaceRefusal()
            : refused == ENOSPC
            ? std::string("the limit of network namespaces is reached (user.max_net_namespaces in sysctl)")
            : fmt::format("a network namespace was refused ({}, {}): this system restricts them",
                describeError(refused), errorName(refused));
        return {};
    }
    Descriptor made(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
    if (!made)
        error = fmt::format("/proc/thread-self/ns/net: {}{}", refusalText(errno),
            errno == ENOENT ? "; is /proc mounted?" : "");
    return made;
}

bool enterNetworkNamespace(const Descriptor &place) { return ::setns(place.get(), CLONE_NEWNET) == 0; }

} // namespace sockstep
