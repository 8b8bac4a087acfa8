// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <fmt/format.h>
#include <string>
#include <string_view>

namespace sockstep {

/// Writes one JSON document (RFC 8259): all that Sockstep writes as JSON goes through here. Commas and
/// escapes are its affair; that objects and arrays end where they should is the caller's.
///
/// A string is any bytes: what is no UTF-8, which JSON cannot carry, becomes U+FFFD, so that what is written
/// can always be read.
class JsonWriter {
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    /// Of the value that comes next.
    void key(std::string_view name);

    void value(std::string_view text);
    void value(std::same_as<bool> auto truth) { raw(truth ? "true" : "false"); }
    void value(std::integral auto number) requires(!std::same_as<decltype(number), bool>)
    {
        const fmt::format_int digits(number);
        raw({digits.data(), digits.size()});
    }
    void decimal(double number, int places) { raw(fmt::format("{:.{}f}", number, places)); }
    void null() { raw("null"); }

    template <typename Value> void field(std::string_view name, const Value &its)
    {
        key(name);
        value(its);
    }
    void beginObject(std::string_view name)
    {
        key(name);
        beginObject();
    }
    void beginArray(std::string_view name)
    {
        key(name);
        beginArray();
    }

    std::string text() const { return fmt::to_string(out_); }

private:
    void open(char bracket);
    void close(char bracket);
    void comma();
    void raw(std::string_view written);
    void put(std::string_view text) { out_.append(text.data(), text.data() + text.size()); }
    void putString(std::string_view text);

    fmt::memory_buffer out_;
    bool follows_ = false; // something stands before the next key or value, in the same object or array
};

} // namespace sockstep
