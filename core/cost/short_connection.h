// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/socket_calls.h"
#include "core/program/echo_programs.h"

#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <string_view>

namespace sockstep {

/// A call that failed.
struct CallFailure {
    std::string_view function; ///< as C calls it: "connect"; lives as long as the program
    int error = 0; ///< errno; 0 where recv met the end before the whole message had come
};

/// What the two threads that connect to each other share. Thread-safe.
class ConnectingPart {
public:
    enum class Side : std::uint8_t { Client, Server };

    /// Nothing more is to be begun; what is blocked is interrupted by whoever ends it.
    void end() { over_ = true; }
    bool isOver() const { return over_; }
    /// Ends it. Only the first failure is kept, and none after the end: those are its consequences.
    void fail(CallFailure failure);
    std::optional<CallFailure> failure() const;

    /// Waits, without sleeping, until both sides are here: they are to do the next thing at once.
    /// Returns at once when it is over.
    void meet(Side side);

private:
    std::atomic<bool> over_ = false;
    std::array<std::atomic<int>, 2> arrived_ {}; // by Side: how often
    mutable std::mutex mutex_; // guards failure_
    std::optional<CallFailure> failure_;
};

/// One side of short connections: socket and connect, or accept; one small message there and back;
/// then the end that the closing tells. Bare calls: nothing is recorded, nothing allocated. Belongs
/// to one thread.
class ShortConnection {
public:
    ShortConnection(ConnectingPart &part, ConnectingPart::Side side, Closing closing)
        : part_(part)
        , side_(side)
        , closing_(closing)
    {
    }

    /// The client's side of one connection. False if a call failed, which has ended the part, or if
    /// the part was over. The descriptor is closed in any case.
    bool connectTo(const Endpoint &server);
    /// The server's side.
    bool acceptFrom(int listener);

private:
    template <typename Call> bool made(calls::Outcome &outcome, std::string_view function, Call call);
    bool sendMessage(int fd);
    bool recvMessage(int fd);
    bool peekMessage(int fd);
    bool recvEnd(int fd);
    bool shutDown(int fd);
    bool endAsClient(int fd);
    bool endAsServer(int fd);

    ConnectingPart &part_;
    const ConnectingPart::Side side_;
    const Closing closing_;
};

} // namespace sockstep
