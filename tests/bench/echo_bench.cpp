// SPDX-License-Identifier: GPL-3.0-or-later
// An echo round trip of 64 bytes: a session in free run, which records every call, against two
// threads that make the same calls and record nothing.

#include "core/network/socket_calls.h"
#include "core/session/session.h"

#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>

namespace sockstep {
namespace {

constexpr int kRoundTrips = 20000;
constexpr std::size_t kMessage = 64;

void BareEcho(benchmark::State &state)
{
    for (auto _ : state) {
        const int listener = static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result);
        calls::bind(listener, Endpoint::loopback(0));
        const Endpoint address = calls::getsockname(listener).address;
        calls::listen(listener, 5);
        std::thread server([listener] {
            const int connection = static_cast<int>(calls::accept(listener).result);
            std::vector<char> buffer(kBufferSize);
            for (;;) {
                const auto got = calls::recv(connection, buffer, 0).result;
                if (got <= 0)
                    break;
                calls::send(connection, std::span(buffer).first(static_cast<std::size_t>(got)), 0);
            }
            calls::close(connection);
        });
        const int client = static_cast<int>(calls::socket(AF_INET, SOCK_STREAM, 0).result);
        calls::connect(client, address);
        const std::string message(kMessage, 'x');
        std::vector<char> buffer(kBufferSize);
        const auto began = std::chrono::steady_clock::now();
        for (int i = 0; i < kRoundTrips; ++i) {
            calls::send(client, message, 0);
            for (std::int64_t got = 0; got < static_cast<std::int64_t>(kMessage);)
                got += calls::recv(client, buffer, 0).result;
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        state.SetIterationTime(took.count() / kRoundTrips);
        calls::close(client);
        server.join();
        calls::close(listener);
    }
}

void RecordedEcho(benchmark::State &state)
{
    for (auto _ : state) {
        SessionOptions options;
        options.server = Endpoint::loopback(0);
        options.messages.assign(kRoundTrips, std::string(kMessage, 'x'));
        Session session(options);
        session.start();
        session.setFreeRun(true);
        session.endConversation();
        while (!session.isFinished())
            std::this_thread::yield();
        // The same span as above: from the first send to the return of the last echo's recv.
        const Recording &recording = session.recording();
        std::chrono::nanoseconds first {};
        std::chrono::nanoseconds last {};
        for (EventIndex n = 0; n < recording.size(); ++n) {
            const Event &event = recording.at(n);
            const auto *call = std::get_if<CallEntered>(&event.body);
            if (call && call->function == Function::Send && first.count() == 0)
                first = event.t;
            if (call && call->function == Function::Shutdown)
                last = event.t;
        }
        state.SetIterationTime(std::chrono::duration<double>(last - first).count() / kRoundTrips);
        session.stop();
    }
}

BENCHMARK(BareEcho)->UseManualTime()->Iterations(1)->Repetitions(9)->ReportAggregatesOnly();
BENCHMARK(RecordedEcho)->UseManualTime()->Iterations(1)->Repetitions(9)->ReportAggregatesOnly();

} // namespace
} // namespace sockstep
