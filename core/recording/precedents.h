// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What went before: the look-ups by which an event is told as what it was, and not by its call and errno
// alone. Read from the events, one after the other; nothing is guessed. What is known of an event does not
// change when more events come, so that a view of the past says what was said then.

#include "core/base/shared_map.h"
#include "core/base/shared_vector.h"
#include "core/recording/event.h"

#include <limits>
#include <optional>

namespace sockstep {

class History;
class Recording;

/// What one socket has been through. Every member is an event, the largest number if there was none: ask
/// whether it is smaller than the event that is told.
struct SocketPast {
    static constexpr EventIndex kNever = std::numeric_limits<EventIndex>::max();

    EventIndex bound = kNever; ///< bind() has succeeded
    EventIndex listening = kNever; ///< listen() has succeeded
    EventIndex stoppedSending = kNever; ///< shutdown() has closed the sending side: its FIN
    EventIndex stoppedReading = kNever; ///< shutdown() has closed the reading side
    EventIndex pending = kNever; ///< a connect() came back before its end: EINPROGRESS, EINTR
    EventIndex reset = kNever; ///< the first call that an RST has failed: ECONNRESET, EPIPE of a reset
    EventIndex timedOut = kNever; ///< the first call that failed with ETIMEDOUT
    EventIndex closed = kNever; ///< close() was entered, or the kernel closed it with its process
    EventIndex reuseAddress = kNever; ///< SO_REUSEADDR was set
    EventIndex linger = kNever; ///< the call that set SO_LINGER last
    EventIndex lastSend = kNever; ///< the call that gave it bytes last
    std::uint32_t lastChange = 0; ///< of its states, from 1
};

class Precedents {
public:
    /// Takes in the event \p n, which \p history knows already.
    void take(const History &history, EventIndex n);

    const SocketPast &of(SocketId socket) const;
    /// The last change of the socket's state before the event \p end; null if there was none.
    const StateChanged *lastChange(const Recording &recording, SocketId socket, EventIndex end) const;
    /// Did the socket ever come into \p state before the event \p end?
    bool wasIn(const Recording &recording, SocketId socket, TcpState state, EventIndex end) const;
    /// The first segment with RST between the two ends, whoever sent it.
    EventIndex resetBetween(const Endpoint &one, const Endpoint &other) const;

    /// Is \p n the first of its kind: the first blocked accept(), the first change into TIME_WAIT, the first
    /// SYN? A state that was passed in the same moment is not counted: it is not told.
    bool isFirstOfItsKind(const History &history, EventIndex n) const;

private:
    struct Reader;
    struct Change {
        EventIndex event = 0;
        std::uint32_t before = 0; ///< the socket's change before, from 1
    };
    struct Ends {
        Endpoint smaller;
        Endpoint larger;
        friend bool operator==(const Ends &, const Ends &) = default;
    };
    struct HashOfPorts {
        std::size_t operator()(const Ends &ends) const
        {
            return (std::size_t {ends.smaller.port()} << 16) | ends.larger.port();
        }
    };
    static Ends endsOf(const Endpoint &one, const Endpoint &other);
    SocketPast &at(SocketId socket);

    SharedVector<SocketPast, 64> sockets_; // index is the socket − 1
    SharedVector<Change> changes_; // index is the change − 1
    SharedMap<Ends, EventIndex, HashOfPorts> resets_;
    SharedMap<std::uint64_t, EventIndex> firsts_; // by kind
};

} // namespace sockstep
