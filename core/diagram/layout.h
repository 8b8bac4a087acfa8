// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the sequence diagram shows, and where, in rows and lanes and without pixels. The window, the
// text output and the exports are painters of this one layout.
//
// A row is one line of the diagram; rows follow each other in the order of the recording. In a row,
// each lane has one cell for one label (a call, its result or a state) on the outer side of its
// lifeline, so that labels cannot meet each other or an arrow: arrows have the space between the
// lifelines to themselves. A state whose row is taken by its call has its label in the next one.

#include "core/base/shared_map.h"
#include "core/base/shared_vector.h"
#include "core/diagram/layout_parts.h"
#include "core/packet/packet.h"
#include "core/recording/recording.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace sockstep {

/// Reads a recording as it grows. Every row, once made, stays where it is; only labels that are
/// still open (a call in progress, the present state) change. One thread at a time. A copy is cheap: it
/// shares what does not change any more.
class Layout {
public:
    using Lanes = SharedVector<Lane, 64>;
    using Bands = SharedVector<Band, 16>;
    using Spans = SharedVector<Span>;
    using Arrows = SharedVector<Arrow>;

    explicit Layout(const Recording &recording);

    /// Takes in the events up to \p end (all there are by default).
    void advance(EventIndex end = std::numeric_limits<EventIndex>::max());
    EventIndex eventCount() const { return next_; }

    Row rowCount() const { return static_cast<Row>(rows_.size()); }
    const RowContent &row(Row row) const { return rows_[row]; }
    /// When it happened: the time of its call or result, or of the look at the kernel that showed a
    /// state. Nothing if all that the row has is inferred: then nobody knows.
    std::optional<std::chrono::nanoseconds> timeOf(Row row) const;
    /// In the order in which the sockets were made; their places are for the painter to order by.
    const Lanes &lanes() const { return lanes_; }
    /// Lanes from left to right: clients, then connections, then listeners.
    std::vector<LaneIndex> lanesFromLeft() const;
    LaneIndex laneOf(SocketId socket) const;

    const Bands &bands(LaneIndex lane) const { return tracks_[lane].bands; }
    const Spans &spans(LaneIndex lane) const { return tracks_[lane].spans; }
    /// From left to right.
    std::vector<NamedState> statesNamedIn(Row row) const;
    /// Bands and spans that touch the rows from \p first to \p last; found by binary search.
    Bands::Range bandsIn(LaneIndex lane, Row first, Row last) const;
    Spans::Range spansIn(LaneIndex lane, Row first, Row last) const;
    /// Arrows that may touch those rows (some just miss them). Ordered by the row in which they end.
    Arrows::Range arrowsNear(Row first, Row last) const;
    /// The arrows that are longer than arrowsNear() looks; to be considered as well.
    Arrows::Range longArrows() const { return longArrows_.all(); }
    /// Those of them that touch the rows; until the next advance().
    std::vector<const Arrow *> longArrowsIn(Row first, Row last) const;

    /// The segments that are on the wire now: their arrows have a beginning only.
    Arrows::Range arrowsOnWire() const { return onWire_.all(); }
    /// The arrow of a segment that ends in \p row; null if there is none, or if it is a long one.
    const Arrow *arrowTo(Row row, SegmentId segment) const;
    /// The arrow of a segment, wherever it is.
    const Arrow *arrowOf(SegmentId segment) const;

