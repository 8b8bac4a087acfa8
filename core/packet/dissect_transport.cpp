// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/dissect_parts.h"
#include "core/packet/packet.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <netinet/in.h>

namespace sockstep {

namespace {

using Id = FieldId;

constexpr std::array kTcp {FieldSpec {Id::TcpSourcePort, 16}, FieldSpec {Id::TcpDestinationPort, 16},
    FieldSpec {Id::TcpSequence, 32}, FieldSpec {Id::TcpAcknowledgment, 32}, FieldSpec {Id::TcpDataOffset, 4},
    FieldSpec {Id::TcpReserved, 4}, FieldSpec {Id::TcpCwr, 1}, FieldSpec {Id::TcpEce, 1},
    FieldSpec {Id::TcpUrg, 1}, FieldSpec {Id::TcpAck, 1}, FieldSpec {Id::TcpPsh, 1},
    FieldSpec {Id::TcpRst, 1}, FieldSpec {Id::TcpSyn, 1}, FieldSpec {Id::TcpFin, 1},
    FieldSpec {Id::TcpWindow, 16}, FieldSpec {Id::TcpChecksum, 16}, FieldSpec {Id::TcpUrgentPointer, 16}};

constexpr std::array kUdp {FieldSpec {Id::UdpSourcePort, 16}, FieldSpec {Id::UdpDestinationPort, 16},
    FieldSpec {Id::UdpLength, 16}, FieldSpec {Id::UdpChecksum, 16}};

constexpr std::array kIcmp {
    FieldSpec {Id::IcmpType, 8}, FieldSpec {Id::IcmpCode, 8}, FieldSpec {Id::IcmpChecksum, 16}};
constexpr std::array kIcmpRest {FieldSpec {Id::IcmpRest, 32}};
constexpr std::array kIcmpEcho {FieldSpec {Id::IcmpIdentifier, 16}, FieldSpec {Id::IcmpSequence, 16}};

constexpr std::size_t kTcpSize = 20;
constexpr std::size_t kUdpSize = 8;

void relativeTo(const std::optional<std::uint32_t> &base, std::uint64_t number, Field &field)
{
    if (!base)
        return;
    // The numbers go round (RFC 9293 section 3.4). What lies a little before the base, as the number
    // of a keep-alive does, is shown as −1 and not as 4294967295.
    const auto relative = static_cast<std::int32_t>(static_cast<std::uint32_t>(number) - *base);
    constexpr std::int32_t kFarBelow = -65536;
    const bool before = relative < 0 && relative > kFarBelow;
    field.remark = {Remark::Kind::Relative,
        before ? fmt::format("−{}", -relative) : fmt::format("{}", static_cast<std::uint32_t>(relative))};
}

void addTcpRemarks(PartBuilder &part, const DissectionContext &context)
{
    const auto isSet = [&](FieldId id) {
        const Field *field = part.find(id);
        return field && part.number(*field) != 0;
    };
    if (Field *sequence = part.find(Id::TcpSequence))
        relativeTo(context.seqBase, part.number(*sequence), *sequence);
    if (Field *ack = part.find(Id::TcpAcknowledgment); ack && isSet(Id::TcpAck))
        relativeTo(context.ackBase, part.number(*ack), *ack);
    Field *window = part.find(Id::TcpWindow);
    constexpr std::uint8_t kMostShift = 14; // RFC 7323 section 2.3
    const std::uint8_t shift = std::min(context.windowShift, kMostShift);
    // The window of a SYN is never scaled (RFC 7323 section 2.2).
    if (window && shift > 0 && !isSet(Id::TcpSyn))
        window->remark
            = {Remark::Kind::Scaled, fmt::format("× {} = {}", 1U << shift, part.number(*window) << shift)};
}

/// For a checksum over all of the content.
void judge(PartBuilder &part, FieldId id, const Content &content, const InternetSum &sum, std::size_t size)
{
    Field *field = part.find(id);
    if (content.isFragment || !content.isWhole || size > part.bytes().size())
        field->remark = {Remark::Kind::ChecksumUnchecked, {}};
    else
        judgeChecksum(*field, sum, part.bytes().substr(0, size), field->bit / 8);
}

} // namespace

void judgeChecksum(Field &field, InternetSum sum, std::string_view covered, std::size_t at)
{
    InternetSum whole = sum;
    whole.add(covered);
    if (whole.checksum() == 0) {
        field.remark = {Remark::Kind::ChecksumRight, {}};
        return;
    }
    sum.add(covered.substr(0, at)); // even: the words stay words
    sum.add(covered.substr(at + 2));
    field.remark = {Remark::Kind::ChecksumWrong, fmt::format("{:#06x}", sum.checksum())};
}

bool dissectTcp(
    std::string_view raw, Content &content, const DissectionContext &context, std::vector<Part> &parts)
{
    PartBuilder part(PartKind::Tcp, raw, content.start, content.end);
    bool known = part.addHeader(kTcp);
    setValues(part, kTcp);
    addTcpRemarks(part, context);
    if (known) {
        judge(part, Id::TcpChecksum, content, content.pseudoHeader, part.bytes().size());
        const std::size_t headerSize = part.number(*part.find(Id::TcpDataOffset)) * 4;
        if (headerSize < kTcpSize) {
            part.fail({Problem::Kind::TooSmall, headerSize, kTcpSize});
            known = false;
        } else {
            addTcpOptions(part, headerSize, context);
            if (headerSize > part.bytes().size()) {
                part.fail({Problem::Kind::CutOff, part.bytes().size(), headerSize});
                known = false;
            }
        }
    }
    content.start += part.size();
    parts.push_back(part.take());
    return known;
}

bool dissectUdp(std::string_view raw, Content &content, std::vector<Part> &parts)
{
    PartBuilder part(PartKind::Udp, raw, content.start, content.end);
    bool known = part.addHeader(kUdp);
    setValues(part, kUdp);
    if (known) {
        const std::size_t there = part.bytes().size();
        const std::size_t size = part.number(*part.find(Id::UdpLength));
        Field *checksum = part.find(Id::UdpChecksum);
        if (size < kUdpSize) {
            part.fail({Problem::Kind::TooSmall, size, kUdpSize});
            known = false;
        } else if (size > there && !content.isFragment) {
            part.fail({Problem::Kind::CutOff, there, size});
        }
        // Only over IPv4 may it be left out (RFC 768, RFC 8200 section 8.1).
        if (part.number(*checksum) == 0 && parts.front().kind == PartKind::Ipv4)
            checksum->remark = {Remark::Kind::ChecksumUnused, {}};
        else if (size == there)
            judge(part, Id::UdpChecksum, content, content.pseudoHeader, size);
        else
            checksum->remark = {Remark::Kind::ChecksumUnchecked, {}};
        if (known)
            content.end = std::min(content.end, content.start + size);
    }
    content.start += part.size();
    parts.push_back(part.take());
    return known;
}

bool dissectIcmp(std::string_view raw, Content &content, std::vector<Part> &parts)
{
    const bool v6 = content.protocol == IPPROTO_ICMPV6;
    PartBuilder part(v6 ? PartKind::Icmpv6 : PartKind::Icmp, raw, content.start, content.end);
    bool known = part.addHeader(kIcmp);
    setValues(part, kIcmp);
    if (known) {
        Field *type = part.find(Id::IcmpType);
        Field *code = part.find(Id::IcmpCode);
        const auto typeNumber = static_cast<std::uint8_t>(part.number(*type));
        const auto codeNumber = static_cast<std::uint8_t>(part.number(*code));
        type->value = icmpTypeText(typeNumber, v6);
        code->value = icmpCodeText(typeNumber, codeNumber, v6);
        judge(
            part, Id::IcmpChecksum, content, v6 ? content.pseudoHeader : InternetSum(), part.bytes().size());
        const bool echo = v6 ? typeNumber == 128 || typeNumber == 129 : typeNumber == 0 || typeNumber == 8;
        const std::span<const FieldSpec> rest = echo ? std::span<const FieldSpec>(kIcmpEcho) : kIcmpRest;
        // RFC 792 has eight bytes in every header; RFC 4443 says four of them.
        if (!v6 || echo || part.bytes().size() >= 8)
            known = part.addHeader(rest);
        setValues(part, rest);
    }
    content.start += part.size();
    parts.push_back(part.take());
    return known;
}

} // namespace sockstep
