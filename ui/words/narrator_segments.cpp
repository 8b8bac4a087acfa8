// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include "core/packet/packet.h"
#include "ui/look/particles.h"

// What the wire did, in plain words.

namespace sockstep {

namespace {

/// The segment's name as it stands in a sentence.
QString bold(const QString &text) { return QStringLiteral("<b>%1</b>").arg(text); }

std::uint32_t windowOf(const Packet &packet, const SegmentRecord &record)
{
    return std::uint32_t {packet.window} << record.windowShift;
}

} // namespace

QString Narrator::hostName(Host host) { return host == Host::Client ? tr("client") : tr("server"); }

QString Narrator::segmentName(SegmentId id) const
{
    const auto packet = decodePacket(history_.sent(id).raw);
    if (!packet)
        return bold(tr("a malformed packet"));
    if (packet->protocol != Packet::Protocol::Tcp) {
        const auto word = name(packet->protocol);
        return bold(asShown(word).toUpper());
    }
    if (packet->length > 0 && !packet->has(tcp_flag::kFin))
        return bold(tr("%1 bytes").arg(packet->length));
    std::uint8_t flags = packet->flags;
    if (packet->has(tcp_flag::kFin) || packet->has(tcp_flag::kRst))
        flags = static_cast<std::uint8_t>(flags & (tcp_flag::kFin | tcp_flag::kRst)); // what it is about
    return bold(asShown(flagsText(flags)));
}

QString Narrator::segmentSent(SegmentId id) const
{
    const SegmentSent &sent = history_.sent(id);
    const SegmentRecord &record = history_.segment(id);
    const QString host = hostName(sent.from);
    const QString segment = segmentName(id);
    if (sent.original && sent.byWire)
        return tr("The wire now carries %1 twice.").arg(segment);
    if (sent.original)
        return tr("No answer came, so the %1's kernel sends %2 once more.").arg(host, segment);
    const auto packet = decodePacket(sent.raw);
    if (!packet || packet->protocol != Packet::Protocol::Tcp)
        return tr("The %1's kernel sends %2.").arg(host, segment);
    const bool ack = packet->has(tcp_flag::kAck);
    if (packet->has(tcp_flag::kRst))
        return tr("The %1's kernel sends %2: for it, there is no such connection.").arg(host, segment);
    if (packet->has(tcp_flag::kSyn))
        return ack
            ? tr("The %1's kernel answers with %2: it agrees, and names the number from which it will "
                 "count its own bytes.")
                  .arg(host, segment)
            : tr("The %1's kernel sends %2: it asks for a connection and names the number from which it "
                 "will count its bytes.")
                  .arg(host, segment);
    if (packet->has(tcp_flag::kFin))
        return tr("The %1's kernel sends %2: no byte of it will follow.").arg(host, segment);
    if (packet->length > 0)
        return tr("The %1's kernel sends %2.").arg(host, segment);
    if (windowOf(*packet, record) == 0)
        return tr("The %1's kernel sends %2 with a <b>window of 0</b>: its receive buffer is full, and the "
                  "other end must wait.")
            .arg(host, segment);
    return tr("The %1's kernel sends %2: it has everything before number %3.")
        .arg(host, segment)
        .arg(packet->ack - record.ackBase.value_or(0));
}

QString Narrator::segmentFate(SegmentId id) const
{
    const SegmentRecord &record = history_.segment(id);
    const SegmentSent &sent = history_.sent(id);
    const QString segment = segmentName(id);
    const QString from = hostName(sent.from);
    const QString to = hostName(otherHost(sent.from));
    QString text;
    switch (record.phase) {
    case SegmentPhase::Held:
        text = tr("The wire <b>holds</b> %1: no kernel knows of it but the %2's.").arg(segment, from);
        break;
    case SegmentPhase::Delivered:
        text = tr("The wire delivered %1 to the %2's kernel.").arg(segment, to);
        break;
    case SegmentPhase::Dropped: {
        const auto packet = decodePacket(sent.raw);
        const bool repeats = packet && packet->sequenceLength() > 0;
        text = record.reason == DropReason::Cable
            ? tr("%1 is <b>lost</b>: the cable is out.").arg(segment)
            : tr("%1 is <b>lost</b> on the wire, and nobody is told.").arg(segment);
        text += u' '
            + (repeats ? tr("When no answer comes, the %1's kernel will send it again.").arg(from)
                       : tr("It will not be sent again by itself: the %1 has to repeat what it answered.")
                             .arg(to));
        break;
    }
    case SegmentPhase::Sent:
    case SegmentPhase::Absorbed:
        text = tr("%1 is on its way to the %2.").arg(segment, to);
        break;
    }
    if (record.absorbed > 0)
        text += u' '
            + tr("Meanwhile the %1's kernel has repeated it (%2×); the wire counts such copies and throws "
                 "them away.")
                  .arg(from)
                  .arg(record.absorbed);
    return text;
}

QString Narrator::segment(SegmentId id) const
{
    return withParticles(segmentSent(id) + u' ' + segmentFate(id));
}

/// What the kernels put on the wire between two events.
QString Narrator::sentSince(EventIndex first, EventIndex end) const
{
    constexpr int kMost = 2; // more would be a list, and the diagram is a better one
    QStringList sentences;
    int more = 0;
    for (EventIndex n = first; n < end; ++n) {
        const auto *sent = std::get_if<SegmentSent>(&history_.recording().at(n).body);
        if (!sent)
            continue;
        if (sentences.size() < kMost)
            sentences.append(segmentSent(sent->segment));
        else
            ++more;
    }
    if (more > 0)
        sentences.append(tr("%1 more segments follow.").arg(more));
    return sentences.join(u' ');
}

/// The last thing that the wire did after the event \p after; kNoEvent if it did nothing.
EventIndex Narrator::lastOnWire(EventIndex after) const
{
    for (EventIndex n = history_.size(); n > after; --n) {
        const EventBody &body = history_.recording().at(n - 1).body;
        const auto *moved = std::get_if<SegmentMoved>(&body);
        const bool landed
            = moved && (moved->phase == SegmentPhase::Delivered || moved->phase == SegmentPhase::Dropped);
        if (landed || std::holds_alternative<CableMoved>(body))
            return n - 1;
        // A kernel that sends again does so of its own accord.
        const auto *sent = std::get_if<SegmentSent>(&body);
        if (sent && sent->original)
            return n - 1;
    }
    return kNoEvent;
}

QString Narrator::onWire(EventIndex n) const
{
    const EventBody &body = history_.recording().at(n).body;
    if (const auto *cable = std::get_if<CableMoved>(&body))
        return cable->plugged
            ? tr("The <b>cable</b> is in again: what is sent from now on arrives.")
            : tr("The <b>cable</b> is out. Neither kernel knows: there is no signal for it.");
    if (const auto *sent = std::get_if<SegmentSent>(&body))
        return segmentSent(sent->segment);
    return segmentFate(std::get<SegmentMoved>(body).segment);
}

} // namespace sockstep
