// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The pieces of dissect(), for its own files.

#include "core/packet/checksum.h"
#include "core/packet/part_builder.h"

namespace sockstep {

/// What an IP packet carries, and what its header says of that.
struct Content {
    std::size_t start = 0; ///< in the packet
    std::size_t end = 0; ///< in the packet: no further than its last byte
    std::uint8_t protocol = 0;
    bool isFragment = false; ///< the rest is in other packets
    bool isLaterFragment = false; ///< it does not even begin with a header
    bool isWhole = true; ///< a checksum over it can be checked
    InternetSum pseudoHeader; ///< RFC 9293 section 3.1, RFC 8200 section 8.1
};

/// Each reads one header at \p content's start, adds it to \p parts and moves the start behind it.
/// False if nothing can be told of what comes after.
bool dissectTcp(
    std::string_view raw, Content &content, const DissectionContext &context, std::vector<Part> &parts);
bool dissectUdp(std::string_view raw, Content &content, std::vector<Part> &parts);
bool dissectIcmp(std::string_view raw, Content &content, std::vector<Part> &parts);

/// The options of a TCP header (RFC 9293 section 3.2), up to its end.
void addTcpOptions(PartBuilder &part, std::size_t headerSize, const DissectionContext &context);

/// Says whether the checksum \p field, two bytes from \p at of \p covered on, is right.
void judgeChecksum(Field &field, InternetSum sum, std::string_view covered, std::size_t at);

/// What is in those of \p fields that are there.
void setValues(PartBuilder &part, std::span<const FieldSpec> fields);
std::string icmpTypeText(std::uint8_t type, bool v6);
std::string icmpCodeText(std::uint8_t type, std::uint8_t code, bool v6);

} // namespace sockstep
