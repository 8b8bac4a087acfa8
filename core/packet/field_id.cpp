// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/field_id.h"

#include <array>

namespace sockstep {

namespace {

struct NamedField {
    FieldId id;
    std::string_view name;
};

using Id = FieldId;

constexpr std::array<NamedField, kFieldIdCount> kFieldNames {{
    {Id::Ip4Version, "Version"},
    {Id::Ip4HeaderLength, "IHL"}, // RFC 791: "Internet Header Length"
    {Id::Ip4Dscp, "DSCP"}, // RFC 2474
    {Id::Ip4Ecn, "ECN"}, // RFC 3168
    {Id::Ip4TotalLength, "Total Length"},
    {Id::Ip4Identification, "Identification"},
    {Id::Ip4Flags, "Flags"},
    {Id::Ip4FragmentOffset, "Fragment Offset"},
    {Id::Ip4TimeToLive, "Time to Live"},
    {Id::Ip4Protocol, "Protocol"},
    {Id::Ip4Checksum, "Header Checksum"},
    {Id::Ip4Source, "Source Address"},
    {Id::Ip4Destination, "Destination Address"},
    {Id::Ip4Options, "Options"},
    {Id::Ip6Version, "Version"},
    {Id::Ip6TrafficClass, "Traffic Class"},
    {Id::Ip6FlowLabel, "Flow Label"},
    {Id::Ip6PayloadLength, "Payload Length"},
    {Id::Ip6NextHeader, "Next Header"},
    {Id::Ip6HopLimit, "Hop Limit"},
    {Id::Ip6Source, "Source Address"},
    {Id::Ip6Destination, "Destination Address"},
    {Id::ExtensionNextHeader, "Next Header"},
    {Id::ExtensionLength, "Hdr Ext Len"},
    {Id::ExtensionData, "Options"},
    {Id::FragmentReserved, "Reserved"},
    {Id::FragmentOffset, "Fragment Offset"},
    {Id::FragmentReservedBits, "Res"},
    {Id::FragmentMore, "M"},
    {Id::FragmentIdentification, "Identification"},
    {Id::TcpSourcePort, "Source Port"},
    {Id::TcpDestinationPort, "Destination Port"},
    {Id::TcpSequence, "Sequence Number"},
    {Id::TcpAcknowledgment, "Acknowledgment Number"},
    {Id::TcpDataOffset, "Data Offset"},
    {Id::TcpReserved, "Rsrvd"},
    {Id::TcpCwr, "CWR"},
    {Id::TcpEce, "ECE"},
    {Id::TcpUrg, "URG"},
    {Id::TcpAck, "ACK"},
    {Id::TcpPsh, "PSH"},
    {Id::TcpRst, "RST"},
    {Id::TcpSyn, "SYN"},
    {Id::TcpFin, "FIN"},
    {Id::TcpWindow, "Window"},
    {Id::TcpChecksum, "Checksum"},
    {Id::TcpUrgentPointer, "Urgent Pointer"},
    {Id::OptionEnd, "End of Option List"},
    {Id::OptionNoOperation, "No-Operation"},
    {Id::OptionMaximumSegmentSize, "Maximum Segment Size"},
    {Id::OptionWindowScale, "Window Scale"},
    {Id::OptionSackPermitted, "SACK-Permitted"},
    {Id::OptionSack, "SACK"},
    {Id::OptionTimestamps, "Timestamps"},
    {Id::OptionUnknown, "Unknown Option"},
    {Id::OptionMalformed, "Malformed Option"},
    {Id::OptionPadding, "Padding"},
    {Id::UdpSourcePort, "Source Port"},
    {Id::UdpDestinationPort, "Destination Port"},
    {Id::UdpLength, "Length"},
    {Id::UdpChecksum, "Checksum"},
    {Id::IcmpType, "Type"},
    {Id::IcmpCode, "Code"},
    {Id::IcmpChecksum, "Checksum"},
    {Id::IcmpRest, "Rest of Header"},
    {Id::IcmpIdentifier, "Identifier"},
    {Id::IcmpSequence, "Sequence Number"},
    {Id::Payload, "Data"},
    {Id::Trailer, "Trailing Bytes"},
    {Id::CutOff, "Cut Off"},
    {Id::Unknown, "Unknown"},
}};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kFieldNames.size(); ++i) {
        if (static_cast<std::size_t>(kFieldNames[i].id) != i)
            return false;
    }
    return true;
}
static_assert(inOrder());

} // namespace

std::string_view name(FieldId id) { return kFieldNames.at(static_cast<std::size_t>(id)).name; }

std::string_view name(PartKind kind)
{
    constexpr std::array<std::string_view, kPartKindCount> kParts {"IPv4", "IPv6", "IPv6 extension header",
        "TCP", "UDP", "ICMP", "ICMPv6", "Data", "Trailing bytes", "Unknown"};
    return kParts.at(static_cast<std::size_t>(kind));
}

} // namespace sockstep
