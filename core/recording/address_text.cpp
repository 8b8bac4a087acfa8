// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/address_text.h"

#include "core/base/utf8.h"

#include <charconv>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::string_view kByte = "\\x";
constexpr std::string_view kBackslash = "\\\\";

std::optional<std::string> withoutEscapes(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        std::size_t length = 1;
        unsigned char byte = static_cast<unsigned char>(text.front());
        if (text.starts_with(kBackslash)) {
            length = kBackslash.size();
        } else if (text.starts_with(kByte)) {
            const std::string_view digits = text.substr(kByte.size(), 2);
            const char *end = digits.data() + digits.size();
            if (digits.size() < 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end)
                return std::nullopt;
            length = kByte.size() + digits.size();
        } else if (byte == '\\') {
            return std::nullopt;
        }
        result += static_cast<char>(byte);
        text.remove_prefix(length);
    }
    return result;
}

} // namespace

std::string addressText(const Endpoint &endpoint)
{
    const std::string plain = endpoint.text();
    std::string result;
    for (std::string_view rest = plain; !rest.empty();) {
        const std::size_t length = sequenceLength(rest);
        if (length == 0)
            result += fmt::format("{}{:02x}", kByte, static_cast<unsigned char>(rest.front()));
        else if (rest.front() == '\\')
            result += kBackslash;
        else
            result += rest.substr(0, length);
        rest.remove_prefix(length ? length : 1);
    }
    return result;
}

std::optional<Endpoint> addressOfText(std::string_view text)
{
    const auto plain = withoutEscapes(text);
    return plain ? Endpoint::parse(*plain) : std::nullopt;
}

} // namespace sockstep
