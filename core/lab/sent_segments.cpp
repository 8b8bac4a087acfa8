// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/sent_segments.h"

namespace sockstep {

namespace {

/// Of those whose copies would be recognised; beyond it, all are forgotten.
constexpr std::size_t kMostRemembered = 65536;

std::uint8_t identity(std::uint8_t flags)
{
    return flags & (tcp_flag::kSyn | tcp_flag::kFin | tcp_flag::kRst);
}

} // namespace

bool carriesTheSame(const Packet &one, const Packet &other)
{
    return one.source == other.source && one.destination == other.destination && one.seq == other.seq
        && one.sequenceLength() == other.sequenceLength() && identity(one.flags) == identity(other.flags);
}

SentSegments::Key SentSegments::keyOf(const Packet &packet)
{
    return {packet.source, packet.destination, packet.seq, packet.sequenceLength(), identity(packet.flags)};
}

SegmentId SentSegments::originalOf(const Packet &packet) const
{
    if (packet.sequenceLength() == 0)
        return 0;
    const auto known = segments_.find(keyOf(packet));
    return known == segments_.end() ? SegmentId {0} : known->second;
}

void SentSegments::add(const Packet &packet, SegmentId segment)
{
    const std::uint32_t end = packet.seq + packet.sequenceLength();
    const auto [stream, isNew] = sentUpTo_.try_emplace({packet.source, packet.destination}, end);
    if (!isNew && atOrAfter(end, stream->second))
        stream->second = end;
    if (packet.sequenceLength() == 0)
        return;
    if (segments_.size() >= kMostRemembered)
        segments_.clear();
    segments_.try_emplace(keyOf(packet), segment);
}

bool SentSegments::isProbe(const Packet &packet) const
{
    const auto stream = sentUpTo_.find({packet.source, packet.destination});
    return packet.sequenceLength() == 0 && !packet.has(tcp_flag::kRst) && stream != sentUpTo_.end()
        && packet.seq == stream->second - 1;
}

} // namespace sockstep
