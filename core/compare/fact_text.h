// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The facts of a run as text: a table for terminals, in English, and JSON for programs. The window has
// its own words for the same facts.

#include "core/compare/facts.h"
#include "core/recording/json_writer.h"

#include <string>

namespace sockstep {

struct FactLine {
    std::string label;
    std::string value;
};
using FactTable = std::vector<FactLine>;

/// The same lines in the same order for every run. \p header names the actors.
FactTable factTable(const Facts &facts, const Header &header);
/// One object.
void writeFacts(JsonWriter &out, std::string_view lesson, const Facts &facts, const Header &header);

/// "TIME_WAIT, 59.9 s left", "CLOSE", "–" for a socket that does not exist.
std::string socketText(const SocketNow &socket);

} // namespace sockstep
