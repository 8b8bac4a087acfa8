// SPDX-License-Identifier: GPL-3.0-or-later
// A session that echoes as fast as it can, in the window: how long does the window keep a person waiting, and
// is everything there afterwards?

#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <map>

namespace sockstep {
namespace {

constexpr std::size_t kMessage = 64; // bytes
constexpr std::size_t kMessages = 3'000'000; // more than are echoed in a minute
constexpr int kTick = 5; // ms

/// SOCKSTEP_BENCH_SECONDS, for a look that is shorter than the minute that is promised.
int secondsToRun()
{
    const int asked = qEnvironmentVariableIntValue("SOCKSTEP_BENCH_SECONDS");
    return asked > 0 ? asked : 60;
}

/// Notes how late the window's own timer comes: as long as that, nothing that a person does would be
/// answered.
class Attention {
public:
    Attention()
    {
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.setInterval(kTick);
        QObject::connect(&timer_, &QTimer::timeout, [this] {
            longest_ = std::max(longest_, since_.nsecsElapsed());
            since_.start();
        });
        since_.start();
        timer_.start();
    }
    double longestMs() const { return static_cast<double>(longest_) / 1e6 - kTick; }

private:
    QTimer timer_;
    QElapsedTimer since_;
    qint64 longest_ = 0;
};

/// Calls that were entered but have not returned, and other things that would be a gap.
std::size_t gapsIn(const Recording &recording)
{
    std::size_t gaps = 0;
    std::size_t entered = 0;
    std::size_t returned = 0;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const Event &event = recording.at(n);
        if (const auto *call = std::get_if<CallEntered>(&event.body))
            gaps += call->call != ++entered;
        returned += std::holds_alternative<CallReturned>(event.body);
    }
    return gaps + (entered - returned);
}

void FastestEcho(benchmark::State &state)
{
    for (auto _ : state) {
        SessionOptions options;
        options.server = Endpoint::loopback(0);
        options.messages.assign(kMessages, std::string(kMessage, 'x'));
        MainWindow window(options);
        window.resize(1440, 900);
        window.show();
        while (!window.playback().session().waitUntilSettled(std::chrono::milliseconds(10)))
            QApplication::processEvents();
        Session &session = window.playback().session();
        // What was typed beforehand is no part of it.
        while (window.follower().eventCount() < session.recording().size())
            window.timeTravel().refresh();
        QApplication::processEvents();
        session.setFreeRun(true);
        double longest = 0;
        {
            const Attention attention;
            QElapsedTimer elapsed;
            elapsed.start();
            while (elapsed.elapsed() < secondsToRun() * 1000)
                QApplication::processEvents(QEventLoop::WaitForMoreEvents);
            longest = attention.longestMs();
        }
        const auto recording = session.sharedRecording();
        window.playback().end();
        window.timeTravel().refresh();
        const std::size_t lost = gapsIn(*recording) + (recording->size() - window.follower().eventCount());
        if (lost > 0)
            state.SkipWithError("events are missing");
        state.SetIterationTime(longest / 1e3);
        state.counters["events_per_second"] = static_cast<double>(recording->size()) / secondsToRun();
    }
}

BENCHMARK(FastestEcho)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
