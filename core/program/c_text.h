// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The words of C in a line of a program: what the parsers of calls and of statements share.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

using Parts = std::vector<std::string_view>;

/// Without the spaces at both ends.
std::string_view trimmed(std::string_view text);
/// Splits at the commas outside of strings, parentheses and braces.
Parts splitArguments(std::string_view list);
/// A decimal number that fits an int, and nothing else.
std::optional<std::int32_t> number(std::string_view text);
/// Can it be the name of a variable?
bool isName(std::string_view text);
/// The bytes of a C string literal; nothing if it is none, or has an escape that is not known here.
std::optional<std::string> literal(std::string_view text);

} // namespace sockstep
