// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/json_writer.h"

#include "core/text/shown_text.h"

#include <algorithm>
#include <unistr.h>

namespace sockstep {

namespace {

/// How many bytes at the front of \p text stand in a JSON string as they are: a file that is printed on a
/// terminal moves no cursor and turns no line.
std::size_t plainLength(std::string_view text)
{
    const auto isPlain = [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; };
    const auto plain
        = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), isPlain) - text.begin());
    if (plain == text.size() || text[plain] == '"' || text[plain] == '\\')
        return plain;
    return std::min({text.size(), text.find_first_of("\"\\"), firstEscaped(text)});
}

/// JSON's own escape (RFC 8259 section 7) of the character at the front of \p text, which is taken off;
/// U+FFFD for a byte that is no part of UTF-8.
std::string takeEscaped(std::string_view &text)
{
    if (text.front() == '"' || text.front() == '\\') {
        const std::string escape {'\\', text.front()};
        text.remove_prefix(1);
        return escape;
    }
    ucs4_t c = 0;
    const int length = u8_mbtoucr(&c, reinterpret_cast<const std::uint8_t *>(text.data()), text.size());
    text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    if (length <= 0)
        return "\xef\xbf\xbd";
    if (c < 0x10000)
        return fmt::format("\\u{:04x}", c);
    return fmt::format(
        "\\u{:04x}\\u{:04x}", 0xd800 + ((c - 0x10000) >> 10U), 0xdc00 + ((c - 0x10000) & 0x3ffU));
}

} // namespace

void JsonWriter::comma()
{
    if (follows_)
        out_.push_back(',');
}

void JsonWriter::open(char bracket)
{
    comma();
    out_.push_back(bracket);
    follows_ = false;
}

void JsonWriter::close(char bracket)
{
    out_.push_back(bracket);
    follows_ = true;
}

void JsonWriter::key(std::string_view name)
{
    comma();
    putString(name);
    out_.push_back(':');
    follows_ = false;
}

void JsonWriter::value(std::string_view text)
{
    comma();
    putString(text);
    follows_ = true;
}

void JsonWriter::raw(std::string_view written)
{
    comma();
    put(written);
    follows_ = true;
}

void JsonWriter::putString(std::string_view text)
{
    out_.push_back('"');
    while (!text.empty()) {
        const std::size_t plain = plainLength(text);
        put(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        put(takeEscaped(text));
    }
    out_.push_back('"');
}

} // namespace sockstep
