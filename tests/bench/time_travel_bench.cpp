// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to have any moment of a long recording within reach, and to go there.
#include "core/replay/timeline.h"
#include "synthetic_recording.h"

#include <benchmark/benchmark.h>
#include <random>

namespace sockstep {
namespace {

constexpr EventIndex kEvents = 1'000'000;

/// The slowest of many moments, for it is the one that is noticed. One of them is just before a checkpoint.
void MoveToMoment(benchmark::State &state)
{
    const auto recording = syntheticRecording(kEvents);
    Timeline timeline(*recording);
    timeline.advance();
    std::mt19937 chance(1);
    for (auto _ : state) {
        double slowest = 0;
        for (int i = 0; i < 100; ++i) {
            const EventIndex n = i == 0 ? 64 * Timeline::kFirstDistance - 1
                                        : static_cast<EventIndex>(chance() % recording->size());
            const auto before = std::chrono::steady_clock::now();
            const auto moment = timeline.at(n);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
            benchmark::DoNotOptimize(moment->layout().rowCount());
            slowest = std::max(slowest, took.count());
        }
        state.SetIterationTime(slowest);
    }
}

void TakeInTimeline(benchmark::State &state)
{
    const auto recording = syntheticRecording(kEvents);
    for (auto _ : state) {
        Timeline timeline(*recording);
        timeline.advance();
        benchmark::DoNotOptimize(timeline.end().size());
    }
}

BENCHMARK(MoveToMoment)
    ->UseManualTime()
    ->Iterations(3)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(TakeInTimeline)->Repetitions(3)->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