    /// The lane on which a call's labels stand; kNoLane for one that has none (a failed socket()).
    LaneIndex laneOfCall(CallId call) const { return calls_[call - 1].lane; }
    /// The rows of its label and of its result; kNoRow if there is none yet.
    Row rowOfCall(CallId call) const { return calls_[call - 1].row; }
    Row rowOfReturn(CallId call) const { return calls_[call - 1].returnRow; }
    /// The row in which an event is seen; the nearest before it for one that is not drawn.
    Row rowOfEvent(EventIndex event) const;
    /// Rows in which a state or the beginning of a segment was placed, in that order: these may be placed in
    /// a row that is there already. Nothing else changes a row whose call has slept or come back.
    const SharedVector<Row> &touchedRows() const { return touchedRows_; }

private:
    struct CallMark {
        Row row = kNoRow;
        Row returnRow = kNoRow;
        LaneIndex lane = kNoLane;
        bool slept = false;
    };
    /// Bytes that one send put into a stream and that no recv has got yet.
    struct Sent {
        CallId call = 0;
        std::uint32_t begin = 0; ///< of what is left, in the data that send was given
        std::uint32_t end = 0; ///< one past the last byte; the kernel may have taken less
    };
    /// Bytes that a call took out of a stream, or put into it.
    struct Transfer {
        CallId call = 0;
        Row row = kNoRow; ///< of the call's result
        std::uint32_t length = 0;
    };
    /// The bytes of a stream that one call put in or took out, counted from its first.
    struct StreamRange {
        CallId call = 0;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };
    /// One direction of a connection in the lab, by its sender's ports and its receiver's.
    struct Stream {
        std::optional<std::uint32_t> initial; ///< the SYN's sequence number
        SharedVector<StreamRange> sends;
        SharedVector<StreamRange> recvs;
        /// Have arrived with bytes that no recv has got; the key is the first of them.
        std::multimap<std::uint64_t, SegmentId> unread;
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
    };
    /// A lane's moving parts.
    struct Track {
        Bands bands;
        Spans spans;
        SharedVector<Sent, 64> sent; ///< on loopback, bytes on their way to the peer
        std::size_t sentHead = 0; ///< the entries before it have arrived
        bool hasSent = false;
        SharedVector<Transfer, 64> early; ///< received, but it is not known yet from which lane
        SharedVector<Transfer, 64> earlySent; ///< in the lab, as long as the lane's ports are not known
        bool isTcp = false;
        bool isDatagram = false;
        Endpoint local;
        Endpoint remote;
        Row freeCell = 0; ///< from this row on, no label is there yet
        CallId lastSynCall = 0; ///< connect
        CallId lastFinCall = 0; ///< shutdown or close
        CallId closeCall = 0; ///< after it, only the kernel holds the socket
        CallId lastListenCall = 0;
        CallId sending = 0; ///< the send that is under way
        Endpoint calls; ///< whom connect was told to call, until its SYN tells the ports
        Row arrival = kNoRow; ///< where the last segment arrived: what it did begins there
        Row ended = kNoRow; ///< where the kernel closed it, when a signal had ended its process
    };

    struct Reader;
    static std::uint32_t portsKey(const Endpoint &local, const Endpoint &remote);
    static CallId callBehind(const Track &track, TcpState from, TcpState to);
    static CallId tearingClose(const Track &track, TcpState from, TcpState to);
    Row tearingRow(const Track &track, TcpState from, TcpState to) const;
    static Row endBehind(const Track &track, TcpState from, TcpState to);
    void end(EventIndex n, const ActorKilled &killed);
    void endCallOf(ActorId actor, Row row);
    /// There, segments are not seen and must be inferred from the states.
    bool isLoopback() const { return recording_.header().network == "loopback"; }
    Row addRow(EventIndex event);
    LaneIndex addLane(SocketId socket, Lane::Place place, ActorId actor, Row first);
    LaneIndex peerOf(LaneIndex lane) const;
    static void forgetArrived(Track &track);
    Row lastBandRow(LaneIndex lane, TcpState state) const;
    void addBand(LaneIndex lane, TcpState state, Evidence evidence, Row row);
    bool hasCallOfNoLane(Row row) const;
    void addLabelToLastBand(LaneIndex lane, EventIndex n);
    void addArrow(const Arrow &arrow);
    void enter(EventIndex n, const CallEntered &call);
    void block(CallId call);
    void comeBack(EventIndex n, const CallReturned &returned);
    void placeReturn(EventIndex n, const CallEntered &call, const CallReturned &returned);
    void placePendingAccept(EventIndex n);
    LaneIndex senderOf(LaneIndex receiver, const std::string &data);
    void arrive(LaneIndex lane, const CallReturned &returned, Row row);
    void join(LaneIndex sender, LaneIndex receiver, const Transfer &received);
    void joinEarly(LaneIndex lane);
    void changeState(EventIndex n, const StateChanged &change);
    void splitConnect(LaneIndex lane, Row row);
    void countSent(LaneIndex lane, const Transfer &sent);
    void countReceived(LaneIndex lane, const Transfer &received);
    void countEarly(LaneIndex lane);
    void sendSegment(EventIndex n, const SegmentSent &sent);
    void moveSegment(EventIndex n, const SegmentMoved &moved);
    LaneIndex senderOf(const Packet &packet);
    LaneIndex datagramLane(const Endpoint &end, Host host);
    void nameCalls(Arrow &arrow, const Packet &packet);
    void nameReader(Arrow &arrow);
    static CallId callCovering(
        const SharedVector<StreamRange> &ranges, std::uint64_t begin, std::uint64_t end);
    void resolveSegments(LaneIndex lane);
    struct ArrowPlace {
        const Arrows *arrows = nullptr; ///< null: there is none
        std::size_t index = 0;
    };
    ArrowPlace placeOf(SegmentId segment) const;
    const Arrow *findArrow(SegmentId segment) const;
    Arrow *editArrow(SegmentId segment);

