// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab.h"

#include "core/base/refusal.h"

#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <sys/eventfd.h>

namespace sockstep {

std::unique_ptr<Lab> Lab::create(std::string &error)
{
    std::unique_ptr<Lab> lab(new Lab);
    for (const Host host : {Host::Client, Host::Server}) {
        auto made = LabHost::create(host, error);
        if (!made)
            return nullptr;
        lab->hosts_[static_cast<std::size_t>(host)] = std::move(made);
    }
    lab->wake_ = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!lab->wake_) {
        error = fmt::format("an eventfd for the wire: {}", refusalText(errno));
        return nullptr;
    }
    return lab;
}

Endpoint Lab::serverAddress(std::uint16_t port)
{
    constexpr std::array<std::uint8_t, 4> kServer {10, 77, 0, 2};
    return Endpoint::fromBytes(Endpoint::Family::IPv4, kServer.data(), port);
}

std::vector<std::unique_ptr<SockDiag>> Lab::takeTables()
{
    std::vector<std::unique_ptr<SockDiag>> tables;
    for (const auto &host : hosts_)
        tables.push_back(host->takeTable());
    return tables;
}

void Lab::layWire(
    Recording &recording, std::function<void()> progressed, WirePlan plan, const WireSettings &settings)
{
    wire_ = std::make_unique<Wire>(hosts_[0]->takeDevice(), hosts_[1]->takeDevice(), std::move(wake_),
        recording, std::move(progressed), std::move(plan), settings);
}

} // namespace sockstep
