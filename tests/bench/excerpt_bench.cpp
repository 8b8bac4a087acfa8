// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to show a part of a long recording: to follow it, to go to another moment of it, to paint it.
#include "core/diagram/excerpt.h"
#include "synthetic_recording.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/look/style.h"

#include <QApplication>
#include <QPainter>
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <random>

namespace sockstep {
namespace {

constexpr EventIndex kEvents = 1'000'000;

DiagramChoices busyChoices()
{
    DiagramChoices choices;
    choices.fold = true;
    choices.leaveOut(DiagramChoices::Kind::Preparations, true);
    return choices;
}

/// What malloc has given out (mallinfo(3)).
double bytesInUse()
{
    const auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

/// A recording that is read up to a moment, and what is shown of it.
struct Reading {
    explicit Reading(const Recording &recording, EventIndex end = kNoEvent)
        : history(recording)
        , layout(recording)
    {
        advance(end);
    }
    void advance(EventIndex end)
    {
        history.advance(end);
        layout.advance(history.size());
    }
    History history;
    Layout layout;
};

/// All of it at once, as when a file is opened or a choice is made.
void MakeExcerpt(benchmark::State &state)
{
    const auto recording = syntheticRecording(kEvents);
    const Reading reading(*recording);
    for (auto _ : state) {
        const double before = bytesInUse();
        Excerpt excerpt(busyChoices());
        excerpt.update(reading.layout, reading.history);
        state.counters["excerpt_bytes_per_call"]
            = (bytesInUse() - before) / static_cast<double>(reading.history.callCount());
        benchmark::DoNotOptimize(excerpt.foldedRounds());
    }
}

/// An echo round more, of a recording that is so long already.
void AppendToExcerpt(benchmark::State &state)
{
    constexpr EventIndex kRound = 10;
    const auto before = static_cast<EventIndex>(state.range(0));
    const auto recording = syntheticRecording(before + 200 * kRound);
    for (auto _ : state) {
        Reading reading(*recording, before);
        Excerpt excerpt(busyChoices());
        excerpt.update(reading.layout, reading.history);
        std::chrono::duration<double> took {};
        while (reading.history.size() < recording->size()) {
            reading.advance(reading.history.size() + kRound);
            const auto began = std::chrono::steady_clock::now();
            excerpt.update(reading.layout, reading.history);
            took += std::chrono::steady_clock::now() - began;
        }
        state.SetIterationTime(took.count() / 200);
    }
}

/// To any moment from the end, the slowest of many.
void MoveExcerpt(benchmark::State &state)
{
    const auto recording = syntheticRecording(kEvents);
    const Reading end(*recording);
    Excerpt whole(busyChoices());
    whole.update(end.layout, end.history);
    std::mt19937 chance(1);
    std::vector<std::unique_ptr<Reading>> moments;
    for (int i = 0; i < 8; ++i)
        moments.push_back(
            std::make_unique<Reading>(*recording, static_cast<EventIndex>(chance() % recording->size())));
    for (auto _ : state) {
        std::chrono::duration<double> slowest {};
        for (const auto &moment : moments) {
            const auto began = std::chrono::steady_clock::now();
            Excerpt excerpt = whole;
            excerpt.update(moment->layout, moment->history);
            slowest
                = std::max<std::chrono::duration<double>>(slowest, std::chrono::steady_clock::now() - began);
        }
        state.SetIterationTime(slowest.count());
    }
}

/// The end of the diagram with all rounds but the first in one line, which is then opened.
void PaintExcerpt(benchmark::State &state)
{
    const auto recording = syntheticRecording(static_cast<EventIndex>(state.range(0)));
    const bool open = state.range(1) != 0;
    const Reading reading(*recording);
    Excerpt excerpt(busyChoices());
    excerpt.update(reading.layout, reading.history);
    if (const auto fold = excerpt.foldOf(reading.layout.rowCount() / 2); fold && open) {
        excerpt.setOpen(fold->first, true);
        excerpt.update(reading.layout, reading.history);
    }
    constexpr QSize kWindow(1440, 900);
    const QFont font = monospaced(QApplication::font());
    const QFontMetricsF measured(font);
    const DiagramGeometry::Metrics metrics {measured.horizontalAdvance(u'0'), measured.height()};
    QImage image(kWindow, QImage::Format_ARGB32_Premultiplied);
    const DiagramPainter diagram(Theme(lightPalette()), font);
    for (auto _ : state) {
        const DiagramGeometry geometry(reading.layout, metrics, kWindow.width(), excerpt);
        const double bottom = geometry.contentHeight(reading.layout.rowCount());
        const double top = std::max(0.0, bottom - kWindow.height());
        const DiagramSlice slice = DiagramSliceBuilder(reading.layout, reading.history, geometry, metrics)
                                       .build(geometry.lineAt(top), geometry.lineAt(bottom), bottom);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.translate(0, -top);
        diagram.paint(painter, slice, 0);
    }
}

BENCHMARK(MakeExcerpt)->Repetitions(3)->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);
BENCHMARK(AppendToExcerpt)
    ->Arg(1'000)
    ->Arg(1'000'000)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(MoveExcerpt)
    ->UseManualTime()
    ->Iterations(3)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(PaintExcerpt)
    ->Args({1'000'000, 0})
    ->Args({1'000'000, 1})
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
