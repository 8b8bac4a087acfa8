// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/layout.h"

#include "core/recording/history.h"

#include <algorithm>
#include <sys/socket.h>
#include <tuple>
#include <utility>

namespace sockstep {

namespace {

/// Items of [first, last) rows that are sorted by \c first and do not overlap: those that touch.
template <typename Items> typename Items::Range touching(const Items &items, Row first, Row last)
{
    const auto begin = std::partition_point(
        items.begin(), items.end(), [&](const auto &item) { return item.last < first; });
    const auto end
        = std::partition_point(begin, items.end(), [&](const auto &item) { return item.first <= last; });
    return {begin, end};
}

} // namespace

/// One event into the layout.
struct Layout::Reader {
    Layout &layout;
    EventIndex n;
    void operator()(const CallEntered &e) const { layout.enter(n, e); }
    void operator()(const CallBlocked &e) const { layout.block(e.call); }
    void operator()(const CallReturned &e) const { layout.comeBack(n, e); }
    void operator()(const StateChanged &e) const { layout.changeState(n, e); }
    void operator()(const Sampled &) const { }
    void operator()(const ProgramShown &) const { }
    void operator()(const MessageTyped &) const { }
    void operator()(const SegmentSent &e) const { layout.sendSegment(n, e); }
    void operator()(const SegmentMoved &e) const { layout.moveSegment(n, e); }
    void operator()(const CableMoved &) const { layout.addRow(n); }
    void operator()(const OutsideSeen &) const { layout.addRow(n); }
    void operator()(const ActorKilled &e) const { layout.end(n, e); }
};

Layout::Layout(const Recording &recording)
    : recording_(recording)
    , current_(recording.header().actors.size())
{
}

void Layout::advance(EventIndex end)
{
    end = std::min(end, recording_.size());
    for (; next_ < end; ++next_)
        std::visit(Reader {*this, next_}, recording_.at(next_).body);
}

std::vector<LaneIndex> Layout::lanesFromLeft() const
{
    std::vector<LaneIndex> order(lanes_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<LaneIndex>(i);
    std::stable_sort(order.begin(), order.end(),
        [&](LaneIndex a, LaneIndex b) { return lanes_[a].place < lanes_[b].place; });
    return order;
}

LaneIndex Layout::laneOf(SocketId socket) const
{
    const LaneIndex *found = laneOfSocket_.find(socket);
    return found ? *found : kNoLane;
}

Layout::Bands::Range Layout::bandsIn(LaneIndex lane, Row first, Row last) const
{
    return touching(tracks_[lane].bands, first, last);
}

Layout::Spans::Range Layout::spansIn(LaneIndex lane, Row first, Row last) const
{
    return touching(tracks_[lane].spans, first, last);
}

std::vector<NamedState> Layout::statesNamedIn(Row row) const
{
    std::vector<NamedState> states;
    for (std::uint32_t at = rows_[row].states; at != 0; at = stateNames_[at - 1].next) {
        const StateName &name = stateNames_[at - 1];
        states.push_back({name.lane, &tracks_[name.lane].bands[name.band]});
    }
    const auto fromLeft = [this](const NamedState &state) {
        return std::tuple(lanes_[state.lane].place, state.lane, state.band->first);
    };
    std::sort(states.begin(), states.end(),
        [&](const NamedState &a, const NamedState &b) { return fromLeft(a) < fromLeft(b); });
    return states;
}

Row Layout::rowOfEvent(EventIndex event) const
{
    // Rows are in the order of their events.
    const auto after = std::partition_point(
        rows_.begin(), rows_.end(), [&](const RowContent &row) { return row.event <= event; });
    return after == rows_.begin() ? 0 : static_cast<Row>(after - rows_.begin()) - 1;
}

std::optional<std::chrono::nanoseconds> Layout::timeOf(Row row) const
{
    const RowContent &content = rows_[row];
    if (content.entered)
        return recording_.at(entered_[content.entered - 1]).t;
    if (content.returned)
        return recording_.at(returned_[content.returned - 1]).t;
    const Event &event = recording_.at(content.event);
    const auto *state = std::get_if<StateChanged>(&event.body);
    if (state && state->evidence == Evidence::Inferred)
        return std::nullopt;
    return event.t;
}

Row Layout::addRow(EventIndex event)
{
    rows_.push_back({event, 0, 0, 0, 0, 0});
    return rowCount() - 1;
}

LaneIndex Layout::addLane(SocketId socket, Lane::Place place, ActorId actor, Row first)
{
    const auto lane = static_cast<LaneIndex>(lanes_.size());
    if (lane == kNoLane)
        return kNoLane; // 65 535 lifelines are on nobody's screen
    lanes_.push_back({socket, place, actor, first});
    tracks_.push_back({});
    laneOfSocket_.edit(socket) = lane;
    return lane;
}

LaneIndex Layout::peerOf(LaneIndex lane) const
{
    const Track &track = tracks_[lane];
    const LaneIndex *found = laneOfPorts_.find(portsKey(track.remote, track.local));
    return track.remote.port() == 0 || !found ? kNoLane : *found;
}

Row Layout::lastBandRow(LaneIndex lane, TcpState state) const
{
    const Bands &bands = tracks_[lane].bands;
    for (std::size_t i = bands.size(); i > 0; --i) {
        if (bands[i - 1].state == state)
            return bands[i - 1].first;
    }
    return kNoRow;
}

void Layout::addBand(LaneIndex lane, TcpState state, Evidence evidence, Row row)
{
    Bands &bands = tracks_.edit(lane).bands;
    if (!bands.empty())
        bands.editBack().last = row;
    bands.push_back({state, evidence, row, kNoRow, kNoRow});
}

/// Such a call's label has no cell of its own: it may be as wide as there is room.
bool Layout::hasCallOfNoLane(Row row) const
{
    const RowContent &content = rows_[row];
    const CallId call = content.entered ? content.entered : content.returned;
    return call && calls_[call - 1].lane == kNoLane;
}

void Layout::addLabelToLastBand(LaneIndex lane, EventIndex n)
{
    Track &track = tracks_.edit(lane);
    Band &band = track.bands.editBack();
    band.label = std::max(band.first, track.freeCell);
    while (band.label < rowCount() && hasCallOfNoLane(band.label))
        ++band.label;
    if (band.label >= rowCount())
        addRow(n);
    track.freeCell = band.label + 1;
    std::uint32_t &first = rows_.edit(band.label).states;
    stateNames_.push_back({lane, static_cast<std::uint32_t>(track.bands.size() - 1), first});
    first = static_cast<std::uint32_t>(stateNames_.size());
}

void Layout::enter(EventIndex n, const CallEntered &call)
{
    placePendingAccept(n);
    entered_.push_back(n);
    returned_.push_back(n);
    current_[call.actor] = call.call;
    CallMark &mark = calls_.push_back({});
    if (call.function == Function::Socket)
        return; // its lane is known when it returns
    mark.lane = laneOf(call.socket);
    mark.row = addRow(n);
    rows_.edit(mark.row).entered = call.call;
    if (mark.lane == kNoLane)
        return;
    scene_ = mark.row;
    sceneLane_ = mark.lane;
    scenePorts_ = 0;
    Track &track = tracks_.edit(mark.lane);
    track.freeCell = mark.row + 1;
    switch (call.function) {
    case Function::Listen:
        track.lastListenCall = call.call;
        break;
    case Function::Connect:
        track.lastSynCall = call.call;
        track.calls = call.address;
        break;
    case Function::Close:
        track.closeCall = call.call;
        [[fallthrough]];
    case Function::Shutdown:
        track.lastFinCall = call.call;
        break;
    case Function::Send:
    case Function::Write:
    case Function::Sendto:
        track.sending = call.call;
        track.hasSent = true;
        if (isLoopback()) // elsewhere the segments tell what is on its way
            track.sent.push_back({call.call, 0, static_cast<std::uint32_t>(call.data.size())});
        break;
    default:
        break;
    }
}

void Layout::block(CallId call)
{
    CallMark &mark = calls_.edit(call - 1);
    mark.slept = true;
    if (mark.lane != kNoLane)
        tracks_.edit(mark.lane).spans.push_back({call, mark.row, kNoRow});
}

void Layout::comeBack(EventIndex n, const CallReturned &returned)
{
    returned_.edit(returned.call - 1) = n;
    const CallMark &mark = calls_[returned.call - 1];
    const CallEntered &call = std::get<CallEntered>(recording_.at(entered_[returned.call - 1]).body);
    const bool newConnection
        = call.function == Function::Accept && returned.socket && laneOf(returned.socket) == kNoLane;
    if (newConnection && mark.slept)
        pendingAccept_ = &returned;
    else
        placeReturn(n, call, returned);
}

/// A signal has ended a process: the bars of its calls end there, and its lifelines have no descriptor any
/// more.
void Layout::end(EventIndex n, const ActorKilled &killed)
{
    placePendingAccept(n);
    const Row row = addRow(n);
    for (const ActorId thread : killed.threads)
        endCallOf(thread, row);
    for (const SocketId socket : killed.closed) {
        const LaneIndex lane = laneOf(socket);
        if (lane == kNoLane)
            continue;
        lanes_.edit(lane).closed = row;
        Track &track = tracks_.edit(lane);
        track.ended = row;
        track.freeCell = row + 1;
    }
    scene_ = row;
    sceneLane_ = laneOfCall(killed.call);
    scenePorts_ = 0;
}

void Layout::endCallOf(ActorId actor, Row row)
{
    const CallId call = current_[actor];
    if (call == 0 || calls_[call - 1].returnRow != kNoRow || calls_[call - 1].lane == kNoLane)
        return;
    Spans &spans = tracks_.edit(calls_[call - 1].lane).spans;
    if (!spans.empty() && spans.back().call == call)
        spans.editBack().last = row;
}

void Layout::placePendingAccept(EventIndex n)
{
    if (const CallReturned *returned = std::exchange(pendingAccept_, nullptr)) {
        const EventIndex entered = entered_[returned->call - 1];
        placeReturn(n, std::get<CallEntered>(recording_.at(entered).body), *returned);
    }
}

void Layout::placeReturn(EventIndex n, const CallEntered &call, const CallReturned &returned)
{
    CallMark &mark = calls_.edit(returned.call - 1);
    if (call.function == Function::Socket) {
        mark.row = addRow(n);
        rows_.edit(mark.row).entered = returned.call;
        if (returned.socket) {
            // Only what it does later tells a client from a listener; its actor's name foretells it.
            const std::string &actor = recording_.header().actors[call.actor];
            const auto place = actor.starts_with("client") ? Lane::Place::Client : Lane::Place::Listener;
            mark.lane = addLane(returned.socket, place, call.actor, mark.row);
        }
        if (mark.lane != kNoLane) {
            tracks_.edit(mark.lane).freeCell = mark.row + 1;
            tracks_.edit(mark.lane).isDatagram = call.args.find(ArgumentName::Type) == SOCK_DGRAM;
        }
        if (mark.lane != kNoLane && asksForTcp(call.args)) {
            tracks_.edit(mark.lane).isTcp = true;
            // The kernel lists no socket in CLOSE, so nothing says so; it is how tcp(7) has them begin.
            addBand(mark.lane, TcpState::Close, Evidence::Inferred, mark.row);
        }
    }
    // The result of a call that slept has a row of its own, at the end of its bar.
    mark.returnRow = mark.slept ? addRow(n) : mark.row;
    rows_.edit(mark.returnRow).returned = returned.call;
    if (mark.lane == kNoLane)
        return;
    Track &track = tracks_.edit(mark.lane);
    if (mark.slept) {
        track.freeCell = mark.returnRow + 1;
        if (!track.spans.empty() && track.spans.back().call == returned.call)
            track.spans.editBack().last = mark.returnRow;
    }
    if (track.isDatagram && returned.result == 0) { // of TCP sockets, the kernel's table tells it
        if (call.function == Function::Bind)
            track.local = call.address;
        else if (call.function == Function::Getsockname)
            track.local = returned.address;
    }
    if (call.function == Function::Close)
        lanes_.edit(mark.lane).closed = mark.returnRow;
    const auto thread = threadStartedBy(call, recording_.header().actors.size());
    if (thread && returned.result == 0)
        lanes_.edit(mark.lane).actor = *thread;
    if (call.function == Function::Accept && returned.socket) {
        LaneIndex child = laneOf(returned.socket);
        if (child == kNoLane)
            child = addLane(returned.socket, Lane::Place::Connection, call.actor, mark.returnRow);
        if (child != kNoLane)
            tracks_.edit(child).isTcp = tracks_[mark.lane].isTcp;
        if (child != kNoLane)
            addArrow({Arrow::Kind::Birth, Evidence::Observed, mark.lane, child, mark.returnRow,
                mark.returnRow, returned.call});
    } else if (sends(call.function)) {
        // What the kernel did not take is not on its way.
        const auto taken = static_cast<std::uint32_t>(std::max<std::int64_t>(returned.result, 0));
        if (track.sentHead < track.sent.size() && track.sent.back().call == returned.call)
            track.sent.editBack().end = std::min(track.sent.back().end, taken);
        if (!isLoopback())
            countSent(mark.lane, {returned.call, mark.returnRow, taken});
        track.sending = 0;
    } else if (receives(call.function) && returned.result > 0) {
        if (isLoopback())
            arrive(mark.lane, returned, mark.returnRow);
        else
            countReceived(
                mark.lane, {returned.call, mark.returnRow, static_cast<std::uint32_t>(returned.result)});
    }
}

} // namespace sockstep
