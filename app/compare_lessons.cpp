// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare_lessons.h"

#include "compare/fact_text.h"
#include "compare/facts.h"
#include "compare/lockstep.h"
#include "stop_signals.h"

#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace sockstep {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s; // longer than any step takes
constexpr auto kSlice = 50ms;

void complain(const std::string &message) { fmt::print(stderr, "sockstep: {}\n", message); }

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
    explicit Comparison(const CompareLessons &command)
        : sessions_ {Session(optionsFor(command, command.left)), Session(optionsFor(command, command.right))}
        , reuseAddress_(command.session.reuseAddress)
    {
    }

    /// 0, or the exit code that says why it ended early.
    int play()
    {
        Lockstep lockstep(sessions_[0], sessions_[1]);
        for (Session &session : sessions_)
            session.start();
        for (int code = settle(lockstep);; code = settle(lockstep)) {
            if (code)
                return code;
            if (!lockstep.step())
                break;
        }
        if (!lockstep.isFinished()) {
            complain("nothing has moved: a call is blocked that nobody will wake");
            return 1;
        }
        for (Session &session : sessions_)
            session.startServerAgain(reuseAddress_);
        return settle(lockstep);
    }

    Facts facts(std::size_t run) const
    {
        History history(sessions_[run].recording());
        history.advance();
        FactReader reader(history);
        reader.advance();
        return reader.facts();
    }
    const Header &header(std::size_t run) const { return sessions_[run].recording().header(); }

private:
    int settle(const Lockstep &lockstep)
    {
        for (auto waited = 0ms; waited < kPatience; waited += kSlice) {
            if (const int signal = signals_.pending()) {
                complain("interrupted");
                return 128 + signal;
            }
            for (Session &session : sessions_)
                session.waitUntilSettled(kSlice);
            if (lockstep.isSettled())
                return 0;
        }
        complain("nothing has moved for 10 seconds");
        return 1;
    }

    StopSignals signals_; // before the sessions' threads, which inherit it
    std::array<Session, 2> sessions_;
    const bool reuseAddress_;
};

void printTable(const CompareLessons &command, const FactTable &left, const FactTable &right)
{
    constexpr int kLabel = 26;
    constexpr int kValue = 26;
    fmt::print("{:{}} {:{}} {}\n", "", kLabel, lessonName(command.left), kValue, lessonName(command.right));
    for (std::size_t i = 0; i < left.size(); ++i) {
        const bool same = left[i].value == right[i].value;
        fmt::print("{:{}} {:{}} {}\n", fmt::format("{} {}", same ? ' ' : '*', left[i].label), kLabel,
            left[i].value, kValue, right[i].value);
    }
    fmt::print("(* the runs differ)\n");
}

} // namespace

int compareLessons(const CompareLessons &command)
{
    Comparison comparison(command);
    if (const int code = comparison.play())
        return code;
    const Facts facts[] = {comparison.facts(0), comparison.facts(1)};
    if (command.json) {
        fmt::print("{{\"runs\":[{},{}]}}\n",
            factsAsJson(lessonName(command.left), facts[0], comparison.header(0)),
            factsAsJson(lessonName(command.right), facts[1], comparison.header(1)));
    } else {
        printTable(
            command, factTable(facts[0], comparison.header(0)), factTable(facts[1], comparison.header(1)));
    }
    return 0;
}

} // namespace sockstep
