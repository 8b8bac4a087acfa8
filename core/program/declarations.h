// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/endpoint.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sockstep {

/// What the declarations of a program have said so far.
struct Declarations {
    /// What setsockopt is given the address of; a variable that is declared without a number counts as 0.
    std::map<std::string, std::int32_t, std::less<>> integers {{"on", 1}};
    std::map<std::string, std::int32_t, std::less<>> lingers; ///< l_linger; l_onoff is 1
    struct PollArray {
        std::size_t size = 1;
        bool single = false; ///< one struct pollfd, which poll gets the address of
    };
    std::map<std::string, PollArray, std::less<>> polled;
    std::map<std::string, std::string, std::less<>> links; ///< "/proc/self/fd/%d" of which descriptor
    /// struct sockaddr_in and sockaddr_in6 that the program fills in itself, with inet_pton.
    std::map<std::string, Endpoint, std::less<>> addresses;
};

/// Takes in a line that has no effect of its own when the program runs, like "struct linger linger = {1, 0};"
/// or "inet_pton(AF_INET, "127.0.0.1", &in.sin_addr);". False if \p statement is none that is known here;
/// what is wrong with one that is, is in \p fault.
bool parseDeclaration(std::string_view statement, Declarations &declared, std::string &fault);

} // namespace sockstep
