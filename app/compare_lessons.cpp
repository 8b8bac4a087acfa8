// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compare_lessons.h"

#include "app/export_recording.h"
#include "app/failure_text.h"
#include "app/stop_signals.h"
#include "core/base/refusal.h"
#include "core/compare/fact_text.h"
#include "core/compare/facts.h"
#include "core/compare/lockstep.h"
#include "core/cost/many_connections.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <fmt/format.h>
#include <mutex>
#include <vector>

namespace sockstep {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s; // longer than any step takes
constexpr auto kSlice = 50ms;

void complain(const std::string &message) { fmt::print(stderr, "sockstep: {}\n", shownSentence(message)); }

SessionOptions optionsFor(const CompareLessons &command, Closing closing)
{
    SessionOptions options = command.session;
    options.closing = closing;
    options.withSecondServer = true;
    return options;
}

/// Two runs from the first step to the second server's attempt.
class Comparison {
public:
    /// \p error says why there can be none, if so.
    Comparison(const CompareLessons &command, std::string &error)
        : sessions_ {Session::create(optionsFor(command, command.left), error),
            Session::create(optionsFor(command, command.right), error)}
        , reuseAddress_(command.session.reuseAddress)
    {
    }

    /// 0, or the exit code that says why it ended early.
    int play()
    {
        Lockstep lockstep(*sessions_[0], *sessions_[1]);
        for (const auto &session : sessions_) {
            if (!session->start())
                return tellTroubles();
        }
        for (int code = settle(lockstep);; code = settle(lockstep)) {
            if (code)
                return code;
            for (std::size_t side = 0; side < sessions_.size(); ++side) {
                if (lockstep.repeatsAFailure(side))
                    return tellFailure(side);
            }
            if (!lockstep.step())
                break;
        }
        if (!lockstep.isFinished()) {
            const std::string blocked[] = {whoIsBlocked(*sessions_[0]), whoIsBlocked(*sessions_[1])};
            if (tellTroubles() == 0)
                complain("nothing moves any more, and nobody is left who would wake a call: "
                    + (blocked[0].empty() ? blocked[1] : blocked[0]));
            return 1;
        }
        for (const auto &session : sessions_)
            session->startServerAgain(reuseAddress_);
        const int code = settle(lockstep);
        return code ? code : tellTroubles(); // what could not be observed is not compared
    }

    Facts facts(std::size_t run) const
    {
        History history(sessions_[run]->recording());
        history.advance();
        FactReader reader(history);
        reader.advance();
        return reader.facts();
    }
    const Header &header(std::size_t run) const { return recording(run).header(); }
    const StopSignals &signals() const { return signals_; }
    const Recording &recording(std::size_t run) const { return sessions_[run]->recording(); }

private:
    int settle(const Lockstep &lockstep)
    {
        for (auto waited = 0ms; waited < kPatience; waited += kSlice) {
            if (const int signal = signals_.pending()) {
                complain("interrupted");
                return 128 + signal;
            }
            for (const auto &session : sessions_)
                session->waitUntilSettled(kSlice);
            if (lockstep.isSettled())
                return 0;
        }
        if (tellTroubles() == 0)
            complain("nothing has come to rest for 10 seconds");
        return 1;
    }
    /// The call that failed, or why it had to.
    int tellFailure(std::size_t side) const
    {
        if (tellTroubles() != 0)
            return 1;
        History history(recording(side));
        history.advance();
        complain(describeFailure(history));
        return 1;
    }
    /// 1 if there are any; those of one machine are mostly those of both.
    int tellTroubles() const
    {
        std::vector<std::string> told;
        for (const auto &session : sessions_) {
            for (const Trouble &trouble : session->troubles()) {
                const std::string text = troubleText(trouble);
                if (std::find(told.begin(), told.end(), text) != told.end())
                    continue;
                complain(text);
                told.push_back(text);
            }
        }
        return told.empty() ? 0 : 1;
    }

