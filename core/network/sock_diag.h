// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <memory>
#include <string>
#include <vector>

struct mnl_socket;

namespace sockstep {

/// One line of what "ss -tan" would print: the kernel's word on one socket.
struct DiagRow {
    TcpState state {};
    std::uint32_t inode = 0; ///< 0 when no descriptor holds it: TIME_WAIT, orphans, not yet accepted
    Endpoint local;
    Endpoint remote;
    SocketSample sample;
    std::uint32_t uid = 0; ///< of the user whose it is, where there is an inode
};

/// Asks the kernel for its TCP sockets over netlink (sock_diag(7)); no privilege is needed. It
/// answers for the network namespace of the thread that made the object. One dump takes 0.3 to
/// 0.6 ms. Not thread-safe.
///
/// A kernel may refuse, lose half of an answer or be interrupted in it. What it may answer a moment later is
/// asked again; nothing of an answer that was given up is taken for one to a later question.
class SockDiag {
public:
    static constexpr int kIPv4 = 2; // AF_INET
    static constexpr int kTcp = 6; // IPPROTO_TCP

    enum class Opens {
        Again, ///< a later dump tries once more what was refused, on its own thread
        Once, ///< only the thread that made it was in the right network namespace
    };
    explicit SockDiag(Opens opens = Opens::Again);
    ~SockDiag();
    SockDiag(const SockDiag &) = delete;
    SockDiag &operator=(const SockDiag &) = delete;

    /// Replaces \p rows with every TCP socket of \p family (AF_INET or AF_INET6), in all states; if \p port
    /// is not 0, with those that have it at either end. The kernel sorts them out, but it still has to look
    /// at all: half a microsecond each. False, with an errorText(), if it would not answer.
    /// With IPPROTO_UDP, every UDP socket; its state says no more than whether it is connected.
    bool dump(std::vector<DiagRow> &rows, std::uint16_t port = 0, int family = kIPv4, int protocol = kTcp);
    /// Of the last dump; empty if it was answered.
    const std::string &errorText() const { return error_; }
    /// The same as the step that failed and its errno.
    const std::string &failedStep() const { return step_; }
    int error() const { return errno_; }

private:
    struct Failure {
        const char *step;
        int error; ///< 0: none
    };
    Failure open();
    Failure ask(std::vector<DiagRow> &rows, std::uint16_t port, int family, int protocol);
    Failure read(std::vector<DiagRow> &rows);
    void drain();
    bool note(const Failure &failure);

    struct Closer {
        void operator()(mnl_socket *socket) const;
    };
    std::unique_ptr<mnl_socket, Closer> socket_;
    std::vector<char> buffer_;
    std::uint32_t sequence_ = 0;
    const Opens opens_;
    bool unread_ = false; // an answer was given up: the rest of it may be in the socket
    std::string error_;
    std::string step_;
    int errno_ = 0;
};

} // namespace sockstep
