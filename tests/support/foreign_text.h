// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text as somebody could have put it into a file to deceive whoever looks at it.

#include <string>
#include <string_view>
#include <vector>

namespace sockstep::test {

/// One of each kind.
const std::vector<std::string> &foreignTexts();

/// All kinds in one: escape sequences, bidi controls, markup, a formula, what ends a comment.
std::string foreignText();

/// Says where in \p text the first thing is that may stand on no terminal and no screen; empty if there is
/// none. Newlines are among them. Does not ask what it tests: it has Unicode's properties from Qt.
std::string forbiddenIn(std::string_view text);
/// The same of a text of several lines.
std::string forbiddenInLines(std::string_view text);

} // namespace sockstep::test
