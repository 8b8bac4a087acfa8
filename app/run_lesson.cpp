// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_lesson.h"

#include "app/export_recording.h"
#include "app/failure_text.h"
#include "app/standard_streams.h"
#include "app/stop_signals.h"
#include "core/diagram/call_text.h"
#include "core/diagram/outside_text.h"
#include "core/diagram/text_sequence.h"
#include "core/lesson/lesson_library.h"
#include "core/program/echo_programs.h"
#include "core/recording/recording_file.h"
#include "core/text/shown_text.h"
#include "core/text/wrapped_text.h"

#include <cstdio>
#include <fmt/format.h>
#include <thread>

namespace sockstep {

namespace {

using namespace std::chrono_literals;

/// A step that has not settled after this long never will: the other end is not ours, or is gone.
constexpr auto kPatience = 10s;
constexpr auto kSlice = 50ms;
/// In the lab a segment takes up to 5 s and may be lost again and again; without a call or a step for this
/// long, it will not come to an end.
constexpr auto kLabPatience = 90s;

enum class Ending { Finished, Interrupted, CallFailed, Stuck };

class LessonRun {
public:
    /// Null \c session() if there can be none: \p error says why.
    LessonRun(const RunLesson &command, std::string &error)
        : session_(Session::create(command.session, error))
        , recording_(!command.recordTo.empty())
    {
    }

    bool openRecording(const std::string &path) { return !recording_ || writer_.open(path); }
    const std::string &writeError() const { return writer_.errorText(); }
    Session *session() { return session_.get(); }

    /// Steps until there is nothing left to do. Writes as it goes; false only from writing.
    bool play(Ending &ending)
    {
        if (!session_->start())
            return write(); // and why is among its troubles
        for (;;) {
            if (!settle(ending))
                break;
            if (!write())
                return false;
            if (session_->isFinished() || (!session_->nextAction() && session_->onlyServersWait())) {
                ending = Ending::Finished;
                break;
            }
            const auto action = session_->nextAction();
            if (action)
                lastAct_ = std::chrono::steady_clock::now();
            if (!action) {
                if (awaitKernels(ending))
                    continue;
                break;
            }
            if (!action->isOfWire() && session_->status(action->actor).lastFailed) {
                ending = Ending::CallFailed;
                break;
            }
            session_->step();
        }
        if (ending == Ending::Stuck)
            standstill_ += whoIsBlocked(*session_);
        if (!session_->isFinished())
            session_->stop();
        return write() && (!recording_ || writer_.close());
    }
    int signal() const { return signal_; }
    /// What there was when nothing moved any more.
    const std::string &standstill() const { return standstill_; }

private:
    bool settle(Ending &ending)
    {
        for (auto waited = 0ms; waited < kPatience || inTime(); waited += kSlice) {
            if ((signal_ = signals_.pending())) {
                ending = Ending::Interrupted;
                return false;
            }
            if (session_->waitUntilSettled(kSlice))
                return true;
        }
        ending = Ending::Stuck;
        standstill_ = fmt::format("nothing has come to rest for {} seconds: ", kPatience.count());
        return false;
    }
    /// Is there a wire on which something may still come?
    bool inTime() const
    {
        return session_->willMoveByItself() && std::chrono::steady_clock::now() - lastAct_ < kLabPatience;
    }
    /// Nobody has anything to do, but a kernel may: it sends again what was lost, after a while.
    bool awaitKernels(Ending &ending)
    {
        ending = Ending::Stuck;
        while (inTime()) {
            if ((signal_ = signals_.pending())) {
                ending = Ending::Interrupted;
                return false;
            }
            std::this_thread::sleep_for(kSlice);
            if (!session_->isSettled() || session_->nextAction() || session_->isFinished())
                return write();
            if (session_->has(Trouble::Kind::LoopbackDown))
                return false; // what it would wait for never comes
        }
        standstill_ = session_->willMoveByItself()
            ? fmt::format(
                "a kernel still sends what was not answered, but nothing has come of it for {} seconds: ",
                kLabPatience.count())
            : std::string("nothing moves any more, and nobody is left who would wake a call: ");
        return false;
    }
    bool write() { return !recording_ || writer_.write(session_->recording()); }

