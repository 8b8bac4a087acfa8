// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/link_setup.h"

#include "recording/vocabulary.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <libmnl/libmnl.h>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <net/if.h>

namespace sockstep {

void LinkSetup::Closer::operator()(mnl_socket *socket) const { mnl_socket_close(socket); }

LinkSetup::LinkSetup()
    : socket_(mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC))
    , buffer_(static_cast<std::size_t>(MNL_SOCKET_BUFFER_SIZE))
{
    if (socket_ && mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) < 0)
        socket_.reset();
}

LinkSetup::~LinkSetup() = default;

bool LinkSetup::failWith(const std::string &what)
{
    error_ = fmt::format("the lab's network cannot be set up: {}: {}", what, describeError(errno));
    return false;
}

bool LinkSetup::ask(nlmsghdr *request, const std::string &what)
{
    if (!socket_)
        return failWith("opening netlink");
    request->nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
    request->nlmsg_seq = ++sequence_;
    if (mnl_socket_sendto(socket_.get(), request, request->nlmsg_len) < 0)
        return failWith(what);
    const ssize_t length = mnl_socket_recvfrom(socket_.get(), buffer_.data(), buffer_.size());
    const unsigned ourId = mnl_socket_get_portid(socket_.get());
    if (length < 0
        || mnl_cb_run(buffer_.data(), static_cast<std::size_t>(length), sequence_, ourId, nullptr, nullptr)
            == MNL_CB_ERROR)
        return failWith(what);
    return true;
}

bool LinkSetup::bringUp(const char *interface)
{
    nlmsghdr *request = mnl_nlmsg_put_header(buffer_.data());
    request->nlmsg_type = RTM_NEWLINK;
    auto *link = static_cast<ifinfomsg *>(mnl_nlmsg_put_extra_header(request, sizeof(ifinfomsg)));
    link->ifi_family = AF_UNSPEC;
    link->ifi_index = static_cast<int>(if_nametoindex(interface));
    link->ifi_flags = IFF_UP;
    link->ifi_change = IFF_UP | IFF_MULTICAST;
    return ask(request, fmt::format("bringing {} up", interface));
}

bool LinkSetup::addAddress(const char *interface, const char *address, std::uint8_t prefixLength)
{
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
    wanted->ifa_index = if_nametoindex(interface);
    const std::size_t size = v6 ? sizeof(in6_addr) : sizeof(in_addr);
    mnl_attr_put(request, IFA_LOCAL, size, &bytes);
    mnl_attr_put(request, IFA_ADDRESS, size, &bytes);
    return ask(request, fmt::format("giving {} the address {}", interface, address));
}

} // namespace sockstep
