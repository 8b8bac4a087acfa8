// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/dissect_parts.h"

#include "core/base/endpoint.h"

#include <array>
#include <fmt/format.h>

namespace sockstep {

namespace {

using Id = FieldId;

struct NamedNumber {
    std::uint8_t number;
    std::string_view name;
};

std::string withName(std::uint64_t number, std::span<const NamedNumber> names)
{
    for (const NamedNumber &known : names) {
        if (known.number == number)
            return fmt::format("{} {}", number, known.name);
    }
    return fmt::format("{}", number);
}

// IANA, Assigned Internet Protocol Numbers: those that a header here may name.
constexpr std::array kProtocols {NamedNumber {0, "Hop-by-Hop"}, NamedNumber {1, "ICMP"},
    NamedNumber {2, "IGMP"}, NamedNumber {4, "IPv4"}, NamedNumber {6, "TCP"}, NamedNumber {17, "UDP"},
    NamedNumber {41, "IPv6"}, NamedNumber {43, "Routing"}, NamedNumber {44, "Fragment"},
    NamedNumber {47, "GRE"}, NamedNumber {50, "ESP"}, NamedNumber {51, "AH"}, NamedNumber {58, "ICMPv6"},
    NamedNumber {59, "No Next Header"}, NamedNumber {60, "Destination Options"}, NamedNumber {132, "SCTP"}};

constexpr std::array kEcn {NamedNumber {0, "Not-ECT"}, NamedNumber {1, "ECT(1)"}, NamedNumber {2, "ECT(0)"},
    NamedNumber {3, "CE"}}; // RFC 3168 section 5

constexpr std::array kIcmpTypes {NamedNumber {0, "Echo Reply"}, NamedNumber {3, "Destination Unreachable"},
    NamedNumber {5, "Redirect"}, NamedNumber {8, "Echo"}, NamedNumber {11, "Time Exceeded"},
    NamedNumber {12, "Parameter Problem"}};

constexpr std::array kIcmpv6Types {NamedNumber {1, "Destination Unreachable"},
    NamedNumber {2, "Packet Too Big"}, NamedNumber {3, "Time Exceeded"}, NamedNumber {4, "Parameter Problem"},
    NamedNumber {128, "Echo Request"}, NamedNumber {129, "Echo Reply"},
    NamedNumber {133, "Router Solicitation"}, NamedNumber {134, "Router Advertisement"},
    NamedNumber {135, "Neighbor Solicitation"}, NamedNumber {136, "Neighbor Advertisement"},
    NamedNumber {143, "MLDv2 Report"}};

constexpr std::array kUnreachable {NamedNumber {0, "Net Unreachable"}, NamedNumber {1, "Host Unreachable"},
    NamedNumber {2, "Protocol Unreachable"}, NamedNumber {3, "Port Unreachable"},
    NamedNumber {4, "Fragmentation Needed"}, NamedNumber {13, "Administratively Prohibited"}};

constexpr std::array kUnreachable6 {NamedNumber {0, "No Route"},
    NamedNumber {1, "Administratively Prohibited"}, NamedNumber {3, "Address Unreachable"},
    NamedNumber {4, "Port Unreachable"}};

constexpr std::array kExceeded {NamedNumber {0, "In Transit"}, NamedNumber {1, "Fragment Reassembly"}};

std::string dscpText(std::uint64_t dscp)
{
    if (dscp % 8 == 0)
        return fmt::format("{} CS{}", dscp, dscp / 8); // RFC 2474 section 4.2.2
    if (dscp == 46)
        return "46 EF"; // RFC 3246
    const std::uint64_t drop = dscp % 8 / 2;
    if (dscp % 2 == 0 && dscp / 8 >= 1 && dscp / 8 <= 4 && drop > 0)
        return fmt::format("{} AF{}{}", dscp, dscp / 8, drop); // RFC 2597
    return fmt::format("{}", dscp);
}

std::string ipFlagsText(std::uint64_t flags)
{
    std::string text = fmt::format("{:#x}", flags);
    if (flags & 2)
        text += " DF";
    if (flags & 1)
        text += " MF";
    return text;
}

/// The field's bytes, if it begins and ends with one.
std::string_view bytesOf(const Field &field, const PartBuilder &part)
{
    return part.bytes().substr(field.bit / 8, field.bits / 8);
}

std::string numberText(FieldId id, std::uint64_t number)
{
    switch (id) {
    case Id::Ip4HeaderLength:
    case Id::TcpDataOffset:
        return fmt::format("{} × 4 = {}", number, number * 4);
    case Id::Ip4FragmentOffset:
    case Id::FragmentOffset:
        return number == 0 ? "0" : fmt::format("{} × 8 = {}", number, number * 8);
    case Id::ExtensionLength:
        return fmt::format("({} + 1) × 8 = {}", number, (number + 1) * 8);
    case Id::Ip4Dscp:
        return dscpText(number);
    case Id::Ip4Ecn:
        return withName(number, kEcn);
    case Id::Ip4Flags:
        return ipFlagsText(number);
    case Id::Ip4Protocol:
    case Id::Ip6NextHeader:
    case Id::ExtensionNextHeader:
        return withName(number, kProtocols);
    case Id::Ip6TrafficClass:
        return fmt::format("{:#04x}", number);
    case Id::Ip6FlowLabel:
        return fmt::format("{:#07x}", number);
    case Id::Ip4Identification:
    case Id::Ip4Checksum:
    case Id::TcpChecksum:
    case Id::UdpChecksum:
    case Id::IcmpChecksum:
    case Id::IcmpIdentifier:
        return fmt::format("{:#06x}", number);
    case Id::TcpSequence:
    case Id::TcpAcknowledgment:
    case Id::FragmentIdentification:
    case Id::IcmpRest:
        return fmt::format("{:#010x}", number);
    default:
        return fmt::format("{}", number);
    }
}

void setValue(Field &field, const PartBuilder &part)
{
    switch (field.id) {
    case FieldId::Ip4Source:
    case FieldId::Ip4Destination:
        field.value
            = Endpoint::fromBytes(Endpoint::Family::IPv4, bytesOf(field, part).data(), 0).addressText();
        break;
    case FieldId::Ip6Source:
    case FieldId::Ip6Destination:
        field.value
            = Endpoint::fromBytes(Endpoint::Family::IPv6, bytesOf(field, part).data(), 0).addressText();
        break;
    default:
        field.value = numberText(field.id, part.number(field));
    }
}

} // namespace

void setValues(PartBuilder &part, std::span<const FieldSpec> fields)
{
    for (const FieldSpec &spec : fields) {
        if (Field *field = part.find(spec.id))
            setValue(*field, part);
    }
}

std::string icmpTypeText(std::uint8_t type, bool v6)
{
    return v6 ? withName(type, kIcmpv6Types) : withName(type, kIcmpTypes);
}

std::string icmpCodeText(std::uint8_t type, std::uint8_t code, bool v6)
{
    constexpr std::uint8_t kUnreachableType[] = {3, 1}; // RFC 792, RFC 4443 section 3.1
    constexpr std::uint8_t kExceededType[] = {11, 3};
    if (type == kUnreachableType[v6])
        return v6 ? withName(code, kUnreachable6) : withName(code, kUnreachable);
    if (type == kExceededType[v6])
        return withName(code, kExceeded);
    return fmt::format("{}", code);
}

std::string valueText(const Field &field)
{
    switch (field.remark.kind) {
    case Remark::Kind::None:
        break;
    case Remark::Kind::Relative:
        return fmt::format("{} (relative {})", field.value, field.remark.text);
    case Remark::Kind::Scaled:
        return fmt::format("{} ({})", field.value, field.remark.text);
    case Remark::Kind::ChecksumRight:
        return fmt::format("{} (right)", field.value);
    case Remark::Kind::ChecksumWrong:
        return fmt::format("{} (wrong: {} is right)", field.value, field.remark.text);
    case Remark::Kind::ChecksumUnchecked:
        return fmt::format("{} (cannot be checked)", field.value);
    case Remark::Kind::ChecksumUnused:
        return fmt::format("{} (not used)", field.value);
    }
    return field.value;
}

std::string problemText(const Problem &problem)
{
    switch (problem.kind) {
    case Problem::Kind::CutOff:
        return fmt::format("cut off: {} of {} bytes", problem.have, problem.need);
    case Problem::Kind::TooSmall:
        return fmt::format("a length of {} bytes, where {} are the least", problem.have, problem.need);
    case Problem::Kind::NoVersion:
        return fmt::format("no IP packet: version {}", problem.have);
    case Problem::Kind::Options:
        return "an option of a length that cannot be";
    }
    return {};
}

} // namespace sockstep
