// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/socket_end.h"

#include "core/base/vocabulary.h"

#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <vector>

namespace sockstep {

namespace {

using Ids = std::vector<inet_diag_sockid>;

int readId(const nlmsghdr *header, void *ids)
{
    const auto *message = static_cast<const inet_diag_msg *>(mnl_nlmsg_get_payload(header));
    if (mnl_nlmsg_get_payload_len(header) >= sizeof *message)
        static_cast<Ids *>(ids)->push_back(message->id);
    return MNL_CB_OK;
}

inet_diag_req_v2 *putRequest(
    std::vector<char> &buffer, std::uint16_t type, int family, std::uint32_t sequence)
{
    nlmsghdr *header = mnl_nlmsg_put_header(buffer.data());
    header->nlmsg_type = type;
    header->nlmsg_flags
        = static_cast<std::uint16_t>(NLM_F_REQUEST | (type == SOCK_DESTROY ? NLM_F_ACK : NLM_F_DUMP));
    header->nlmsg_seq = sequence;
    auto *request
        = static_cast<inet_diag_req_v2 *>(mnl_nlmsg_put_extra_header(header, sizeof(inet_diag_req_v2)));
    request->sdiag_family = static_cast<std::uint8_t>(family);
    request->sdiag_protocol = IPPROTO_TCP;
    return request;
}

/// Sends what is in \p buffer and reads all answers. Whatever fails, the next request is another one.
void ask(mnl_socket *netlink, std::vector<char> &buffer, std::uint32_t sequence, Ids *ids)
{
    const auto *header = reinterpret_cast<const nlmsghdr *>(buffer.data());
    if (mnl_socket_sendto(netlink, header, header->nlmsg_len) < 0)
        return;
    for (int more = MNL_CB_OK; more > MNL_CB_STOP;) {
        const ssize_t length = mnl_socket_recvfrom(netlink, buffer.data(), buffer.size());
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return;
        more = mnl_cb_run(buffer.data(), static_cast<std::size_t>(length), sequence,
            mnl_socket_get_portid(netlink), ids ? readId : nullptr, ids);
    }
}

} // namespace

void SocketEnd::Closer::operator()(mnl_socket *socket) const { mnl_socket_close(socket); }

SocketEnd::SocketEnd()
    : netlink_(mnl_socket_open2(NETLINK_SOCK_DIAG, SOCK_CLOEXEC))
{
    if (netlink_ && mnl_socket_bind(netlink_.get(), 0, MNL_SOCKET_AUTOPID) == 0)
        return;
    error_ = errno;
    netlink_.reset();
}

SocketEnd::~SocketEnd() = default;

void SocketEnd::endTcpSockets()
{
    if (!netlink_)
        return;
    std::vector<char> buffer(static_cast<std::size_t>(MNL_SOCKET_BUFFER_SIZE) * 4);
    std::uint32_t sequence = 0;
    for (const int family : {AF_INET, AF_INET6}) {
        Ids ids;
        // TIME_WAIT keeps no namespace alive, and there may be thousands of it.
        putRequest(buffer, SOCK_DIAG_BY_FAMILY, family, ++sequence)->idiag_states
            = ~(1U << static_cast<unsigned>(TcpState::TimeWait));
        ask(netlink_.get(), buffer, sequence, &ids);
        for (const inet_diag_sockid &id : ids) {
            putRequest(buffer, SOCK_DESTROY, family, ++sequence)->id = id;
            ask(netlink_.get(), buffer, sequence, nullptr);
        }
    }
}

} // namespace sockstep
