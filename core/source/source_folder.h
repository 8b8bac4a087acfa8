// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"

namespace sockstep {

/// Those of \p files that \p folder has already with something else in them, by their paths.
std::vector<std::string> filesInTheWay(const std::string &folder, const std::vector<SourceFile> &files);

/// Writes all of \p files into \p folder, which is made if it is not there, over those that are in the way.
/// A sentence with the path in it if that cannot be done, else nothing.
std::string writeSources(const std::string &folder, const std::vector<SourceFile> &files);

} // namespace sockstep
