// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sockstep {

/// The program that has the socket of \p inode open, as "nc[4711]"; empty where the kernel does not tell this
/// user (proc(5)): another user's, or one of another process namespace. Looks through all of /proc: some
/// milliseconds.
std::string programWithSocket(std::uint32_t inode);

/// "kim", or "1000" if it has no name.
std::string userName(std::uint32_t uid);

} // namespace sockstep
