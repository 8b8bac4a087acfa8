// SPDX-License-Identifier: GPL-3.0-or-later
// Runs every benchmark, then prints the promised ratios with their limits. Exit code 1 if one is
// over its limit; nothing in CI depends on that, for a shared machine is no stopwatch.

#include "core/lab/lab_support.h"
#include "ui/look/font_families.h"
#include "window_bench.h"

#include <QApplication>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace {

class RatioReporter : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run &run : runs) {
            const bool alone = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
            if (!alone && (run.run_type != Run::RT_Aggregate || run.aggregate_name != "median"))
                continue;
            // In nanoseconds, whatever unit is printed.
            medians_[run.run_name.function_name + run.run_name.args]
                = run.GetAdjustedRealTime() * 1e9 / benchmark::GetTimeUnitMultiplier(run.time_unit);
            for (const auto &[name, counter] : run.counters)
                counters_[name] = counter.value; // the median, too
        }
    }

    bool printRatios() const
    {
        std::printf("\n%-62s %9s %9s\n", "promise (README)", "measured", "limit");
        bool kept
            = ratio("echo round trip, recorded / bare two-thread loop", "RecordedEcho", "BareEcho", 1.2);
        kept &= ratioInTurns("first paint, window / empty QMainWindow", "FirstPaint", "empty_window_ns", 2.0);
        kept &= ratio(
            "painting, 1 000 000 events / 100 events", "PaintDiagram1000000", "PaintDiagram100", 1.2);
        kept &= limit("painting 1 000 000 events at 1440x900, ms", "PaintDiagram1000000", 1e-6, 4.0);
        for (const std::string act : {"Scroll", "Zoom", "AppendTo"}) {
            const std::string name = act + "Diagram";
            kept &= limit(
                (name + ", 1 000 000 events at 1440x900, painted, ms").c_str(), name + "1000000", 1e-6, 4.0);
            kept
                &= ratio((name + ", 1 000 000 events / 1 000").c_str(), name + "1000000", name + "1000", 1.2);
        }
        kept &= limit("any moment of 1 000 000 events, its tables, slowest, ms", "MoveToMoment", 1e-6, 50.0);
        kept &= limit("any moment of 1 000 000 events, in the window, slowest, ms",
            "MoveWindowToMoment1000000", 1e-6, 50.0);
        kept &= limit("stopping a session, the longest of 200 at any moment, ms", "StopSession", 1e-6, 100.0);
        kept &= limit("a minute of the fastest echo: the longest that the window lets wait, ms",
            "FastestEcho", 1e-6, 50.0);
        kept &= ratio("opening 1 000 000 events / tshark's flow graph of as many segments", "OpenRecording",
            "TsharkFlow", 0.1);
        kept &= counterRatio(
            "the memory that each takes at the most", "open_megabytes", "tshark_megabytes", 0.33);
        kept &= ratio("an echo round more, shown in one line, 1 000 000 events / 1 000",
            "AppendToExcerpt1000000", "AppendToExcerpt1000", 2.0);
        kept &= limit(
            "any moment of 1 000 000 events, rounds in one line, slowest, ms", "MoveExcerpt", 1e-6, 50.0);
        kept
            &= limit("painting 1 000 000 events, rounds in one line, ms", "PaintExcerpt1000000/0", 1e-6, 4.0);
        kept &= limit("painting 1 000 000 events, rounds opened, ms", "PaintExcerpt1000000/1", 1e-6, 4.0);
        kept &= ratio("echo round trip, over the lab's wire / over a veth pair", "WireEcho", "VethEcho", 1.5);
        state("32 MB, over the lab's wire / over a veth pair", "WireBulk", "VethBulk");
        const auto connections = counters_.find("connections_to_bare");
        if (connections != counters_.end()) {
            std::printf("%-62s %9.2f %9.2f\n", "5000 connections, watched / bare two-thread C loop",
                connections->second, 1.3);
            kept &= connections->second <= 1.3;
        }
        const auto bytes = counters_.find("bytes_per_call");
        if (bytes != counters_.end()) {
            std::printf(
                "%-62s %9.0f %9.0f\n", "memory per recorded call without data, bytes", bytes->second, 300.0);
            kept &= bytes->second <= 300;
        }
        for (const std::string minutes : {"5", "60"}) {
            for (const std::string look : {"", "_looked_back"})
                kept &= counterRatio(
                    ("bytes an event, window playing for " + minutes + " min" + look + " / recorded, read")
                        .c_str(),
                    ("growth_" + minutes + look).c_str(), "bytes_per_event", 1.5);
        }
        for (const std::string rest : {"gate", "middle", "free_play"}) {
            kept &= counterLimit(("wake-ups a second, at rest: " + rest).c_str(), "wakeups_" + rest, 1.0);
            kept &= counterLimit(("percent of a core, at rest: " + rest).c_str(), "percent_" + rest, 0.1);
        }
        return kept;
    }

private:
    /// Against a time that was measured in turns with it.
    bool ratioInTurns(const char *what, const std::string &one, const char *other, double most) const
    {
        if (!medians_.count(one) || !counters_.count(other))
            return true;
        const double value = medians_.at(one) / counters_.at(other);
        std::printf("%-62s %9.2f %9.2f\n", what, value, most);
        return value <= most;
    }
    bool ratio(const char *what, const std::string &one, const std::string &other, double most) const
    {
        if (!medians_.count(one) || !medians_.count(other))
            return true;
        const double value = medians_.at(one) / medians_.at(other);
        std::printf("%-62s %9.2f %9.2f\n", what, value, most);
        return value <= most;
    }
    bool counterRatio(const char *what, const char *one, const char *other, double most) const
    {
        if (!counters_.count(one) || !counters_.count(other))
            return true;
        const double value = counters_.at(one) / counters_.at(other);
        std::printf("%-62s %9.2f %9.2f\n", what, value, most);
        return value <= most;
    }
    bool counterLimit(const char *what, const std::string &one, double most) const
    {
        if (!counters_.count(one))
            return true;
        std::printf("%-62s %9.2f %9.2f\n", what, counters_.at(one), most);
        return counters_.at(one) <= most;
    }
    /// Nothing is promised of it.
    void state(const char *what, const std::string &one, const std::string &other) const
    {
        if (medians_.count(one) && medians_.count(other))
            std::printf("%-62s %9.2f %9s\n", what, medians_.at(one) / medians_.at(other), "-");
    }
    bool limit(const char *what, const std::string &one, double factor, double most) const
    {
        if (!medians_.count(one))
            return true;
        std::printf("%-62s %9.2f %9.2f\n", what, medians_.at(one) * factor, most);
        return medians_.at(one) * factor <= most;
    }

    std::map<std::string, double> medians_; // nanoseconds
    std::map<std::string, double> counters_;
};

} // namespace

int main(int argc, char **argv)
{
    sockstep::prepareForLab();
    // With a display the first paint is what a person waits for; without one, better than nothing.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // As the program itself does; a window without letters needs none.
    const bool empty = argc == 3 && std::string_view(argv[2]) == "empty";
    std::jthread fonts;
    if (!empty && sockstep::readFontsEarly(fonts) != 0)
        return 1;
    QApplication app(argc, argv);
    if (fonts.joinable())
        fonts.join();
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setOrganizationName(QStringLiteral("sockstep-bench"));
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--first-paint"))
        return sockstep::paintOnce(arguments[2]);
    if (arguments.size() == 3 && arguments[1] == QStringLiteral("--open"))
        return sockstep::openOnce(arguments[2]);
    benchmark::Initialize(&argc, argv);
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return reporter.printRatios() ? 0 : 1;
}
