// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/layout.h"
#include "recording/history.h"

#include <string>

namespace sockstep {

/// The layout as plain text, a line a row, readable in 80 columns: time, actor, call, result, state.
/// "~" marks a state that is inferred.
class TextSequence {
public:
    /// Both must have taken in the same events.
    TextSequence(const Layout &layout, const History &history);

    std::string heading() const;
    /// One or more lines for \p row, each ending in a newline.
    std::string line(Row row) const;
    /// The heading and the lines of \p rows.
    std::string all(RowRange rows = {}) const;

private:
    std::vector<std::string> leftCells(const RowContent &content) const;

    const Layout &layout_;
    const History &history_;
    std::size_t actorWidth_;
};

/// "client", "connection", "listener" or "socket": what a socket is, in the words of the program.
std::string_view roleName(SocketRecord::Role role);

} // namespace sockstep
