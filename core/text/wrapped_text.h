// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// Shown text, cut at its spaces into lines of at most \p columns. A word that is wider has a line of its
/// own.
std::vector<std::string> wrapped(std::string_view shown, std::size_t columns);

} // namespace sockstep
