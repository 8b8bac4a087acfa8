// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/excerpt.h"
#include "core/recording/history.h"

#include <string>

namespace sockstep {

/// What an excerpt shows of the layout as plain text, a line a row, readable in 80 columns: time, actor,
/// call, result, state. "~" marks a state that is inferred.
class TextSequence {
public:
    /// All must have taken in the same events. By default it is everything, with times since the beginning.
    TextSequence(const Layout &layout, const History &history,
        Excerpt excerpt = Excerpt(DiagramChoices {.times = DiagramChoices::Times::Absolute}));

    std::string heading() const;
    /// One or more lines for \p row, each ending in a newline; none if its columns are all empty. \p above is
    /// the row that a time since the last one is counted from.
    std::string line(Row row, Row above = kNoRow) const;
    /// The heading and the excerpt's lines of \p lines, with a word on what is left out.
    std::string all(RowRange lines = {}) const;

private:
    std::vector<std::string> leftCells(const RowContent &content) const;
    std::vector<std::string> stateCells(Row row) const;
    std::string timeText(Row row, Row above) const;
    std::string joined(const std::string &time, const std::string &left, const std::string &state) const;
    std::string leftOut() const;

    const Layout &layout_;
    const History &history_;
    const Excerpt excerpt_;
    std::size_t actorWidth_;
};

/// "12 echo rounds, 60 bytes each way".
std::string foldText(const Excerpt::Fold &fold);

/// "client", "connection", "listener" or "socket": what a socket is, in the words of the program.
std::string_view roleName(SocketRecord::Role role);

} // namespace sockstep
