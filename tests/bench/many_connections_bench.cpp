// SPDX-License-Identifier: GPL-3.0-or-later
// Five thousand short connections, watched, against two threads that make the same calls in bare C
// and are watched by nobody.

#include "core/cost/many_connections.h"

#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <condition_variable>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace sockstep {
namespace {

constexpr int kConnections = 5000;
constexpr char kMessage[] = "sixteen bytes..."; // as long as theirs

using Seconds = std::chrono::duration<double>;

bool serveBare(int listener)
{
    char buffer[sizeof kMessage - 1];
    for (int i = 0; i < kConnections; ++i) {
        sockaddr_storage peer;
        socklen_t length = sizeof peer;
        const int fd = accept4(listener, reinterpret_cast<sockaddr *>(&peer), &length, SOCK_CLOEXEC);
        if (fd < 0 || recv(fd, buffer, sizeof buffer, 0) != sizeof buffer)
            return false;
        send(fd, kMessage, sizeof buffer, 0);
        shutdown(fd, SHUT_WR);
        while (recv(fd, buffer, sizeof buffer, 0) > 0) { }
        close(fd);
    }
    return true;
}

bool connectBare(const sockaddr_in &server)
{
    char buffer[sizeof kMessage - 1];
    for (int i = 0; i < kConnections; ++i) {
        const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(fd, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0)
            return false;
        send(fd, kMessage, sizeof buffer, 0);
        if (recv(fd, buffer, sizeof buffer, 0) != sizeof buffer)
            return false;
        while (recv(fd, buffer, sizeof buffer, 0) > 0) { }
        close(fd);
    }
    return true;
}

/// Nothing if a call failed.
std::optional<Seconds> bareLoop()
{
    const auto began = std::chrono::steady_clock::now();
    const Descriptor listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    bind(listener.get(), generic, sizeof address);
    getsockname(listener.get(), generic, &length);
    listen(listener.get(), 5);
    bool served = false;
    bool connected = false;
    std::thread server([&] { served = serveBare(listener.get()); });
    std::thread client([&] {
        connected = connectBare(address);
        if (!connected)
            shutdown(listener.get(), SHUT_RDWR); // so that the server ends too
    });
    client.join();
    server.join();
    const Seconds took = std::chrono::steady_clock::now() - began;
    return served && connected ? std::optional(took) : std::nullopt;
}

/// As a person has it: with the samples, and with a reader that is woken for each.
std::optional<Seconds> watchedLoop()
{
    // The server closes first: the client's ports are free again for the next run.
    ManyConnections connections({kConnections, Closing::ServerFirst});
    std::mutex mutex;
    std::condition_variable woken;
    ManyConnections::Progress progress;
    connections.setWakeUp([&] {
        const std::lock_guard lock(mutex);
        progress = connections.progress();
        woken.notify_all();
    });
    connections.start();
    {
        std::unique_lock lock(mutex);
        woken.wait(lock, [&] { return progress.phase > ManyConnections::Phase::Connecting; });
    }
    connections.stop();
    return progress.done == kConnections ? std::optional<Seconds>(progress.connecting) : std::nullopt;
}

/// Both by turns, and the ratio of each pair: what else the machine does changes by the second, and
/// the sockets in TIME_WAIT grow from run to run.
void ManyConnectionsAgainstBare(benchmark::State &state)
{
    static bool bareFirst = false;
    for (auto _ : state) {
        bareFirst = !bareFirst;
        auto bare = bareFirst ? bareLoop() : std::nullopt;
        const auto watched = watchedLoop();
        if (!bareFirst)
            bare = bareLoop();
        if (!bare || !watched) {
            state.SkipWithError("not all connections were made");
            return;
        }
        state.SetIterationTime(watched->count());
        state.counters["connections_to_bare"] = *watched / *bare;
    }
}

// They leave 50,000 sockets in TIME_WAIT: fewer than the kernel keeps (net.ipv4.tcp_max_tw_buckets).
BENCHMARK(ManyConnectionsAgainstBare)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
