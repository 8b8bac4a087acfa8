// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/shared_map.h"
#include "core/base/shared_vector.h"
#include "core/recording/precedents.h"
#include "core/recording/recording.h"

#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace sockstep {

inline constexpr EventIndex kNoEvent = std::numeric_limits<EventIndex>::max();

/// The actor that a call of pthread_create starts; nothing for other calls, and for one that is none of
/// the recording's \p actors.
std::optional<ActorId> threadStartedBy(const CallEntered &call, std::size_t actors);

/// Where the events of one call are.
struct CallRecord {
    EventIndex entered = kNoEvent;
    EventIndex blocked = kNoEvent; ///< kNoEvent if it never slept
    EventIndex returned = kNoEvent; ///< kNoEvent while it is in progress
};

/// What became of one socket, up to the moment of a History.
struct SocketRecord {
    enum class Role : std::uint8_t { Unused, Listener, Client, Connection };

    bool exists = false; ///< ids of other threads may come out of order
    Role role = Role::Unused;
    ActorId actor = 0; ///< that holds its descriptor; for a connection before accept, the listener's
    bool handedOver = false; ///< pthread_create gave it to \c actor
    enum class Protocol : std::uint8_t { Tcp, Udp, Unix, Other };
    Protocol protocol = Protocol::Tcp; ///< only TCP has states
    bool open = false; ///< a descriptor is open: fd is its number
    int fd = -1; ///< the last number it had; -1 if it never had one
    std::uint32_t inode = 0;
    SocketId listener = 0;
    Endpoint local;
    Endpoint remote;
    TcpState state = TcpState::Close;
    SocketSample sample;
    std::chrono::nanoseconds sampledAt {}; ///< when the kernel said so
    EventIndex outside = kNoEvent; ///< the last that told of somebody else at its far end
};

/// What became of one segment on the wire.
struct SegmentRecord {
    EventIndex sent = kNoEvent;
    EventIndex moved = kNoEvent; ///< delivered or dropped; kNoEvent while it is on the wire
    SegmentPhase phase = SegmentPhase::Sent; ///< the last thing said of it, but for Absorbed
    DropReason reason = DropReason::None;
    std::uint32_t absorbed = 0; ///< copies that were thrown away while it was held
    std::optional<std::uint32_t> seqBase; ///< the sender's initial sequence number, if its SYN was seen
    std::optional<std::uint32_t> ackBase; ///< the receiver's
    std::uint8_t windowShift = 0; ///< the sender's window is this much larger than its header says
};

/// What one actor has done, up to the moment of a History.
struct ActorRecord {
    CallId current = 0; ///< in progress; 0 if none
    CallId last = 0; ///< the last one entered
    EventIndex program = kNoEvent; ///< the ProgramShown in force, or the last part of it
    SharedVector<EventIndex, 64> programParts; ///< those that make it up, if it has grown line by line
    SharedVector<CallId> lastCallOfLine; ///< index is the line from 1; 0 if it was not run
    SharedVector<CallId> calls; ///< all, in the order of entering
    SharedVector<EventIndex, 8> kills; ///< signals that ended its process; it may have begun again
    bool killed = false; ///< the last of them is after its last program
};

/// What a reader knows after the first size() events of a recording: the tables that the panes,
/// the narration and the layout look things up in. Read incrementally; one thread at a time. A copy is
/// cheap: it shares what does not change any more.
class History {
public:
    explicit History(const Recording &recording);

    /// Takes in the events up to \p end (all there are by default).
    void advance(EventIndex end = kNoEvent);
    EventIndex size() const { return size_; }
    const Recording &recording() const { return recording_; }

    CallId callCount() const { return static_cast<CallId>(calls_.size()); }
    /// \p call must be from 1 to callCount().
    const CallRecord &call(CallId call) const { return calls_[call - 1]; }
    const CallEntered &entered(CallId call) const;
    /// Null while the call is in progress.
    const CallReturned *returned(CallId call) const;
    /// The signal that ended the process with that call, or in the middle of it; null if none did.
    const ActorKilled *killedIn(CallId call) const;

    SocketId socketCount() const { return static_cast<SocketId>(sockets_.size()); }
    /// One that nothing is known of, as a call in a file may name, is a socket that does not exist.
    const SocketRecord &socket(SocketId socket) const
    {
        static const SocketRecord none;
        return socket > 0 && socket <= sockets_.size() ? sockets_[socket - 1] : none;
    }
    /// The other end of a connection, if it is a socket of this recording too; 0 if not.
    SocketId peerOf(SocketId socket) const;

    SegmentId segmentCount() const { return static_cast<SegmentId>(segments_.size()); }
    /// \p segment must be from 1 to segmentCount().
    const SegmentRecord &segment(SegmentId segment) const { return segments_[segment - 1]; }
    const SegmentSent &sent(SegmentId segment) const;
    /// Who is at the far end of \p socket, if that is somebody else; null if not.
    const OutsideSeen *outsideOf(SocketId socket) const;
    /// How many bytes the socket last told its peer that it has room for; nothing where segments are not
    /// seen.
    std::optional<std::uint32_t> offeredWindow(SocketId socket) const;
    /// Is the wire's cable in?
    bool isCablePlugged() const { return plugged_; }
    const Precedents &precedents() const { return precedents_; }

    ActorId actorCount() const { return static_cast<ActorId>(actors_.size()); }
    const ActorRecord &actor(ActorId actor) const { return actors_[actor]; }
    /// The lines of its program; none if none was shown yet.
    std::vector<std::string> programOf(ActorId actor) const;

    /// The event that was the call's, whichever of its events \p n is; 0 if \p n is no call's event.
    CallId callOf(EventIndex n) const;

private:
    struct Reader;
    void takeSegment(EventIndex n, const SegmentSent &sent);
    SocketRecord &socketAt(SocketId socket);

    const Recording &recording_;
    EventIndex size_ = 0;
    SharedVector<CallRecord> calls_; // index is the call − 1
    SharedVector<SocketRecord, 64> sockets_; // index is the socket − 1
    std::vector<ActorRecord> actors_;
    SharedVector<SegmentRecord> segments_; // index is the segment − 1
    /// What the SYN of one direction of a connection said; the key is its two ends.
    struct StreamStart {
        std::uint32_t initial = 0;
        std::optional<std::uint8_t> windowShift;
    };
    using Ends = std::pair<Endpoint, Endpoint>; // the sender's first
    struct HashOfPorts {
        std::size_t operator()(const Ends &ends) const
        {
            return (std::size_t {ends.first.port()} << 16) | ends.second.port();
        }
    };
    SharedMap<Ends, StreamStart, HashOfPorts> streams_;
    SharedMap<Ends, std::uint32_t, HashOfPorts> windows_; // as streams_
    bool plugged_ = true;
    Precedents precedents_;
};

} // namespace sockstep
