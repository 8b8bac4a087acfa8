// SPDX-License-Identifier: GPL-3.0-or-later
// What a window costs in which nothing runs, in turns with an empty one: wake-ups of all threads of the
// process, and its share of a core.

#include "ui/window/main_window.h"

#include <QApplication>
#include <QTimer>
#include <benchmark/benchmark.h>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace sockstep {
namespace {

constexpr int kSeconds = 20; // of each look
// Seconds before: what has just been shown is painted, and a call that sleeps is told by the second at first.
constexpr int kUntilAtRest = 12;

struct Spent {
    double wakeUps = 0;
    double cpu = 0; ///< seconds
};

/// How often each thread has gone to sleep by itself, which is how often it was awake: proc(5).
std::map<std::string, double> sleepsOfThreads()
{
    std::map<std::string, double> sleeps;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream status(task.path() / "status");
        for (std::string line; std::getline(status, line);) {
            constexpr std::string_view kKey = "voluntary_ctxt_switches:";
            if (line.starts_with(kKey))
                sleeps[task.path().filename()] = std::stod(line.substr(kKey.size()));
        }
    }
    return sleeps;
}

double cpuSeconds()
{
    timespec cpu {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
    return static_cast<double>(cpu.tv_sec) + static_cast<double>(cpu.tv_nsec) / 1e9;
}

void waitFor(int seconds)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::seconds(seconds), Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/// For each second, once all is at rest.
Spent atRest(QMainWindow &window)
{
    window.resize(1440, 900);
    window.show();
    waitFor(kUntilAtRest);
    const auto sleepsBefore = sleepsOfThreads();
    const double cpuBefore = cpuSeconds();
    waitFor(kSeconds);
    Spent spent;
    spent.cpu = (cpuSeconds() - cpuBefore) / kSeconds;
    for (const auto &[thread, sleeps] : sleepsOfThreads()) {
        const auto known = sleepsBefore.find(thread);
        spent.wakeUps += (sleeps - (known == sleepsBefore.end() ? 0 : known->second)) / kSeconds;
    }
    return spent;
}

void stepUntilServerBlocksIn(MainWindow &window, Function function)
{
    Session &session = window.playback().session();
    for (;;) {
        while (!session.waitUntilSettled(std::chrono::milliseconds(10)))
            QApplication::processEvents();
        const ActorStatus status = session.status(session.actorNamed("server").value());
        if (status.state == ActorStatus::State::Blocked && status.function == function)
            return;
        window.playback().step();
    }
}

enum Rest { BeforeTheFirstStep, InTheMiddle, FreePlayBegun };

void Idle(benchmark::State &state)
{
    for (auto _ : state) {
        Spent empty;
        {
            QMainWindow window;
            empty = atRest(window);
        }
        SessionOptions options;
        options.server = Endpoint::loopback(0);
        options.freePlay = state.range(0) == FreePlayBegun;
        MainWindow window(options);
        if (state.range(0) == InTheMiddle)
            stepUntilServerBlocksIn(window, Function::Recv);
        const Spent ours = atRest(window);
        constexpr const char *kNames[] = {"gate", "middle", "free_play"};
        const std::string rest = kNames[state.range(0)];
        state.counters["empty_wakeups"] = empty.wakeUps;
        state.counters["empty_percent"] = 100 * empty.cpu;
        state.counters["wakeups_" + rest] = ours.wakeUps;
        state.counters["percent_" + rest] = 100 * ours.cpu;
    }
}

BENCHMARK(Idle)
    ->ArgName("rest")
    ->Arg(BeforeTheFirstStep)
    ->Arg(InTheMiddle)
    ->Arg(FreePlayBegun)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
