// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace sockstep {

/// The length of the UTF-8 sequence at the front of \p bytes, which are not empty (RFC 3629); 0 if it is not
/// sound.
std::size_t sequenceLength(std::string_view bytes);

} // namespace sockstep