    StopSignals signals_; // before the session's threads, which inherit it
    std::unique_ptr<Session> session_;
    const bool recording_;
    RecordingWriter writer_;
    std::chrono::steady_clock::time_point lastAct_ = std::chrono::steady_clock::now();
    std::string standstill_;
    int signal_ = 0;
};

void complain(const std::string &message) { fmt::print(stderr, "sockstep: {}\n", shownSentence(message)); }

void printTimeWait(const History &history, std::FILE *out)
{
    for (SocketId id = 1; id <= history.socketCount(); ++id) {
        const SocketRecord &socket = history.socket(id);
        if (socket.state == TcpState::TimeWait)
            fmt::print(out, "TIME_WAIT at the {}, {} ms left: {} -> {}\n", roleName(socket.role),
                socket.sample.timerMs, shownText(socket.local.text()), shownText(socket.remote.text()));
    }
}

/// Somebody else at the other end may be why a lesson has taken another way.
void tellOfOutsiders(const History &history)
{
    for (SocketId id = 1; id <= history.socketCount(); ++id) {
        if (const OutsideSeen *seen = history.outsideOf(id))
            complain(outsideText(*seen)
                + ", and no actor of this session; choose another port with --port N, or --isolated, where "
                  "nobody "
                  "else is");
    }
}

/// In the lines of a terminal.
void printWrapped(std::FILE *out, const std::string &text)
{
    constexpr std::size_t kColumns = 80;
    for (const std::string &line : wrapped(text, kColumns))
        fmt::print(out, "{}\n", line);
}

/// The lesson that is run; null for one that is none.
std::shared_ptr<const Lesson> lessonOf(const SessionOptions &options)
{
    return options.script ? options.script : builtInLesson(lessonName(options.closing));
}

/// What a reader may believe, before what happened.
void printOpening(std::FILE *out, const Lesson &lesson, std::string_view language)
{
    const std::string believed = shownText(lesson.misconception.in(language), kLongestShownLine);
    if (believed.empty())
        return;
    printWrapped(out,
        fmt::format(
            fmt::runtime(language == "ko" ? "이 말은 맞을까요? \"{}\"" : "Is this true: \"{}\"?"), believed));
    fmt::print(out, "\n");
}

/// What has been shown by it, after.
void printClosing(std::FILE *out, const Lesson &lesson, std::string_view language)
{
    const std::string aim = shownText(lesson.aim.in(language), kLongestShownLine);
    fmt::print(out, "\n");
    printWrapped(out,
        fmt::format(
            fmt::runtime(language == "ko" ? "이 수업이 보여 주는 것: {}" : "What this lesson shows: {}"),
            aim));
}

/// Did every program come to the end that its lesson means?
bool tellOfEarlyEnds(const Session &session)
{
    bool allMeant = true;
    for (ActorId actor = 0; actor < session.actorCount(); ++actor) {
        const std::string fault = session.status(actor).fault;
        if (fault.empty())
            continue;
        complain(fmt::format("the {} ends early: {}", session.recording().header().actors[actor], fault));
        allMeant = false;
    }
    return allMeant;
}

/// Why there is no session.
std::string whyNone(const SessionOptions &options, const std::string &refused)
{
    if (options.network == NetworkKind::Lab)
        return "there can be no lab here: " + refused;
    if (options.reach == Reach::PrivateLoopback)
        return fmt::format(
            "there can be no loopback of its own here: {}. Where it may be reached by the networks of "
            "this machine: --allow-network",
            refused);
    return refused;
}

} // namespace

int runLesson(const RunLesson &command)
{
    std::string refused;
    LessonRun run(command, refused);
    if (!run.session()) {
        complain(whyNone(command.session, refused));
        return 1;
    }
    if (!run.openRecording(command.recordTo)) {
        complain(run.writeError() + "; choose another place with --record FILE");
        return 1;
    }
    if (const std::string refusal = tryExports(command.exports); !refusal.empty()) {
        complain(refusal);
        return 1;
    }
    const auto &actors = run.session()->recording().header().actors;
    if (const std::string refusal = complaintOf(command.exports.choices, actors); !refusal.empty()) {
        complain(refusal);
        return 1;
    }
    Ending ending = Ending::Stuck;
    if (!run.play(ending)) {
        complain(run.writeError() + "; the recording is not saved");
        return 1;
    }
    std::vector<Trouble> troubles = run.session()->troubles();
    if (run.session()->has(Trouble::Kind::NoThread)) { // it has not begun
        complain(troubleText(troubles.front()));
        return 1;
    }

    const Recording &recording = run.session()->recording();
    Layout layout(recording);
    History history(recording);
    history.advance();
    layout.advance(history.size());
    const bool toStdout = command.recordTo == "-" || command.exports.onStandardOutput() > 0;
    std::FILE *out = toStdout ? stderr : stdout;
    if (const std::string error = writeExports(command.exports, recording); !error.empty()) {
        complain(error);
        return 1;
    }
    Excerpt excerpt(command.exports.choices);
    if (!command.exports.columnsChosen)
        excerpt.setTimes(DiagramChoices::Times::Absolute);
    excerpt.update(layout, history);
    const auto lesson = lessonOf(command.session);
    if (lesson)
        printOpening(out, *lesson, command.exports.language);
    fmt::print(out, "{}", TextSequence(layout, history, std::move(excerpt)).all());
    printTimeWait(history, out);
    flush(out);

    // That lo is down is nothing to a lesson that needs no network; another gets no further for that reason.
    const bool loopbackDown = run.session()->has(Trouble::Kind::LoopbackDown);
    const bool needless = ending == Ending::Finished && !hasFailure(history);
    std::erase_if(troubles,
        [&](const Trouble &trouble) { return trouble.kind == Trouble::Kind::LoopbackDown && needless; });
    // What has not been seen whole has shown nothing.
    if (lesson && ending == Ending::Finished && troubles.empty()) {
        printClosing(out, *lesson, command.exports.language);
        flush(out);
    }
    for (const Trouble &trouble : troubles)
        complain(troubleText(trouble));
    tellOfOutsiders(history);
    const bool allMeant = tellOfEarlyEnds(*run.session());
    switch (ending) {
    case Ending::Finished:
        return troubles.empty() && allMeant ? 0 : 1;
    case Ending::Interrupted:
        complain("interrupted; the sequence so far is complete");
        return 128 + run.signal();
    case Ending::CallFailed:
        if (!loopbackDown)
            complain(describeFailure(history));
        return 1;
    case Ending::Stuck:
        if (!loopbackDown)
            complain(run.standstill());
        return 1;
    }
    return 1;
}

} // namespace sockstep
