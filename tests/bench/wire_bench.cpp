// SPDX-License-Identifier: GPL-3.0-or-later
// What the wire costs: the same two threads in the same two namespaces, once over the wire at zero delay,
// which records every segment, and once over a veth pair, which is the kernel's own wire. An echo round
// trip of 64 bytes, and as many bytes as will go.

#include "core/lab/lab.h"
#include "core/network/socket_calls.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace sockstep {
namespace {

constexpr int kRoundTrips = 10000;
constexpr std::size_t kMessage = 64;
constexpr std::int64_t kBulk = 32 << 20;
constexpr std::size_t kBuffer = 65536;

/// A lab with a wire, and beside it a veth pair between the same two hosts: 10.78.0.1 and 10.78.0.2.
class Field {
public:
    Field()
        : recording_(headerForNow("bench", {}))
    {
        std::string error;
        lab_ = Lab::create(error);
        if (!lab_) {
            fmt::print(stderr, "no lab: {}\n", error);
            return;
        }
        WireSettings settings;
        settings.delayFromClient = settings.delayFromServer = {};
        lab_->layWire(
            recording_, [] {}, {}, settings);
        if (lab_->wire().start() != 0)
            error_ = "there is no thread for the wire";
        on(Host::Server, [&] {
            const std::string there
                = fmt::format("/proc/{}/task/{}/ns/net", ::getpid(), ::syscall(SYS_gettid));
            on(Host::Client, [&] { run("ip link add veth0 type veth peer name veth1 netns " + there); });
            run("ip addr add 10.78.0.2/24 dev veth1 && ip link set veth1 up");
        });
        on(Host::Client, [&] { run("ip addr add 10.78.0.1/24 dev veth0 && ip link set veth0 up"); });
    }
    bool isReady() const { return lab_ && ready_; }

    /// Calls \p act on a thread of that host.
    template <typename Act> void on(Host host, Act act) { thread(host, std::move(act)).join(); }
    template <typename Act> std::thread thread(Host host, Act act)
    {
        return std::thread([this, host, act = std::move(act)] {
            if (lab_->enter(host))
                act();
        });
    }
    /// Connects a thread on either host over the network of that address, lets both talk, and returns what
    /// the client's took.
    template <typename Serve, typename Ask> double talk(const Endpoint &address, Serve serve, Ask ask)
    {
        int listener = -1;
        on(Host::Server, [&] {
            listener = static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result);
            calls::bind(listener, address);
            calls::listen(listener, 5);
        });
        const Endpoint there = calls::getsockname(listener).address;
        std::thread server = thread(Host::Server, [&] {
            const int connection = static_cast<int>(calls::accept(listener).result);
            serve(connection);
            calls::close(connection);
        });
        double took = 0;
        on(Host::Client, [&] {
            const int client = static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result);
            calls::connect(client, there);
            const auto began = std::chrono::steady_clock::now();
            ask(client);
            took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            calls::close(client);
        });
        server.join();
        calls::close(listener);
        return took;
    }

private:
    void run(const std::string &command) { ready_ &= std::system(command.c_str()) == 0; }

    Recording recording_;
    std::unique_ptr<Lab> lab_;
    bool ready_ = true;
};

Endpoint onTheWire() { return Lab::serverAddress(0); }
Endpoint onTheVeth() { return Endpoint::parse("10.78.0.2:1").value().withPort(0); }

void echo(int connection)
{
    std::vector<char> buffer(kBuffer);
    for (;;) {
        const auto got = calls::recv(connection, buffer, 0).result;
        if (got <= 0)
            break;
        calls::send(connection, std::span(buffer).first(static_cast<std::size_t>(got)), 0);
    }
}

void askForEchoes(int client)
{
    const std::string message(kMessage, 'x');
    std::vector<char> buffer(kBuffer);
    for (int i = 0; i < kRoundTrips; ++i) {
        calls::send(client, message, 0);
        for (std::int64_t got = 0; got < static_cast<std::int64_t>(kMessage);)
            got += calls::recv(client, buffer, 0).result;
    }
}

/// Reads all, and then says one byte.
void swallow(int connection)
{
    std::vector<char> buffer(kBuffer);
    for (std::int64_t got = 0; got < kBulk;) {
        const auto part = calls::recv(connection, buffer, 0).result;
        if (part <= 0)
            return;
        got += part;
    }
    calls::send(connection, std::string_view("."), 0);
}

void pour(int client)
{
    const std::string piece(kBuffer, 'x');
    for (std::int64_t sent = 0; sent < kBulk;) {
        const auto left = static_cast<std::size_t>(kBulk - sent);
        const auto part = calls::send(client, std::span(piece).first(std::min(left, kBuffer)), 0).result;
        if (part <= 0)
            return;
        sent += part;
    }
    std::vector<char> answer(1);
    calls::recv(client, answer, 0);
}

template <typename Serve, typename Ask>
void measure(benchmark::State &state, const Endpoint &address, Serve serve, Ask ask, int times)
{
    for (auto _ : state) {
        Field field;
        if (!field.isReady()) {
            state.SkipWithError("there can be no lab here, or ip cannot make a veth pair");
            return;
        }
        state.SetIterationTime(field.talk(address, serve, ask) / times);
    }
}

void VethEcho(benchmark::State &state) { measure(state, onTheVeth(), echo, askForEchoes, kRoundTrips); }
void WireEcho(benchmark::State &state) { measure(state, onTheWire(), echo, askForEchoes, kRoundTrips); }
void VethBulk(benchmark::State &state)
{
    measure(state, onTheVeth(), swallow, pour, 1);
    state.SetBytesProcessed(state.iterations() * kBulk);
}
void WireBulk(benchmark::State &state)
{
    measure(state, onTheWire(), swallow, pour, 1);
    state.SetBytesProcessed(state.iterations() * kBulk);
}

BENCHMARK(VethEcho)->UseManualTime()->Iterations(1)->Repetitions(9)->ReportAggregatesOnly();
BENCHMARK(WireEcho)->UseManualTime()->Iterations(1)->Repetitions(9)->ReportAggregatesOnly();
BENCHMARK(VethBulk)->UseManualTime()->Iterations(1)->Repetitions(5)->ReportAggregatesOnly();
BENCHMARK(WireBulk)->UseManualTime()->Iterations(1)->Repetitions(5)->ReportAggregatesOnly();

} // namespace
} // namespace sockstep
