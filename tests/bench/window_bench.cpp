// SPDX-License-Identifier: GPL-3.0-or-later
// What the window costs to open, and the diagram to paint, whatever the length of the recording.

#include "window_bench.h"
#include "synthetic_recording.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/look/style.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QPainter>
#include <QProcess>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <random>
#include <unistd.h>

namespace sockstep {
namespace {

constexpr QSize kWindow(1440, 900);

/// What a person waits for: from the start of a process until it says that its window is painted. Its end is
/// not waited for. 0 if it never says so.
double secondsToFirstPaint(const char *kind)
{
    QProcess process;
    process.setProgram(QApplication::applicationFilePath());
    process.setArguments({QStringLiteral("--first-paint"), QString::fromLatin1(kind)});
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const auto before = std::chrono::steady_clock::now();
    process.start(QIODevice::ReadOnly);
    if (!process.waitForReadyRead())
        return 0;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    process.waitForFinished();
    return took.count();
}

/// In turns with an empty window: what else the machine does meets both.
void FirstPaint(benchmark::State &state)
{
    double empty = 0;
    for (auto _ : state) {
        empty = secondsToFirstPaint("empty");
        const double ours = secondsToFirstPaint("window");
        if (empty == 0 || ours == 0)
            state.SkipWithError("the process that paints a window said nothing");
        state.SetIterationTime(ours);
    }
    state.counters["empty_window_ns"] = empty * 1e9;
}

/// The end of the diagram, as DiagramView paints it: the slice in sight is built and painted.
void PaintDiagram(benchmark::State &state)
{
    const auto recording = syntheticRecording(static_cast<EventIndex>(state.range(0)));
    Layout layout(*recording);
    layout.advance();
    History history(*recording);
    history.advance();
    const QFont font = monospaced(QApplication::font());
    const QFontMetricsF measured(font);
    const DiagramGeometry::Metrics metrics {measured.horizontalAdvance(u'0'), measured.height()};
    QImage image(kWindow, QImage::Format_ARGB32_Premultiplied);
    const DiagramPainter diagram(Theme(lightPalette()), font);
    for (auto _ : state) {
        const DiagramGeometry geometry(layout, metrics, kWindow.width());
        const double bottom = geometry.contentHeight(layout.rowCount());
        const double top = bottom - kWindow.height();
        const DiagramSlice slice = DiagramSliceBuilder(layout, history, geometry, metrics)
                                       .build(geometry.lineAt(top), geometry.lineAt(bottom), bottom);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.translate(0, -top);
        diagram.paint(painter, slice, 0);
    }
}

/// The slowest of many moments of a long recording: every pane has become another, and is painted.
void MoveWindowToMoment(benchmark::State &state)
{
    std::shared_ptr<const Recording> recording = syntheticRecording(static_cast<EventIndex>(state.range(0)));
    auto timeline = std::make_unique<Timeline>(*recording);
    timeline->advance();
    SessionOptions options;
    options.server = Endpoint::loopback(0);
    MainWindow window(options);
    window.resize(kWindow);
    window.show();
    window.playback().open({recording, std::move(timeline)});
    QApplication::processEvents();
    std::mt19937 chance(1);
    for (auto _ : state) {
        double slowest = 0;
        for (int i = 0; i < 50; ++i) {
            const auto before = std::chrono::steady_clock::now();
            window.timeTravel().moveTo(static_cast<EventIndex>(chance() % recording->size()));
            QApplication::processEvents();
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
            slowest = std::max(slowest, took.count());
        }
        state.SetIterationTime(slowest);
    }
}

BENCHMARK(FirstPaint)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(60)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(PaintDiagram)->Arg(100)->Repetitions(9)->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);
BENCHMARK(PaintDiagram)
    ->Arg(1'000'000)
    ->Repetitions(9)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

BENCHMARK(MoveWindowToMoment)
    ->Arg(1'000)
    ->Arg(1'000'000)
    ->UseManualTime()
    ->Iterations(3)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace

namespace {

/// Notices the window's first paint. The panes in it are painted in the same go.
class PaintWatcher : public QObject {
public:
    bool painted = false;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        painted |= event->type() == QEvent::Paint;
        return false;
    }
};

} // namespace

int paintOnce(const QString &kind)
{
    std::unique_ptr<QMainWindow> window;
    if (kind == QStringLiteral("window")) {
        SessionOptions options;
        options.server = Endpoint::loopback(0);
        window = std::make_unique<MainWindow>(options);
    } else {
        window = std::make_unique<QMainWindow>();
    }
    PaintWatcher watcher;
    window->installEventFilter(&watcher);
    window->resize(kWindow);
    window->show();
    // The display says when the window is in sight, and only then is it painted.
    while (!watcher.painted)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    [[maybe_unused]] const ssize_t told = ::write(STDOUT_FILENO, "painted", 7);
    std::_Exit(0); // taking the window apart is not part of its first paint
}

} // namespace sockstep
