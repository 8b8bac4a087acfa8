// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Packets as two Linux 6.x kernels sent them to each other over a pair of TUN devices, from the IP
// header on, in hexadecimal.

#include <string>
#include <string_view>
#include <vector>

namespace sockstep::test {

/// A SYN of Linux: MSS, SACK-permitted, timestamps, a no-operation, window scale 10.
inline constexpr std::string_view kSyn
    = "4500003c431c40004006e3030a4d00010a4d0002dba223285b04d00c00000000a002faf019ef0000020405b4"
      "0402080ae9480b5c000000000103030a";
/// The answer to it.
inline constexpr std::string_view kSynAck
    = "4500003c00004000400626200a4d00020a4d00012328dba2c1a6f7745b04d00da012fe8894bb0000020405b4"
      "0402080aeaf7dd76e9480b5c0103030a";
/// PSH,ACK with "hello".
inline constexpr std::string_view kData
    = "45000039431e40004006e3040a4d00010a4d0002dba223285b04d00dc1a6f7758018003f7df500000101080a"
      "e9480b5ceaf7dd7668656c6c6f";
/// PSH,ACK with 안녕 in UTF-8.
inline constexpr std::string_view kHangul
    = "4500003a432040004006e3010a4d00010a4d0002dba223285b04d012c1a6f77a8018003fc6a500000101080a"
      "e9480b5ceaf7dd76ec9588eb8595";
/// An ACK that reports what came behind a lost segment.
inline constexpr std::string_view kSack
    = "45000040de424000400647d90a4d00020a4d00012328dba2c1a6f7805b04d018b0100040354e00000101080a"
      "eaf7dd76e9480b5c0101050a5b04d0215b04d02d";
/// FIN,ACK.
inline constexpr std::string_view kFin
    = "45000034432540004006e3020a4d00010a4d0002dba223285b04d02dc1a6f7958011003fbf3500000101080a"
      "e9480db4eaf7dd7c";
/// RST,ACK to a port that nobody listens on.
inline constexpr std::string_view kReset
    = "4500002800004000400626340a4d00020a4d0001270fc96a00000000041a2dfa5014000078a60000";
/// A SYN over IPv6.
inline constexpr std::string_view kSyn6
    = "600b2d5800280640fd770000000000000000000000000001fd770000000000000000000000000002cdc02328"
      "f314d04400000000a002fd2072a00000020405a00402080a7c23acf7000000000103030a";
/// PSH,ACK with "hello" over IPv6.
inline constexpr std::string_view kData6
    = "600b2d5800250640fd770000000000000000000000000001fd770000000000000000000000000002cdc02328"
      "f314d045183bc81f80180040ea5100000101080a7c23acf76def21b168656c6c6f";
/// A UDP datagram with "hello".
inline constexpr std::string_view kUdp = "45000021769a40004011af950a4d00010a4d00028d0c0007000d1a5268656c6c6f";
/// The same over IPv6.
inline constexpr std::string_view kUdp6
    = "60074c8e000d1140fd770000000000000000000000000001fd770000000000000000000000000002a0140007"
      "000d20f468656c6c6f";
/// The answer to kUdp: there is nobody at that port.
inline constexpr std::string_view kUnreachable
    = "45c0003dd4760000400190ed0a4d00020a4d0001030311b80000000045000021769a40004011af950a4d0001"
      "0a4d00028d0c0007000d1a5268656c6c6f";
/// The answer to kUdp6.
inline constexpr std::string_view kUnreachable6
    = "600680ab003d3a40fd770000000000000000000000000002fd770000000000000000000000000001010445cd"
      "0000000060074c8e000d1140fd770000000000000000000000000001fd770000000000000000000000000002"
      "a0140007000d20f468656c6c6f";
/// Linux looks for a router when an interface comes up.
inline constexpr std::string_view kSolicitation
    = "6000000000083afffe80000000000000bb6b8b9068a76d8fff02000000000000000000000000000285006004"
      "00000000";

struct NamedPacket {
    std::string_view name;
    std::string_view hex;
};
inline constexpr NamedPacket kPackets[] = {
    {"syn", kSyn},
    {"synack", kSynAck},
    {"data", kData},
    {"hangul", kHangul},
    {"sack", kSack},
    {"fin", kFin},
    {"reset", kReset},
    {"syn6", kSyn6},
    {"data6", kData6},
    {"udp", kUdp},
    {"udp6", kUdp6},
    {"unreachable", kUnreachable},
    {"unreachable6", kUnreachable6},
    {"solicitation", kSolicitation},
};

/// The bytes of a hexadecimal text without spaces.
std::string fromHex(std::string_view hex);

} // namespace sockstep::test
