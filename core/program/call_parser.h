// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/code_line.h"
#include "core/program/code_parser.h"
#include "core/program/declarations.h"

#include <optional>

namespace sockstep {

/// "recv(fd, buf, sizeof buf, 0)" as a call; \p result is the variable that it is assigned to. Nothing,
/// with the reason in \p fault, if it is none.
std::optional<CallTemplate> parseCall(std::string_view expression, std::string result,
    const Declarations &declared, const AddressBook &addresses, std::string &fault);

} // namespace sockstep
