// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sockstep {

/// RFC 4648 section 4, by nettle.
std::string encodeBase64(std::string_view bytes);
/// Nothing if \p text is not base64.
std::optional<std::string> decodeBase64(std::string_view text);

} // namespace sockstep
