// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/loopback.h"

#include "core/base/descriptor.h"
#include "core/base/refusal.h"
#include "core/base/vocabulary.h"
#include "core/network/ephemeral_ports.h"
#include "core/network/socket_calls.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

constexpr int kPatienceMs = 1000;

std::string refused(const char *call, int error)
{
    if (!loopbackIsUp())
        return std::string(kLoopbackDown);
    if (error == EADDRNOTAVAIL || error == EADDRINUSE)
        return fmt::format("{}: {} ({}): {}", call, describeError(error), errorName(error), kNoPortFree);
    return fmt::format("{}: {}", call, refusalText(error));
}

std::string didNotCome(const char *call)
{
    return refused(call, ETIMEDOUT) + (loopbackIsUp() ? "; does a firewall drop what comes over lo?" : "");
}

bool waitFor(const Descriptor &fd, short event)
{
    pollfd one {fd.get(), event, 0};
    int ready = 0;
    do {
        ready = ::poll(&one, 1, kPatienceMs);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

} // namespace

bool loopbackIsUp()
{
    const Descriptor any(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)); // netdevice(7): any family does
    ifreq request {};
    std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
    if (!any || ::ioctl(any.get(), SIOCGIFFLAGS, &request) != 0)
        return true; // nobody would say
    return (request.ifr_flags & IFF_UP) != 0;
}

std::string whyNoLoopback()
{
    const auto make = [] {
        const auto made = calls::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        return std::pair(Descriptor(static_cast<int>(made.result)), made.error);
    };
    const auto [listener, noListener] = make();
    if (!listener)
        return refused("socket()", noListener);
    calls::Outcome outcome = calls::bind(listener.get(), Endpoint::loopback(0));
    if (!outcome.ok())
        return refused("bind(127.0.0.1:0)", outcome.error);
    outcome = calls::listen(listener.get(), 1);
    if (!outcome.ok())
        return refused("listen()", outcome.error);
    const Endpoint address = calls::getsockname(listener.get()).address;
    const auto [client, noClient] = make();
    if (!client)
        return refused("socket()", noClient);
    const std::string connect = fmt::format("connect({})", address.text());
    outcome = calls::connect(client.get(), address);
    if (!outcome.ok() && outcome.error != EINPROGRESS)
        return refused(connect.c_str(), outcome.error);
    if (!waitFor(client, POLLOUT))
        return didNotCome(connect.c_str());
    if (!waitFor(listener, POLLIN))
        return didNotCome("accept()");
    outcome = calls::accept4(listener.get(), SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (!outcome.ok())
        return refused("accept()", outcome.error);
    const Descriptor server(static_cast<int>(outcome.result));
    calls::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, 0); // RST, and no TIME_WAIT
    constexpr std::array kByte {'x'};
    outcome = calls::send(client.get(), kByte, MSG_NOSIGNAL);
    if (!outcome.ok())
        return refused("send()", outcome.error);
    if (!waitFor(server, POLLIN))
        return didNotCome("recv()");
    return {};
}

std::string whyNoIPv6()
{
    const auto made = calls::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const Descriptor socket(static_cast<int>(made.result));
    const Endpoint any = Endpoint::parse("[::1]:0").value_or(Endpoint {});
    const auto bound = made.ok() ? calls::bind(socket.get(), any) : made;
    if (bound.ok())
        return {};
    if (!loopbackIsUp())
        return std::string(kLoopbackDown);
    if (bound.error == EADDRNOTAVAIL || bound.error == EAFNOSUPPORT)
        return fmt::format(
            "IPv6 is switched off on this machine ({}); as root: sysctl net.ipv6.conf.lo.disable_ipv6=0, "
            "unless the kernel was started without it",
            errorName(bound.error));
    return refusalText(bound.error);
}

} // namespace sockstep