    StopSignals signals_; // before the sessions' threads, which inherit it
    std::array<std::unique_ptr<Session>, 2> sessions_;
    const bool reuseAddress_;
};

void printTable(std::FILE *out, const CompareLessons &command, const FactTable &left, const FactTable &right)
{
    constexpr int kLabel = 26;
    constexpr int kValue = 26;
    fmt::print(
        out, "{:{}} {:{}} {}\n", "", kLabel, lessonName(command.left), kValue, lessonName(command.right));
    for (std::size_t i = 0; i < left.size(); ++i) {
        const bool same = left[i].value == right[i].value;
        fmt::print(out, "{:{}} {:{}} {}\n", fmt::format("{} {}", same ? ' ' : '*', left[i].label), kLabel,
            left[i].value, kValue, right[i].value);
    }
    fmt::print(out, "(* the runs differ)\n");
}

/// Many short connections of one kind, watched until they are made; what they leave expires without us.
struct Cost {
    ManyConnections::Progress progress;
    CostSample left;
    int signal = 0;
};

Cost makeConnections(int count, Closing closing, const StopSignals &signals)
{
    ManyConnections many({count, closing});
    std::mutex mutex;
    std::condition_variable changed;
    bool news = false;
    many.setWakeUp([&] {
        const std::lock_guard lock(mutex);
        news = true;
        changed.notify_one();
    });
    many.start();
    Cost cost;
    // Until a look at the kernel's table has followed the last connection.
    const auto isCounted = [&] {
        cost.progress = many.progress();
        const auto samples = many.samples();
        if (!samples.empty())
            cost.left = samples.back();
        const bool counted = !samples.empty() && cost.left.done >= cost.progress.done;
        const bool over = cost.progress.phase >= ManyConnections::Phase::Finished;
        return over
            || (cost.progress.phase > ManyConnections::Phase::Connecting
                && (counted || !cost.progress.tableError.empty()));
    };
    for (std::unique_lock lock(mutex); !isCounted() && !cost.signal; news = false) {
        changed.wait_for(lock, kSlice, [&] { return news; });
        cost.signal = signals.pending();
    }
    many.stop();
    return cost;
}

double perSecond(const ManyConnections::Progress &progress)
{
    const double seconds = std::chrono::duration<double>(progress.connecting).count();
    return seconds > 0 ? progress.done / seconds : 0;
}

std::string failureText(const ManyConnections::Progress &progress)
{
    return progress.failure
        ? fmt::format("{} {}", progress.failure->function, errorName(progress.failure->error))
        : "none";
}

void writeCost(JsonWriter &out, const Cost &cost)
{
    out.beginObject();
    out.field("connections", cost.progress.done);
    out.key("seconds");
    out.decimal(std::chrono::duration<double>(cost.progress.connecting).count(), 3);
    out.key("per_second");
    out.decimal(perSecond(cost.progress), 0);
    out.field("time_wait_server", cost.left.timeWaitServer);
    out.field("time_wait_client", cost.left.timeWaitClient);
    out.key("failure");
    if (cost.progress.failure)
        out.value(failureText(cost.progress));
    else
        out.null();
    out.endObject();
}

void printCosts(std::FILE *out, const Cost &left, const Cost &right)
{
    const auto line = [out](std::string_view label, const std::string &one, const std::string &other) {
        fmt::print(out, "{:26} {:26} {}\n", fmt::format("  {}", label), one, other);
    };
    const auto both = [&](std::string_view label, auto value) {
        line(label, fmt::format("{}", value(left)), fmt::format("{}", value(right)));
    };
    fmt::print(out, "\nMany short connections of each:\n");
    both("connections made", [](const Cost &cost) { return cost.progress.done; });
    both("a second", [](const Cost &cost) { return fmt::format("{:.0f}", perSecond(cost.progress)); });
    both("TIME_WAIT at the server", [](const Cost &cost) { return cost.left.timeWaitServer; });
    both("TIME_WAIT at the client", [](const Cost &cost) { return cost.left.timeWaitClient; });
    both("failure", [](const Cost &cost) { return failureText(cost.progress); });
    fmt::print(out, "The sockets in TIME_WAIT expire by themselves after 60 seconds.\n");
}

} // namespace

int compareLessons(const CompareLessons &command)
{
    std::string refused;
    Comparison comparison(command, refused);
    if (!refused.empty()) {
        complain("there can be no lab here: " + refused);
        return 1;
    }
    if (const std::string refusal = tryExports(command.exports); !refusal.empty()) {
        complain(refusal);
        return 1;
    }
    if (const int code = comparison.play())
        return code;
    const std::string error = writeExports(command.exports, comparison.recording(0), comparison.recording(1));
    if (!error.empty()) {
        complain(error);
        return 1;
    }
    const Facts facts[] = {comparison.facts(0), comparison.facts(1)};
    std::vector<Cost> costs;
    if (command.connections > 0) {
        for (const Closing closing : {command.left, command.right}) {
            costs.push_back(makeConnections(command.connections, closing, comparison.signals()));
            if (costs.back().signal) {
                complain("interrupted");
                return 128 + costs.back().signal;
            }
            const auto &progress = costs.back().progress;
            if (progress.failure && progress.failure->function == ManyConnections::kPthreadCreate) {
                complain(threadRefusal(progress.failure->error));
                return 1;
            }
            if (!progress.tableError.empty()) {
                complain(progress.tableError);
                return 1;
            }
        }
    }
    if (command.json) {
        JsonWriter out;
        out.beginObject();
        out.beginArray("runs");
        writeFacts(out, lessonName(command.left), facts[0], comparison.header(0));
        writeFacts(out, lessonName(command.right), facts[1], comparison.header(1));
        out.endArray();
        if (!costs.empty()) {
            out.beginArray("cost");
            for (const Cost &cost : costs)
                writeCost(out, cost);
            out.endArray();
        }
        out.endObject();
        fmt::print("{}\n", out.text());
        return 0;
    }
    std::FILE *out = command.exports.onStandardOutput() > 0 ? stderr : stdout;
    printTable(
        out, command, factTable(facts[0], comparison.header(0)), factTable(facts[1], comparison.header(1)));
    if (!costs.empty())
        printCosts(out, costs[0], costs[1]);
    return 0;
}

} // namespace sockstep
