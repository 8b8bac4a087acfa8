// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor.h"

#include "lab/lab_support.h"
#include "network/sock_diag.h"
#include "network/socket_calls.h"
#include "recording/recording.h"
#include "session/task_state.h"
#include "text/shown_text.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sockstep {

namespace {

struct Finding {
    bool good = true;
    bool essential = true;
    std::string what;
    std::string detail;
};

std::string firstLine(const char *path)
{
    std::string line;
    std::ifstream file(path);
    std::getline(file, line);
    return line;
}

Finding loopback()
{
    const calls::Outcome made = calls::socket(AF_INET, SOCK_STREAM, 0);
    if (!made.ok())
        return {false, true, "TCP sockets", "socket(): " + describeError(made.error)};
    const Descriptor fd(static_cast<int>(made.result));
    const calls::Outcome bound = calls::bind(fd.get(), Endpoint::loopback(0));
    if (!bound.ok())
        return {false, true, "TCP sockets",
            fmt::format("bind(127.0.0.1:0): {}; is the loopback interface up? (ip link set lo up)",
                describeError(bound.error))};
    return {true, true, "TCP sockets", "real sockets on 127.0.0.1"};
}

Finding defaultPort()
{
    const calls::Outcome made = calls::socket(AF_INET, SOCK_STREAM, 0);
    const Descriptor fd(static_cast<int>(made.result));
    const calls::Outcome bound = calls::bind(fd.get(), Endpoint::loopback(9000));
    if (bound.ok())
        return {true, false, "port 9000", "free"};
    return {false, false, "port 9000",
        describeError(bound.error) + "; choose another with --port N, or any free one with --port 0"};
}

Finding kernelTable()
{
    SockDiag diag;
    std::vector<DiagRow> rows;
    if (!diag.dump(rows))
        return {false, true, "kernel's view",
            diag.errorText() + "; the kernel needs CONFIG_INET_DIAG (modprobe tcp_diag)"};
    return {true, true, "kernel's view", fmt::format("sock_diag lists {} TCP sockets", rows.size())};
}

Finding taskStates()
{
    if (::access("/proc/thread-self/stat", R_OK) == 0)
        return {true, true, "blocked calls", "/proc tells which thread sleeps"};
    return {
        false, true, "blocked calls", "/proc is not mounted: a blocked call cannot be told from a slow one"};
}

Finding ephemeralPorts()
{
    const std::string range = firstLine("/proc/sys/net/ipv4/ip_local_port_range");
    return {
        !range.empty(), false, "client ports", range.empty() ? "range unknown" : "ephemeral range " + range};
}

Finding lowPorts()
{
    const std::string start = firstLine("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    return {true, false, "low ports",
        fmt::format("ports from {} on need no privilege{}", start.empty() ? "1024" : start,
            ::geteuid() == 0 ? " (you are root: all are open)" : "")};
}

Finding lab()
{
    const std::string refused = whyNoLab();
    if (refused.empty())
        return {true, false, "lab", "two private hosts with a wire between them can be made"};
    return {false, false, "lab", refused};
}

Finding display()
{
    const bool any
        = std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY") || std::getenv("QT_QPA_PLATFORM");
    if (any)
        return {true, false, "window", "a display is there"};
    return {
        false, false, "window", "no display (DISPLAY and WAYLAND_DISPLAY are not set); sockstep run works"};
}

} // namespace

int examineMachine()
{
    const Header header = headerForNow({}, {});
    fmt::print("{}\n", shownName(header.kernel));
    bool able = true;
    for (const Finding &finding : {loopback(), kernelTable(), taskStates(), defaultPort(), ephemeralPorts(),
             lowPorts(), lab(), display()}) {
        const char *mark = finding.good ? "yes" : finding.essential ? "NO" : "no";
        fmt::print("{:>4}  {:<14} {}\n", mark, finding.what, shownSentence(finding.detail));
        able = able && (finding.good || !finding.essential);
    }
    fmt::print("{}\n", able ? "Sessions on loopback can run here." : "Sessions cannot run here.");
    return able ? 0 : 1;
}

} // namespace sockstep
