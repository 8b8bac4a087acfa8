// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernels put on the wire, and what the wire did with it.
#include "ui/words/wire_sentences.h"

#include "core/packet/packet.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"
#include "ui/words/told_call.h"

#include <algorithm>
#include <iterator>

namespace sockstep {

namespace {

bool isTcp(const Packet &packet) { return packet.protocol == Packet::Protocol::Tcp; }

std::uint32_t windowOf(const Packet &packet, const SegmentRecord &record)
{
    return std::uint32_t {packet.window} << record.windowShift;
}

/// The socket of the session that has these two ends; 0 if none has.
SocketId socketBetween(const History &history, const Endpoint &local, const Endpoint &remote)
{
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &socket = history.socket(id);
        if (socket.local == local && socket.remote == remote)
            return id;
    }
    return 0;
}

/// The listener of the session to which a SYN to \p address goes; 0 if there is none.
SocketId listenerAt(const History &history, const Endpoint &address, EventIndex n)
{
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &socket = history.socket(id);
        const SocketPast &past = history.precedents().of(id);
        const bool fits
            = socket.local.port() == address.port() && (socket.local == address || socket.local.isWildcard());
        if (fits && past.listening < n && past.closed > n)
            return id;
    }
    return 0;
}

/// Why a kernel sends an RST: the end of a connection that it still had, or the answer to what it has none
/// for.
QString reasonOfReset(const History &history, SegmentId id, const Packet &packet)
{
    const EventIndex n = history.segment(id).sent;
    const SocketId socket = socketBetween(history, packet.source, packet.destination);
    if (!socket) {
        return listenerAt(history, packet.source, n) ? Narrator::tr("for it, there is no such connection")
                                                     : Narrator::tr("no socket is there to take what came");
    }
    const SocketPast &past = history.precedents().of(socket);
    const StateChanged *before = history.precedents().lastChange(history.recording(), socket, n);
    const bool hadFin = history.precedents().wasIn(history.recording(), socket, TcpState::FinWait1, n)
        || history.precedents().wasIn(history.recording(), socket, TcpState::FinWait2, n)
        || history.precedents().wasIn(history.recording(), socket, TcpState::LastAck, n);
    if (past.closed > n) {
        const SocketId listener = history.socket(socket).listener;
        const bool orphan
            = listener && history.precedents().of(listener).closed < n && history.socket(socket).fd < 0;
        return orphan ? Narrator::tr("the listener was closed before anybody accepted the connection")
                      : Narrator::tr("for it, there is no such connection");
    }
    if (hadFin || (before && before->to == TcpState::TimeWait))
        return Narrator::tr("its program has closed the socket, and nobody is left to read what came");
    const bool lingers = past.linger < past.closed;
    return lingers
        ? Narrator::tr("close() tears the connection down, because SO_LINGER was set with a time of 0")
        : Narrator::tr("close() tears the connection down, because bytes were left unread");
}

/// "sends SYN: …", after "The client's kernel" or ", which".
QString sentClause(const History &history, SegmentId id, bool full)
{
    const SegmentSent &sent = history.sent(id);
    const SegmentRecord &record = history.segment(id);
    const QString segment = segmentInWords(history, id);
    const auto packet = decodePacket(sent.raw);
    if (!packet || !isTcp(*packet))
        return Narrator::tr("sends %1").arg(segment);
    const bool ack = packet->has(tcp_flag::kAck);
    if (sent.original) {
        // A SYN,ACK comes again also where the last ACK did come and the queue was full.
        const bool unanswered = packet->sequenceLength() > 0 && !(packet->has(tcp_flag::kSyn) && ack);
        return (unanswered && full ? Narrator::tr("sends %1 once more, because no ACK of it has arrived")
                                   : Narrator::tr("sends %1 once more"))
            .arg(segment);
    }
    if (packet->has(tcp_flag::kRst))
        return Narrator::tr("sends %1: %2").arg(segment, reasonOfReset(history, id, *packet));
    if (packet->has(tcp_flag::kSyn) && ack)
        return (full
                ? Narrator::tr("answers with %1: it agrees, and announces its own initial sequence number")
                : Narrator::tr("answers with %1"))
            .arg(segment);
    if (packet->has(tcp_flag::kSyn))
        return (full ? Narrator::tr("sends %1: it asks for a connection, and announces its initial sequence "
                                    "number")
                     : Narrator::tr("sends %1"))
            .arg(segment);
    if (packet->has(tcp_flag::kFin))
        return (full ? Narrator::tr("sends %1: it will send no more data") : Narrator::tr("sends %1"))
            .arg(segment);
    if (packet->length > 0)
        return Narrator::tr("sends %1").arg(segment);
    if (windowOf(*packet, record) == 0)
        return (full ? Narrator::tr(
                    "sends %1 with a <b>window of 0</b>: its receive buffer is full, and the other "
                    "end must wait")
                     : Narrator::tr("sends %1 with a <b>window of 0</b>"))
            .arg(segment);
    return Narrator::tr("sends %1: it has everything before number %2")
        .arg(segment)
        .arg(packet->ack - record.ackBase.value_or(0));
}

