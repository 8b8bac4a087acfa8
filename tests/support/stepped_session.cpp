// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/stepped_session.h"

#include "core/recording/json_lines.h"
#include "support/recording_query.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace sockstep::test {

namespace {
/// More than any lesson has, a megabyte message included.
constexpr int kMostSteps = 5000;

std::unique_ptr<Session> makeSession(SessionOptions options)
{
    std::string error;
    auto session = Session::create(std::move(options), error);
    if (!session) {
        std::fprintf(stderr, "there can be no session: %s\n", error.c_str());
        std::abort();
    }
    return session;
}
} // namespace

SessionOptions onAnyPort(Closing closing, std::vector<std::string> messages)
{
    SessionOptions options;
    options.server = Endpoint::loopback(0);
    options.closing = closing;
    options.messages = std::move(messages);
    return options;
}

SteppedSession::SteppedSession(SessionOptions options)
    : session_(makeSession(std::move(options)))
    , recording_(session_->sharedRecording())
{
    session_->setWakeUp([this] {
        const std::lock_guard lock(mutex_);
        woken_ = true;
        grown_.notify_all();
    });
}

SteppedSession::~SteppedSession() = default;

bool SteppedSession::start()
{
    session_->start();
    return settle();
}

bool SteppedSession::settle() { return session_->waitUntilSettled(kPatience) || complain("does not settle"); }

bool SteppedSession::step() { return session_->step() && settle(); }

bool SteppedSession::step(std::string_view actor)
{
    const auto id = session_->actorNamed(actor);
    return id && session_->step(*id) && settle();
}

bool SteppedSession::stepUntil(const std::function<bool()> &done)
{
    for (int steps = 0; steps < kMostSteps; ++steps) {
        if (done())
            return true;
        if (session_->nextAction() ? !step() : !awaitKernels(done))
            return done() || complain("has no next step");
    }
    return complain("makes no end of steps");
}

/// Until there is a step again, or \p done. False if neither comes.
bool SteppedSession::awaitKernels(const std::function<bool()> &done)
{
    if (session_->isAtRest())
        return false;
    return waitUntil([&] { return session_->nextAction() || done() || session_->isAtRest(); }) && settle();
}

bool SteppedSession::stepToEnd()
{
    return stepUntil([this] { return session_->isFinished(); });
}

bool SteppedSession::stepUntilConnected()
{
    return stepUntil([this] { return connectionOf(*recording_) != 0; });
}

bool SteppedSession::stepUntilAllEchoed()
{
    return stepUntil([this] {
        const auto next = session_->nextAction();
        return next && next->waitsForPerson;
    });
}

bool SteppedSession::waitUntil(const std::function<bool()> &done)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        session_->acknowledge();
        if (done())
            return true;
        std::unique_lock lock(mutex_);
        if (!grown_.wait_until(lock, deadline, [this] { return woken_; }))
            return complain("does not come to what was waited for");
        woken_ = false;
    }
}

bool SteppedSession::waitUntilFinished()
{
    return waitUntil([this] { return session_->isFinished(); });
}

void SteppedSession::stop() { session_->stop(); }

bool SteppedSession::complain(const char *about) const
{
    static constexpr const char *kStates[]
        = {"not started", "starting", "at its gate", "in a call", "blocked", "at its end", "finished"};
    std::string text
        = std::string("the session ") + about + (session_->isSettled() ? ", settled" : ", not settled");
    for (ActorId actor = 0; actor < session_->actorCount(); ++actor) {
        const ActorStatus now = session_->status(actor);
        text += "\n  " + recording_->header().actors[actor] + " is " + kStates[static_cast<int>(now.state)]
            + ": " + std::string(name(now.function));
    }
    constexpr EventIndex kShown = 12;
    const EventIndex end = recording_->size();
    for (EventIndex n = end - std::min(end, kShown); n < end; ++n)
        text += "\n  " + eventLine(recording_->header(), n, recording_->at(n)).substr(0, 300);
    std::fprintf(
        stderr, "%s\n  at %lld ns\n", text.c_str(), static_cast<long long>(recording_->now().count()));
    return false;
}

ActorStatus SteppedSession::status(std::string_view actor) const
{
    return session_->status(session_->actorNamed(actor).value());
}

bool SteppedSession::isBlockedIn(std::string_view actor, Function function) const
{
    const ActorStatus now = status(actor);
    return now.state == ActorStatus::State::Blocked && now.function == function;
}

bool SteppedSession::isHeldBefore(std::string_view actor, Function function) const
{
    const ActorStatus now = status(actor);
    return now.state == ActorStatus::State::AtGate && now.function == function;
}

} // namespace sockstep::test
