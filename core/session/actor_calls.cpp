// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the actor that makes the calls, records them and tells the kernel view what they mean.
#include "core/session/actor.h"

#include "core/session/interrupt.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <sys/socket.h>
#include <utility>

namespace sockstep {

/// False if the call cannot be made and the program ends: a lesson that starts more threads than it has, or a
/// listen() that would open a port to the networks of this machine.
bool Actor::makeCall(std::size_t line)
{
    CallEntered call;
    Rendezvous *meeting = nullptr;
    {
        const std::lock_guard lock(mutex_);
        meeting = std::exchange(meeting_, nullptr);
        call = cursor_.enter(line);
        if (call.function == Function::PthreadCreate) {
            const auto thread = around_.reserveThread(cursor_.program().lines[line].call->start);
            if (!thread) {
                status_.fault = "it starts more threads than the lesson has clients";
                calling_ = false;
                return false;
            }
            call.args.add({ArgumentName::Thread, *thread});
        }
        if (call.function == Function::Listen && cursor_.descriptors()->opensAnyPort(call.socket)
            && !around_.mayOpenPorts()) {
            status_.fault = "listen() without bind() would open a port to the networks of this machine";
            calling_ = false;
            return false;
        }
        status_.socket = call.socket;
        notePolledLocked(call);
        status_.entered |= 1U << static_cast<unsigned>(call.function);
        if (line < ActorStatus::kMostLines)
            status_.linesEntered.set(line);
    }
    call.actor = id_;
    std::string received;
    const CallId id = around_.recording.enter(call);
    around_.progressed();
    // The FIN leaves inside the call, so the kernel view must know before a sample can see it.
    if (call.function == Function::Shutdown && call.args.find(ArgumentName::How) != SHUT_RD)
        around_.kernel.finSent(call.socket);
    else if (call.function == Function::Close)
        around_.kernel.closing(call.socket);
    else if (call.function == Function::Connect)
        around_.kernel.connecting(call.socket);
    else if (call.function == Function::Accept)
        around_.kernel.accepting(call.socket);
    preparePoll(call);
    if (meeting)
        meeting->arrive();
    // Nothing else may sleep in here: a lock or an allocation would be taken for the call.
    inCall_.store(id);
    const calls::Outcome outcome = perform(call);
    inCall_.store(0);
    const bool dies = sends(call.function) && outcome.error == EPIPE && takeSigpipe();
    if (isCutOff(outcome)) {
        noteOutcome(call, outcome);
        return false;
    }
    if ((receives(call.function) || call.function == Function::Readlink) && outcome.ok())
        received.assign(buffer_.data(), std::min(buffer_.size(), static_cast<std::size_t>(outcome.result)));
    for (std::size_t i = 0; i < asked_.size(); ++i)
        asked_[i].revents = pollfds_[i].revents;

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
    returned.value = outcome.value;
    returned.hasValue = call.function == Function::Getsockopt && outcome.ok();
    {
        // Under the lock, so that the monitor cannot record "blocked" after "returned".
        Recording::Appending news(around_.recording);
        const std::lock_guard lock(mutex_);
        returned.data = received;
        if (call.function == Function::Poll && outcome.ok()) {
            received = packPolled(asked_);
            std::erase_if(asked_, [](const Polled &one) { return one.revents == 0; });
            for (Polled &ready : asked_)
                ready.events = 0; // the call has said it
            returned.isReadyList = !asked_.empty();
            returned.data = packPolled(asked_);
        }
        news.append(std::move(returned));
        calling_ = false;
        interruptPending_ = false;
        cursor_.leave(line, outcome, std::move(received), made);
        if (outcome.ok())
            status_.succeeded |= 1U << static_cast<unsigned>(call.function);
        const auto next = cursor_.next();
        const bool again = next && next->line == line;
        if ((outcome.ok() || !again) && line < ActorStatus::kMostLines)
            status_.linesPassed.set(line);
        status_.lastFailed = !outcome.ok() && outcome.error != EINTR && again;
    }
    if (dies)
        dieOfSigpipe(id, line);
    around_.progressed();
    return !dies;
}

/// Was the call interrupted because the process ends? Then it has not come back: nobody is left to come back
/// to.
bool Actor::isCutOff(const calls::Outcome &outcome)
{
    const std::lock_guard lock(mutex_);
    if (outcome.error != EINTR || !isEndingLocked())
        return false;
    calling_ = interruptPending_ = false;
    return true;
}

/// SIGPIPE has come with \p call of \p line.
void Actor::dieOfSigpipe(CallId call, std::size_t line)
{
    std::shared_ptr<DescriptorTable> process;
    {
        const std::lock_guard lock(mutex_);
        process = cursor_.descriptors();
        const Line &of = cursor_.program().lines[line];
        if (of.onError != kEndOfProgram)
            status_.fault
                = fmt::format("SIGPIPE has ended it in line {}, \"{}\": send with MSG_NOSIGNAL, or say "
                              "on-error = \"end\" where that is meant",
                    line + 1, of.call ? cExpression(*of.call) : of.code);
    }
    if (!process->beginEnd())
        return; // it ends with another thread, which was first
    ActorKilled killed {call, id_, SIGPIPE, around_.endThreads(id_, *process), process->sockets()};
    const std::vector<SocketId> left = killed.closed;
    for (const SocketId socket : left)
        around_.kernel.closing(socket);
    around_.recording.append(std::move(killed));
    DescriptorTable::closeAll();
    for (const SocketId socket : left)
        around_.kernel.closed(socket);
}

/// What the kernel is to fill in, before the call: in it, nothing may be allocated.
void Actor::preparePoll(const CallEntered &call)
{
    asked_ = polledBy(call);
    for (std::size_t i = 0; i < asked_.size(); ++i)
        pollfds_[i] = {asked_[i].fd, asked_[i].events, 0};
}

calls::Outcome Actor::perform(const CallEntered &call)
{
    const auto argument = [&](ArgumentName wanted) { return call.args.find(wanted).value_or(0); };
    const int fd = argument(ArgumentName::Fd);
    const auto wanted = static_cast<std::size_t>(std::max(argument(ArgumentName::Length), 0));
    const std::span room(buffer_.data(), std::min(buffer_.size(), wanted));
    switch (call.function) {
    case Function::Socket:
        return calls::socket(
            argument(ArgumentName::Domain), argument(ArgumentName::Type), argument(ArgumentName::Protocol));
    case Function::Setsockopt:
        return calls::setsockopt(
            fd, argument(ArgumentName::Level), argument(ArgumentName::Option), argument(ArgumentName::Value));
    case Function::Bind:
        return calls::bind(fd, call.address, call.args.find(ArgumentName::AddressLength).value_or(-1));
    case Function::Getsockname:
        return calls::getsockname(fd);
    case Function::Listen:
        return calls::listen(fd, argument(ArgumentName::Backlog));
    case Function::Accept:
        return calls::accept(fd);
    case Function::Connect:
        return calls::connect(fd, call.address, call.args.find(ArgumentName::AddressLength).value_or(-1));
    case Function::Send:
        return calls::send(fd, call.data, argument(ArgumentName::Flags));
    case Function::Recv:
        return calls::recv(fd, room, argument(ArgumentName::Flags));
    case Function::Shutdown:
        return calls::shutdown(fd, argument(ArgumentName::How));
    case Function::Close:
        return calls::close(fd);
    case Function::Read:
        return calls::read(fd, room);
    case Function::Write:
        return calls::write(fd, call.data);
    case Function::Sendto:
        return calls::sendto(fd, call.data, argument(ArgumentName::Flags), call.address);
    case Function::Recvfrom:
        return calls::recvfrom(fd, room, argument(ArgumentName::Flags));
    case Function::Poll:
        return calls::poll(std::span(pollfds_).first(asked_.size()), argument(ArgumentName::Timeout));
    case Function::Fcntl:
        return calls::fcntl(fd, argument(ArgumentName::Command), argument(ArgumentName::Flags));
    case Function::Readlink:
        return calls::readlink(fd, buffer_);
    case Function::Unlink:
        return calls::unlink(call.address.addressText());
    case Function::Getsockopt:
        return calls::getsockopt(fd, argument(ArgumentName::Level), argument(ArgumentName::Option));
    case Function::PthreadCreate:
        return {around_.startThread(
            static_cast<ActorId>(argument(ArgumentName::Thread)), {fd, call.socket}, cursor_.descriptors())};
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
        call.function == Function::Socket ? newSocket(call, inode)
                                          : around_.kernel.accepted(call.socket, inode, outcome.address)};
}

SocketId Actor::newSocket(const CallEntered &call, std::uint32_t inode)
{
    if (call.args.find(ArgumentName::Domain) == AF_INET6)
        around_.kernel.watchIPv6();
    return around_.kernel.created(inode, asksForTcp(call.args));
}

/// A connect() that came back with \p error is still under way: connect(2).
static bool goesOn(int error) { return error == EINPROGRESS || error == EALREADY || error == EINTR; }

void Actor::noteOutcome(const CallEntered &call, const calls::Outcome &outcome)
{
    KernelView &kernel = around_.kernel;
    if (call.function == Function::Close) {
        kernel.closed(call.socket);
    } else if (!outcome.ok()) {
        if (call.function == Function::Connect && outcome.error == ECONNREFUSED)
            kernel.refused(call.socket);
        else if (call.function == Function::Connect && !goesOn(outcome.error))
            kernel.connectFailed(call.socket);
        else if (call.function == Function::Accept)
            kernel.acceptFailed(call.socket);
        else if (outcome.error == ECONNRESET || outcome.error == EPIPE)
            kernel.reset(call.socket);
        else if (call.function == Function::Shutdown && outcome.error == ENOTCONN)
            kernel.finSent(call.socket, false);
    } else if (call.function == Function::Connect) {
        kernel.connected(call.socket, call.address);
    } else if (call.function == Function::Bind && call.address.port() != 0) {
        kernel.bound(call.socket, call.address);
    } else if (call.function == Function::Getsockname) {
        kernel.bound(call.socket, outcome.address);
    } else if (call.function == Function::Recvfrom) {
        kernel.received(call.socket, outcome.address);
    } else if (receives(call.function) && outcome.result == 0) {
        kernel.endOfStream(call.socket);
    } else if (call.function == Function::Setsockopt && setsOption(call.args, "SO_LINGER")) {
        kernel.abortsOnClose(call.socket);
    }
}

void Actor::closeEverything()
{
    // Only after a stop is anything still open. The calls are recorded like any other: they happen.
    std::vector<ProgramCursor::Handle> left;
    std::shared_ptr<DescriptorTable> descriptors;
    {
        const std::lock_guard lock(mutex_);
        left = cursor_.openSockets();
        descriptors = cursor_.descriptors();
    }
    if (descriptors->isEnding())
        return; // the kernel does
    for (const ProgramCursor::Handle &open : left) {
        if (descriptors->socketOf(open.fd) != open.socket)
            continue; // another thread has closed it
        CallEntered call;
        call.actor = id_;
        call.function = Function::Close;
        call.socket = open.socket;
        call.args.add({ArgumentName::Fd, open.fd});
        const CallId id = around_.recording.enter(call);
        around_.kernel.closing(call.socket);
        const calls::Outcome outcome = perform(call);
        noteOutcome(call, outcome);
        descriptors->remove(open.fd, open.socket);
        CallReturned returned;
        returned.call = id;
        returned.result = outcome.result;
        returned.error = outcome.error;
        around_.recording.append(std::move(returned));
    }
}

} // namespace sockstep
