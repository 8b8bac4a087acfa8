// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/segment_text.h"

#include "core/diagram/call_text.h"
#include "core/packet/packet.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace sockstep {

namespace {

constexpr std::size_t kShortData = 16;

/// The parts of a segment's text, the most telling first.
std::vector<std::string> partsOf(
    const History &history, SegmentId id, SequenceNumbers numbers, bool withWindow, std::size_t dataRoom)
{
    const SegmentRecord &record = history.segment(id);
    const std::string &raw = history.sent(id).raw;
    const auto packet = decodePacket(raw);
    if (!packet)
        return {fmt::format("malformed packet, {} bytes", raw.size())};
    const std::string_view data = std::string_view(raw).substr(packet->payload, packet->length);
    // Without the SYN nobody knows where the numbers began: then they are given as they are.
    const auto numberFrom = [&](std::uint32_t number, std::optional<std::uint32_t> base) {
        return numbers == SequenceNumbers::Relative ? number - base.value_or(0) : number;
    };
    std::vector<std::string> parts;
    const auto addData = [&] {
        if (packet->length == 0)
            return;
        parts.push_back(fmt::format("len={}", packet->length));
        if (packet->protocol == Packet::Protocol::Tcp || packet->protocol == Packet::Protocol::Udp)
            parts.push_back(quotedBytes(data, dataRoom));
    };
    if (packet->protocol == Packet::Protocol::Tcp) {
        parts.push_back(flagsText(packet->flags));
        // A number says something where it stands for a byte, or for SYN or FIN. Short data speaks for
        // itself, and goes before it.
        const bool speaks = packet->length > 0 && packet->length <= kShortData;
        if (speaks)
            addData();
        if (packet->sequenceLength() > 0 || !packet->has(tcp_flag::kAck) || withWindow)
            parts.push_back(fmt::format("seq={}", numberFrom(packet->seq, record.seqBase)));
        if (packet->has(tcp_flag::kAck))
            parts.push_back(fmt::format("ack={}", numberFrom(packet->ack, record.ackBase)));
        const auto window = std::uint32_t {packet->window} << record.windowShift;
        if (withWindow || (window == 0 && !packet->has(tcp_flag::kRst)))
            parts.push_back(fmt::format("win={}", window));
        if (!speaks)
            addData();
    } else {
        parts.emplace_back(packet->protocol == Packet::Protocol::Udp ? "UDP"
                : packet->protocol == Packet::Protocol::Icmp         ? "ICMP"
                                                                     : "IP");
        addData();
    }
    return parts;
}

std::string copiesText(const History &history, SegmentId id, bool inWords)
{
    std::string text;
    const SegmentSent &sent = history.sent(id);
    if (sent.original && inWords)
        text += sent.byWire ? " (duplicate)" : " (sent again)";
    if (const auto copies = history.segment(id).absorbed)
        text += fmt::format(" ×{}", copies + 1);
    return text;
}

/// Characters of UTF-8, which is near enough to columns here.
std::size_t length(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

} // namespace

std::string segmentLabel(const History &history, SegmentId id, std::size_t most, SequenceNumbers numbers)
{
    constexpr std::size_t kLeastData = 4; // between the quotes
    std::string copies = copiesText(history, id, true);
    const auto parts = partsOf(history, id, numbers, false, 16);
    std::string text = parts.front();
    if (length(text) + length(copies) > most)
        copies = copiesText(history, id, false);
    std::size_t used = length(text) + length(copies);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool isData = parts[i].front() == '"';
        std::string part = parts[i];
        if (isData && used + length(part) + 1 > most && used + kLeastData + 4 <= most)
            part = partsOf(history, id, numbers, false, most - used - 4).at(i);
        if (used + length(part) + 1 > most)
            continue;
        text += ' ' + part;
        used += length(part) + 1;
    }
    return text + copies;
}

std::string segmentText(const History &history, SegmentId id, SequenceNumbers numbers)
{
    std::string text;
    for (const std::string &part : partsOf(history, id, numbers, true, 60))
        text += (text.empty() ? "" : " ") + part;
    return text + copiesText(history, id, true);
}

} // namespace sockstep
