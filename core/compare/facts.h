// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a comparison says of one run, read from its recording and from nothing else.

#include "core/network/tcp_transitions.h"
#include "core/recording/history.h"

#include <optional>
#include <vector>

namespace sockstep {

/// The first segment that ended the connection.
struct FirstEnding {
    enum class Segment : std::uint8_t { None, Fin, Rst };
    Segment segment = Segment::None;
    bool byClient = false;
    bool byServer = false; ///< with byClient: the FINs crossed
    /// Of the state that tells it. The segment itself is not seen on loopback.
    Evidence evidence = Evidence::Observed;
};

/// How one socket stands.
struct SocketNow {
    bool exists = false;
    TcpState state = TcpState::Close;
    std::optional<std::chrono::milliseconds> timeWaitLeft; ///< in TIME_WAIT, when the kernel was last asked
};

struct CallError {
    ActorId actor = 0;
    Function function {};
    int error = 0; ///< errno
    friend bool operator==(const CallError &, const CallError &) = default;
};

/// The last attempt to start the server again.
struct PortAttempt {
    int error = 0; ///< errno of bind; 0: the port was free
    bool reuseAddress = false; ///< the second server had set SO_REUSEADDR
    std::chrono::nanoseconds t {};
};

/// When can the server's port be bound again, as far as the states of its sockets tell?
struct PortAgain {
    enum class When : std::uint8_t {
        Unknown, ///< no server has had a port yet
        AfterClose, ///< a listener or a connection of the server is still open
        AfterTimeWait, ///< the server's TIME_WAIT holds it, for \c left
        WithReuseAddress, ///< so does it, but both servers setting SO_REUSEADDR helps
        Now,
    };
    When when = When::Unknown;
    std::chrono::milliseconds left {};
};

struct Facts {
    FirstEnding ending;
    SocketNow client;
    SocketNow connection; ///< the server's end
    SocketNow listener;
    std::uint64_t bytesSent = 0; ///< that the client's send() took
    std::uint64_t bytesReturned = 0; ///< that the client's recv() got
    std::uint32_t calls = 0; ///< entered by the server and the client
    std::vector<CallError> errors; ///< of those calls, in order; EINTR is none: we sent the signal
    bool reuseAddress = false; ///< the first server had set SO_REUSEADDR
    std::optional<PortAttempt> attempt;
    PortAgain portAgain;
};

/// Takes in the events of a recording as they come. One thread at a time.
class FactReader {
public:
    /// \p history outlives this.
    explicit FactReader(const History &history);

    /// Takes in what \p history has taken in.
    void advance();
    const Facts &facts() const { return facts_; }

private:
    struct Reader;
    bool isSecondServer(ActorId actor) const;
    SocketNow now(SocketId socket) const;
    PortAgain portAgain() const;

    const History &history_;
    EventIndex next_ = 0;
    SocketId client_ = 0;
    SocketId connection_ = 0;
    SocketId listener_ = 0;
    bool attemptReuses_ = false;
    Facts facts_;
};

} // namespace sockstep
