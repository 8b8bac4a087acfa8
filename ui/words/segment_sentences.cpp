// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/segment_words.h"

#include <array>

namespace sockstep {

namespace {

struct Sentence {
    FieldId id;
    const char *text;
};

using Id = FieldId;

constexpr std::array<Sentence, kFieldIdCount> kSentences {{
    {Id::Ip4Version, QT_TRANSLATE_NOOP("SegmentWords", "4: what follows is laid out as RFC 791 says.")},
    {Id::Ip4HeaderLength,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Internet Header Length: how long this header is, in words of four bytes. 5 means 20 bytes, "
            "and no options.")},
    {Id::Ip4Dscp,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Differentiated Services: which treatment the packet asks of routers (RFC 2474).")},
    {Id::Ip4Ecn,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Explicit Congestion Notification: a congested router marks packets here instead of dropping "
            "them, if both ends agreed to it (RFC 3168).")},
    {Id::Ip4TotalLength,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "The length of the whole packet in bytes: this header and all that it carries.")},
    {Id::Ip4Identification,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Tells the fragments of one packet from those of another, if packets are cut in pieces.")},
    {Id::Ip4Flags,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "DF: do not cut this packet in pieces. MF: more pieces of it follow.")},
    {Id::Ip4FragmentOffset,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Where the data of this fragment belongs in the whole packet, in units of eight bytes.")},
    {Id::Ip4TimeToLive,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Each router takes one off, and drops the packet at zero, so that no packet goes round for "
            "ever.")},
    {Id::Ip4Protocol,
        QT_TRANSLATE_NOOP("SegmentWords", "What the packet carries: 6 is TCP, 17 is UDP, 1 is ICMP.")},
    {Id::Ip4Checksum,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Guards this header alone. Each router computes it again, because the time to live changes.")},
    {Id::Ip4Source, QT_TRANSLATE_NOOP("SegmentWords", "The address of the host that sent the packet.")},
    {Id::Ip4Destination,
        QT_TRANSLATE_NOOP("SegmentWords", "The address of the host that the packet goes to.")},
    {Id::Ip4Options,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "Rarely used: for example, the route to take, or the route that was taken.")},

    {Id::Ip6Version, QT_TRANSLATE_NOOP("SegmentWords", "6: what follows is laid out as RFC 8200 says.")},
    {Id::Ip6TrafficClass,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Six bits for the treatment that the packet asks of routers, two for marks of congestion.")},
    {Id::Ip6FlowLabel,
        QT_TRANSLATE_NOOP("SegmentWords",
            "The same in the packets of one flow, so that routers can send them the same way "
            "(RFC 6437).")},
    {Id::Ip6PayloadLength,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "How many bytes come after this header. Its own 40 are not counted.")},
    {Id::Ip6NextHeader,
        QT_TRANSLATE_NOOP("SegmentWords",
            "What comes after this header: 6 is TCP, 17 is UDP, 58 is ICMPv6, or an extension header.")},
    {Id::Ip6HopLimit,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Each router takes one off, and drops the packet at zero, so that no packet goes round for "
            "ever.")},
    {Id::Ip6Source, QT_TRANSLATE_NOOP("SegmentWords", "The address of the host that sent the packet.")},
    {Id::Ip6Destination,
        QT_TRANSLATE_NOOP("SegmentWords", "The address of the host that the packet goes to.")},

    {Id::ExtensionNextHeader, QT_TRANSLATE_NOOP("SegmentWords", "What comes after this extension header.")},
    {Id::ExtensionLength,
        QT_TRANSLATE_NOOP("SegmentWords",
            "How long this extension header is, in units of eight bytes, the first not counted.")},
    {Id::ExtensionData, QT_TRANSLATE_NOOP("SegmentWords", "Options, or the way that the packet is to take.")},
    {Id::FragmentReserved, QT_TRANSLATE_NOOP("SegmentWords", "Kept free: zero.")},
    {Id::FragmentOffset,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Where the data of this fragment belongs in the whole packet, in units of eight bytes.")},
    {Id::FragmentReservedBits, QT_TRANSLATE_NOOP("SegmentWords", "Kept free: zero.")},
    {Id::FragmentMore,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "1: more fragments of the packet follow. 0: this is the last one.")},
    {Id::FragmentIdentification,
        QT_TRANSLATE_NOOP("SegmentWords", "The same in all fragments of one packet.")},

