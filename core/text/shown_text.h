// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Foreign text (from a file, a socket, a wire, the file system) as it may be printed or painted. What would
// move a terminal's cursor, turn the direction of a line, take no room or hide what follows becomes an escape
// that can be seen: "\x1b", "\n", "\u202e". That goes for control characters (C0, DEL, C1), line and
// paragraph separators, format characters (Unicode's Cf), all that Unicode ignores by default, noncharacters,
// bytes that are no UTF-8, and marks without a letter, or more of them than a letter has in any script. Text
// of every script stays as it is; so do the joiners and variation selectors where its writing needs them:
// between emoji, after a virama, between letters that join (RFC 5892, A.1 and A.2). What is shown can be
// shown again: it does not change. Nothing here is undone: what is saved is the text itself.

#include <cstddef>
#include <string>
#include <string_view>

namespace sockstep {

/// A name, of an actor, a lesson or a file, is shown up to this many characters.
inline constexpr std::size_t kLongestShownName = 60;
/// A line of a program, or a sentence.
inline constexpr std::size_t kLongestShownLine = 1000;

/// In one line, of at most \p most characters; "…" stands for the rest. Takes as long as what it shows.
std::string shownText(std::string_view text, std::size_t most = std::string_view::npos);
inline std::string shownName(std::string_view name) { return shownText(name, kLongestShownName); }
/// A sentence that says what is wrong with foreign text and has some of it in it: of a long one the beginning
/// and the end.
std::string shownSentence(std::string_view text);
/// As shownText, but a newline begins a new line, and a tab is four spaces.
std::string shownLines(std::string_view text, std::size_t most = std::string_view::npos);
/// In one line, with a dot for each character that would be an escape, as beside a dump of bytes.
std::string shownDotted(std::string_view text);
/// As a C string literal of at most \p most characters between the quotes.
std::string shownLiteral(std::string_view bytes, std::size_t most = std::string_view::npos);

/// Where the first byte is that shownText would not leave as it is; npos if there is none.
std::size_t firstEscaped(std::string_view text);

bool isUtf8(std::string_view text);
/// Without the part of a UTF-8 character that \p text may end with.
std::string_view wholeCharacters(std::string_view text);

/// Columns of a terminal that shown text takes: East Asian wide characters and emoji two, marks none.
std::size_t columnsOf(std::string_view shown);
/// Foreign text in exactly \p width columns, cut with "…" or filled with spaces.
std::string shownCell(std::string_view text, std::size_t width, bool right = false);

} // namespace sockstep
