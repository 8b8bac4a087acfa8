// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/dissection.h"

#include "core/packet/dissect_parts.h"

#include <algorithm>
#include <array>
#include <netinet/in.h>

namespace sockstep {

namespace {

using Id = FieldId;

constexpr std::array kIpv4 {FieldSpec {Id::Ip4Version, 4}, FieldSpec {Id::Ip4HeaderLength, 4},
    FieldSpec {Id::Ip4Dscp, 6}, FieldSpec {Id::Ip4Ecn, 2}, // RFC 2474, RFC 3168; once Type of Service
    FieldSpec {Id::Ip4TotalLength, 16}, FieldSpec {Id::Ip4Identification, 16}, FieldSpec {Id::Ip4Flags, 3},
    FieldSpec {Id::Ip4FragmentOffset, 13}, FieldSpec {Id::Ip4TimeToLive, 8}, FieldSpec {Id::Ip4Protocol, 8},
    FieldSpec {Id::Ip4Checksum, 16}, FieldSpec {Id::Ip4Source, 32}, FieldSpec {Id::Ip4Destination, 32}};

constexpr std::array kIpv6 {FieldSpec {Id::Ip6Version, 4}, FieldSpec {Id::Ip6TrafficClass, 8},
    FieldSpec {Id::Ip6FlowLabel, 20}, FieldSpec {Id::Ip6PayloadLength, 16}, FieldSpec {Id::Ip6NextHeader, 8},
    FieldSpec {Id::Ip6HopLimit, 8}, FieldSpec {Id::Ip6Source, 128}, FieldSpec {Id::Ip6Destination, 128}};

constexpr std::array kExtension {FieldSpec {Id::ExtensionNextHeader, 8}, FieldSpec {Id::ExtensionLength, 8}};

constexpr std::array kFragment {FieldSpec {Id::ExtensionNextHeader, 8}, FieldSpec {Id::FragmentReserved, 8},
    FieldSpec {Id::FragmentOffset, 13}, FieldSpec {Id::FragmentReservedBits, 2},
    FieldSpec {Id::FragmentMore, 1}, FieldSpec {Id::FragmentIdentification, 32}};

constexpr std::size_t kIpv4Size = 20;
constexpr std::size_t kIpv6Size = 40;

std::size_t numberOf(PartBuilder &part, FieldId id) { return part.number(*part.find(id)); }

/// The length that an IP header gives for the whole packet, against what is there.
void limit(PartBuilder &part, std::size_t size, std::string_view raw, Content &content)
{
    content.end = std::min(size, raw.size());
    if (size <= raw.size())
        return;
    part.fail({Problem::Kind::CutOff, raw.size(), size});
    content.isWhole = false;
}

bool readIpv4(std::string_view raw, PartBuilder &part, Content &content)
{
    const bool complete = part.addHeader(kIpv4);
    setValues(part, kIpv4);
    if (!complete)
        return false;
    const std::size_t headerSize = numberOf(part, Id::Ip4HeaderLength) * 4;
    const std::size_t size = numberOf(part, Id::Ip4TotalLength);
    if (headerSize < kIpv4Size) {
        part.fail({Problem::Kind::TooSmall, headerSize, kIpv4Size});
        return false;
    }
    part.addUpTo(Id::Ip4Options, headerSize);
    if (headerSize > raw.size()) {
        part.fail({Problem::Kind::CutOff, raw.size(), headerSize});
        return false;
    }
    constexpr std::size_t kChecksumAt = 10;
    judgeChecksum(*part.find(Id::Ip4Checksum), {}, raw.substr(0, headerSize), kChecksumAt);
    if (size < headerSize) {
        part.fail({Problem::Kind::TooSmall, size, headerSize});
        return false;
    }
    limit(part, size, raw, content);
    content.start = headerSize;
    content.protocol = static_cast<std::uint8_t>(numberOf(part, Id::Ip4Protocol));
    content.isLaterFragment = numberOf(part, Id::Ip4FragmentOffset) != 0;
    constexpr std::size_t kMoreFragments = 1;
    content.isFragment = content.isLaterFragment || (numberOf(part, Id::Ip4Flags) & kMoreFragments) != 0;
    content.pseudoHeader.add(raw.substr(12, 8));
    content.pseudoHeader.add(content.protocol);
    content.pseudoHeader.add(static_cast<std::uint32_t>(size - headerSize));
    return true;
}

bool readIpv6(std::string_view raw, PartBuilder &part, Content &content)
{
    const bool complete = part.addHeader(kIpv6);
    setValues(part, kIpv6);
    if (!complete)
        return false;
    limit(part, kIpv6Size + numberOf(part, Id::Ip6PayloadLength), raw, content);
    content.start = kIpv6Size;
    content.protocol = static_cast<std::uint8_t>(numberOf(part, Id::Ip6NextHeader));
    content.pseudoHeader.add(raw.substr(8, 32));
    return true;
}

bool readFragmentHeader(std::string_view raw, Content &content, std::vector<Part> &parts)
{
    PartBuilder part(PartKind::Ipv6Extension, raw, content.start, content.end);
    const bool complete = part.addHeader(kFragment);
    setValues(part, kFragment);
    if (complete) {
        content.isLaterFragment = numberOf(part, Id::FragmentOffset) != 0;
        content.isFragment = content.isLaterFragment || numberOf(part, Id::FragmentMore) != 0;
        content.protocol = static_cast<std::uint8_t>(numberOf(part, Id::ExtensionNextHeader));
        content.start += part.size();
    }
    parts.push_back(part.take());
    return complete;
}

/// Hop-by-hop options, routing, destination options (RFC 8200 sections 4.3, 4.4 and 4.6): alike as far
/// as it matters here.
bool readExtension(std::string_view raw, Content &content, std::vector<Part> &parts)
{
    PartBuilder part(PartKind::Ipv6Extension, raw, content.start, content.end);
    bool complete = part.addHeader(kExtension);
    setValues(part, kExtension);
    if (complete) {
        const std::size_t size = (numberOf(part, Id::ExtensionLength) + 1) * 8;
        part.addUpTo(Id::ExtensionData, size);
        complete = part.size() == size;
        if (!complete)
            part.fail({Problem::Kind::CutOff, part.size(), size});
        // The pseudo-header is made of the last destination; here that is not the one in the header.
        constexpr std::size_t kSegmentsLeftAt = 3;
        if (complete && content.protocol == IPPROTO_ROUTING && part.bytes()[kSegmentsLeftAt] != 0)
            content.isWhole = false;
        content.protocol = static_cast<std::uint8_t>(numberOf(part, Id::ExtensionNextHeader));
        content.start += size;
    }
    parts.push_back(part.take());
    return complete;
}

bool readExtensions(std::string_view raw, Content &content, std::vector<Part> &parts)
{
    while (!content.isLaterFragment) {
        if (content.protocol == IPPROTO_FRAGMENT) {
            if (!readFragmentHeader(raw, content, parts))
                return false;
        } else if (content.protocol == IPPROTO_HOPOPTS || content.protocol == IPPROTO_ROUTING
            || content.protocol == IPPROTO_DSTOPTS) {
            if (!readExtension(raw, content, parts))
                return false;
        } else {
            break;
        }
    }
    content.pseudoHeader.add(content.protocol);
    content.pseudoHeader.add(static_cast<std::uint32_t>(content.end - content.start));
    return true;
}

bool readContent(
    std::string_view raw, Content &content, const DissectionContext &context, std::vector<Part> &parts)
{
    if (content.isLaterFragment)
        return true;
    switch (content.protocol) {
    case IPPROTO_TCP:
        return dissectTcp(raw, content, context, parts);
    case IPPROTO_UDP:
        return dissectUdp(raw, content, parts);
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6:
        return dissectIcmp(raw, content, parts);
    default:
        return true;
    }
}

/// What lies between the last part and \p end.
void addRest(PartKind kind, FieldId id, std::string_view raw, std::size_t end, std::vector<Part> &parts)
{
    const std::size_t start = parts.empty() ? 0 : parts.back().bytes.end;
    if (start >= end)
        return;
    PartBuilder part(kind, raw, start, end);
    part.addUpTo(id, end - start);
    parts.push_back(part.take());
}

} // namespace

std::vector<Part> dissect(std::string_view raw, const DissectionContext &context)
{
    std::vector<Part> parts;
    if (raw.empty())
        return parts;
    const auto version = static_cast<std::uint8_t>(raw.front()) >> 4;
    if (version != 4 && version != 6) {
        addRest(PartKind::Unknown, FieldId::Unknown, raw, raw.size(), parts);
        parts.front().problem = {Problem::Kind::NoVersion, static_cast<std::size_t>(version), 0};
        return parts;
    }
    Content content;
    content.end = raw.size();
    PartBuilder ip(version == 4 ? PartKind::Ipv4 : PartKind::Ipv6, raw, 0, raw.size());
    bool known = version == 4 ? readIpv4(raw, ip, content) : readIpv6(raw, ip, content);
    parts.push_back(ip.take());
    if (known && version == 6)
        known = readExtensions(raw, content, parts);
    known = known && readContent(raw, content, context, parts);
    if (known)
        addRest(PartKind::Payload, FieldId::Payload, raw, content.end, parts);
    else
        addRest(PartKind::Unknown, FieldId::Unknown, raw, content.end, parts);
    addRest(PartKind::Trailer, FieldId::Trailer, raw, raw.size(), parts);
    return parts;
}

} // namespace sockstep
