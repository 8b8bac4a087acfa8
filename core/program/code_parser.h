// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Reads the program of a lesson: lines of C, one call a line. Every line is kept as it was written, so
// what the window shows is what the file says and what the actor runs.

#include "core/program/program.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// The addresses that a program may name: "addr" stands for a pointer to the first, "addrlen" for its size.
using AddressBook = std::map<std::string, Endpoint, std::less<>>;

struct CodeFault {
    std::size_t line = 0; ///< of the program, from 0
    std::size_t column = 0; ///< in bytes, from 0
    std::string message; ///< what is wrong and what was expected
};

struct ParsedCode {
    Program program; ///< empty if there are faults
    std::vector<CodeFault> faults;
};

/// Where \p line leads when its call fails and that is passed over: where it leads otherwise, or out of the
/// loop that it begins.
Target pastError(const Line &line);

/// What becomes of a call that fails, unless the lesson says otherwise: those that prepare a connection
/// are tried again by the next step, send and recv lead on to the close of their descriptor, and all
/// others are passed.
ParsedCode parseCode(std::string_view code, const AddressBook &addresses);

} // namespace sockstep
