// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/phases.h"

#include <vector>

namespace sockstep {

/// One line of two diagrams that lie side by side.
struct AlignedRow {
    enum class Match : std::uint8_t {
        Same, ///< both runs show the same there
        Mirrored, ///< the same at the other end: the client's shutdown here, the server's there
        Different, ///< each shows something else, or one of them nothing
    };
    Row row[2] = {kNoRow, kNoRow}; ///< of the left and the right layout; kNoRow: a gap
    Phase phase = Phase::Connect;
    Match match = Match::Different;
};

/// Lays two runs side by side: phase by phase, with what is the same in the same line, in the order of
/// each. Computed anew from both layouts; for the few hundred rows of a lesson that takes well below a
/// millisecond, and longer phases are paired row by row.
class Alignment {
public:
    struct Run {
        const Layout &layout;
        const History &history;
    };

    Alignment() = default;
    Alignment(const Run &left, const Run &right);

    const std::vector<AlignedRow> &rows() const { return rows_; }
    /// The first line in which the runs differ, once both have come so far; kNoRow if there is none.
    /// Row is the index into rows().
    Row firstDifference() const { return firstDifference_; }
    /// The line in which each row of a side stands; side 0 is left.
    const std::vector<Row> &lines(int side) const { return lines_[side]; }
    /// The line in which \p phase begins, of either run; kNoRow if neither has come to it.
    Row firstLine(Phase phase) const;

private:
    void alignPhase(Phase phase, const std::vector<std::string> (&keys)[2],
        const std::vector<std::string> &mirrored, const PhaseRows (&phases)[2]);
    void finish();

    std::vector<AlignedRow> rows_;
    std::vector<Row> lines_[2];
    Row firstDifference_ = kNoRow;
};

} // namespace sockstep
