// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/link_setup.h"

#include "core/base/descriptor.h"
#include "core/base/refusal.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <libmnl/libmnl.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

/// 0, and errno, if there is none: if_nametoindex(3) tells of every trouble as ENOENT.
int indexOf(const char *interface)
{
    const Descriptor any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)); // netdevice(7)
    ifreq request {};
    std::strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
    return any && ::ioctl(any.get(), SIOCGIFINDEX, &request) == 0 ? request.ifr_ifindex : 0;
}

} // namespace

void LinkSetup::Closer::operator()(mnl_socket *socket) const { mnl_socket_close(socket); }

LinkSetup::LinkSetup()
    : socket_(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC))
    , buffer_(static_cast<std::size_t>(MNL_SOCKET_BUFFER_SIZE))
{
    if (socket_ && mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) == 0)
        return;
    opening_ = errno;
    socket_.reset();
}

LinkSetup::~LinkSetup() = default;

bool LinkSetup::failWith(const std::string &what, int error)
{
    error_ = fmt::format("the lab's network cannot be set up: {}: {}", what, refusalText(error));
    return false;
}

bool LinkSetup::ask(nlmsghdr *request, const std::string &what)
{
    if (!socket_)
        return failWith("opening netlink", opening_);
    request->nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
    request->nlmsg_seq = ++sequence_;
    if (mnl_socket_sendto(socket_.get(), request, request->nlmsg_len) < 0)
        return failWith(what, errno);
    const ssize_t length = mnl_socket_recvfrom(socket_.get(), buffer_.data(), buffer_.size());
    const unsigned ourId = mnl_socket_get_portid(socket_.get());
    if (length < 0
        || mnl_cb_run(buffer_.data(), static_cast<std::size_t>(length), sequence_, ourId, nullptr, nullptr)
            == MNL_CB_ERROR)
        return failWith(what, errno);
    return true;
}

bool LinkSetup::bringUp(const char *interface)
{
    const std::string what = fmt::format("bringing {} up", interface);
    const int index = indexOf(interface);
    if (index == 0)
        return failWith(what, errno);
    nlmsghdr *request = mnl_nlmsg_put_header(buffer_.data());
    request->nlmsg_type = RTM_NEWLINK;
    auto *link = static_cast<ifinfomsg *>(mnl_nlmsg_put_extra_header(request, sizeof(ifinfomsg)));
    link->ifi_family = AF_UNSPEC;
    link->ifi_index = index;
    link->ifi_flags = IFF_UP;
    link->ifi_change = IFF_UP | IFF_MULTICAST;
    return ask(request, what);
}

bool LinkSetup::addAddress(const char *interface, const char *address, std::uint8_t prefixLength)
{
    const std::string what = fmt::format("giving {} the address {}", interface, address);
    const int index = indexOf(interface);
    if (index == 0)
        return failWith(what, errno);
    in6_addr bytes {};
    const bool v6 = std::strchr(address, ':') != nullptr;
    inet_pton(v6 ? AF_INET6 : AF_INET, address, &bytes);
    nlmsghdr *request = mnl_nlmsg_put_header(buffer_.data());
    request->nlmsg_type = RTM_NEWADDR;
    request->nlmsg_flags = NLM_F_CREATE | NLM_F_EXCL;
    auto *wanted = static_cast<ifaddrmsg *>(mnl_nlmsg_put_extra_header(request, sizeof(ifaddrmsg)));
    wanted->ifa_family = v6 ? AF_INET6 : AF_INET;
    wanted->ifa_prefixlen = prefixLength;
    wanted->ifa_flags = v6 ? IFA_F_NODAD : 0;
    wanted->ifa_index = static_cast<std::uint32_t>(index);
    const std::size_t size = v6 ? sizeof(in6_addr) : sizeof(in_addr);
    mnl_attr_put(request, IFA_LOCAL, size, &bytes);
    mnl_attr_put(request, IFA_ADDRESS, size, &bytes);
    return ask(request, what);
}

} // namespace sockstep
