// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/layout.h"

#include <algorithm>

// The part of the layout that keeps its arrows, and that joins the sends of a loopback session with the recvs
// that got their bytes.

namespace sockstep {

namespace {
constexpr Row kLongestNearArrow = 256;
constexpr std::size_t kLongArrowsInGroup = 256;
} // namespace

Layout::Arrows::Range Layout::arrowsNear(Row first, Row last) const
{
    const auto begin = std::partition_point(
        arrows_.begin(), arrows_.end(), [&](const Arrow &arrow) { return arrow.to < first; });
    const Row farthest = last > kNoRow - kLongestNearArrow ? kNoRow : last + kLongestNearArrow;
    const auto end = std::partition_point(
        begin, arrows_.end(), [&](const Arrow &arrow) { return arrow.to <= farthest; });
    return {begin, end};
}

std::vector<const Arrow *> Layout::longArrowsIn(Row first, Row last) const
{
    const auto touches = [&](Row from, Row to) { return from <= last && to >= first; };
    std::vector<const Arrow *> found;
    for (std::size_t group = 0; group < longGroups_.size(); ++group) {
        if (!touches(longGroups_[group].first, longGroups_[group].last))
            continue;
        const std::size_t begin = group * kLongArrowsInGroup;
        const std::size_t end = std::min(begin + kLongArrowsInGroup, longArrows_.size());
        for (std::size_t i = begin; i < end; ++i) {
            if (touches(longArrows_[i].from, longArrows_[i].to))
                found.push_back(&longArrows_[i]);
        }
    }
    return found;
}

void Layout::addArrow(const Arrow &arrow)
{
    if (arrow.to - std::min(arrow.from, arrow.to) > kLongestNearArrow) {
        if (longArrows_.size() % kLongArrowsInGroup == 0)
            longGroups_.push_back({arrow.from, arrow.to});
        longArrows_.push_back(arrow);
        RowSpan &group = longGroups_.editBack();
        group = {std::min(group.first, arrow.from), std::max(group.last, arrow.to)};
        if (arrow.segment)
            arrowEnds_.edit(arrow.segment - 1)
                = {arrow.to, static_cast<std::uint32_t>(longArrows_.size() - 1)};
        return;
    }
    if (arrow.segment)
        arrowEnds_.edit(arrow.segment - 1).to = arrow.to;
    const auto place = std::partition_point(
        arrows_.begin(), arrows_.end(), [&](const Arrow &other) { return other.to <= arrow.to; });
    arrows_.insert(static_cast<std::size_t>(place - arrows_.begin()), arrow);
}

Layout::ArrowPlace Layout::placeOf(SegmentId segment) const
{
    if (segment == 0 || segment > arrowEnds_.size())
        return {};
    const ArrowEnd &end = arrowEnds_[segment - 1];
    if (end.longIndex != kNoRow)
        return {&longArrows_, end.longIndex};
    const bool flies = end.to == kNoRow;
    const Arrows &arrows = flies ? onWire_ : arrows_;
    auto found = std::partition_point(arrows.begin(), arrows.end(),
        [&](const Arrow &arrow) { return flies ? arrow.segment < segment : arrow.to < end.to; });
    while (found != arrows.end() && found->to == end.to && found->segment != segment)
        ++found; // others may end in the same row
    if (found == arrows.end() || found->segment != segment)
        return {};
    return {&arrows, static_cast<std::size_t>(found - arrows.begin())};
}

const Arrow *Layout::findArrow(SegmentId segment) const
{
    const ArrowPlace place = placeOf(segment);
    return place.arrows ? &(*place.arrows)[place.index] : nullptr;
}

/// For changing an arrow that findArrow() has found.
Arrow *Layout::editArrow(SegmentId segment)
{
    const ArrowPlace place = placeOf(segment);
    for (Arrows *arrows : {&onWire_, &arrows_, &longArrows_}) {
        if (arrows == place.arrows)
            return &arrows->edit(place.index);
    }
    return nullptr;
}

const Arrow *Layout::arrowOf(SegmentId segment) const { return findArrow(segment); }

const Arrow *Layout::arrowTo(Row row, SegmentId segment) const
{
    const auto first = std::partition_point(
        arrows_.begin(), arrows_.end(), [&](const Arrow &arrow) { return arrow.to < row; });
    for (auto arrow = first; arrow != arrows_.end() && arrow->to == row; ++arrow) {
        if (arrow->segment == segment)
            return &*arrow;
    }
    return nullptr;
}

/// Who sent the bytes that came out of a socket whose peer no address tells: a datagram, or a Unix-domain
/// stream. The one whose oldest bytes on their way are these.
LaneIndex Layout::senderOf(LaneIndex receiver, const std::string &data)
{
    for (LaneIndex lane = 0; lane < tracks_.size(); ++lane) {
        const Track &track = tracks_[lane];
        if (lane == receiver || track.sentHead >= track.sent.size() || track.isTcp)
            continue;
        // A datagram that was lost, or that nobody wanted, is not waited for.
        const std::size_t end = track.isDatagram ? track.sent.size() : track.sentHead + 1;
        for (std::size_t i = track.sentHead; i < end; ++i) {
            const auto &call = std::get<CallEntered>(recording_.at(entered_[track.sent[i].call - 1]).body);
            const std::string_view left = std::string_view(call.data).substr(track.sent[i].begin);
            const std::size_t both = std::min(left.size(), data.size());
            if (both == 0 || left.substr(0, both) != std::string_view(data).substr(0, both))
                continue;
            tracks_.edit(lane).sentHead = i;
            return lane;
        }
    }
    return kNoLane;
}

void Layout::arrive(LaneIndex lane, const CallReturned &returned, Row row)
{
    const auto length = static_cast<std::uint32_t>(returned.result);
    const bool isTcp = tracks_[lane].isTcp;
    const LaneIndex sender = isTcp ? peerOf(lane) : senderOf(lane, returned.data);
    if (sender != kNoLane)
        join(sender, lane, {returned.call, row, length});
    else if (isTcp)
        tracks_.edit(lane).early.push_back({returned.call, row, length});
}

/// Arrows from the sends of \p sender whose bytes \p received has got.
void Layout::join(LaneIndex sender, LaneIndex receiver, const Transfer &received)
{
    std::uint32_t length = received.length;
    Track &track = tracks_.edit(sender);
    while (length > 0 && track.sentHead < track.sent.size()) {
        Sent &sent = track.sent.edit(track.sentHead);
        const std::uint32_t part = std::min(length, sent.end - std::min(sent.begin, sent.end));
        if (part > 0)
            addArrow({Arrow::Kind::Data, Evidence::Observed, sender, receiver, calls_[sent.call - 1].row,
                received.row, sent.call, received.call, sent.begin, part});
        sent.begin += part;
        length -= part;
        // What does not fit into the buffer of a datagram's reader is gone: recv(2), MSG_TRUNC.
        const bool one = track.isDatagram;
        if (sent.begin >= sent.end || one)
            ++track.sentHead;
        if (one)
            break;
    }
    forgetArrived(track);
}

/// A sender that never waits always has bytes on their way: what has arrived must not pile up behind them.
void Layout::forgetArrived(Track &track)
{
    if (track.sentHead <= track.sent.size() / 2)
        return;
    SharedVector<Sent, 64> left;
    for (std::size_t i = track.sentHead; i < track.sent.size(); ++i)
        left.push_back(track.sent[i]);
    track.sent = std::move(left);
    track.sentHead = 0;
}

/// In a free run, much may have been received before the first look at the kernel tells who is connected
/// with whom. Now that the two ends of \p lane's connection are known, it gets its arrows.
void Layout::joinEarly(LaneIndex lane)
{
    const LaneIndex peer = peerOf(lane);
    if (peer == kNoLane || (tracks_[lane].early.empty() && tracks_[peer].early.empty()))
        return;
    struct Arrival {
        LaneIndex sender;
        LaneIndex receiver;
        Transfer received;
    };
    std::vector<Arrival> arrivals;
    for (const auto &[sender, receiver] : {std::pair {peer, lane}, std::pair {lane, peer}}) {
        for (const Transfer &received : tracks_[receiver].early)
            arrivals.push_back({sender, receiver, received});
        tracks_.edit(receiver).early.clear();
    }
    std::stable_sort(arrivals.begin(), arrivals.end(),
        [](const Arrival &a, const Arrival &b) { return a.received.row < b.received.row; });
    for (const Arrival &arrival : arrivals)
        join(arrival.sender, arrival.receiver, arrival.received);
}

} // namespace sockstep
