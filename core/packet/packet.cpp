// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/packet.h"

#include <algorithm>
#include <array>
#include <netinet/in.h>

namespace sockstep {

namespace {

// Header lengths in bytes: RFC 791 3.1, RFC 8200 3, RFC 9293 3.1, RFC 768.
constexpr std::size_t kIpv4Header = 20;
constexpr std::size_t kIpv6Header = 40;
constexpr std::size_t kTcpHeader = 20;
constexpr std::size_t kUdpHeader = 8;
constexpr std::uint8_t kEndOfOptions = 0;
constexpr std::uint8_t kNoOperationOption = 1;
constexpr std::uint8_t kWindowScaleOption = 3; // RFC 7323 2.2

std::uint8_t byteAt(std::string_view raw, std::size_t at) { return static_cast<std::uint8_t>(raw[at]); }

std::uint16_t word(std::string_view raw, std::size_t at)
{
    return static_cast<std::uint16_t>(byteAt(raw, at) << 8 | byteAt(raw, at + 1));
}

std::uint32_t longWord(std::string_view raw, std::size_t at)
{
    return std::uint32_t {word(raw, at)} << 16 | word(raw, at + 2);
}

std::optional<std::uint8_t> windowShiftIn(std::string_view options)
{
    for (std::size_t at = 0; at < options.size();) {
        const std::uint8_t kind = byteAt(options, at);
        if (kind == kEndOfOptions)
            break;
        if (kind == kNoOperationOption) {
            ++at;
            continue;
        }
        if (at + 1 >= options.size())
            break;
        const std::uint8_t length = byteAt(options, at + 1);
        if (length < 2 || at + length > options.size())
            break;
        if (kind == kWindowScaleOption && length == 3)
            return byteAt(options, at + 2);
        at += length;
    }
    return std::nullopt;
}

bool readTcp(std::string_view segment, std::size_t start, Packet &packet)
{
    if (segment.size() < kTcpHeader)
        return false;
    const std::size_t header = static_cast<std::size_t>(byteAt(segment, 12) >> 4) * 4;
    if (header < kTcpHeader || header > segment.size())
        return false;
    packet.protocol = Packet::Protocol::Tcp;
    packet.seq = longWord(segment, 4);
    packet.ack = longWord(segment, 8);
    packet.flags = byteAt(segment, 13);
    packet.window = word(segment, 14);
    packet.windowShift = windowShiftIn(segment.substr(kTcpHeader, header - kTcpHeader));
    packet.payload = start + header;
    packet.length = segment.size() - header;
    return true;
}

bool readUdp(std::string_view datagram, std::size_t start, Packet &packet)
{
    if (datagram.size() < kUdpHeader || word(datagram, 4) < kUdpHeader || word(datagram, 4) > datagram.size())
        return false;
    packet.protocol = Packet::Protocol::Udp;
    packet.payload = start + kUdpHeader;
    packet.length = word(datagram, 4) - kUdpHeader;
    return true;
}

} // namespace

std::uint32_t Packet::sequenceLength() const
{
    return static_cast<std::uint32_t>(length) + (has(tcp_flag::kSyn) ? 1 : 0) + (has(tcp_flag::kFin) ? 1 : 0);
}

std::optional<Packet> decodePacket(std::string_view raw)
{
    if (raw.empty())
        return std::nullopt;
    Packet packet;
    std::size_t start = 0; // of what the IP header carries
    std::size_t end = 0;
    std::uint8_t next = 0;
    bool laterFragment = false;
    auto family = Endpoint::Family::IPv4;
    std::size_t addresses = 12;
    if (byteAt(raw, 0) >> 4 == 4 && raw.size() >= kIpv4Header) {
        start = static_cast<std::size_t>(byteAt(raw, 0) & 0x0f) * 4;
        end = word(raw, 2);
        next = byteAt(raw, 9);
        laterFragment = (word(raw, 6) & 0x1fff) != 0;
        if (start < kIpv4Header)
            return std::nullopt;
    } else if (byteAt(raw, 0) >> 4 == 6 && raw.size() >= kIpv6Header) {
        start = kIpv6Header;
        end = kIpv6Header + word(raw, 4);
        next = byteAt(raw, 6);
        family = Endpoint::Family::IPv6;
        addresses = 8;
    } else {
        return std::nullopt;
    }
    if (end < start || end > raw.size())
        return std::nullopt;
    packet.ipVersion = family == Endpoint::Family::IPv4 ? 4 : 6;
    const std::string_view content = raw.substr(start, end - start);
    packet.payload = start;
    packet.length = content.size();
    if (laterFragment)
        next = 0; // it has no header of its own
    if (next == IPPROTO_TCP && !readTcp(content, start, packet))
        return std::nullopt;
    if (next == IPPROTO_UDP && !readUdp(content, start, packet))
        return std::nullopt;
    if (next == IPPROTO_ICMP || next == IPPROTO_ICMPV6)
        packet.protocol = Packet::Protocol::Icmp;
    const bool hasPorts
        = packet.protocol == Packet::Protocol::Tcp || packet.protocol == Packet::Protocol::Udp;
    const std::size_t size = family == Endpoint::Family::IPv4 ? 4 : 16;
    packet.source = Endpoint::fromBytes(
        family, raw.data() + addresses, hasPorts ? word(content, 0) : std::uint16_t {0});
    packet.destination = Endpoint::fromBytes(
        family, raw.data() + addresses + size, hasPorts ? word(content, 2) : std::uint16_t {0});
    return packet;
}

namespace {
struct FlagName {
    std::uint8_t flag;
    std::string_view text;
};
constexpr std::array kFlagNames {FlagName {tcp_flag::kFin, "FIN"}, FlagName {tcp_flag::kSyn, "SYN"},
    FlagName {tcp_flag::kRst, "RST"}, FlagName {tcp_flag::kPsh, "PSH"}, FlagName {tcp_flag::kAck, "ACK"},
    FlagName {tcp_flag::kUrg, "URG"}, FlagName {tcp_flag::kEce, "ECE"}, FlagName {tcp_flag::kCwr, "CWR"}};
} // namespace

std::string flagsText(std::uint8_t flags)
{
    std::string text;
    for (const FlagName &known : kFlagNames) {
        if (!(flags & known.flag))
            continue;
        if (!text.empty())
            text += ',';
        text += known.text;
    }
    return text.empty() ? "none" : text;
}

std::optional<std::uint8_t> flagsNamed(std::string_view text)
{
    std::uint8_t flags = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const FlagName *found = nullptr;
        for (const FlagName &known : kFlagNames) {
            if (known.text == word)
                found = &known;
        }
        if (!found)
            return std::nullopt;
        flags = static_cast<std::uint8_t>(flags | found->flag);
    }
    return flags;
}

std::string_view name(Packet::Protocol protocol)
{
    constexpr std::array<std::string_view, 4> kNames {"tcp", "udp", "icmp", "other"};
    return kNames.at(static_cast<std::size_t>(protocol));
}

} // namespace sockstep
