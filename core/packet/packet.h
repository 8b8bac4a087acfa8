// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the program needs to know of an IP packet to move, name and draw it. The bytes come from a wire
// or from a file: nothing in them is trusted.

#include "core/base/endpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sockstep {

/// The bits of the flags in a TCP header (RFC 9293 section 3.1).
namespace tcp_flag {
inline constexpr std::uint8_t kFin = 0x01;
inline constexpr std::uint8_t kSyn = 0x02;
inline constexpr std::uint8_t kRst = 0x04;
inline constexpr std::uint8_t kPsh = 0x08;
inline constexpr std::uint8_t kAck = 0x10;
inline constexpr std::uint8_t kUrg = 0x20;
inline constexpr std::uint8_t kEce = 0x40;
inline constexpr std::uint8_t kCwr = 0x80;
} // namespace tcp_flag

struct Packet {
    enum class Protocol : std::uint8_t { Tcp, Udp, Icmp, Other };

    Protocol protocol = Protocol::Other;
    std::uint8_t ipVersion = 0; ///< 4 or 6; 0 if the bytes are no IP packet
    std::uint8_t flags = 0; ///< TCP's, see tcp_flag
    Endpoint source; ///< ports are 0 unless TCP or UDP
    Endpoint destination;
    std::uint32_t seq = 0;
    std::uint32_t ack = 0; ///< means something with tcp_flag::kAck only
    std::uint16_t window = 0; ///< as written: not scaled
    std::optional<std::uint8_t> windowShift; ///< the window scale option, which a SYN may carry (RFC 7323)
    std::size_t payload = 0; ///< offset of the first byte of data
    std::size_t length = 0; ///< how many bytes of data

    bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
    /// What it takes of the sequence space: its data, and one each for SYN and FIN (RFC 9293 3.4).
    std::uint32_t sequenceLength() const;
};

/// Reads \p raw, which begins with the IP header. Nothing if a header is cut off, or if a length in one
/// cannot be: the packet is malformed.
std::optional<Packet> decodePacket(std::string_view raw);

/// "SYN,ACK" in the order in which Wireshark and the RFC's figures have them; "none" for no flag.
std::string flagsText(std::uint8_t flags);
std::optional<std::uint8_t> flagsNamed(std::string_view text);
/// "tcp", "udp", "icmp" or "other".
std::string_view name(Packet::Protocol protocol);

} // namespace sockstep