    const Recording &recording_;
    EventIndex next_ = 0;
    SharedVector<RowContent> rows_;
    Lanes lanes_;
    SharedVector<Track, 16> tracks_; // parallel to lanes_
    SharedVector<CallMark> calls_; // index is the call − 1
    SharedVector<EventIndex> entered_; // index is the call − 1
    SharedVector<EventIndex> returned_; // index is the call − 1
    std::vector<CallId> current_; // the last call of each actor
    /// An accept that slept came back with a connection that no state is known of yet: its result has
    /// its place below the handshake, which the kernel's next sample brings.
    const CallReturned *pendingAccept_ = nullptr;
    // What the kernel said at one look cannot have been true before the look before it.
    Row rowsAtThisLook_ = 0; // how many there were when this look's last state was placed
    Row rowsAtLastLook_ = 0; // the same for the look before
    Arrows arrows_; // by the row in which they end
    Arrows longArrows_;
    struct RowSpan {
        Row first;
        Row last;
    };
    SharedVector<RowSpan> longGroups_; // which rows each group of long arrows touches
    /// Where the arrow of a segment is, once it has ended.
    struct ArrowEnd {
        Row to = kNoRow; ///< kNoRow while it is on the wire
        std::uint32_t longIndex = kNoRow; ///< in longArrows_; kNoRow if it is in arrows_
    };
    SharedVector<ArrowEnd> arrowEnds_; // index is the segment − 1
    /// The names of states, those of one row in a chain that RowContent begins.
    struct StateName {
        LaneIndex lane = kNoLane;
        std::uint32_t band = 0; ///< index in the lane's
        std::uint32_t next = 0; ///< index + 1 in stateNames_; 0 ends it
    };
    SharedVector<StateName> stateNames_;
    SharedMap<SocketId, LaneIndex> laneOfSocket_;
    SharedMap<std::uint32_t, LaneIndex> laneOfPorts_; // local port · 2^16 + remote port
    SharedMap<std::uint32_t, Stream> streams_; // by the sender's ports, as above
    Arrows onWire_; // in the order of sending
    SharedVector<Row> touchedRows_;
    /// Where the last call was made or the last segment arrived; what it makes a kernel send begins there.
    Row scene_ = kNoRow;
    LaneIndex sceneLane_ = kNoLane;
    std::array<Row, 2> lastBegins_ {}; // of the arrows of each host
    std::uint32_t scenePorts_ = 0;
    /// Segments whose sender's or receiver's socket is not known yet, by that end's ports: the kernel's next
    /// sample brings it.
    using Waiting = std::unordered_map<std::uint32_t, std::vector<SegmentId>>;
    Waiting withoutSender_;
    Waiting withoutReceiver_;
};

} // namespace sockstep
