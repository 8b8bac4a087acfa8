// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

struct mnl_socket;

namespace sockstep {

/// Ends every TCP socket of one network namespace at once, as "ss -K" does: that of the thread that made it;
/// the ending may come from any thread, and needs no new one. A socket that nobody has open any more still
/// belongs to the kernel until its peer has answered, and as long keeps the namespace alive; in a lab whose
/// wire is gone nobody will ever answer. Where the kernel cannot do it (CONFIG_INET_DIAG_DESTROY) they end by
/// their own timeouts.
class SocketEnd {
public:
    SocketEnd();
    ~SocketEnd();

    void endTcpSockets();
    /// Why it cannot do anything (errno); 0 if it can.
    int error() const { return error_; }

private:
    struct Closer {
        void operator()(mnl_socket *socket) const;
    };
    std::unique_ptr<mnl_socket, Closer> netlink_;
    int error_ = 0;
};

} // namespace sockstep
