// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/dissection_rules.h"

#include "core/packet/packet.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep::test {

namespace {

std::string brokenPart(const Part &part)
{
    if (part.fields.empty() && !part.problem)
        return "nothing in it, and no problem";
    std::size_t bit = 0;
    for (const Field &field : part.fields) {
        if (field.bit != bit || field.bits == 0)
            return fmt::format("{} begins at bit {} and not at {}", name(field.id), field.bit, bit);
        bit += field.bits;
        const ByteRange bytes {part.bytes.first + field.bit / 8, part.bytes.first + (bit + 7) / 8};
        if (field.bytes != bytes)
            return fmt::format("{} says bytes {} to {}", name(field.id), field.bytes.first, field.bytes.end);
    }
    if (bit != part.bytes.size() * 8)
        return fmt::format("the fields hold {} bits of {}", bit, part.bytes.size() * 8);
    return {};
}

} // namespace

std::string brokenDissection(std::string_view raw, const std::vector<Part> &parts)
{
    std::size_t at = 0;
    for (const Part &part : parts) {
        if (part.bytes.first != at || part.bytes.end < at || part.bytes.end > raw.size())
            return fmt::format("{} is at {} to {} and should begin at {}", name(part.kind), part.bytes.first,
                part.bytes.end, at);
        at = part.bytes.end;
        if (const std::string broken = brokenPart(part); !broken.empty())
            return fmt::format("{}: {}", name(part.kind), broken);
    }
    return at == raw.size() ? std::string() : fmt::format("only {} of {} bytes", at, raw.size());
}

std::string disagreement(std::string_view raw, const std::vector<Part> &parts)
{
    const auto packet = decodePacket(raw);
    if (!packet || (packet->protocol != Packet::Protocol::Tcp && packet->protocol != Packet::Protocol::Udp))
        return {};
    const PartKind wanted = packet->protocol == Packet::Protocol::Tcp ? PartKind::Tcp : PartKind::Udp;
    const auto found
        = std::find_if(parts.begin(), parts.end(), [&](const Part &part) { return part.kind == wanted; });
    if (found == parts.end() || found->bytes.end != packet->payload)
        return fmt::format("no {} header that ends at {}", name(wanted), packet->payload);
    const auto rest = std::find_if(
        parts.begin(), parts.end(), [](const Part &part) { return part.kind == PartKind::Payload; });
    const std::size_t length = rest == parts.end() ? 0 : rest->bytes.size();
    if (length != packet->length)
        return fmt::format("{} bytes of data against {}", length, packet->length);
    return {};
}

} // namespace sockstep::test
