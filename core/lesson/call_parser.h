// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lesson/code_line.h"
#include "lesson/code_parser.h"

#include <optional>

namespace sockstep {

/// What the declarations of a program have said so far.
struct Declarations {
    std::map<std::string, std::int32_t, std::less<>> integers {{"on", 1}};
    std::map<std::string, std::int32_t, std::less<>> lingers; ///< l_linger; l_onoff is 1
    struct Polled {
        std::string socket;
        std::int32_t events = 0;
    };
    std::map<std::string, Polled, std::less<>> polled; ///< struct pollfd of one descriptor
    std::map<std::string, std::string, std::less<>> links; ///< "/proc/self/fd/%d" of which descriptor
};

/// "recv(fd, buf, sizeof buf, 0)" as a call; \p result is the variable that it is assigned to. Nothing,
/// with the reason in \p fault, if it is none.
std::optional<CallTemplate> parseCall(std::string_view expression, std::string result,
    const Declarations &declared, const AddressBook &addresses, std::string &fault);

/// Takes in a declaration like "int size = 8192;". False if \p statement is none that is known here.
bool parseDeclaration(std::string_view statement, Declarations &declared);

} // namespace sockstep
