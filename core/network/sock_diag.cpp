// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/sock_diag.h"

#include "core/base/refusal.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <utility>

namespace sockstep {

namespace {

// The kernel reports a half-open connection's request socket as NEW_SYN_RECV; ss prints SYN-RECV.
constexpr std::uint8_t kNewSynRecv = 12;

SocketTimer timerOf(std::uint8_t kernelTimer)
{
    // inet_sk_diag_fill() in net/ipv4/inet_diag.c: 1 retransmit, 2 keepalive, 3 time-wait, 4 probe.
    return kernelTimer <= 4 ? static_cast<SocketTimer>(kernelTimer) : SocketTimer::None;
}

/// Adds "sport == port || dport == port" in the kernel's bytecode (inet_diag_bc_run() in
/// net/ipv4/inet_diag.c). Jumps are in bytes from their own operation; one to the end accepts a
/// socket, one to four bytes beyond it refuses. A comparison's port is in the operation behind it.
void askForPort(nlmsghdr *header, std::uint16_t port)
{
    constexpr std::uint16_t kOp = sizeof(inet_diag_bc_op);
    const std::array<inet_diag_bc_op, 5> program {{
        {INET_DIAG_BC_S_EQ, 2 * kOp, 3 * kOp}, // else to the second comparison
        {0, 0, port},
        {INET_DIAG_BC_JMP, kOp, 3 * kOp}, // always: to the end
        {INET_DIAG_BC_D_EQ, 2 * kOp, 3 * kOp}, // else beyond it
        {0, 0, port},
    }};
    mnl_attr_put(header, INET_DIAG_REQ_BYTECODE, sizeof program, program.data());
}

/// The sizes of a socket's buffers, among the attributes that were asked for.
int readMemory(const nlattr *attribute, void *data)
{
    if (mnl_attr_get_type(attribute) != INET_DIAG_SKMEMINFO
        || mnl_attr_get_payload_len(attribute) < (SK_MEMINFO_SNDBUF + 1) * sizeof(std::uint32_t))
        return MNL_CB_OK;
    const auto *values = static_cast<const std::uint32_t *>(mnl_attr_get_payload(attribute));
    auto &sample = *static_cast<SocketSample *>(data);
    sample.recvBuffer = values[SK_MEMINFO_RCVBUF];
    sample.sendBuffer = values[SK_MEMINFO_SNDBUF];
    return MNL_CB_OK;
}

int readRow(const nlmsghdr *header, void *data)
{
    const auto *message = static_cast<const inet_diag_msg *>(mnl_nlmsg_get_payload(header));
    if (mnl_nlmsg_get_payload_len(header) < sizeof *message)
        return MNL_CB_OK;
    const auto state = message->idiag_state == kNewSynRecv ? static_cast<std::uint8_t>(TcpState::SynRecv)
                                                           : message->idiag_state;
    if (state < 1 || state > kTcpStateCount)
        return MNL_CB_OK;

    DiagRow row;
    row.state = static_cast<TcpState>(state);
    row.inode = message->idiag_inode;
    row.uid = message->idiag_uid;
    const inet_diag_sockid &id = message->id;
    const auto family = message->idiag_family == AF_INET6 ? Endpoint::Family::IPv6 : Endpoint::Family::IPv4;
    row.local = Endpoint::fromBytes(family, id.idiag_src, ntohs(id.idiag_sport));
    row.remote = Endpoint::fromBytes(family, id.idiag_dst, ntohs(id.idiag_dport));
    row.sample.recvQueue = message->idiag_rqueue;
    row.sample.sendQueue = message->idiag_wqueue;
    row.sample.timerMs = message->idiag_expires;
    row.sample.timer = timerOf(message->idiag_timer);
    mnl_attr_parse(header, sizeof *message, readMemory, &row.sample);
    static_cast<std::vector<DiagRow> *>(data)->push_back(row);
    return MNL_CB_OK;
}

} // namespace

void SockDiag::Closer::operator()(mnl_socket *socket) const { mnl_socket_close(socket); }

SockDiag::SockDiag(Opens opens)
    : buffer_(static_cast<std::size_t>(MNL_SOCKET_BUFFER_SIZE) * 4)
    , opens_(opens)
{
    note(open());
}

SockDiag::~SockDiag() = default;

SockDiag::Failure SockDiag::open()
{
    constexpr const char *kStep = "opening netlink";
    socket_.reset(mnl_socket_open2(NETLINK_SOCK_DIAG, SOCK_CLOEXEC));
    // An answer that is lost altogether must not keep the thread for ever.
    const timeval patience {1, 0};
    if (socket_ && mnl_socket_bind(socket_.get(), 0, MNL_SOCKET_AUTOPID) == 0
        && ::setsockopt(mnl_socket_get_fd(socket_.get()), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience)
            == 0)
        return {kStep, 0};
    const Failure failure {kStep, errno};
    socket_.reset();
    return failure;
}

/// Keeps it to be asked for. True if there is none.
bool SockDiag::note(const Failure &failure)
{
    errno_ = failure.error;
    step_ = failure.error ? failure.step : "";
    error_ = failure.error ? fmt::format("the kernel's socket table (sock_diag) cannot be read: {}: {}",
                 failure.step, refusalText(failure.error))
                           : std::string();
    return failure.error == 0;
}

static_assert(SockDiag::kIPv4 == AF_INET && SockDiag::kTcp == IPPROTO_TCP);

bool SockDiag::dump(std::vector<DiagRow> &rows, std::uint16_t port, int family, int protocol)
{
    rows.clear();
    if (!socket_ && (opens_ == Opens::Once || !note(open())))
        return false;
    // A table that changed while it was read (NLM_F_DUMP_INTR: libmnl says EINTR), an answer that overran the
    // socket (ENOBUFS), one that was still under way (EBUSY): another try may do.
    constexpr int kMostTries = 4;
    for (int tries = 1;; ++tries) {
        const Failure failure = ask(rows, port, family, protocol);
        const bool mayPass = failure.error == EINTR || failure.error == ENOBUFS || failure.error == EBUSY;
        if (!mayPass || tries == kMostTries) {
            if (failure.error)
                rows.clear();
            return note(failure);
        }
    }
}

SockDiag::Failure SockDiag::ask(std::vector<DiagRow> &rows, std::uint16_t port, int family, int protocol)
{
    rows.clear();
    if (std::exchange(unread_, false))
        drain();
    nlmsghdr *header = mnl_nlmsg_put_header(buffer_.data());
    header->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    header->nlmsg_seq = ++sequence_;
    auto *request
        = static_cast<inet_diag_req_v2 *>(mnl_nlmsg_put_extra_header(header, sizeof(inet_diag_req_v2)));
    request->sdiag_family = static_cast<std::uint8_t>(family);
    request->sdiag_protocol = static_cast<std::uint8_t>(protocol);
    request->idiag_ext = 1U << (INET_DIAG_SKMEMINFO - 1);
    request->idiag_states = ~0U; // every state; the kernel ignores those that it does not know
    if (port != 0)
        askForPort(header, port);
    if (mnl_socket_sendto(socket_.get(), header, header->nlmsg_len) < 0)
        return {"asking", errno};
    const Failure failure = read(rows);
    unread_ = failure.error != 0;
    return failure;
}

SockDiag::Failure SockDiag::read(std::vector<DiagRow> &rows)
{
    const unsigned ourId = mnl_socket_get_portid(socket_.get());
    for (int more = MNL_CB_OK; more > MNL_CB_STOP;) {
        const ssize_t length = mnl_socket_recvfrom(socket_.get(), buffer_.data(), buffer_.size());
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return {"reading the answer", errno};
        const auto size = static_cast<std::size_t>(length);
        const auto *first = reinterpret_cast<const nlmsghdr *>(buffer_.data());
        if (size >= sizeof *first && first->nlmsg_seq != sequence_)
            continue; // it came late, to a question that was given up
        more = mnl_cb_run(buffer_.data(), size, sequence_, ourId, readRow, &rows);
        if (more < MNL_CB_STOP)
            return {"the answer", errno};
    }
    return {"the answer", 0};
}

/// The kernel writes a long answer as it is read, and takes no other question before its end.
void SockDiag::drain()
{
    constexpr int kMostErrors = 8; // one is told once, and does not end what is left
    for (int errors = 0; errors < kMostErrors;) {
        const ssize_t length
            = ::recv(mnl_socket_get_fd(socket_.get()), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (length < 0 && errno == EAGAIN)
            return;
        errors += length <= 0 ? 1 : 0;
    }
}

} // namespace sockstep
