// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/lab/socket_end.h"
#include "core/network/sock_diag.h"

#include <memory>
#include <string>

namespace sockstep {

/// A network that has nothing but a loopback of its own: a network namespace. What is bound to "every
/// address" there is reached by nobody outside, nothing that is sent there leaves it, and every port is free.
/// It is gone with the last of its sockets and threads; nothing of it has a name in the system.
///
/// Needs what a lab needs, but for the TUN device; see prepareForLab().
class PrivateLoopback {
public:
    /// Null, with the cause and what to do in \p error, if the machine does not allow it.
    static std::unique_ptr<PrivateLoopback> create(std::string &error);
    /// Ends what the kernel still holds of its sockets: they would keep the namespace alive.
    ~PrivateLoopback();

    /// Brings the calling thread there, for good. False if the kernel refuses.
    bool enter() const;
    /// The kernel's socket table of it, once.
    std::unique_ptr<SockDiag> takeTable() { return std::move(table_); }

private:
    PrivateLoopback() = default;
    bool setUp(std::string &error); // on a thread that ends afterwards

    Descriptor namespace_;
    std::unique_ptr<SockDiag> table_;
    std::unique_ptr<SocketEnd> socketEnd_;
};

} // namespace sockstep
