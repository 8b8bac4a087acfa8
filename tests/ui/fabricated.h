// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

namespace sockstep::test {

/// A recording that no session made: calls with whatever results a test wants to see shown. The
/// actors are "server" and "client"; what is written is as in a session (arguments, addresses,
/// ids).
class Fabricated {
public:
    static constexpr ActorId kServer = 0;
    static constexpr ActorId kClient = 1;
    static constexpr std::uint16_t kPort = 9000;

    Fabricated();
    const Recording &recording() const { return recording_; }

    /// A call that is entered and no more. socket() and accept() get an id for their result.
    CallId enter(ActorId actor, Function function, SocketId socket, std::string data = {});
    void block(CallId call);
    /// \p result as the C function returns it; for an error, it is -1 and \p error says which.
    void comeBack(CallId call, std::int64_t result, std::string data = {});
    void fail(CallId call, int error);
    /// SIGPIPE came with \p call, which has failed.
    void end(CallId call, std::vector<ActorId> threads, std::vector<SocketId> closed);
    /// Entered and back at once. Returns the id of the socket that it made, if it makes one.
    SocketId make(ActorId actor, Function function, SocketId socket = 0);
    void state(SocketId socket, TcpState from, TcpState to, Evidence evidence = Evidence::Observed,
        SocketId listener = 0);

private:
    Endpoint localOf(SocketId socket) const;

    Recording recording_;
    std::vector<CallEntered> calls_; // index is the call − 1
    std::vector<ActorId> owners_; // of sockets; index is the socket − 1
    std::vector<bool> accepted_; // parallel to owners_
};

} // namespace sockstep::test
