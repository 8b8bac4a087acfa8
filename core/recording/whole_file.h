// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sockstep {

/// Writes all of a file at once; "-" is standard output. A sentence with the path in it if that cannot be
/// done, else nothing.
std::string writeWholeFile(const std::string &path, std::string_view bytes);

/// Why \p path cannot be written; empty if it can. A file that is there keeps what is in it.
std::string whyNotWritable(const std::string &path);

} // namespace sockstep
