// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The folder in which the last recordings are kept: what its files are called, which of them a program left
// behind that ended in the middle, and how many there may be.

#include "recording/event.h"

#include <cstddef>
#include <string>
#include <vector>

namespace sockstep {

class RecordingWriter;

namespace shelf {

inline constexpr const char *kSuffix = ".sockstep";
inline constexpr const char *kUnfinished = ".unfinished"; ///< after kSuffix, while the session goes on
inline constexpr std::size_t kMostKept = 20;

/// A path in \p folder, which is made if need be, at which there is nothing yet. Empty, with \p error, if
/// there can be none.
std::string newPath(const std::string &folder, const Header &header, std::string &error);
/// The file of \p writer gets its final name \p path, if it is still there; then the oldest of its folder
/// go, if they are more than kMostKept.
void finish(RecordingWriter &writer, const std::string &path);
/// Those that a program did not finish and that no program is writing now. They get their final names, so
/// that each is told of once. The newest first.
std::vector<std::string> takeUnfinished(const std::string &folder);
/// The finished ones, the newest first.
std::vector<std::string> kept(const std::string &folder);

} // namespace shelf
} // namespace sockstep
