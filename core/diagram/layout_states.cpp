// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/layout.h"

#include "core/network/tcp_transitions.h"

#include <algorithm>

// The part of the layout that places states, and the segments that must have caused them.

namespace sockstep {

namespace {

/// What the arrival of a segment did to a socket: which state it led to, which segment that was, and
/// in which state its sender was when it left. Only for loopback, where segments are not seen: this
/// is how RFC 9293 figures 6, 12 and 13 have them.
struct Inference {
    TcpState from;
    TcpState to;
    Arrow::Kind segment;
    TcpState sender;
};
using enum TcpState;
constexpr Inference kInferences[] = {
    {Listen, SynRecv, Arrow::Kind::Syn, SynSent},
    {SynSent, Established, Arrow::Kind::SynAck, SynRecv},
    {SynRecv, Established, Arrow::Kind::Ack, Established},
    {Established, CloseWait, Arrow::Kind::Fin, FinWait1},
    {FinWait1, FinWait2, Arrow::Kind::Ack, CloseWait},
    {FinWait1, Closing, Arrow::Kind::Fin, FinWait1},
    {FinWait2, TimeWait, Arrow::Kind::Fin, LastAck},
    {Closing, TimeWait, Arrow::Kind::Ack, Closing},
    {LastAck, Close, Arrow::Kind::Ack, TimeWait},
};

const Inference *inferenceFor(TcpState from, TcpState to)
{
    const auto found = std::find_if(std::begin(kInferences), std::end(kInferences),
        [&](const Inference &known) { return known.from == from && known.to == to; });
    return found == std::end(kInferences) ? nullptr : found;
}

} // namespace

std::uint32_t Layout::portsKey(const Endpoint &local, const Endpoint &remote)
{
    return (std::uint32_t {local.port()} << 16) | remote.port();
}

void Layout::splitConnect(LaneIndex lane, Row row)
{
    const CallId call = tracks_[lane].lastSynCall;
    if (call == 0)
        return;
    CallMark &mark = calls_.edit(call - 1);
    // Only if nothing has taken the cell, and the result is there at all.
    if (mark.returnRow != mark.row || rows_[row].returned != 0 || tracks_[lane].freeCell > row)
        return;
    rows_.edit(mark.row).returned = 0;
    rows_.edit(row).returned = call;
    mark.returnRow = row;
    tracks_.edit(lane).freeCell = row + 1;
}

CallId Layout::callBehind(const Track &track, TcpState from, TcpState to)
{
    switch (to) {
    case Listen:
        return track.lastListenCall;
    case SynSent:
        return track.lastSynCall;
    case FinWait1:
    case LastAck:
        return track.lastFinCall;
    case Close:
        return from == Listen ? track.lastFinCall : tearingClose(track, from, to);
    default:
        return 0;
    }
}

/// The close that tore a connection down with RST; 0 if it was not this end that did.
CallId Layout::tearingClose(const Track &track, TcpState from, TcpState to)
{
    const Transition *transition = findTransition(from, to);
    const bool reset = from != SynSent && transition && transition->cause == Cause::Reset;
    return reset ? track.closeCall : 0;
}

/// The row in which this end tore the connection down; kNoRow if it was not this end that did.
Row Layout::tearingRow(const Track &track, TcpState from, TcpState to) const
{
    const CallId close = tearingClose(track, from, to);
    return close ? calls_[close - 1].row : endBehind(track, from, to);
}

/// The row in which the kernel closed the socket of a process that a signal had ended, if that is what led
/// from \p from to \p to; kNoRow if not.
Row Layout::endBehind(const Track &track, TcpState from, TcpState to)
{
    const Transition *transition = findTransition(from, to);
    const bool closes = transition
        && (transition->cause == Cause::ClosedByUs || transition->cause == Cause::ListenerClosed
            || (transition->cause == Cause::Reset && from != SynSent));
    return closes ? track.ended : kNoRow;
}

void Layout::changeState(EventIndex n, const StateChanged &change)
{
    LaneIndex lane = laneOf(change.socket);
    if (lane == kNoLane) {
        const LaneIndex parent = laneOf(change.listener);
        const ActorId actor = parent == kNoLane ? ActorId {0} : lanes_[parent].actor;
        lane = addLane(change.socket, Lane::Place::Connection, actor, rowCount());
        if (lane == kNoLane)
            return;
    }
    const TcpState from = change.from;
    const TcpState to = change.to;
    Track &track = tracks_.edit(lane);
    track.isTcp = true;
    track.local = change.local;
    track.remote = change.remote;
    if (change.remote.port() != 0)
        laneOfPorts_.edit(portsKey(change.local, change.remote)) = lane;
    if (isLoopback()) {
        joinEarly(lane);
    } else {
        resolveSegments(lane);
        countEarly(lane);
    }

    // The first row in which it can have happened: beside the call that did it, or below the row in
    // which the peer sent the segment that did it; in a new row if neither is known.
    Row row = rowCount();
    const CallId call = callBehind(track, change.from, change.to);
    const Inference *inference = inferenceFor(change.from, change.to);
    const LaneIndex peer = peerOf(lane);
    Row sentIn = kNoRow;
    if (inference && peer != kNoLane)
        sentIn = lastBandRow(peer, inference->sender);
    // A connection that ends by RST says no more than that it is gone; who closed it tells the sender.
    const Row end = endBehind(track, from, to);
    const bool mayBeTorn
        = to == Close && from != SynSent && track.closeCall == 0 && end == kNoRow && peer != kNoLane;
    const Row tornIn = mayBeTorn ? tearingRow(tracks_[peer], from, to) : kNoRow;
    const bool torn = tornIn != kNoRow;
    if (torn)
        sentIn = tornIn;
    if (n == 0 || recording_.at(n).t != recording_.at(n - 1).t) // a new look at the kernel
        rowsAtLastLook_ = rowsAtThisLook_;
    if (call)
        row = calls_[call - 1].row;
    else if (end != kNoRow)
        row = end;
    else if (!isLoopback())
        row = std::min(track.arrival, rowCount());
    else if (sentIn != kNoRow)
        row = change.evidence == Evidence::Inferred ? sentIn + 1 : std::max(sentIn + 1, rowsAtLastLook_);
    const bool refused = change.from == SynSent && change.to == Close;
    if (refused && isLoopback())
        row = track.bands.empty() ? row : track.bands.back().first + 1;
    if (!track.bands.empty()) {
        const Band &before = track.bands.back();
        row = std::max(row, (before.label == kNoRow ? before.first : before.label) + 1);
    }
    if (row >= rowCount())
        row = addRow(n);
    if (row < lanes_[lane].first)
        lanes_.edit(lane).first = row;

    touchedRows_.push_back(row);
    addBand(lane, change.to, change.evidence, row);
    if (sentIn != kNoRow && isLoopback())
        addArrow({torn ? Arrow::Kind::Rst : inference->segment, Evidence::Inferred, peer, lane, sentIn, row});
    if (refused && isLoopback()) {
        const Row asked = row - 1;
        addArrow({Arrow::Kind::SynRefused, Evidence::Inferred, lane, kNoLane, asked, asked});
        addArrow({Arrow::Kind::Rst, Evidence::Inferred, kNoLane, lane, row, row});
    }
    if (change.from == SynSent)
        splitConnect(lane, row);
    addLabelToLastBand(lane, n);
    if (pendingAccept_ && pendingAccept_->socket == change.socket && change.to == Established)
        placePendingAccept(n);
    rowsAtThisLook_ = rowCount();
}

} // namespace sockstep
