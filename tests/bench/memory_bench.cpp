// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_recording.h"

#include "core/diagram/layout.h"
#include "core/recording/history.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <unistd.h>

namespace sockstep {
namespace {

/// Resident bytes of this process, as the kernel counts them (proc(5), statm).
double residentBytes()
{
    long total = 0;
    long resident = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%ld %ld", &total, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

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
        state.counters["bytes_per_event"] = (read - before) / recording->size();
    }
}

BENCHMARK(MemoryPerCall)
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
