// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a long recording in the window, against the nearest thing that there is: tshark making a flow graph
// of a capture with as many segments. Each is a process of its own, so that its memory can be told.

#include "core/recording/capture_file.h"
#include "core/recording/recording_file.h"
#include "support/packets.h"
#include "synthetic_recording.h"
#include "ui/steer/follower.h"
#include "ui/window/main_window.h"
#include "window_bench.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <benchmark/benchmark.h>
#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace sockstep {
namespace {

constexpr EventIndex kEvents = 1'000'000;

QString makeRecording(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("long.sockstep"));
    return saveRecording(*syntheticRecording(kEvents), path.toStdString()).empty() ? path : QString();
}

void putBigEndian(std::string &bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
}

/// A conversation of as many segments: five bytes there, and the acknowledgement back.
QString makeCapture(const QTemporaryDir &folder)
{
    constexpr std::size_t kSequence = 20 + 4; // behind an IP header without options
    constexpr std::size_t kAcknowledged = 20 + 8;
    Recording wire(headerForNow("handshake", {"server", "client"}));
    const std::string data = test::fromHex(test::kData);
    const std::string answer = test::fromHex(test::kSynAck);
    std::uint32_t sequence = 0x5b04d00d;
    for (SegmentId id = 1; id <= kEvents; ++id) {
        const bool there = id % 2 == 1;
        SegmentSent sent {id, 0, there ? Host::Client : Host::Server, false, there ? data : answer};
        if (there) {
            putBigEndian(sent.raw, kSequence, sequence);
            sequence += 5;
        } else {
            sent.raw[20 + 13] = 0x10; // ACK
            putBigEndian(sent.raw, kAcknowledged, sequence);
        }
        wire.appendRead({std::chrono::microseconds(id), std::move(sent)});
    }
    const QString path = folder.filePath(QStringLiteral("long.pcap"));
    return writeCapture(wire, CaptureView::Wire, path.toStdString()).error.empty() ? path : QString();
}

struct Cost {
    bool succeeded = false;
    double seconds = 0;
    double megabytes = 0; ///< the most that was resident
};

/// Runs a program to its end, its output thrown away.
Cost run(std::vector<std::string> words)
{
    std::vector<char *> argv;
    for (std::string &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    const auto before = std::chrono::steady_clock::now();
    pid_t child = 0;
    const bool begun = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage usage {};
    if (!begun || wait4(child, &status, 0, &usage) != child)
        return {};
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    return {status == 0, took.count(), static_cast<double>(usage.ru_maxrss) / 1024};
}

void measure(benchmark::State &state, const std::vector<std::string> &words, const char *memory)
{
    for (auto _ : state) {
        const Cost cost = run(words);
        if (!cost.succeeded)
            state.SkipWithError("the program failed");
        state.SetIterationTime(cost.seconds);
        state.counters[memory] = cost.megabytes;
    }
}

void OpenRecording(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString path = makeRecording(folder);
    measure(state, {QApplication::applicationFilePath().toStdString(), "--open", path.toStdString()},
        "open_megabytes");
}

void TsharkFlow(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString path = makeCapture(folder);
    measure(state, {"tshark", "-q", "-r", path.toStdString(), "-z", "flow,tcp,standard"}, "tshark_megabytes");
}

BENCHMARK(OpenRecording)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(5)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(TsharkFlow)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly()
    ->Unit(benchmark::kMillisecond);

} // namespace

int openOnce(const QString &path)
{
    MainWindow window({}, path);
    window.resize(1440, 900);
    window.show();
    // The panes are painted in the turn of the event loop in which they are told of it, or in the next.
    while (!window.follower().isOpened())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    window.repaint();
    QApplication::processEvents();
    std::_Exit(
        window.follower().eventCount() >= kEvents ? 0 : 1); // taking it apart is not part of opening it
}

} // namespace sockstep
