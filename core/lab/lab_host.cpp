// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_host.h"

#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/lab/link_setup.h"
#include "core/lab/network_namespace.h"
#include "core/lab/socket_end.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>

namespace sockstep {

namespace {

constexpr const char *kDevice = "wire0";

struct Setting {
    const char *name; // below /proc/sys/net/ipv4
    int value;
};
/// A class talks over a held segment for ten minutes and more, while the kernel believes that it is lost.
/// How often it tries again is raised to the most that it allows; the longest pause between two tries is
/// lowered, so that it does not take minutes to recover from a long hold. With a pause of 5 s the 127 tries
/// for a SYN last more than ten minutes. tcp_rto_max_ms came with Linux 6.15.
constexpr Setting kSettings[] = {
    {"tcp_rto_max_ms", 5000}, {"tcp_syn_retries", 127}, {"tcp_syn_linear_timeouts", 127},
    {"tcp_synack_retries", 255}, {"tcp_retries2", 255}, {"tcp_orphan_retries", 255},
    {"tcp_fin_timeout", 720}, // FIN_WAIT2 without a descriptor; after kill -9 its namespace lives as long
    {"tcp_retrans_collapse", 0}, // a copy is to look like its original
    {"tcp_no_metrics_save", 1}, // one connection is to know nothing of the one before
    {"tcp_syncookies", 0}, // every half-open connection is to be seen as SYN_RECV
};

bool writeSetting(const std::string &path, int value)
{
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    const std::string text = std::to_string(value);
    return file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

std::string refusedDevice(int error)
{
    std::string advice;
    if (error == ENOENT || error == ENODEV || error == ENXIO)
        advice = "the kernel has no TUN driver; as root: modprobe tun";
    else if (error == EACCES || error == EPERM)
        advice = "this user may not open it; as root: chmod 0666 /dev/net/tun";
    else
        advice = cureFor(error).empty() ? "the kernel refuses it" : cureFor(error);
    return fmt::format("/dev/net/tun: {} ({}): {}", describeError(error), errorName(error), advice);
}

Descriptor openDevice(std::string &error)
{
    Descriptor device(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!device) {
        error = refusedDevice(errno);
        return {};
    }
    ifreq request {};
    std::strncpy(request.ifr_name, kDevice, IFNAMSIZ - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI; // bare IP packets
    if (::ioctl(device.get(), TUNSETIFF, &request) != 0) {
        error = refusedDevice(errno);
        return {};
    }
    return device;
}

} // namespace

std::unique_ptr<LabHost> LabHost::create(Host host, std::string &error)
{
    std::unique_ptr<LabHost> made(new LabHost);
    bool ready = false;
    // A namespace belongs to a thread: this one lends itself for the making, and is gone afterwards.
    std::jthread lent;
    if (const int refused = startThread(lent, [&] { ready = made->setUp(host, error); })) {
        error = threadRefusal(refused);
        return nullptr;
    }
    lent.join();
    return ready ? std::move(made) : nullptr;
}

LabHost::~LabHost()
{
    if (socketEnd_)
        socketEnd_->endTcpSockets();
}

bool LabHost::setUp(Host host, std::string &error)
{
    namespace_ = newNetworkNamespace(error);
    if (!namespace_)
        return false;
    if (!enter()) { // as the actors will
        error = fmt::format("entering a network namespace (setns) was refused: {}", refusalText(errno));
        return false;
    }
    for (const Setting &setting : kSettings) {
        if (writeSetting(fmt::format("/proc/sys/net/ipv4/{}", setting.name), setting.value))
            raised_.push_back(fmt::format("{} {}", setting.name, setting.value));
    }
    device_ = openDevice(error);
    if (!device_)
        return false;
    // No address of the kernel's own making, so that nothing is on the wire that no actor caused.
    writeSetting(fmt::format("/proc/sys/net/ipv6/conf/{}/addr_gen_mode", kDevice), 1);
    LinkSetup links;
    const char *v4 = host == Host::Client ? "10.77.0.1" : "10.77.0.2";
    const char *v6 = host == Host::Client ? "fd77::1" : "fd77::2";
    if (!links.bringUp("lo") || !links.bringUp(kDevice) || !links.addAddress(kDevice, v4, 24)) {
        error = links.errorText();
        return false;
    }
    links.addAddress(kDevice, v6, 64); // a kernel without IPv6 still has a lab
    // Without the table there are calls and segments, and the session says that no state is known.
    table_ = std::make_unique<SockDiag>(SockDiag::Opens::Once);
    socketEnd_ = std::make_unique<SocketEnd>();
    return true;
}

bool LabHost::enter() const { return enterNetworkNamespace(namespace_); }

} // namespace sockstep
