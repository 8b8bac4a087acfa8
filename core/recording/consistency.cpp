// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/consistency.h"

#include "core/recording/poll_set.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace sockstep {

/// One event against what came before it.
struct Consistency::Check {
    Consistency &all;

    std::string operator()(const CallEntered &e) const
    {
        if (e.call != all.calls_.size() + 1)
            return fmt::format("call {} expected here, found {}", all.calls_.size() + 1, e.call);
        if (e.actor >= all.actors_)
            return fmt::format("the header names no actor {}", e.actor);
        if (e.line > all.programs_[e.actor].longest)
            return fmt::format(
                "line {} is beyond the program of {} lines", e.line, all.programs_[e.actor].longest);
        if (all.programs_[e.actor].killed)
            return fmt::format("actor {} was ended by a signal and shows no new program", e.actor);
        const auto thread = e.args.find(ArgumentName::Thread);
        if (thread && (*thread < 0 || static_cast<std::size_t>(*thread) >= all.actors_))
            return fmt::format("the header names no actor {} for a thread", *thread);
        std::string error = all.introduced(e.socket);
        if (error.empty() && e.function == Function::Poll)
            error = all.allIntroduced(e.data);
        if (error.empty())
            all.calls_.push_back(
                {e.actor, static_cast<std::uint8_t>(e.function), all.programs_[e.actor].life});
        return error;
    }
    std::string operator()(const CallBlocked &e) const { return all.inProgress(e.call); }
    std::string operator()(const CallReturned &e) const
    {
        std::string error = all.inProgress(e.call);
        if (error.empty() && e.isReadyList)
            error = all.allIntroduced(e.data);
        if (error.empty() && e.socket)
            error = makes(static_cast<Function>(all.calls_[e.call - 1].function), e.socket);
        if (error.empty())
            all.calls_[e.call - 1].function = kReturned;
        return error;
    }
    std::string operator()(const StateChanged &e) const
    {
        if (e.socket == 0)
            return "a socket is missing";
        std::string error = all.introduced(e.listener);
        if (error.empty() && e.listener == e.socket)
            error = fmt::format("socket {} cannot be its own listener", e.socket);
        if (!error.empty())
            return error;
        const bool newborn = e.listener && all.known(e.socket) == Known::Nothing;
        return newborn ? all.introduce(e.socket, Known::Born) : all.introduced(e.socket);
    }
    std::string operator()(const Sampled &e) const
    {
        return e.socket ? all.introduced(e.socket) : "a socket is missing";
    }
    std::string operator()(const ProgramShown &e) const
    {
        if (e.actor >= all.actors_)
            return fmt::format("the header names no actor {}", e.actor);
        Program &program = all.programs_[e.actor];
        if (e.from > program.lines)
            return fmt::format("a program of {} lines cannot go on after line {}", program.lines, e.from);
        program.lines = e.from + e.lines.size();
        program.longest = std::max(program.longest, program.lines);
        if (e.from == 0 && std::exchange(program.killed, false))
            program.longest = program.lines; // another process: no call is of the program before
        return {};
    }
    std::string operator()(const MessageTyped &e) const
    {
        return e.actor < all.actors_ ? std::string() : fmt::format("the header names no actor {}", e.actor);
    }
    std::string operator()(const CableMoved &) const { return {}; }
    std::string operator()(const OutsideSeen &e) const
    {
        return e.socket ? all.introduced(e.socket) : "a socket is missing";
    }
    std::string operator()(const ActorKilled &e) const
    {
        if (e.call == 0 || e.call > all.calls_.size() || all.calls_[e.call - 1].function != kReturned)
            return fmt::format("call {} has not come back with a signal", e.call);
        if (all.calls_[e.call - 1].actor != e.actor)
            return fmt::format("call {} was not made by actor {}", e.call, e.actor);
        for (const SocketId socket : e.closed) {
            if (std::string error = socket ? all.introduced(socket) : "a socket is missing"; !error.empty())
                return error;
        }
        std::string error = all.end(e.actor);
        for (std::size_t i = 0; i < e.threads.size() && error.empty(); ++i)
            error = all.end(e.threads[i]);
        return error;
    }
    std::string operator()(const SegmentSent &e) const
    {
        if (e.segment != all.segments_ + 1)
            return fmt::format("segment {} expected here, found {}", all.segments_ + 1, e.segment);
        if (e.original > all.segments_)
            return fmt::format("segment {} cannot be a copy of segment {}", e.segment, e.original);
        ++all.segments_;
        return {};
    }
    std::string operator()(const SegmentMoved &e) const
    {
        if (e.segment == 0 || e.segment > all.segments_)
            return fmt::format("segment {} was never sent", e.segment);
        return {};
    }

    std::string makes(Function function, SocketId socket) const
    {
        if (function != Function::Socket && function != Function::Accept)
            return fmt::format("{} makes no socket, but names {} as new", name(function), socket);
        const Known before = all.known(socket);
        // A connection is there before it is accepted.
        const bool isNew
            = before == Known::Nothing || (before == Known::Born && function == Function::Accept);
        return isNew ? all.introduce(socket, Known::Made) : fmt::format("socket {} was made before", socket);
    }
};

std::string Consistency::check(const Event &event)
{
    if (event.t < last_)
        return fmt::format("\"t\" goes back from {} to {}", last_.count(), event.t.count());
    last_ = event.t;
    return std::visit(Check {*this}, event.body);
}

std::string Consistency::inProgress(CallId call) const
{
    const auto isOpen = [this](const Call &one) {
        return one.function != kReturned && one.life == programs_[one.actor].life;
    };
    if (call == 0 || call > calls_.size() || !isOpen(calls_[call - 1]))
        return fmt::format("call {} is not in progress", call);
    return {};
}

/// The process of \p actor is over, and with it the call that it was in.
std::string Consistency::end(ActorId actor)
{
    if (actor >= actors_)
        return fmt::format("the header names no actor {}", actor);
    Program &program = programs_[actor];
    if (std::exchange(program.killed, true))
        return fmt::format("actor {} was ended by a signal before", actor);
    ++program.life;
    return {};
}

/// 0 is no socket, and needs none.
std::string Consistency::introduced(SocketId socket) const
{
    if (socket && known(socket) == Known::Nothing)
        return fmt::format("socket {} was never made", socket);
    return {};
}

std::string Consistency::introduce(SocketId socket, Known how)
{
    // Several threads may have taken ids that they have not recorded yet; never this many. So the tables of
    // readers stay in proportion to the file.
    constexpr std::size_t kInFlight = 64;
    if (socket > socketCount_ + kInFlight)
        return fmt::format("socket {} cannot exist yet", socket);
    if (sockets_.size() < socket)
        sockets_.resize(socket);
    Known &known = sockets_[socket - 1];
    socketCount_ += known == Known::Nothing ? 1 : 0;
    known = how;
    return {};
}

std::string Consistency::allIntroduced(std::string_view polled) const
{
    for (const Polled &one : unpackPolled(polled)) {
        if (std::string error = introduced(one.socket); !error.empty())
            return error;
    }
    return {};
}

} // namespace sockstep
