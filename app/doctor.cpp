// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/doctor.h"

#include "core/base/refusal.h"
#include "core/base/start_thread.h"
#include "core/lab/lab_support.h"
#include "core/network/ephemeral_ports.h"
#include "core/network/loopback.h"
#include "core/network/sock_diag.h"
#include "core/network/socket_calls.h"
#include "core/recording/recording.h"
#include "core/session/task_state.h"
#include "core/session/trouble.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <future>
#include <mutex>
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
    const std::string refused = whyNoLoopback();
    if (!refused.empty())
        return {false, true, "TCP sockets", refused};
    return {true, true, "TCP sockets", "a connection over 127.0.0.1 was made, and a byte went over it"};
}

Finding ipv6()
{
    const std::string refused = whyNoIPv6();
    return {refused.empty(), false, "IPv6", refused.empty() ? "[::1] is there" : refused};
}

/// As many threads as a session with a wire has, and those of a lesson with several clients, all at once.
Finding threads()
{
    constexpr std::size_t kWanted = 8;
    std::vector<std::jthread> started(kWanted);
    const auto wait = [](const std::stop_token &stop) {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        stopped.wait(lock, stop, [] { return false; });
    };
    for (std::size_t i = 0; i < kWanted; ++i) {
        if (const int refused = startThread(started[i], wait))
            return {false, true, "threads", fmt::format("{} of {}: {}", i, kWanted, threadRefusal(refused))};
    }
    return {true, true, "threads", fmt::format("{} at once", kWanted)};
}

/// As many descriptors as a session has open at the same time.
Finding descriptors()
{
    constexpr std::size_t kWanted = 20;
    std::vector<Descriptor> open;
    for (std::size_t i = 0; i < kWanted; ++i) {
        open.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        if (!open.back())
            return {false, true, "descriptors", fmt::format("{} of {}: {}", i, kWanted, refusalText(errno))};
    }
    return {true, true, "descriptors", fmt::format("{} at once", kWanted)};
}

Finding defaultPort()
{
    const calls::Outcome made = calls::socket(AF_INET, SOCK_STREAM, 0);
    const Descriptor fd(static_cast<int>(made.result));
    if (!made.ok())
        return {false, false, "port 9000", "socket(): " + refusalText(made.error)};
    const calls::Outcome bound = calls::bind(fd.get(), Endpoint::loopback(9000));
    if (bound.ok())
        return {true, false, "port 9000", "free"};
    return {false, false, "port 9000",
        describeError(bound.error) + "; choose another with --port N, or any free one with --port 0"};
}

/// The table must list a socket of ours.
Finding kernelTable()
{
    const char *const kWhat = "kernel's view";
    const calls::Outcome made = calls::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const Descriptor listener(static_cast<int>(made.result));
    const bool listens = made.ok() && calls::bind(listener.get(), Endpoint::loopback(0)).ok()
        && calls::listen(listener.get(), 1).ok();
    const Endpoint ours = listens ? calls::getsockname(listener.get()).address : Endpoint {};
    SockDiag diag;
    std::vector<DiagRow> rows;
    if (!diag.dump(rows))
        return {
            false, true, kWhat, troubleText({Trouble::Kind::StatesUnseen, diag.error(), diag.failedStep()})};
    const bool seen = std::any_of(rows.begin(), rows.end(),
        [&](const DiagRow &row) { return row.state == TcpState::Listen && row.local == ours; });
    if (listens && !seen)
        return {false, true, kWhat, "sock_diag answers, but does not list a socket that listens"};
    return {true, true, kWhat, fmt::format("sock_diag lists {} TCP sockets", rows.size())};
}

/// /proc must tell of a thread that sleeps.
Finding taskStates()
{
    const char *const kWhat = "blocked calls";
    using namespace std::chrono_literals;
    std::promise<TaskState> itsState;
    std::future<TaskState> state = itsState.get_future();
    std::jthread sleeper;
    const auto sleep = [&itsState](const std::stop_token &stop) {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        itsState.set_value(TaskState::ofThisThread());
        stopped.wait(lock, stop, [] { return false; });
    };
    if (const int refused = startThread(sleeper, sleep))
        return {false, true, kWhat, threadRefusal(refused)};
    TaskState task = state.get();
    constexpr auto kPatience = 1s;
    for (auto waited = 0ms; waited < kPatience; waited += 1ms) {
        const auto asleep = task.isAsleep();
        if (asleep == true)
            return {true, true, kWhat, "/proc tells which thread sleeps"};
        if (!asleep)
            return {false, true, kWhat, troubleText({Trouble::Kind::SleepUnseen, task.error()})};
        std::this_thread::sleep_for(1ms);
    }
    return {false, true, kWhat, "/proc does not tell that a thread sleeps"};
}

Finding clientPorts()
{
    const auto range = ephemeralPorts();
    if (!range)
        return {false, false, "client ports", "the range of ephemeral ports is unknown"};
    std::vector<DiagRow> rows;
    if (!SockDiag().dump(rows)) // what the next one counts in
        return {true, false, "client ports",
            fmt::format("{} to {}; which of them are free cannot be seen", range->first, range->last)};
    const int free = freeEphemeralPorts();
    const std::string text = fmt::format("{} of {} to {} are free", free, range->first, range->last);
    return {free > 1, false, "client ports", free > 1 ? text : fmt::format("{}: {}", text, kNoPortFree)};
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
    for (const Finding &finding : {loopback(), kernelTable(), taskStates(), threads(), descriptors(),
             defaultPort(), clientPorts(), lowPorts(), ipv6(), lab(), display()}) {
        const char *mark = finding.good ? "yes" : finding.essential ? "NO" : "no";
        fmt::print("{:>4}  {:<14} {}\n", mark, finding.what, shownSentence(finding.detail));
        able = able && (finding.good || !finding.essential);
    }
    fmt::print("{}\n", able ? "Sessions on loopback can run here." : "Sessions cannot run here.");
    return able ? 0 : 1;
}

} // namespace sockstep