QString hostOf(const History &history, SegmentId id) { return Narrator::hostName(history.sent(id).from); }

/// The segments that were sent between two events, copies of the wire's own left out.
std::vector<SegmentId> sentBetween(const History &history, EventIndex first, EventIndex end)
{
    std::vector<SegmentId> segments;
    for (EventIndex n = first; n < end; ++n) {
        const auto *sent = std::get_if<SegmentSent>(&history.recording().at(n).body);
        if (sent && !(sent->original && sent->byWire))
            segments.push_back(sent->segment);
    }
    return segments;
}

bool allFrom(const History &history, const std::vector<SegmentId> &segments, Host host)
{
    return std::all_of(
        segments.begin(), segments.end(), [&](SegmentId id) { return history.sent(id).from == host; });
}

/// The one of several that has the most to say: an RST, a closed window, a SYN or FIN; else the last.
SegmentId mostTelling(const History &history, const std::vector<SegmentId> &segments)
{
    const auto weight = [&](SegmentId id) {
        const auto packet = decodePacket(history.sent(id).raw);
        if (!packet || !isTcp(*packet))
            return 1;
        if (packet->has(tcp_flag::kRst))
            return 4;
        if (packet->has(tcp_flag::kSyn | tcp_flag::kFin))
            return 3;
        if (packet->length == 0 && windowOf(*packet, history.segment(id)) == 0)
            return 2;
        return packet->length > 0 ? 1 : 0;
    };
    return *std::max_element(segments.begin(), segments.end(),
        [&](SegmentId one, SegmentId other) { return weight(one) <= weight(other) && one < other; });
}

/// Several that carry nothing but data: how many, and how much.
QString dataClause(const History &history, const std::vector<SegmentId> &segments)
{
    std::uint64_t bytes = 0;
    for (const SegmentId id : segments) {
        const auto packet = decodePacket(history.sent(id).raw);
        const bool data = packet && isTcp(*packet) && packet->length > 0 && !history.sent(id).original
            && !packet->has(tcp_flag::kFin | tcp_flag::kSyn | tcp_flag::kRst);
        if (!data)
            return {};
        bytes += packet->length;
    }
    return Narrator::tr("sends %1 segments with %2 in all")
        .arg(segments.size())
        .arg(bold(bytesInWords(bytes)));
}

/// Several that do nothing but acknowledge: how far the last of them goes.
QString acknowledgesClause(const History &history, const std::vector<SegmentId> &segments)
{
    std::uint32_t upTo = 0;
    for (const SegmentId id : segments) {
        const auto packet = decodePacket(history.sent(id).raw);
        const SegmentRecord &record = history.segment(id);
        const bool acknowledges = packet && isTcp(*packet) && packet->sequenceLength() == 0
            && packet->has(tcp_flag::kAck) && !packet->has(tcp_flag::kRst) && windowOf(*packet, record) > 0;
        if (!acknowledges)
            return {};
        upTo = packet->ack - record.ackBase.value_or(0);
    }
    return Narrator::tr("sends %1 ACKs: it has everything before number %2").arg(segments.size()).arg(upTo);
}

