// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/layout.h"

#include <algorithm>
#include <utility>

// The part of the layout that places the segments of a lab. They are observed: an arrow begins in the row
// of what sent it, a call or the arrival of another segment, and ends in a row of its own. Which socket a
// segment belongs to follows from its ports; a connection that is being made is known to the kernel's view
// only a moment after its first segments, so their arrows may get that end later.

namespace sockstep {

namespace {

std::uint32_t key(const Endpoint &sender, const Endpoint &receiver)
{
    return (std::uint32_t {sender.port()} << 16) | receiver.port();
}

std::uint32_t reversed(std::uint32_t ports) { return ports << 16 | ports >> 16; }

std::vector<SegmentId> taken(
    std::unordered_map<std::uint32_t, std::vector<SegmentId>> &waiting, std::uint32_t ports)
{
    auto found = waiting.extract(ports);
    return found.empty() ? std::vector<SegmentId> {} : std::move(found.mapped());
}

} // namespace

void Layout::countSent(LaneIndex lane, const Transfer &sent)
{
    const Track &track = tracks_[lane];
    if (track.remote.port() == 0 || sent.length == 0) {
        if (track.isTcp && sent.length > 0)
            tracks_.edit(lane).earlySent.push_back(sent);
        return;
    }
    Stream &stream = streams_.edit(portsKey(track.local, track.remote));
    // A segment may have left before send came back: then the call was entered with its bytes.
    if (stream.sends.empty() || stream.sends.back().call != sent.call)
        stream.sends.push_back({sent.call, stream.sent, stream.sent});
    StreamRange &range = stream.sends.editBack();
    range.end = range.begin + sent.length;
    stream.sent = range.end;
}

/// What the calls of a free run did before the first look at the kernel told the lane's ports.
void Layout::countEarly(LaneIndex lane)
{
    if (tracks_[lane].remote.port() == 0 || (tracks_[lane].early.empty() && tracks_[lane].earlySent.empty()))
        return;
    for (const Transfer &received : std::exchange(tracks_.edit(lane).early, {}))
        countReceived(lane, received);
    for (const Transfer &sent : std::exchange(tracks_.edit(lane).earlySent, {}))
        countSent(lane, sent);
}

void Layout::countReceived(LaneIndex lane, const Transfer &received)
{
    const Track &track = tracks_[lane];
    if (track.isTcp && track.remote.port() == 0) {
        tracks_.edit(lane).early.push_back(received);
        return;
    }
    Stream &stream = streams_.edit(portsKey(track.remote, track.local));
    stream.recvs.push_back({received.call, stream.received, stream.received + received.length});
    stream.received += received.length;
    const StreamRange &got = stream.recvs.back();
    const auto rest = stream.unread.lower_bound(got.end);
    for (auto unread = stream.unread.begin(); unread != rest; ++unread) {
        if (Arrow *arrow = editArrow(unread->second))
            arrow->toCall = received.call;
    }
    stream.unread.erase(stream.unread.begin(), rest);
}

/// The call in \p ranges that has the first of the bytes from \p begin to \p end; 0 if none has any.
CallId Layout::callCovering(const SharedVector<StreamRange> &ranges, std::uint64_t begin, std::uint64_t end)
{
    const auto found = std::partition_point(
        ranges.begin(), ranges.end(), [&](const StreamRange &range) { return range.end <= begin; });
    return found == ranges.end() || found->begin >= end ? CallId {0} : found->call;
}

/// The lane of the datagram socket at \p end, which \p host has. One that was never bound has the port that
/// its first datagram is seen to come from.
LaneIndex Layout::datagramLane(const Endpoint &end, Host host)
{
    const std::string_view kind = name(host);
    LaneIndex unbound = kNoLane;
    for (LaneIndex lane = 0; lane < tracks_.size(); ++lane) {
        const Track &track = tracks_[lane];
        if (!track.isDatagram || !recording_.header().actors[lanes_[lane].actor].starts_with(kind))
            continue;
        if (track.local.port() == end.port())
            return lane;
        if (track.local.port() == 0 && track.hasSent)
            unbound = lane;
    }
    if (unbound != kNoLane)
        tracks_.edit(unbound).local = end;
    return unbound;
}

/// The lane of the socket that sent \p packet; kNoLane if it is not known, or no socket at all.
LaneIndex Layout::senderOf(const Packet &packet)
{
    if (const LaneIndex *known = laneOfPorts_.find(key(packet.source, packet.destination)))
        return *known;
    if (!packet.has(tcp_flag::kSyn) || packet.has(tcp_flag::kAck))
        return kNoLane;
    // A SYN: of the socket whose connect is under way to there.
    for (std::size_t lane = tracks_.size(); lane > 0; --lane) {
        if (tracks_[lane - 1].calls.isEmpty() || tracks_[lane - 1].calls != packet.destination)
            continue;
        Track &track = tracks_.edit(lane - 1);
        track.calls = {};
        track.local = packet.source;
        track.remote = packet.destination;
        laneOfPorts_.edit(key(packet.source, packet.destination)) = static_cast<LaneIndex>(lane - 1);
        return static_cast<LaneIndex>(lane - 1);
    }
    return kNoLane;
}

/// Which send's bytes a segment carries.
void Layout::nameCalls(Arrow &arrow, const Packet &packet)
{
    Stream &stream = streams_.edit(key(packet.source, packet.destination));
    if (packet.has(tcp_flag::kSyn))
        stream.initial = packet.seq;
    if (packet.length == 0 || !stream.initial)
        return;
    arrow.length = static_cast<std::uint32_t>(packet.length);
    arrow.offset = packet.seq - *stream.initial - 1; // the SYN takes one number
    const std::uint64_t end = std::uint64_t {arrow.offset} + arrow.length;
    const CallId sending = arrow.fromLane == kNoLane ? CallId {0} : tracks_[arrow.fromLane].sending;
    if (sending && arrow.offset >= stream.sent) {
        // A send that has not come back has not said how much it takes: as much as is seen to leave.
        if (stream.sends.empty() || stream.sends.back().call != sending)
            stream.sends.push_back({sending, stream.sent, end});
        stream.sends.editBack().end = std::max(stream.sends.back().end, end);
    }
    arrow.fromCall = callCovering(stream.sends, arrow.offset, end);
}

void Layout::sendSegment(EventIndex n, const SegmentSent &sent)
{
    Arrow arrow;
    arrow.kind = Arrow::Kind::Segment;
    arrow.end = Arrow::End::OnWire;
    arrow.evidence = Evidence::Observed;
    arrow.segment = sent.segment;
    arrow.fromHost = sent.from;
    const auto packet = decodePacket(sent.raw);
    if (packet && packet->source.port() != 0) {
        arrow.ports = key(packet->source, packet->destination);
        arrow.fromLane = senderOf(*packet);
        const LaneIndex *receiver = laneOfPorts_.find(reversed(arrow.ports));
        arrow.toLane = receiver ? *receiver : kNoLane;
        if (packet->protocol == Packet::Protocol::Udp) {
            arrow.fromLane = datagramLane(packet->source, sent.from);
            arrow.toLane = datagramLane(packet->destination, otherHost(sent.from));
        }
        if (packet->protocol == Packet::Protocol::Tcp)
            nameCalls(arrow, *packet);
        if (arrow.fromLane == kNoLane)
            withoutSender_[arrow.ports].push_back(arrow.segment);
        if (arrow.toLane == kNoLane)
            withoutReceiver_[reversed(arrow.ports)].push_back(arrow.segment);
    }
    // It begins where what caused it stands, if that was just now: a delayed acknowledgement and a second
    // try have a time of their own.
    constexpr auto kJustNow = std::chrono::milliseconds(5);
    const bool caused = (arrow.fromLane != kNoLane && arrow.fromLane == sceneLane_)
        || (arrow.ports != 0 && arrow.ports == scenePorts_);
    // What a host sent later does not begin further up, however busy the machine is.
    Row &lastBegin = lastBegins_.at(static_cast<std::size_t>(sent.from));
    const bool here = scene_ != kNoRow && caused && scene_ >= lastBegin && rows_[scene_].sent == 0
        && sent.original == 0 && recording_.at(n).t - timeOf(scene_).value_or(recording_.at(n).t) < kJustNow;
    arrow.from = here ? scene_ : addRow(n);
    lastBegin = arrow.from;
    arrow.to = arrow.from;
    rows_.edit(arrow.from).sent = sent.segment;
    touchedRows_.push_back(arrow.from);
    onWire_.push_back(arrow);
    arrowEnds_.push_back({});
}

void Layout::moveSegment(EventIndex n, const SegmentMoved &moved)
{
    if (moved.phase != SegmentPhase::Delivered && moved.phase != SegmentPhase::Dropped)
        return;
    const auto found = std::partition_point(
        onWire_.begin(), onWire_.end(), [&](const Arrow &arrow) { return arrow.segment < moved.segment; });
    if (found == onWire_.end() || found->segment != moved.segment) {
        // The kernel refused what we delivered: it is lost after all.
        if (moved.phase == SegmentPhase::Dropped && findArrow(moved.segment))
            editArrow(moved.segment)->end = Arrow::End::Lost;
        return;
    }
    Arrow arrow = *found;
    onWire_.erase(static_cast<std::size_t>(found - onWire_.begin()));
    arrow.to = addRow(n);
    rows_.edit(arrow.to).moved = moved.segment;
    arrow.end = moved.phase == SegmentPhase::Delivered ? Arrow::End::Arrives : Arrow::End::Lost;
    if (arrow.end == Arrow::End::Arrives) {
        scene_ = arrow.to;
        sceneLane_ = arrow.toLane;
        scenePorts_ = reversed(arrow.ports);
        if (arrow.toLane != kNoLane)
            tracks_.edit(arrow.toLane).arrival = arrow.to;
        if (arrow.length > 0)
            nameReader(arrow);
    }
    addArrow(arrow);
}

/// Which recv has the bytes that have just arrived: none yet, unless they are a copy's.
void Layout::nameReader(Arrow &arrow)
{
    Stream &stream = streams_.edit(arrow.ports);
    arrow.toCall = callCovering(stream.recvs, arrow.offset, std::uint64_t {arrow.offset} + arrow.length);
    if (arrow.toCall == 0)
        stream.unread.emplace(arrow.offset, arrow.segment);
}

/// The socket of \p lane has got its ports: segments that were waiting for it get that end.
void Layout::resolveSegments(LaneIndex lane)
{
    const std::uint32_t ports = portsKey(tracks_[lane].local, tracks_[lane].remote);
    for (const SegmentId segment : taken(withoutSender_, ports)) {
        if (Arrow *arrow = editArrow(segment))
            arrow->fromLane = lane;
    }
    for (const SegmentId segment : taken(withoutReceiver_, ports)) {
        Arrow *arrow = editArrow(segment);
        if (!arrow)
            continue;
        arrow->toLane = lane;
        if (arrow->end == Arrow::End::Arrives)
            tracks_.edit(lane).arrival = arrow->to;
    }
}

} // namespace sockstep
