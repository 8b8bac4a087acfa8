// SPDX-License-Identifier: GPL-3.0-or-later
// What a session that plays for hours takes for each event: the whole window, shown and painted after each
// step, over real sockets. A second of play is a step; the time between the steps is left out.

#include "ui/window/main_window.h"

#include <QApplication>
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <random>
#include <string>

namespace sockstep {
namespace {

/// What the whole program has asked for and not given back. What the allocator keeps beside it is no growth:
/// it is used for what comes next. Nor is what a recording has asked for and no event has filled: those pages
/// are not there yet (Recording::appendLocked).
double bytesInUse(EventIndex events)
{
    std::size_t capacity = 0;
    for (std::size_t chunk = 1024; capacity < events; chunk *= 2)
        capacity += chunk;
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd)
        - static_cast<double>((capacity - events) * sizeof(Event));
}

class Play {
public:
    explicit Play(SessionOptions options)
        : window_(std::move(options))
    {
        window_.resize(1440, 900);
        window_.show();
        settle();
    }

    /// At a step a second. A message is typed whenever all that was typed has come back.
    void playFor(int minutes)
    {
        for (int second = 0; second < minutes * 60; ++second) {
            const auto next = session().nextAction();
            if (!next || next->waitsForPerson)
                window_.playback().say("hello");
            window_.playback().step();
            settle();
        }
    }
    void lookBack()
    {
        std::mt19937 chance(1);
        for (int i = 0; i < 200; ++i) {
            window_.timeTravel().moveTo(static_cast<EventIndex>(chance() % events()));
            QApplication::processEvents();
        }
        window_.playback().goLive();
        QApplication::processEvents();
    }
    EventIndex events() const { return window_.follower().eventCount(); }

private:
    Session &session() { return window_.playback().session(); }
    void settle()
    {
        while (!session().waitUntilSettled(std::chrono::milliseconds(10)))
            QApplication::processEvents();
        window_.timeTravel().refresh();
        QApplication::processEvents();
    }

    MainWindow window_;
};

void Growth(benchmark::State &state)
{
    const int minutes = static_cast<int>(state.range(0));
    for (auto _ : state) {
        SessionOptions options;
        options.server = Endpoint::loopback(0);
        Play play(options);
        play.playFor(1); // what comes once: fonts, styles, the first layout, the first look back
        play.lookBack();
        const EventIndex first = play.events();
        const double before = bytesInUse(first);
        play.playFor(minutes);
        const double live = bytesInUse(play.events());
        const double events = play.events() - first;
        play.lookBack();
        const double lookedBack = bytesInUse(play.events());
        const std::string of = "growth_" + std::to_string(minutes);
        state.counters[of + "_events"] = events;
        state.counters[of] = (live - before) / events;
        state.counters[of + "_looked_back"] = (lookedBack - before) / events;
    }
}

BENCHMARK(Growth)->Arg(5)->Arg(60)->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
