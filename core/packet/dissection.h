// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A packet taken apart, every bit of it: for a painter that draws headers as their RFCs draw them, and
// for a reader who wants to know what a byte is. decodePacket() is for everything else.

#include "core/packet/field_id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// Bytes of a packet: from \a first up to, but without, \a end.
struct ByteRange {
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - first; }
    bool contains(std::size_t at) const { return at >= first && at < end; }
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What is worth knowing of a value beyond the value. Its text() holds no word of any language.
struct Remark {
    enum class Kind : std::uint8_t {
        None,
        Relative, ///< text: counted from the initial sequence number of its direction
        Scaled, ///< text: "× 128 = 8222720"; the window that is meant (RFC 7323 section 2.3)
        ChecksumRight,
        ChecksumWrong, ///< text: what it should be
        ChecksumUnchecked, ///< not all that it covers is there
        ChecksumUnused, ///< UDP over IPv4 may leave it out (RFC 768)
    };
    Kind kind = Kind::None;
    std::string text;
    friend bool operator==(const Remark &, const Remark &) = default;
};

/// Why a part cannot be read to its end.
struct Problem {
    enum class Kind : std::uint8_t {
        CutOff, ///< \a have of \a need bytes are there
        TooSmall, ///< a length says \a have bytes, and \a need are the least
        NoVersion, ///< \a have is no version of IP that there is
        Options, ///< an option's length cannot be
    };
    Kind kind = Kind::CutOff;
    std::size_t have = 0;
    std::size_t need = 0;
    friend bool operator==(const Problem &, const Problem &) = default;
};

struct Field {
    FieldId id {};
    std::size_t bit = 0; ///< its first, counted from the beginning of its part
    std::size_t bits = 0; ///< how many
    ByteRange bytes; ///< in the packet: those that hold at least one of its bits
    std::string value; ///< "10.77.0.1", "0x4a3b2100"; as people write it, without words
    Remark remark;
};

/// A header, or what comes after the last one. Its fields follow each other without a gap. It has none
/// if there should be a header, and not one byte of it is there.
struct Part {
    PartKind kind {};
    ByteRange bytes;
    std::vector<Field> fields;
    std::optional<Problem> problem;
};

/// What a packet alone does not say: of its connection. SegmentRecord knows it.
struct DissectionContext {
    std::optional<std::uint32_t> seqBase; ///< the sender's initial sequence number
    std::optional<std::uint32_t> ackBase; ///< the receiver's
    std::uint8_t windowShift = 0; ///< of the sender, if both ends agreed to scale
};

/// Takes \p raw, which begins with the IP header, apart. The parts follow each other without a gap and
/// hold every byte. Malformed packets have a problem in the part where reading ended.
std::vector<Part> dissect(std::string_view raw, const DissectionContext &context = {});

/// "0x4a3b2100 (relative 0)", in English.
std::string valueText(const Field &field);
/// "cut off: 12 of 20 bytes", in English.
std::string problemText(const Problem &problem);

} // namespace sockstep
