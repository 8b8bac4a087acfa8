// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/rehearsal.h"

#include "core/lesson/lesson_session.h"
#include "core/lesson/question.h"

#include <chrono>
#include <fmt/format.h>
#include <set>
#include <thread>

namespace sockstep {

namespace {

using namespace std::chrono_literals;

constexpr int kMostSteps = 3000;
// A kernel that sends again waits a second; nothing in a lesson takes longer than this to move by itself.
constexpr auto kPatience = 20s;

class Player {
public:
    Player(const std::shared_ptr<const Lesson> &lesson, Session &session)
        : lesson_(*lesson)
        , session_(session)
        , history_(session.recording())
        , calls_(lesson->questions.size(), 0)
    {
        for (ActorId actor = 0; actor < session.actorCount(); ++actor)
            programs_.push_back(session.program(actor));
    }

    void play(Rehearsal &rehearsal);

private:
    bool settle() { return session_.waitUntilSettled(kPatience); }
    bool awaitNextAction();
    void findCalls();
    void grade(bool settled);

    const Lesson &lesson_;
    Session &session_;
    History history_;
    std::vector<Program> programs_;
    std::vector<CallId> calls_; // of each question; 0 until its line was run
    std::vector<std::string> happened_ = std::vector<std::string>(calls_.size());
};

/// Something will come although nobody steps: a kernel sends again, a poll ends.
bool Player::awaitNextAction()
{
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!session_.onlyServersWait() && !session_.nextAction()) {
        if (session_.isAtRest() || std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(1ms);
    }
    return !session_.onlyServersWait();
}

/// The call of each question: that of its line, in its round.
void Player::findCalls()
{
    history_.advance();
    for (std::size_t q = 0; q < calls_.size(); ++q) {
        const LineReference &before = lesson_.questions[q].before;
        const auto actor = session_.actorNamed(before.actor);
        const auto line = actor ? lineOf(before, programs_[*actor]) : std::nullopt;
        if (calls_[q] == 0 && line)
            calls_[q] = nthCallOfLine(history_, *actor, *line + 1, lesson_.questions[q].round);
    }
}

void Player::grade(bool settled)
{
    findCalls();
    for (std::size_t q = 0; q < calls_.size(); ++q) {
        if (calls_[q] && happened_[q].empty())
            happened_[q] = whatHappened(lesson_.questions[q], history_, calls_[q], settled).value_or("");
    }
}

void Player::play(Rehearsal &rehearsal)
{
    bool settled = session_.start() && settle();
    for (int steps = 0; settled && awaitNextAction(); ++steps) {
        if (steps == kMostSteps) {
            rehearsal.faults.push_back(fmt::format("it does not end: {} steps were made", kMostSteps));
            break;
        }
        if (!session_.step())
            continue; // it moved by itself meanwhile
        settled = settle();
        grade(settled && !session_.has(Trouble::Kind::StatesUnseen)); // old states are no answer
    }
    const auto troubles = session_.troubles();
    for (const Trouble &trouble : troubles)
        rehearsal.faults.push_back(troubleText(trouble));
    if (!settled && troubles.empty())
        rehearsal.faults.emplace_back("it does not come to rest after a step");
    const bool ended = session_.onlyServersWait();
    for (ActorId actor = 0; settled && actor < session_.actorCount(); ++actor) {
        const ActorStatus status = session_.status(actor);
        if (!status.fault.empty())
            rehearsal.faults.push_back(fmt::format(
                "the {} ends early: {}", session_.recording().header().actors[actor], status.fault));
    }
    for (ActorId actor = 0; settled && !ended && actor < session_.actorCount(); ++actor) {
        const ActorStatus status = session_.status(actor);
        if (status.state == ActorStatus::State::NotStarted)
            continue;
        if (status.state != ActorStatus::State::Finished)
            rehearsal.faults.push_back(fmt::format("the {} does not come to its end: it stays at line {}, {}",
                session_.recording().header().actors[actor], status.line + 1, name(status.function)));
    }
    for (std::size_t q = 0; q < calls_.size(); ++q) {
        const Question &question = lesson_.questions[q];
        const bool right = fits(question.expected, happened_[q]);
        rehearsal.questions.push_back({q, happened_[q], right});
        if (!right)
            rehearsal.faults.push_back(fmt::format("question {} expects \"{}\" of {} {} {}, but {}", q + 1,
                question.expected, question.before.actor, name(question.before.function), question.before.nth,
                happened_[q].empty() ? "it never came to that" : "this happened: \"" + happened_[q] + "\""));
    }
    session_.stop();
}

} // namespace

Rehearsal rehearse(const std::shared_ptr<const Lesson> &lesson)
{
    Rehearsal rehearsal;
    SessionOptions base;
    base.server = Endpoint::loopback(0);
    base.wire.mode = WireSettings::Mode::Step; // segment by segment, as the questions mean it
    std::string error;
    SessionOptions options = lessonSession(lesson, base);
    // Nobody was asked how far it may reach, so nobody is to be reached.
    if (options.reach == Reach::Session && !reachOf(options.programs, options.server.port()).empty())
        options.reach = Reach::PrivateLoopback;
    const auto session = Session::create(options, error);
    if (!session) {
        const char *needed = lesson->network == NetworkKind::Lab
            ? "it needs the lab, and there can be none here: "
            : options.reach == Reach::PrivateLoopback
            ? "it needs a loopback of its own, and there can be none here: "
            : "";
        rehearsal.faults.push_back(needed + error);
        return rehearsal;
    }
    rehearsal.recording = session->sharedRecording();
    Player(lesson, *session).play(rehearsal);
    return rehearsal;
}

} // namespace sockstep
