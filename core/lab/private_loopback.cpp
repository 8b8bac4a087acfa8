// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/private_loopback.h"

#include "lab/link_setup.h"
#include "lab/network_namespace.h"
#include "lab/socket_end.h"

#include <thread>

namespace sockstep {

std::unique_ptr<PrivateLoopback> PrivateLoopback::create(std::string &error)
{
    std::unique_ptr<PrivateLoopback> made(new PrivateLoopback);
    bool ready = false;
    // A namespace belongs to a thread: this one lends itself for the making, and is gone afterwards.
    std::thread([&] { ready = made->setUp(error); }).join();
    return ready ? std::move(made) : nullptr;
}

PrivateLoopback::~PrivateLoopback()
{
    if (!namespace_)
        return;
    std::thread([this] {
        if (enter())
            endTcpSockets();
    }).join();
}

bool PrivateLoopback::setUp(std::string &error)
{
    namespace_ = newNetworkNamespace(error);
    if (!namespace_)
        return false;
    LinkSetup links;
    if (!links.bringUp("lo")) {
        error = links.errorText();
        return false;
    }
    table_ = std::make_unique<SockDiag>();
    return true;
}

bool PrivateLoopback::enter() const { return enterNetworkNamespace(namespace_); }

} // namespace sockstep
