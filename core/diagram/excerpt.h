// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/diagram_choices.h"
#include "core/diagram/echo_rounds.h"

#include <set>

namespace sockstep {

/// The first row that may still become another: of a call of which nobody knows yet whether it sleeps. The
/// number of rows if there is none.
Row settledRows(const Layout &layout, const History &history);

/// What is shown of a layout, and in which line: a person's choices applied to it, without pixels. Every
/// painter of the layout reads it. A row that is left out stands between two lines; the echo rounds that are
/// folded share one.
///
/// Follows a layout as it grows, at a cost of what is new; where every row is shown it costs nothing. A copy
/// is cheap. One thread at a time.
class Excerpt {
public:
    /// The echo rounds of a chain after its first, which have a line of their own. While it is open, their
    /// rows are below that line.
    struct Fold {
        Row first = 0;
        Row last = 0;
        std::uint32_t rounds = 0;
        std::uint64_t bytes = 0; ///< each way
        std::uint64_t roundsBefore = 0; ///< in the folds above
        bool open = false;
    };

    Excerpt() = default;
    explicit Excerpt(DiagramChoices choices)
        : choices_(std::move(choices))
    {
    }
    /// Every row, with gaps between them: \p lines has the line of each row, ascending, of \p lineCount. So
    /// that two diagrams can lie side by side.
    Excerpt(const std::vector<Row> &lines, Row lineCount);

    const DiagramChoices &choices() const { return choices_; }
    /// Times are in no line's way.
    void setTimes(DiagramChoices::Times times) { choices_.times = times; }
    /// Takes in what the layout has become: it has grown, or is the same recording's at another moment.
    void update(const Layout &layout, const History &history);

    /// Every row has its own line, and each line its row.
    bool isPlain() const { return !besides_ && choices_.showsEveryRow(); }
    /// \p rowCount is the layout's.
    Row lineCount(Row rowCount) const { return isPlain() ? rowCount : lineCount_; }
    /// The line of a row; of one that is not shown, the line above which it is. Beyond the last row as well.
    Row lineOf(Row row) const;
    bool isShown(Row row) const
    {
        return isPlain() || row >= lines_.size() || (lines_[row] & kNotShown) == 0;
    }
    /// The row that stands in a line, or the last one above it; from 0 to \p rowCount − 1.
    Row rowAt(Row line, Row rowCount) const;
    /// The row that stands in a line; kNoRow if none does.
    Row shownIn(Row line, Row rowCount) const;

    /// The fold whose line it is.
    std::optional<Fold> foldIn(Row line) const;
    /// The fold that has the row; nothing if none has.
    std::optional<Fold> foldOf(Row row) const;
    Row lineOf(const Fold &fold) const { return lineOf(fold.first) - (fold.open ? 1 : 0); }
    void setOpen(Row firstOfFold, bool open);
    /// How many rounds are out of sight.
    std::uint64_t foldedRounds() const;

    bool showsCall(const History &history, CallId call) const;
    bool showsSegment(const History &history, SegmentId segment) const;
    bool hidesActor(ActorId actor) const { return actor < hidden_.size() && hidden_[actor]; }
    bool hidesLane(const Layout &layout, LaneIndex lane) const
    {
        return !hidden_.empty() && lane != kNoLane && hidesActor(layout.lanes()[lane].actor);
    }
    /// An arrow with an end that is hidden is drawn from or to nobody; with both, or left out, not at all.
    bool showsArrow(const Layout &layout, const History &history, const Arrow &arrow) const;
    /// The choices without those that keep \p row out of sight; the same if it is shown or folded.
    DiagramChoices choicesToShow(const Layout &layout, const History &history, Row row) const;

private:
    static constexpr Row kNotShown = 1U << 31;

    bool showsRow(const Layout &layout, const History &history, Row row) const;
    bool showsStateIn(const Layout &layout, Row row) const;
    Row firstTouched(const Layout &layout) const;
    Row findFolds(const Layout &layout, const History &history, Row keep);
    Row cutFolds();
    Row extendFold();
    Fold told(Fold fold) const;
    const Fold *findFold(Row row) const;
    void forgetLines(Row row);
    void mapRows(const Layout &layout, const History &history);

    DiagramChoices choices_;
    bool besides_ = false; // made from lines that somebody else has chosen
    std::vector<bool> hidden_; // index is the actor; empty if none is
    SharedVector<Row, 4096> lines_; // index is the row; with kNotShown
    Row lineCount_ = 0;
    Row settled_ = 0; // the rows before it change no more, but where the layout says so
    SharedVector<Row> touched_; // as the layout has them
    EchoRounds rounds_;
    SharedVector<Fold> folds_; // ascending; `open` is told by open_
    std::set<Row> open_; // by their first row
};

} // namespace sockstep
