// SPDX-License-Identifier: GPL-3.0-or-later
// How long stop() takes wherever the actors are: at their gates, asleep in the kernel, or on their way.

#include "core/session/session.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <random>

namespace sockstep {
namespace {

using namespace std::chrono_literals;

/// The longest of two hundred stops, each after some steps of one conversation.
void StopSession(benchmark::State &state)
{
    std::mt19937 random(2026);
    for (auto _ : state) {
        std::chrono::duration<double> longest {};
        for (int run = 0; run < 200; ++run) {
            SessionOptions options;
            options.server = Endpoint::loopback(0);
            options.messages = {"one", "two"};
            Session session(options);
            session.start();
            for (auto steps = random() % 40; steps > 0; --steps) {
                session.step();
                if (random() % 2)
                    session.waitUntilSettled(1s);
            }
            if (random() % 8 == 0)
                session.setFreeRun(true);
            const auto began = std::chrono::steady_clock::now();
            session.stop();
            longest
                = std::max<std::chrono::duration<double>>(longest, std::chrono::steady_clock::now() - began);
        }
        state.SetIterationTime(longest.count());
    }
}

BENCHMARK(StopSession)->UseManualTime()->Iterations(1)->Repetitions(3)->ReportAggregatesOnly();

} // namespace
} // namespace sockstep
