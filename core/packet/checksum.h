// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace sockstep {

/// The Internet checksum (RFC 1071): the ones' complement sum of 16 bit words in network order, of a
/// pseudo-header and of what comes after it, which may be added one after the other.
class InternetSum {
public:
    /// Only the last of several may have an odd length: it is padded with a zero.
    void add(std::string_view bytes);
    void add(std::uint32_t number);
    /// 0 if the bytes held their own, right checksum.
    std::uint16_t checksum() const;

private:
    std::uint64_t sum_ = 0; // no packet is long enough to overflow it
};

} // namespace sockstep
