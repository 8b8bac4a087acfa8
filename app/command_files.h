// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace sockstep {

/// A file that a command is to read or to write.
struct CommandFile {
    std::string option; ///< what asks for it: "--svg"
    std::string *path = nullptr; ///< "-": a standard stream
    bool isRead = false;
};

/// What a command prints for people goes to standard output, and to standard error if that is taken by a
/// file.
enum class Prints { Sequence, OnlyErrors };

/// Tells files apart by what they are, for each has many names. One that is standard output already is called
/// "-" from here on. What is wrong with them, if two outputs were to go into one file, or one over what is
/// read; empty if nothing is.
std::string complaintOf(const std::vector<CommandFile> &files, Prints prints);

/// They are one file, whatever they are called; also if it is not there yet.
bool areOneFile(const std::string &one, const std::string &other);

} // namespace sockstep
