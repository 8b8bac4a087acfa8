// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/actor.h"

#include "core/base/start_thread.h"
#include "core/base/thread_priority.h"
#include "core/session/interrupt.h"

#include <cerrno>
#include <chrono>
#include <pthread.h>
#include <unistd.h>

namespace sockstep {

namespace {

constexpr auto kWakeInterval = std::chrono::milliseconds(1);
/// Without the kernel's word on which thread sleeps: longer than any call that does not wait for another
/// actor.
constexpr auto kLongCall = std::chrono::milliseconds(100);

} // namespace

Actor::Actor(ActorId id, std::string name, Program program, Surroundings surroundings, Begins begins)
    : id_(id)
    , name_(std::move(name))
    , begins_(begins)
    , around_(std::move(surroundings))
    , cursor_(std::move(program))
    , buffer_(kBufferSize)
{
    installInterruptHandler();
}

Actor::~Actor() { join(); }

int Actor::start()
{
    {
        const std::lock_guard lock(mutex_);
        status_.state = ActorStatus::State::Starting;
    }
    around_.recording.append(ProgramShown {id_, cursor_.program().code()});
    const std::lock_guard lock(mutex_);
    const int error = startThread(thread_, [this](std::stop_token stop) { run(std::move(stop)); });
    if (error)
        status_.state = ActorStatus::State::NotStarted;
    return error;
}

int Actor::startWith(ProgramCursor::Handle argument, std::shared_ptr<DescriptorTable> descriptors)
{
    const std::lock_guard lock(mutex_);
    isThread_ = true;
    // The lock keeps the thread from looking before it is given its descriptor.
    const int error = startThread(thread_, [this](std::stop_token stop) {
        around_.recording.append(ProgramShown {id_, program().code()});
        run(std::move(stop));
    });
    if (error)
        return error;
    status_.state = ActorStatus::State::Starting;
    cursor_.setArgument(argument, std::move(descriptors));
    return 0;
}

int Actor::startAgain()
{
    {
        const std::lock_guard lock(mutex_);
        if (!status_.killed || !cursor_.program().grows || !thread_.joinable())
            return kNotEnded;
        Program empty;
        empty.grows = true;
        cursor_ = ProgramCursor(std::move(empty));
        status_ = {};
        permits_ = 0;
        saidOver_ = false;
    }
    return start();
}

bool Actor::endWithProcess(const DescriptorTable &process)
{
    using State = ActorStatus::State;
    std::unique_lock lock(mutex_);
    const auto isOver
        = [this] { return status_.state == State::Finished || status_.state == State::NotStarted; };
    if (cursor_.descriptors().get() != &process || isOver())
        return false;
    woken_.notify_all();
    do {
        interruptLocked(); // again, as one that comes just before the call begins is lost
    } while (!woken_.wait_for(lock, kWakeInterval, isOver));
    return true;
}

void Actor::requestStop()
{
    const std::lock_guard lock(mutex_);
    thread_.request_stop();
    interruptLocked();
}

void Actor::join()
{
    {
        // Another actor may be about to start the thread.
        const std::lock_guard lock(mutex_);
        if (!thread_.joinable()) {
            status_.state = ActorStatus::State::Finished; // unless somebody is just starting it, it never was
            return;
        }
    }
    requestStop();
    {
        // A signal that arrives just before the thread enters its call is lost, so send it until
        // the thread has finished.
        std::unique_lock lock(mutex_);
        const auto finished = [this] { return status_.state == ActorStatus::State::Finished; };
        while (!woken_.wait_for(lock, kWakeInterval, finished))
            interruptLocked();
    }
    thread_.join();
}

void Actor::interruptLocked()
{
    if (!calling_)
        return;
    interruptPending_ = true; // observe() repeats it, should it come before the thread is inside
    pthread_kill(thread_.native_handle(), kInterrupt);
}

ActorStatus Actor::status() const
{
    const std::lock_guard lock(mutex_);
    ActorStatus status = status_;
    status.inEchoLoop = cursor_.inEchoLoop();
    status.canSay = status.state != ActorStatus::State::Finished && cursor_.canSay();
    status.told = cursor_.isTold();
    status.chatIsOver = cursor_.chatIsOver();
    const auto &lines = cursor_.program().lines;
    const auto *call
        = status.line < lines.size() && lines[status.line].call ? &*lines[status.line].call : nullptr;
    status.timed = call && call->function == Function::Poll
        && call->args.find(ArgumentName::Timeout).value_or(-1) >= 0;
    status.awaitsEcho = calling_ && status.line < lines.size() && lines[status.line].untilEchoed;
    return status;
}

Program Actor::program() const
{
    const std::lock_guard lock(mutex_);
    return cursor_.program();
}

std::optional<CallEntered> Actor::nextCall() const
{
    const std::lock_guard lock(mutex_);
    if (status_.state != ActorStatus::State::AtGate)
        return std::nullopt;
    CallEntered call = cursor_.preview(status_.line);
    call.actor = id_;
    return call;
}

bool Actor::release(unsigned calls, Rendezvous *meeting)
{
    const std::lock_guard lock(mutex_);
    if (status_.state != ActorStatus::State::AtGate || permits_ > 0)
        return false;
    permits_ = calls;
    meeting_ = meeting;
    status_.state = ActorStatus::State::InCall;
    woken_.notify_all();
    return true;
}

void Actor::setFreeRun(bool on)
{
    const std::lock_guard lock(mutex_);
    freeRun_ = on;
    woken_.notify_all();
}

bool Actor::say(std::string message)
{
    Recording::Appending news(around_.recording);
    const std::lock_guard lock(mutex_);
    if (status_.state == ActorStatus::State::Finished || !cursor_.canSay())
        return false;
    news.append(MessageTyped {id_, message});
    cursor_.say(std::move(message));
    const Line *line = calling_ ? &cursor_.program().lines.at(status_.line) : nullptr;
    if (line && line->onInterrupt != kSameLine)
        interruptLocked();
    republishLocked();
    woken_.notify_all();
    return true;
}

void Actor::endChat()
{
    const std::lock_guard lock(mutex_);
    cursor_.endChat();
    republishLocked();
    woken_.notify_all();
}

void Actor::tellToClose()
{
    const std::lock_guard lock(mutex_);
    cursor_.tellToClose();
    const Line *line = calling_ ? &cursor_.program().lines.at(status_.line) : nullptr;
    if (line && line->kind == LineKind::EchoLoop)
        interruptLocked();
    republishLocked();
    woken_.notify_all();
}

void Actor::replaceProgram(Program program)
{
    Recording::Appending news(around_.recording);
    const std::lock_guard lock(mutex_);
    const Line *line = calling_ ? &cursor_.program().lines.at(status_.line) : nullptr;
    if (line && line->onInterrupt != kSameLine)
        interruptLocked();
    cursor_.replaceProgram(std::move(program));
    news.append(ProgramShown {id_, cursor_.program().code()});
    republishLocked();
    woken_.notify_all();
}

bool Actor::make(const std::vector<Line> &lines)
{
    Recording::Appending news(around_.recording);
    const std::lock_guard lock(mutex_);
    const std::size_t before = cursor_.program().lines.size();
    if (status_.state != ActorStatus::State::AtEnd || before + lines.size() > kMostLines)
        return false;
    cursor_.append(lines);
    ProgramShown shown {id_, {}, static_cast<std::uint32_t>(before)};
    for (const Line &line : lines) {
        shown.lines.push_back(line.code);
        permits_ += line.call ? 1 : 0;
    }
    news.append(std::move(shown));
    status_.state = ActorStatus::State::InCall;
    woken_.notify_all();
    return true;
}

bool Actor::interrupt()
{
    const std::lock_guard lock(mutex_);
    interruptLocked();
    return calling_;
}

std::vector<ProgramCursor::Variable> Actor::openVariables() const
{
    const std::lock_guard lock(mutex_);
    return status_.killed ? std::vector<ProgramCursor::Variable> {} : cursor_.openVariables();
}

bool Actor::opensAnyPort(SocketId socket) const
{
    const std::lock_guard lock(mutex_);
    return cursor_.descriptors()->opensAnyPort(socket);
}

std::optional<int> Actor::observe()
{
    Recording::Appending news(around_.recording);
    const std::lock_guard lock(mutex_);
    const CallId call = inCall_.load();
    if (call == 0) {
        // It has returned, and is about to say so.
        if (status_.state == ActorStatus::State::Blocked)
            status_.state = ActorStatus::State::InCall;
        return std::nullopt;
    }
    if (interruptPending_)
        pthread_kill(thread_.native_handle(), kInterrupt);
    // Between the two loads the thread was inside the system call and nowhere else, so a sleep seen
    // there is the call's.
    const std::optional<bool> seen = task_.isAsleep();
    if (inCall_.load() != call) {
        status_.state = ActorStatus::State::InCall;
        return std::nullopt;
    }
    // What nobody has seen is not recorded; but the session has to go on.
    const bool asleep = seen ? *seen : hasTakenLong(call);
    if (seen == true && blockedCall_ != call) {
        blockedCall_ = call;
        news.append(CallBlocked {call});
    }
    // One that is about to be interrupted is not at rest, though it may sleep until the signal arrives.
    const bool resting = asleep && !interruptPending_;
    status_.state = resting ? ActorStatus::State::Blocked : ActorStatus::State::InCall;
    return seen ? 0 : task_.error();
}

bool Actor::hasTakenLong(CallId call)
{
    const auto now = std::chrono::steady_clock::now();
    if (std::exchange(timedCall_, call) != call)
        timedSince_ = now;
    return now - timedSince_ >= kLongCall;
}

/// Brings the thread to where its sockets will live. A thread of another actor's is there from birth. False
/// if the kernel refuses, which can only be for want of memory.
bool Actor::settleIn()
{
    if (isThread_)
        return true;
    // In this order: the network is reached by a descriptor of the program's.
    std::string refused;
    if (!around_.enterNetwork())
        refused = "the kernel refuses it its network";
    else if (const int error = DescriptorTable::separateThisThread())
        refused
            = "the kernel refuses it a descriptor table of its own (close_range): " + describeError(error);
    const std::lock_guard lock(mutex_);
    status_.fault = refused;
    return refused.empty();
}

void Actor::run(std::stop_token stop)
{
    blockSigpipe();
    giveWay(3); // a session that goes as fast as it can leaves the window its time
    {
        const std::lock_guard lock(mutex_);
        task_ = TaskState::ofThisThread();
    }
    std::size_t line = 0;
    const bool settled = settleIn();
    while (settled && waitAtGate(stop, line) && makeCall(line)) { }
    closeEverything();
    {
        const std::lock_guard lock(mutex_);
        status_.state = ActorStatus::State::Finished;
        status_.killed = isEndingLocked();
        if (status_.fault.empty() && !status_.killed && !stop.stop_requested())
            status_.fault = cursor_.fault();
        woken_.notify_all();
    }
    around_.progressed();
}

void Actor::publishNext(const ProgramCursor::Next &next)
{
    const Line &line = cursor_.program().lines[next.line];
    status_.state = ActorStatus::State::AtGate;
    status_.line = next.line;
    status_.function = line.call->function;
    status_.waitsForPerson = next.waitsForPerson;
    const CallEntered call = cursor_.preview(next.line);
    status_.socket = call.socket;
    notePolledLocked(call);
    status_.after = line.after;
    status_.together = line.together;
}

void Actor::notePolledLocked(const CallEntered &call)
{
    status_.polled.clear();
    for (const Polled &one : polledBy(call)) {
        if ((one.events & POLLIN) && one.socket)
            status_.polled.push_back(one.socket);
    }
}

/// What comes next may have changed while the actor is held: those who steer must know at once, not
/// when the thread has woken up.
void Actor::republishLocked()
{
    if (status_.state != ActorStatus::State::AtGate)
        return;
    if (const auto next = cursor_.next())
        publishNext(*next);
}

void Actor::waitForLines(std::unique_lock<std::mutex> &lock, const std::stop_token &stop)
{
    permits_ = 0; // of a line that was passed over
    status_.state = ActorStatus::State::AtEnd;
    status_.line = cursor_.program().lines.size();
    status_.after.reset();
    status_.waitsForPerson = status_.together = false;
    lock.unlock();
    around_.progressed();
    lock.lock();
    woken_.wait(lock, stop, [this] { return permits_ > 0 || isEndingLocked(); });
}

bool Actor::waitAtGate(std::stop_token stop, std::size_t &line)
{
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested() && !isEndingLocked()) {
        const auto next = cursor_.next();
        if (!next && !cursor_.program().grows)
            return false;
        if (!next) {
            waitForLines(lock, stop);
            continue;
        }
        if (cursor_.chatIsOver() && !std::exchange(saidOver_, true)) {
            lock.unlock();
            around_.chatIsOver();
            lock.lock();
            continue;
        }
        // An open gate is passed without a stop; nobody needs to be told what comes next.
        const bool open = freeRun_ && !next->waitsForPerson;
        if (open || permits_ > 0) {
            permits_ = permits_ > 0 ? permits_ - 1 : 0;
            calling_ = true; // from here on what changes must interrupt the call
            line = next->line;
            status_.line = line;
            status_.function = cursor_.program().lines[line].call->function;
            status_.state = ActorStatus::State::InCall;
            return true;
        }
        publishNext(*next);
        lock.unlock();
        around_.progressed();
        lock.lock();
        // Not a predicate wait: whatever wakes us may have changed what comes next.
        if (permits_ == 0 && !stop.stop_requested())
            woken_.wait(lock, stop, [&] {
                const auto now = cursor_.next();
                return permits_ > 0 || !now || (freeRun_ && !now->waitsForPerson) || isEndingLocked();
            });
    }
    return false;
}

} // namespace sockstep
