// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace sockstep {

/// What a stretch of a packet is.
enum class PartKind : std::uint8_t {
    Ipv4, ///< RFC 791
    Ipv6, ///< RFC 8200
    Ipv6Extension, ///< RFC 8200 section 4
    Tcp, ///< RFC 9293
    Udp, ///< RFC 768
    Icmp, ///< RFC 792
    Icmpv6, ///< RFC 4443
    Payload, ///< what the last header carries
    Trailer, ///< beyond the length that a header gives
    Unknown, ///< not even its first header can be told
};
inline constexpr int kPartKindCount = static_cast<int>(PartKind::Unknown) + 1;

/// "IPv4", "TCP", …
std::string_view name(PartKind kind);

/// Each field that a dissection can hold. Names are those of the RFC that draws the header.
enum class FieldId : std::uint8_t {
    Ip4Version,
    Ip4HeaderLength,
    Ip4Dscp,
    Ip4Ecn,
    Ip4TotalLength,
    Ip4Identification,
    Ip4Flags,
    Ip4FragmentOffset,
    Ip4TimeToLive,
    Ip4Protocol,
    Ip4Checksum,
    Ip4Source,
    Ip4Destination,
    Ip4Options,

    Ip6Version,
    Ip6TrafficClass,
    Ip6FlowLabel,
    Ip6PayloadLength,
    Ip6NextHeader,
    Ip6HopLimit,
    Ip6Source,
    Ip6Destination,

    ExtensionNextHeader,
    ExtensionLength,
    ExtensionData,
    FragmentReserved,
    FragmentOffset,
    FragmentReservedBits,
    FragmentMore,
    FragmentIdentification,

    TcpSourcePort,
    TcpDestinationPort,
    TcpSequence,
    TcpAcknowledgment,
    TcpDataOffset,
    TcpReserved,
    TcpCwr,
    TcpEce,
    TcpUrg,
    TcpAck,
    TcpPsh,
    TcpRst,
    TcpSyn,
    TcpFin,
    TcpWindow,
    TcpChecksum,
    TcpUrgentPointer,

    OptionEnd,
    OptionNoOperation,
    OptionMaximumSegmentSize,
    OptionWindowScale,
    OptionSackPermitted,
    OptionSack,
    OptionTimestamps,
    OptionUnknown,
    OptionMalformed,
    OptionPadding,

    UdpSourcePort,
    UdpDestinationPort,
    UdpLength,
    UdpChecksum,

    IcmpType,
    IcmpCode,
    IcmpChecksum,
    IcmpRest, ///< four bytes whose meaning depends on the type
    IcmpIdentifier,
    IcmpSequence,

    Payload,
    Trailer,
    CutOff, ///< what is left of a header that is not all there
    Unknown,
};
inline constexpr int kFieldIdCount = static_cast<int>(FieldId::Unknown) + 1;

/// "Sequence Number", as its RFC has it.
std::string_view name(FieldId id);

} // namespace sockstep
