// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/wire_plan.h"

#include <algorithm>
#include <iterator>

namespace sockstep {

bool WirePlanReader::is(SegmentKind kind, const Packet &packet) const
{
    const bool syn = packet.has(tcp_flag::kSyn);
    const bool ack = packet.has(tcp_flag::kAck);
    switch (kind) {
    case SegmentKind::Syn:
        return syn && !ack;
    case SegmentKind::SynAck:
        return syn && ack;
    case SegmentKind::Data:
        return packet.length > 0;
    case SegmentKind::Fin:
        return packet.has(tcp_flag::kFin);
    case SegmentKind::AckOfFin: {
        const auto theirs = afterFin_.find({packet.destination, packet.source});
        return ack && packet.sequenceLength() == 0 && !packet.has(tcp_flag::kRst) && theirs != afterFin_.end()
            && packet.ack == theirs->second;
    }
    }
    return false;
}

std::optional<SegmentKind> segmentKindNamed(std::string_view word)
{
    constexpr std::string_view kNames[] = {"syn", "syn-ack", "data", "fin", "ack-of-fin"};
    const auto found = std::find(std::begin(kNames), std::end(kNames), word);
    return found == std::end(kNames) ? std::nullopt
                                     : std::optional(static_cast<SegmentKind>(found - std::begin(kNames)));
}

const WireRule *WirePlanReader::next(Host from, const Packet &packet)
{
    // A datagram is data and nothing else; the flags of its packet are none.
    const bool known = packet.protocol == Packet::Protocol::Tcp || packet.protocol == Packet::Protocol::Udp;
    if (plan_.rules.empty() || !known)
        return nullptr;
    if (packet.has(tcp_flag::kFin))
        afterFin_[{packet.source, packet.destination}] = packet.seq + packet.sequenceLength();
    seen_.resize(plan_.rules.size());
    const WireRule *found = nullptr;
    for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
        const WireRule &rule = plan_.rules[i];
        if (rule.from != from || !is(rule.kind, packet))
            continue;
        ++seen_[i];
        if (rule.nth == WireRule::kEvery || seen_[i] == rule.nth)
            found = &rule;
    }
    return found;
}

} // namespace sockstep
