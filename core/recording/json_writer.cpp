// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/json_writer.h"

#include "core/base/utf8.h"

namespace sockstep {

namespace {

/// How many bytes at the front of \p text stand in a JSON string as they are.
std::size_t plainLength(std::string_view text)
{
    std::size_t plain = 0;
    while (plain < text.size()) {
        const auto byte = static_cast<unsigned char>(text[plain]);
        if (byte == '"' || byte == '\\' || byte < 0x20)
            break;
        const std::size_t length = byte < 0x80 ? 1 : sequenceLength(text.substr(plain));
        if (length == 0)
            break;
        plain += length;
    }
    return plain;
}

/// JSON's own escapes (RFC 8259 section 7); U+FFFD for a byte that is no part of UTF-8.
std::string escaped(unsigned char byte)
{
    if (byte == '"' || byte == '\\')
        return {'\\', static_cast<char>(byte)};
    return byte < 0x20 ? fmt::format("\\u{:04x}", byte) : "\xef\xbf\xbd";
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
        put(escaped(static_cast<unsigned char>(text.front())));
        text.remove_prefix(1);
    }
    out_.push_back('"');
}

} // namespace sockstep
