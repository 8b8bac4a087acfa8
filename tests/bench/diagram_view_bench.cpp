// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram costs when a person scrolls or scales it, and when there is more of it: the whole way from
// the act to the painted widget, for a short recording and a long one.
#include "synthetic_recording.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_view.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"

#include <QApplication>
#include <QScrollBar>
#include <benchmark/benchmark.h>
#include <random>

namespace sockstep {
namespace {

constexpr QSize kWindow(1440, 900);

/// A recording, looked at in a diagram.
class Shown {
public:
    explicit Shown(EventIndex events)
        : recording_(syntheticRecording(events))
        , options_(follower_)
        , selection_(follower_)
        , view_(follower_, selection_, nullptr, &options_)
    {
        auto timeline = std::make_unique<Timeline>(*recording_);
        timeline_ = timeline.get();
        timeline_->advance();
        follower_.open({recording_, std::move(timeline)});
        view_.resize(kWindow);
        view_.show();
        refresh();
        QApplication::processEvents();
    }
    DiagramView &view() { return view_; }
    void refresh() { view_.refresh(); }
    void paint() { view_.viewport()->repaint(); }
    void append(EventBody body) { recording_->append(std::move(body)); }
    CallId enter(CallEntered call) { return recording_->enter(std::move(call)); }
    void takeIn()
    {
        timeline_->advance();
        refresh();
    }

private:
    std::shared_ptr<Recording> recording_;
    Follower follower_;
    Timeline *timeline_ = nullptr; // the follower's
    DiagramOptions options_;
    Selection selection_;
    DiagramView view_;
};

void ScrollDiagram(benchmark::State &state)
{
    Shown shown(static_cast<EventIndex>(state.range(0)));
    QScrollBar *bar = shown.view().verticalScrollBar();
    std::mt19937 chance(1);
    for (auto _ : state) {
        bar->setValue(static_cast<int>(chance() % static_cast<unsigned>(bar->maximum() + 1)));
        shown.paint();
    }
}

void ZoomDiagram(benchmark::State &state)
{
    Shown shown(static_cast<EventIndex>(state.range(0)));
    const QFont font = shown.view().font();
    bool larger = false;
    for (auto _ : state) {
        QFont other = font;
        larger = !larger;
        other.setPointSizeF(font.pointSizeF() * (larger ? 1.1 : 1));
        shown.view().setFont(other);
        shown.refresh();
        shown.paint();
    }
}

void AppendToDiagram(benchmark::State &state)
{
    Shown shown(static_cast<EventIndex>(state.range(0)));
    shown.view().follow();
    for (auto _ : state) {
        CallEntered call;
        call.socket = 2;
        call.actor = 1;
        call.function = Function::Send;
        call.line = 1;
        call.data = "hello";
        CallReturned returned;
        returned.call = shown.enter(std::move(call));
        returned.result = 5;
        shown.append(std::move(returned));
        shown.takeIn();
        shown.paint();
    }
}

BENCHMARK(ScrollDiagram)
    ->Arg(1'000)
    ->Arg(1'000'000)
    ->Repetitions(9)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ZoomDiagram)
    ->Arg(1'000)
    ->Arg(1'000'000)
    ->Repetitions(9)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(AppendToDiagram)
    ->Arg(1'000)
    ->Arg(1'000'000)
    ->Repetitions(9)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace sockstep
