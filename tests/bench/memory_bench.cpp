// SPDX-License-Identifier: GPL-3.0-or-later
#include "resident_bytes.h"
#include "synthetic_recording.h"

#include "diagram/layout.h"
#include "recording/history.h"

#include <benchmark/benchmark.h>

namespace sockstep {
namespace {

void MemoryPerCall(benchmark::State &state)
{
    for (auto _ : state) {
        const double before = residentBytes();
        const auto recording = syntheticRecording(1'000'000);
        const double recorded = residentBytes();
        History history(*recording);
        history.advance();
        Layout layout(*recording);
        layout.advance();
        const double read = residentBytes();
        const double calls = history.callCount();
        state.counters["bytes_per_call"] = (recorded - before) / calls;
        state.counters["bytes_per_call_read"] = (read - recorded) / calls;
    }
}

BENCHMARK(MemoryPerCall)
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
