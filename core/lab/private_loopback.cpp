// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/private_loopback.h"

#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/lab/link_setup.h"
#include "core/lab/network_namespace.h"

#include <cerrno>
#include <fmt/format.h>

namespace sockstep {

std::unique_ptr<PrivateLoopback> PrivateLoopback::create(std::string &error)
{
    std::unique_ptr<PrivateLoopback> made(new PrivateLoopback);
    bool ready = false;
    // A namespace belongs to a thread: this one lends itself for the making, and is gone afterwards.
    std::jthread lent;
    if (const int refused = startThread(lent, [&] { ready = made->setUp(error); })) {
        error = threadRefusal(refused);
        return nullptr;
    }
    lent.join();
    return ready ? std::move(made) : nullptr;
}

PrivateLoopback::~PrivateLoopback()
{
    if (socketEnd_)
        socketEnd_->endTcpSockets();
}

bool PrivateLoopback::setUp(std::string &error)
{
    namespace_ = newNetworkNamespace(error);
    if (!namespace_)
        return false;
    if (!enter()) { // as the actors will
        error = fmt::format("entering a network namespace (setns) was refused: {}", refusalText(errno));
        return false;
    }
    LinkSetup links;
    if (!links.bringUp("lo")) {
        error = links.errorText();
        return false;
    }
    table_ = std::make_unique<SockDiag>(SockDiag::Opens::Once);
    socketEnd_ = std::make_unique<SocketEnd>();
    return true;
}

bool PrivateLoopback::enter() const { return enterNetworkNamespace(namespace_); }

} // namespace sockstep