QString clauseOf(const History &history, const std::vector<SegmentId> &segments)
{
    if (segments.size() > 1) {
        for (const QString &all : {dataClause(history, segments), acknowledgesClause(history, segments)}) {
            if (!all.isEmpty())
                return all;
        }
    }
    const SegmentId telling = mostTelling(history, segments);
    const QString clause = sentClause(
        history, telling, history.precedents().isFirstOfItsKind(history, history.segment(telling).sent));
    if (segments.size() == 1)
        return clause;
    //: %1 is what a kernel sends, %2 how many more segments.
    return segments.size() == 2
        ? Narrator::tr("%1; one more segment goes with it").arg(clause)
        : Narrator::tr("%1; %2 more segments go with it").arg(clause, QString::number(segments.size() - 1));
}

/// Has the listener's queue no room for the SYN that was delivered, and has nothing answered it?
bool wasIgnored(const History &history, SegmentId id, const Packet &packet)
{
    const EventIndex n = history.segment(id).moved;
    const SocketId listener = listenerAt(history, packet.destination, n);
    const SocketSample &sample = history.socket(listener).sample;
    // The kernel takes one more than the backlog: sk_acceptq_is_full() in include/net/sock.h.
    const bool isSyn = packet.has(tcp_flag::kSyn) && !packet.has(tcp_flag::kAck);
    const bool answered = socketBetween(history, packet.destination, packet.source) != 0;
    return isSyn && listener && !answered && sample.recvQueue > sample.sendQueue;
}

QString lost(const History &history, SegmentId id, bool full)
{
    const SegmentSent &sent = history.sent(id);
    const QString segment = segmentInWords(history, id);
    const QString text = history.segment(id).reason == DropReason::Cable
        ? Narrator::tr("The cable is out, so the wire <b>lost</b> %1")
        : Narrator::tr("The wire <b>lost</b> %1, and nobody is told");
    const QString what = text.arg(segment);
    const auto packet = decodePacket(sent.raw);
    if (!full || !packet)
        return what + u'.';
    const QString from = Narrator::hostName(sent.from);
    const QString to = Narrator::hostName(otherHost(sent.from));
    if (packet->protocol == Packet::Protocol::Udp)
        return Narrator::tr("%1: no kernel sends a datagram again, that is left to the program.").arg(what);
    if (!isTcp(*packet))
        return Narrator::tr("%1: no kernel sends it again.").arg(what);
    if (packet->has(tcp_flag::kRst))
        return Narrator::tr("%1: an RST is not sent again, and the %2 finds out when it sends something.")
            .arg(what, to);
    if (packet->sequenceLength() == 0)
        return Narrator::tr(
            "%1: an ACK is not sent again by itself, so the %2 has to repeat what it answered.")
            .arg(what, to);
    const SocketId sender = socketBetween(history, packet->source, packet->destination);
    if (sender && history.socket(sender).state == TcpState::Close)
        return what + u'.'; // it has given up
    return Narrator::tr("%1: if no ACK comes, the %2's kernel repeats the segment, until it gives up.")
        .arg(what, from);
}

} // namespace

QString segmentInWords(const History &history, SegmentId id)
{
    const auto packet = decodePacket(history.sent(id).raw);
    if (!packet)
        return bold(Narrator::tr("a malformed packet"));
    switch (packet->protocol) {
    case Packet::Protocol::Udp:
        return bold(Narrator::tr("a UDP datagram"));
    case Packet::Protocol::Icmp:
        return bold(Narrator::tr("an ICMP message"));
    case Packet::Protocol::Other:
        return bold(Narrator::tr("a packet"));
    case Packet::Protocol::Tcp:
        break;
    }
    if (packet->length > 0 && !packet->has(tcp_flag::kFin))
        return bold(bytesInWords(packet->length));
    std::uint8_t flags = packet->flags;
    if (packet->has(tcp_flag::kFin) || packet->has(tcp_flag::kRst))
        flags = static_cast<std::uint8_t>(flags & (tcp_flag::kFin | tcp_flag::kRst)); // what it is about
    return bold(flagsText(flags));
}

QString segmentSentSentence(const History &history, SegmentId id, bool full)
{
    const SegmentSent &sent = history.sent(id);
    if (sent.original && sent.byWire)
        return Narrator::tr("The wire now carries %1 twice.").arg(segmentInWords(history, id));
    //: %2 is what it sends.
    return Narrator::tr("The %1's kernel %2.").arg(hostOf(history, id), sentClause(history, id, full));
}