    {Id::TcpSourcePort,
        QT_TRANSLATE_NOOP("SegmentWords",
            "The port of the socket that sent the segment. A client usually has an ephemeral one, which "
            "the kernel chose in connect().")},
    {Id::TcpDestinationPort,
        QT_TRANSLATE_NOOP("SegmentWords",
            "The port of the socket that is to get the segment. A server is found by the one that it "
            "gave to bind().")},
    {Id::TcpSequence,
        QT_TRANSLATE_NOOP("SegmentWords",
            "The number of the first byte of data. In a SYN it is the initial one, which others must not be "
            "able to guess; the first byte of data gets the next.")},
    {Id::TcpAcknowledgment,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "With ACK set: the number that is expected next. All before it have arrived.")},
    {Id::TcpDataOffset,
        QT_TRANSLATE_NOOP("SegmentWords",
            "How long this header is, in words of four bytes: 5 without options, at most 15.")},
    {Id::TcpReserved, QT_TRANSLATE_NOOP("SegmentWords", "Kept free: zero.")},
    {Id::TcpCwr,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Congestion Window Reduced: the sender has slowed down because of an ECE (RFC 3168).")},
    {Id::TcpEce,
        QT_TRANSLATE_NOOP("SegmentWords",
            "ECN-Echo: packets arrived that a router had marked. In a SYN, it asks to use ECN "
            "(RFC 3168).")},
    {Id::TcpUrg,
        QT_TRANSLATE_NOOP("SegmentWords", "Urgent: the urgent pointer means something. Hardly used today.")},
    {Id::TcpAck,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Acknowledgment: the acknowledgment number means something. Only the first SYN, and some "
            "RST, go without.")},
    {Id::TcpPsh,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Push: the receiver is to hand the data to the program without waiting for more.")},
    {Id::TcpRst,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Reset: the connection is given up at once, or there was none. It is not answered, and the end "
            "that sends it keeps no TIME_WAIT.")},
    {Id::TcpSyn,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Synchronize: opens a connection and gives the initial sequence number. SYN takes up one "
            "number itself.")},
    {Id::TcpFin,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Finish: the sender has no more data. FIN takes up one sequence number, so it is "
            "acknowledged as data is.")},
    {Id::TcpWindow,
        QT_TRANSLATE_NOOP("SegmentWords",
            "How many bytes the sender of this segment has room to receive; multiplied, if both agreed "
            "on a window scale.")},
    {Id::TcpChecksum,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Over this header, the data, and the addresses and length from IP. A segment with a wrong "
            "one is dropped in silence.")},
    {Id::TcpUrgentPointer,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "With URG set: where the urgent data ends, counted from the sequence number.")},

    {Id::OptionEnd, QT_TRANSLATE_NOOP("SegmentWords", "The options end here.")},
    {Id::OptionNoOperation,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "Does nothing: it makes the next option begin or end at a whole word.")},
    {Id::OptionMaximumSegmentSize,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Maximum segment size: the most data that the sender wants to get in one segment. Options come "
            "off "
            "it: with timestamps, 1460 leaves 1448. Only in a SYN (RFC 9293 3.7.1).")},
    {Id::OptionWindowScale,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Later windows of the sender are multiplied by two to this power, if the other side's SYN "
            "has this option too (RFC 7323).")},
    {Id::OptionSackPermitted,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "The sender understands selective acknowledgments. Only in a SYN (RFC 2018).")},
    {Id::OptionSack,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Selective acknowledgment: what has arrived beyond a gap. Only the gap need be sent again "
            "(RFC 2018).")},
    {Id::OptionTimestamps,
        QT_TRANSLATE_NOOP("SegmentWords",
            "TSval is the sender's clock, TSecr the last one heard of the other's: for measuring the "
            "round trip, and for knowing old segments (RFC 7323).")},
    {Id::OptionUnknown,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "An option that Sockstep does not know: its kind, then its bytes.")},
    {Id::OptionMalformed,
        QT_TRANSLATE_NOOP("SegmentWords", "An option with a wrong length: what it means cannot be told.")},
    {Id::OptionPadding,
        QT_TRANSLATE_NOOP("SegmentWords", "After the last option, up to a whole word of four bytes.")},

    {Id::UdpSourcePort, QT_TRANSLATE_NOOP("SegmentWords", "The port of the socket that sent the datagram.")},
    {Id::UdpDestinationPort,
        QT_TRANSLATE_NOOP("SegmentWords", "The port of the socket that is to get the datagram.")},
    {Id::UdpLength,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "The length of the datagram in bytes, the eight of this header included.")},
    {Id::UdpChecksum,
        QT_TRANSLATE_NOOP("SegmentWords",
            "Over this header, the data, and the addresses and length from IP. With IPv4, 0 means that "
            "there is none.")},

    {Id::IcmpType, QT_TRANSLATE_NOOP("SegmentWords", "What the message is about.")},
    {Id::IcmpCode, QT_TRANSLATE_NOOP("SegmentWords", "More exactly, what of that.")},
    {Id::IcmpChecksum, QT_TRANSLATE_NOOP("SegmentWords", "Over the whole message.")},
    {Id::IcmpRest, QT_TRANSLATE_NOOP("SegmentWords", "Four bytes whose meaning depends on the type.")},
    {Id::IcmpIdentifier,
        QT_TRANSLATE_NOOP("SegmentWords", "Tells the answers to one ping from those to another.")},
    {Id::IcmpSequence, QT_TRANSLATE_NOOP("SegmentWords", "Counts the requests of one ping.")},

    {Id::Payload,
        QT_TRANSLATE_NOOP("SegmentWords",
            "What the headers carry. With TCP and UDP, these are the bytes that a program gave to "
            "send().")},
    {Id::Trailer,
        QT_TRANSLATE_NOOP(
            "SegmentWords", "Bytes beyond the length that a header gives: no part of the packet.")},
    {Id::CutOff,
        QT_TRANSLATE_NOOP("SegmentWords", "The header ends in the middle: the rest of it is not there.")},
    {Id::Unknown,
        QT_TRANSLATE_NOOP("SegmentWords",
            "What these bytes are cannot be told: this is no IP packet, or a header before them is "
            "broken.")},
}};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kSentences.size(); ++i) {
        if (static_cast<std::size_t>(kSentences[i].id) != i)
            return false;
    }
    return true;
}
static_assert(inOrder());

} // namespace

QString SegmentWords::sentence(FieldId id) { return tr(kSentences.at(static_cast<std::size_t>(id)).text); }

} // namespace sockstep
