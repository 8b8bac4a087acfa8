// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <limits>
#include <string>
#include <vector>

namespace sockstep {

/// Holds a file to what a recording promises its readers, who index their tables by what an event names:
/// calls are numbered in order, return once and only if they were entered, and nothing is named (a socket, a
/// call, a segment, an actor, a line of a program) before it was introduced.
///
/// An actor that a signal has ended makes no call until its next program, and none of its calls returns.
///
/// What introduces a socket is the return of the call that made it or, for a connection that nobody has
/// accepted yet, its first state, which names the listener. Several threads record: ids come in any order.
class Consistency {
public:
    /// Of a recording whose header names so many actors.
    explicit Consistency(std::size_t actors)
        : actors_(actors)
        , programs_(actors)
    {
    }

    /// Why \p event cannot come next; empty if it can, and then it has.
    std::string check(const Event &event);

private:
    struct Check;
    /// What is known of a socket id.
    enum class Known : std::uint8_t { Nothing, Born, Made };
    struct Program {
        std::size_t lines = 0;
        std::size_t longest = 0; ///< a call may be of the program before this one, as it was being replaced
        std::uint32_t life = 0; ///< counts the processes of the actor
        bool killed = false; ///< and it has shown no program since
    };
    struct Call {
        ActorId actor = 0;
        std::uint8_t function = 0; ///< a Function, or kReturned
        std::uint32_t life = 0; ///< of the actor when it was entered
    };

    std::string inProgress(CallId call) const;
    std::string end(ActorId actor);
    std::string introduced(SocketId socket) const;
    std::string introduce(SocketId socket, Known how);
    std::string allIntroduced(std::string_view polled) const;
    Known known(SocketId socket) const
    {
        return socket > 0 && socket <= sockets_.size() ? sockets_[socket - 1] : Known::Nothing;
    }

    const std::size_t actors_;
    std::vector<Program> programs_; // index is the actor
    static constexpr std::uint8_t kReturned = std::numeric_limits<std::uint8_t>::max();
    std::vector<Call> calls_; // index is the call − 1
    std::vector<Known> sockets_; // index is the socket − 1
    std::size_t socketCount_ = 0; // of those that are known
    SegmentId segments_ = 0;
    std::chrono::nanoseconds last_ {};
};

} // namespace sockstep
