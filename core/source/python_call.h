// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/lesson_source.h"

#include <set>

namespace sockstep {

class PythonStatements;

/// A call as Python makes it: result = function(arguments).
struct PythonCall {
    std::string result; ///< "fd", "cfd, peer", "buf"; may be empty
    std::string function; ///< "fd.bind", "read"
    std::vector<std::string> arguments;

    std::string expression() const;
};

/// Names that Python's modules give to the numbers of C: "socket" has AF_INET, "fcntl" has F_SETFL.
using PythonNames = std::set<std::pair<std::string, std::string>>;

/// \p call with the socket module, and a few functions of the file's own where that has none. The names that
/// have to be imported are added to \p names.
PythonCall pythonCall(const CallTemplate &call, std::string_view code, const LessonSource &lesson,
    const PythonStatements &statements, PythonNames &names);

/// A variable of the lesson in Python, where its name may mean something already.
std::string pythonName(std::string_view name);
/// The socket of a call: "fd", "set[i].fd".
std::string pythonPlace(const Place &place);
/// b"…", or "…" without the b.
std::string pythonBytes(std::string_view bytes);

} // namespace sockstep
