// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/packets.h"

namespace sockstep::test {

std::string fromHex(std::string_view hex)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(digit(hex[at]) << 4 | digit(hex[at + 1]));
    return bytes;
}

} // namespace sockstep::test
