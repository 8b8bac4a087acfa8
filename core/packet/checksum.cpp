// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/checksum.h"

#include <cstddef>

namespace sockstep {

void InternetSum::add(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        sum_ += at % 2 == 0 ? std::uint64_t {byte} << 8 : byte;
    }
}

void InternetSum::add(std::uint32_t number) { sum_ += (number >> 16) + (number & 0xffff); }

std::uint16_t InternetSum::checksum() const
{
    std::uint64_t sum = sum_;
    while (sum > 0xffff)
        sum = (sum >> 16) + (sum & 0xffff);
    return static_cast<std::uint16_t>(~sum);
}

} // namespace sockstep
