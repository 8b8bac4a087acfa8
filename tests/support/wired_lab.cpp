// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/wired_lab.h"

#include "support/patience.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>

namespace sockstep::test {

namespace {
constexpr std::uint16_t kPort = 9000;
constexpr int kPatienceMs = static_cast<int>(kPatience.count());
} // namespace

bool actOn(const Lab &lab, Host host, const std::function<void()> &act)
{
    bool entered = false;
    std::thread([&] {
        entered = lab.enter(host);
        if (entered)
            act();
    }).join();
    return entered;
}

Descriptor tcpSocketOn(const Lab &lab, Host host, Endpoint::Family family)
{
    int fd = -1;
    actOn(lab, host, [&] {
        fd = ::socket(family == Endpoint::Family::IPv6 ? AF_INET6 : AF_INET,
            SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    });
    return Descriptor(fd);
}

Endpoint serverOf(Endpoint::Family family, std::uint16_t port)
{
    return family == Endpoint::Family::IPv6 ? Endpoint::parse("[fd77::2]:1").value().withPort(port)
                                            : Lab::serverAddress(port);
}

bool waitFor(const Descriptor &fd, short event)
{
    pollfd one {fd.get(), event, 0};
    return ::poll(&one, 1, kPatienceMs) == 1;
}

std::string receive(const Descriptor &fd, std::size_t length)
{
    std::string result;
    std::array<char, 65536> buffer {};
    while (result.size() < length && waitFor(fd, POLLIN)) {
        const ssize_t got
            = ::recv(fd.get(), buffer.data(), std::min(buffer.size(), length - result.size()), 0);
        if (got <= 0)
            break;
        result.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return result;
}

WireSettings WiredLab::stepped()
{
    WireSettings settings;
    settings.mode = WireSettings::Mode::Step;
    return settings;
}

WireSettings WiredLab::automatic(std::chrono::milliseconds delay)
{
    WireSettings settings;
    settings.delayFromClient = settings.delayFromServer = delay;
    return settings;
}

WiredLab::WiredLab(const WireSettings &settings, WirePlan plan)
    : recording_(std::make_unique<Recording>(headerForNow("test", {"server", "client"})))
    , lab_(Lab::create(error_))
{
    if (!lab_)
        return;
    const auto wake = [this] {
        const std::lock_guard lock(mutex_);
        woken_ = true;
        grown_.notify_all();
    };
    lab_->layWire(*recording_, wake, std::move(plan), settings);
    if (lab_->wire().start() != 0)
        error_ = "there is no thread for the wire";
}

WiredLab::~WiredLab() = default;

bool WiredLab::listen(int backlog, Endpoint::Family family)
{
    listener_ = tcpSocketOn(*lab_, Host::Server, family);
    sockaddr_storage address {};
    const socklen_t length = serverOf(family, kPort).toSockaddr(address);
    return ::bind(listener_.get(), reinterpret_cast<sockaddr *>(&address), length) == 0
        && ::listen(listener_.get(), backlog) == 0;
}

bool WiredLab::call(Endpoint::Family family)
{
    client_ = tcpSocketOn(*lab_, Host::Client, family);
    sockaddr_storage address {};
    const socklen_t length = serverOf(family, kPort).toSockaddr(address);
    return ::connect(client_.get(), reinterpret_cast<sockaddr *>(&address), length) != 0
        && errno == EINPROGRESS;
}

bool WiredLab::connect(Endpoint::Family family)
{
    if (!listen(5, family) || !call(family))
        return false;
    if (wire().settings().mode == WireSettings::Mode::Step) {
        for (int i = 0; i < 3; ++i) {
            if (!waitUntilHeld(1) || !deliverOldest())
                return false;
        }
    }
    return accept();
}

bool WiredLab::accept()
{
    if (!waitFor(listener_, POLLIN))
        return complain();
    server_ = Descriptor(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    return static_cast<bool>(server_);
}

bool WiredLab::waitUntil(const std::function<bool()> &done)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        if (done())
            return true;
        std::unique_lock lock(mutex_);
        if (!grown_.wait_until(lock, deadline, [this] { return woken_; }))
            return complain();
        woken_ = false;
    }
}

bool WiredLab::waitUntilHeld(std::size_t count)
{
    return waitUntil([&] { return wire().held().size() >= count; });
}

bool WiredLab::waitUntilQuiet()
{
    // The wire tells of its last move while it is still at it.
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!wire().isQuiet()) {
        if (std::chrono::steady_clock::now() > deadline)
            return complain();
        std::this_thread::yield();
    }
    return true;
}

QStringList WiredLab::held() const
{
    const auto all = segmentsIn(*recording_);
    QStringList result;
    for (const HeldSegment &one : lab_->wire().held())
        result << text(all.at(one.segment - 1));
    return result;
}

bool WiredLab::deliverOldest() { return deliver(heldSegment(0)); }

bool WiredLab::deliver(SegmentId id)
{
    wire().deliver(id);
    return waitUntil([&] { return segment(id).phase == SegmentPhase::Delivered && !isHeld(id); });
}

bool WiredLab::drop(SegmentId id)
{
    wire().drop(id);
    return waitUntil([&] { return segment(id).phase == SegmentPhase::Dropped && !isHeld(id); });
}

/// The wire's list is a moment behind the recording.
bool WiredLab::isHeld(SegmentId id) const
{
    const auto all = lab_->wire().held();
    return std::any_of(all.begin(), all.end(), [&](const HeldSegment &one) { return one.segment == id; });
}

bool WiredLab::deliverAll()
{
    while (waitUntilQuiet()) {
        if (wire().isEmpty())
            return true;
        if (!deliverOldest())
            return false;
    }
    return false;
}

bool WiredLab::complain() const
{
    std::fprintf(stderr, "it does not come; held: %s; the wire has seen:\n  %s\n",
        qPrintable(held().join(QStringLiteral(" | "))),
        qPrintable(texts(segmentsIn(*recording_)).join(QStringLiteral("\n  "))));
    return false;
}

} // namespace sockstep::test
