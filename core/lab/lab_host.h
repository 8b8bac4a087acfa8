// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/base/vocabulary.h"
#include "core/lab/socket_end.h"
#include "core/network/sock_diag.h"

#include <functional>
#include <memory>
#include <string>

namespace sockstep {

/// One private host: a network namespace of its own, with a TUN device as its only way out. The device
/// is ours: what the host's kernel sends we read, and what we write it receives. It is gone, with all its
/// sockets, when the last descriptor, socket and thread of it is; nothing of it has a name in the system,
/// so nothing can stay behind even after kill -9.
class LabHost {
public:
    /// 10.77.0.1 and fd77::1 for the client, 10.77.0.2 and fd77::2 for the server. Null, with the cause
    /// and what to do in \p error, if the machine does not allow it.
    static std::unique_ptr<LabHost> create(Host host, std::string &error);
    /// Ends what the kernel still holds of its sockets: they would keep the namespace alive.
    ~LabHost();

    /// Brings the calling thread into this host, for good. False if the kernel refuses.
    bool enter() const;
    /// The TUN device; whole IP packets are read from it and written to it. For the wire to take.
    Descriptor takeDevice() { return std::move(device_); }
    /// The kernel's socket table of this host.
    std::unique_ptr<SockDiag> takeTable() { return std::move(table_); }
    /// Which settings of the kernel's the host really got, as "tcp_syn_retries 127"; one it does not know
    /// is left out.
    const std::vector<std::string> &raisedSettings() const { return raised_; }

private:
    LabHost() = default;
    bool setUp(Host host, std::string &error); // on a thread that ends afterwards

    Descriptor namespace_;
    Descriptor device_;
    std::unique_ptr<SockDiag> table_;
    std::unique_ptr<SocketEnd> socketEnd_;
    std::vector<std::string> raised_;
};

} // namespace sockstep
