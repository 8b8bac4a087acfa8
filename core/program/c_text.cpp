// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/c_text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sockstep {

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Parts splitArguments(std::string_view list)
{
    Parts parts;
    int depth = 0;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const char c = list[i];
        if (quoted)
            quoted = c != '"' || list[i - 1] == '\\';
        else if (c == '"')
            quoted = true;
        else if (c == '(' || c == '{')
            ++depth;
        else if (c == ')' || c == '}')
            --depth;
        else if (c == ',' && depth == 0) {
            parts.push_back(trimmed(list.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    const std::string_view last = trimmed(list.substr(begin));
    if (!parts.empty() || !last.empty())
        parts.push_back(last);
    return parts;
}

std::optional<std::int32_t> number(std::string_view text)
{
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool isName(std::string_view text)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (text.empty() || !letter(text.front()))
        return false;
    for (const char c : text) {
        if (!letter(c) && (c < '0' || c > '9'))
            return false;
    }
    return true;
}

std::optional<std::string> literal(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    std::string bytes;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes.push_back(text[i]);
            continue;
        }
        constexpr std::pair<char, char> kEscapes[]
            = {{'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'\\', '\\'}, {'"', '"'}, {'0', '\0'}};
        // Two hexadecimal digits, and no more: C would take a third.
        unsigned byte = 0;
        if (text[i + 1] == 'x' && i + 4 < text.size()
            && std::from_chars(&text[i + 2], &text[i + 4], byte, 16).ptr == &text[i + 4]) {
            bytes.push_back(static_cast<char>(byte));
            i += 3;
            continue;
        }
        const auto found = std::find_if(std::begin(kEscapes), std::end(kEscapes),
            [escape = text[++i]](const auto &known) { return known.first == escape; });
        if (found == std::end(kEscapes))
            return std::nullopt;
        bytes.push_back(found->second);
    }
    return bytes;
}

} // namespace sockstep
