// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/actor.h"

#include "session/interrupt.h"

#include <cerrno>
#include <chrono>
#include <pthread.h>

namespace sockstep {

namespace {

constexpr auto kWakeInterval = std::chrono::milliseconds(1);

} // namespace

Actor::Actor(ActorId id, std::string name, Program program, Surroundings surroundings)
    : id_(id)
    , name_(std::move(name))
    , around_(std::move(surroundings))
    , cursor_(std::move(program))
    , buffer_(kBufferSize)
{
    installInterruptHandler();
}

Actor::~Actor() { join(); }

void Actor::start()
{
    around_.recording.append(ProgramShown {id_, cursor_.program().code()});
    thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void Actor::requestStop()
{
    thread_.request_stop();
    const std::lock_guard lock(mutex_);
    interruptLocked();
}

void Actor::join()
{
    if (!thread_.joinable())
        return;
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
    status.awaitsEcho = calling_ && status.line < lines.size() && lines[status.line].untilEchoed;
    return status;
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
    const std::lock_guard lock(mutex_);
    if (status_.state == ActorStatus::State::Finished || !cursor_.canSay())
        return false;
    around_.recording.append(MessageTyped {id_, message});
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
    const std::lock_guard lock(mutex_);
    const Line *line = calling_ ? &cursor_.program().lines.at(status_.line) : nullptr;
    if (line && line->onInterrupt != kSameLine)
        interruptLocked();
    cursor_.replaceProgram(std::move(program));
    around_.recording.append(ProgramShown {id_, cursor_.program().code()});
    republishLocked();
    woken_.notify_all();
}

void Actor::setServerAddress(const Endpoint &address)
{
    const std::lock_guard lock(mutex_);
    cursor_.setServerAddress(address);
}

void Actor::observe()
{
    const std::lock_guard lock(mutex_);
    const CallId call = inCall_.load();
    if (call == 0) {
        // It has returned, and is about to say so.
        if (status_.state == ActorStatus::State::Blocked)
            status_.state = ActorStatus::State::InCall;
        return;
    }
    if (interruptPending_)
        pthread_kill(thread_.native_handle(), kInterrupt);
    // Between the two loads the thread was inside the system call and nowhere else, so a sleep seen
    // there is the call's.
    const bool asleep = task_.isAsleep();
    if (inCall_.load() != call) {
        status_.state = ActorStatus::State::InCall;
        return;
    }
    if (asleep && blockedCall_ != call) {
        blockedCall_ = call;
        around_.recording.append(CallBlocked {call});
    }
    // One that is about to be interrupted is not at rest, though it may sleep until the signal arrives.
    const bool resting = asleep && !interruptPending_;
    status_.state = resting ? ActorStatus::State::Blocked : ActorStatus::State::InCall;
}

void Actor::run(std::stop_token stop)
{
    blockSigpipe();
    {
        const std::lock_guard lock(mutex_);
        task_ = TaskState::ofThisThread();
    }
    std::size_t line = 0;
    while (waitAtGate(stop, line))
        makeCall(line);
    closeEverything();
    {
        const std::lock_guard lock(mutex_);
        status_.state = ActorStatus::State::Finished;
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
    status_.socket = cursor_.preview(next.line).socket;
    status_.after = line.after;
    status_.together = line.together;
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

bool Actor::waitAtGate(std::stop_token stop, std::size_t &line)
{
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto next = cursor_.next();
        if (!next)
            return false;
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
                return permits_ > 0 || !now || (freeRun_ && !now->waitsForPerson);
            });
    }
    return false;
}

void Actor::makeCall(std::size_t line)
{
    CallEntered call;
    Rendezvous *meeting = nullptr;
    {
        const std::lock_guard lock(mutex_);
        meeting = std::exchange(meeting_, nullptr);
        call = cursor_.enter(line);
        status_.socket = call.socket;
    }
    call.actor = id_;
    std::string received;
    const CallId id = around_.recording.enter(call);
    around_.progressed();
    // The FIN leaves inside the call, so the kernel view must know before a sample can see it.
    if (call.function == Function::Shutdown)
        around_.kernel.finSent(call.socket);
    else if (call.function == Function::Close)
        around_.kernel.closing(call.socket);
    if (meeting)
        meeting->arrive();
    // Nothing else may sleep in here: a lock or an allocation would be taken for the call.
    inCall_.store(id);
    const calls::Outcome outcome = perform(call);
    inCall_.store(0);
    if (call.function == Function::Recv && outcome.ok())
        received.assign(buffer_.data(), static_cast<std::size_t>(outcome.result));

    std::uint32_t inode = 0;
    const ProgramCursor::Handle made = handleOf(call, outcome, inode);
    noteOutcome(call, outcome);
    CallReturned returned;
    returned.call = id;
    returned.result = outcome.result;
    returned.error = outcome.error;
    returned.socket = made.socket;
    returned.fd = made.fd;
    returned.address = outcome.address;
    returned.inode = inode;
    {
        // Under the lock, so that the monitor cannot record "blocked" after "returned".
        const std::lock_guard lock(mutex_);
        returned.data = received;
        around_.recording.append(std::move(returned));
        calling_ = false;
        interruptPending_ = false;
        cursor_.leave(line, outcome, std::move(received), made);
        if (outcome.ok())
            status_.succeeded |= 1U << static_cast<unsigned>(call.function);
        const auto next = cursor_.next();
        const bool again = next && next->line == line;
        status_.lastFailed = !outcome.ok() && outcome.error != EINTR && again;
    }
    around_.progressed();
}

calls::Outcome Actor::perform(const CallEntered &call)
{
    const auto argument = [&](ArgumentName wanted) { return call.args.find(wanted).value_or(0); };
    const int fd = argument(ArgumentName::Fd);
    switch (call.function) {
    case Function::Socket:
        return calls::socket(
            argument(ArgumentName::Domain), argument(ArgumentName::Type), argument(ArgumentName::Protocol));
    case Function::Setsockopt:
        return calls::setsockopt(
            fd, argument(ArgumentName::Level), argument(ArgumentName::Option), argument(ArgumentName::Value));
    case Function::Bind:
        return calls::bind(fd, call.address);
    case Function::Getsockname:
        return calls::getsockname(fd);
    case Function::Listen:
        return calls::listen(fd, argument(ArgumentName::Backlog));
    case Function::Accept:
        return calls::accept(fd);
    case Function::Connect:
        return calls::connect(fd, call.address);
    case Function::Send:
        return calls::send(fd, call.data, argument(ArgumentName::Flags));
    case Function::Recv:
        return calls::recv(fd, buffer_, argument(ArgumentName::Flags));
    case Function::Shutdown:
        return calls::shutdown(fd, argument(ArgumentName::How));
    case Function::Close:
        return calls::close(fd);
    }
    return {};
}

ProgramCursor::Handle Actor::handleOf(
    const CallEntered &call, const calls::Outcome &outcome, std::uint32_t &inode)
{
    if (!outcome.ok())
        return {};
    if (call.function != Function::Socket && call.function != Function::Accept)
        return {};
    const int fd = static_cast<int>(outcome.result);
    inode = calls::adopt(fd);
    return {fd,
        call.function == Function::Socket ? around_.kernel.created(inode)
                                          : around_.kernel.accepted(call.socket, inode, outcome.address)};
}

void Actor::noteOutcome(const CallEntered &call, const calls::Outcome &outcome)
{
    KernelView &kernel = around_.kernel;
    if (call.function == Function::Close) {
        kernel.closed(call.socket);
    } else if (!outcome.ok()) {
        if (call.function == Function::Connect && outcome.error == ECONNREFUSED)
            kernel.refused(call.socket);
        else if (outcome.error == ECONNRESET || outcome.error == EPIPE)
            kernel.reset(call.socket);
    } else if (call.function == Function::Connect) {
        kernel.connected(call.socket, call.address);
    } else if (call.function == Function::Bind && call.address.port() != 0) {
        kernel.bound(call.socket, call.address);
    } else if (call.function == Function::Getsockname) {
        kernel.bound(call.socket, outcome.address);
        around_.listensAt(outcome.address);
    } else if (call.function == Function::Recv && outcome.result == 0) {
        kernel.endOfStream(call.socket);
    } else if (call.function == Function::Setsockopt && setsOption(call.args, "SO_LINGER")) {
        kernel.abortsOnClose(call.socket);
    }
}

void Actor::closeEverything()
{
    // Only after a stop is anything still open. The calls are recorded like any other: they happen.
    std::vector<ProgramCursor::Handle> left;
    {
        const std::lock_guard lock(mutex_);
        left = cursor_.openSockets();
    }
    for (const ProgramCursor::Handle &open : left) {
        CallEntered call;
        call.actor = id_;
        call.function = Function::Close;
        call.socket = open.socket;
        call.args.add({ArgumentName::Fd, open.fd});
        const CallId id = around_.recording.enter(call);
        around_.kernel.closing(call.socket);
        const calls::Outcome outcome = perform(call);
        noteOutcome(call, outcome);
        CallReturned returned;
        returned.call = id;
        returned.result = outcome.result;
        returned.error = outcome.error;
        around_.recording.append(std::move(returned));
    }
}

} // namespace sockstep
