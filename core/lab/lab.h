// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab_host.h"
#include "core/lab/wire.h"

#include <memory>

namespace sockstep {

/// Two private hosts and the wire between them: a network for one session. Making one takes some
/// milliseconds; nothing of the machine's own network is touched.
class Lab {
public:
    /// Null, with the cause and what to do in \p error, if the machine does not allow it.
    static std::unique_ptr<Lab> create(std::string &error);

    /// The server's address in a lab.
    static Endpoint serverAddress(std::uint16_t port);

    /// Brings the calling thread into a host, for good.
    bool enter(Host host) const { return hosts_[static_cast<std::size_t>(host)]->enter(); }
    /// Both hosts' socket tables, once.
    std::vector<std::unique_ptr<SockDiag>> takeTables();
    /// Lays the wire, once, before any of the others is used. It is not started yet.
    void layWire(
        Recording &recording, std::function<void()> progressed, WirePlan plan, const WireSettings &settings);
    Wire &wire() { return *wire_; }
    const Wire &wire() const { return *wire_; }
    const LabHost &host(Host host) const { return *hosts_[static_cast<std::size_t>(host)]; }

private:
    Lab() = default;

    std::unique_ptr<LabHost> hosts_[2]; // by Host
    Descriptor wake_; // for the wire to take
    std::unique_ptr<Wire> wire_;
};

} // namespace sockstep