QString segmentFateSentence(const History &history, SegmentId id, bool full)
{
    const SegmentRecord &record = history.segment(id);
    const QString segment = segmentInWords(history, id);
    const QString from = hostOf(history, id);
    const QString to = Narrator::hostName(otherHost(history.sent(id).from));
    switch (record.phase) {
    case SegmentPhase::Held:
        return (record.absorbed > 0
                ? Narrator::tr(
                    "The wire <b>holds</b> %1; the %2's kernel has sent it again meanwhile (%3×), and "
                    "the wire throws such copies away.")
                      .arg(segment, from)
                      .arg(record.absorbed)
                : Narrator::tr("The wire <b>holds</b> %1: no kernel knows of it but the %2's.")
                      .arg(segment, from));
    case SegmentPhase::Delivered: {
        const auto packet = decodePacket(history.sent(id).raw);
        if (packet && isTcp(*packet) && wasIgnored(history, id, *packet))
            return Narrator::tr(
                "The wire delivered %1 to the %2's kernel, which <b>drops</b> it: the listener's "
                "queue is full.")
                .arg(segment, to);
        return (record.absorbed > 0
                ? Narrator::tr(
                    "The wire delivered %1 to the %2's kernel; meanwhile the %3's kernel had sent it "
                    "again (%4×), and the wire threw such copies away.")
                      .arg(segment, to, from)
                      .arg(record.absorbed)
                : Narrator::tr("The wire delivered %1 to the %2's kernel.").arg(segment, to));
    }
    case SegmentPhase::Dropped:
        return lost(history, id, full);
    case SegmentPhase::Sent:
    case SegmentPhase::Absorbed:
        break;
    }
    return Narrator::tr("%1 is on its way to the %2.").arg(segment, to);
}

QString segmentsSentSentence(const History &history, EventIndex first, EventIndex end)
{
    std::vector<SegmentId> began = sentBetween(history, first, end);
    if (began.empty())
        return {};
    const Host host = history.sent(began.front()).from;
    const auto answers = std::stable_partition(
        began.begin(), began.end(), [&](SegmentId id) { return history.sent(id).from == host; });
    const std::vector<SegmentId> others(answers, began.end());
    began.erase(answers, began.end());
    const QString name = Narrator::hostName(host);
    if (others.empty())
        return Narrator::tr("The %1's kernel %2.").arg(name, clauseOf(history, began));
    //: %1 and %3 are hosts, %2 and %4 what their kernels send.
    return Narrator::tr("The %1's kernel %2, and the %3's kernel %4.")
        .arg(name, clauseOf(history, began), Narrator::hostName(otherHost(host)), clauseOf(history, others));
}

EventIndex lastOnWire(const History &history, EventIndex after)
{
    for (EventIndex n = history.size(); n > after; --n) {
        const EventBody &body = history.recording().at(n - 1).body;
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

bool tellsOfAnswers(const History &history, EventIndex n, EventIndex end)
{
    const auto *moved = std::get_if<SegmentMoved>(&history.recording().at(n).body);
    if (!moved || moved->phase != SegmentPhase::Delivered)
        return false;
    const std::vector<SegmentId> answers = sentBetween(history, n + 1, end);
    return !answers.empty() && allFrom(history, answers, otherHost(history.sent(moved->segment).from));
}

QString wireSentence(const History &history, EventIndex n, EventIndex end)
{
    const bool full = history.precedents().isFirstOfItsKind(history, n);
    const EventBody &body = history.recording().at(n).body;
    if (const auto *cable = std::get_if<CableMoved>(&body))
        return cable->plugged
            ? Narrator::tr("The <b>cable</b> is plugged in again: what is sent from now on arrives.")
            : Narrator::tr("The <b>cable</b> is pulled out, and TCP is not told at either end.");
    if (const auto *sent = std::get_if<SegmentSent>(&body))
        return segmentSentSentence(history, sent->segment, full);
    const SegmentId segment = std::get<SegmentMoved>(body).segment;
    if (!tellsOfAnswers(history, n, end))
        return segmentFateSentence(history, segment, full);
    //: %3 is what that kernel sends.
    return Narrator::tr("The wire delivered %1 to the %2's kernel, which %3.")
        .arg(segmentInWords(history, segment), Narrator::hostName(otherHost(history.sent(segment).from)),
            clauseOf(history, sentBetween(history, n + 1, end)));
}

} // namespace sockstep
