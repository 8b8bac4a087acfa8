// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/segment_query.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sockstep::test {

namespace {
QString view(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
} // namespace

std::vector<RecordedSegment> segmentsIn(const Recording &recording)
{
    std::vector<RecordedSegment> result;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const Event &event = recording.at(n);
        if (const auto *sent = std::get_if<SegmentSent>(&event.body)) {
            RecordedSegment &segment = result.emplace_back();
            segment.sent = sent;
            segment.packet = decodePacket(sent->raw);
            segment.sentAt = event.t;
        } else if (const auto *moved = std::get_if<SegmentMoved>(&event.body)) {
            RecordedSegment &segment = result.at(moved->segment - 1);
            if (moved->phase == SegmentPhase::Absorbed) {
                ++segment.absorbed;
                continue;
            }
            segment.held |= moved->phase == SegmentPhase::Held;
            segment.phase = moved->phase;
            segment.reason = moved->reason;
            segment.movedAt = event.t;
        }
    }
    return result;
}

std::vector<RecordedSegment> segmentsIn(const Recording &recording, Host from, const SegmentTest &wanted)
{
    std::vector<RecordedSegment> result = segmentsIn(recording);
    std::erase_if(result, [&](const RecordedSegment &one) { return one.sent->from != from || !wanted(one); });
    return result;
}

std::vector<RecordedSegment> withoutRepeats(std::vector<RecordedSegment> segments)
{
    std::map<std::pair<Endpoint, Endpoint>, std::uint32_t> acknowledged;
    std::erase_if(segments, [&](const RecordedSegment &one) {
        if (!one.packet || one.packet->protocol != Packet::Protocol::Tcp)
            return false;
        const auto [known, isFirst]
            = acknowledged.try_emplace({one.packet->source, one.packet->destination}, one.packet->ack);
        const bool again = !isFirst && isBareAck(one) && known->second == one.packet->ack;
        known->second = one.packet->ack;
        return one.sent->original != 0 || again;
    });
    return segments;
}

QString text(const RecordedSegment &segment)
{
    QString result = view(name(segment.sent->from)) + QLatin1Char(' ');
    if (!segment.packet)
        return result + QStringLiteral("malformed");
    result += QString::fromStdString(flagsText(segment.packet->flags));
    if (segment.isData())
        result += QStringLiteral(" %1 bytes").arg(segment.packet->length);
    if (segment.sent->original)
        result += QStringLiteral(", copy of %1").arg(segment.sent->original);
    if (segment.phase == SegmentPhase::Dropped)
        result += QStringLiteral(", lost (%1)").arg(view(name(segment.reason)));
    return result;
}

QStringList texts(const std::vector<RecordedSegment> &segments)
{
    QStringList result;
    for (const RecordedSegment &segment : segments)
        result << text(segment);
    return result;
}

} // namespace sockstep::test
