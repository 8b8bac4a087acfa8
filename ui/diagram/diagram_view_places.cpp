// SPDX-License-Identifier: GPL-3.0-or-later
// Where a call, a row or a match of the search is, and how it comes into sight.
#include "ui/diagram/diagram_view.h"

#include "ui/diagram/diagram_finder.h"
#include "ui/diagram/diagram_options.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"

#include <QPainter>
#include <QScrollBar>
#include <cmath>

namespace sockstep {

/// A call among echo rounds that are folded is seen only when they are open.
void DiagramView::showCall(CallId call)
{
    const Row row = follower_.layout().rowOfCall(call);
    const auto fold = row == kNoRow ? std::nullopt : geometry_.excerpt().foldOf(row);
    if (fold && !fold->open)
        toggle(*fold);
    showRow(row);
    showLane(follower_.layout().laneOfCall(call));
}

/// Opens or closes it where it stands.
void DiagramView::toggle(const Excerpt::Fold &fold)
{
    if (!options_)
        return;
    following_ = false;
    options_->setOpen(fold.first, !fold.open);
    following_ = verticalScrollBar()->value() == verticalScrollBar()->maximum();
}

/// That of the selected call, or the last in sight.
std::optional<Excerpt::Fold> DiagramView::foldAtHand() const
{
    const Excerpt &excerpt = geometry_.excerpt();
    const Row selected = selection_.call() ? follower_.layout().rowOfCall(selection_.call()) : kNoRow;
    if (const auto fold = selected == kNoRow ? std::nullopt : excerpt.foldOf(selected))
        return fold;
    const auto [first, last] = linesInSight();
    const Row count = excerpt.lineCount(follower_.layout().rowCount());
    for (Row line = std::min(last + 1, count); line > first; --line) {
        if (const auto fold = excerpt.foldIn(line - 1))
            return fold;
    }
    return std::nullopt;
}

void DiagramView::paintMatches(QPainter &painter, const Theme &theme) const
{
    if (!finder_ || finder_->matches().empty())
        return;
    const Excerpt &excerpt = geometry_.excerpt();
    const auto [first, last] = linesInSight();
    const Row count = excerpt.lineCount(follower_.layout().rowCount());
    for (Row line = first; line <= last && line < count; ++line) {
        const auto fold = excerpt.foldIn(line);
        const Row row = excerpt.shownIn(line, follower_.layout().rowCount());
        const bool folded = fold && !fold->open && finder_->hasMatch(fold->first, fold->last);
        if (!folded && (row == kNoRow || !finder_->hasMatch(row, row)))
            continue;
        const double height = geometry_.rowHeight();
        const QRectF rect(0, geometry_.lineY(line) - height / 2, geometry_.contentWidth(), height);
        painter.fillRect(rect, theme.waitFill());
        if (row != kNoRow && row == presentMatch_()) {
            painter.fillRect(QRectF(0, rect.top(), 4, height), theme.wait());
            painter.setPen(QPen(theme.wait(), 1));
            painter.drawLine(rect.topLeft(), rect.topRight());
            painter.drawLine(rect.bottomLeft(), rect.bottomRight());
        }
    }
}

void DiagramView::showRow(Row row)
{
    if (row == kNoRow)
        return;
    const double y = geometry_.y(row);
    const double top = verticalScrollBar()->value();
    const double page = verticalScrollBar()->pageStep();
    if (y < top + geometry_.rowHeight() || y > top + page - 2 * geometry_.rowHeight())
        verticalScrollBar()->setValue(static_cast<int>(y - page / 2));
}

/// With its labels, where not all lifelines fit beside each other.
void DiagramView::showLane(LaneIndex lane)
{
    if (lane == kNoLane || !geometry_.has(lane))
        return;
    const QRectF place = geometry_.gutter(lane, 0).united(geometry_.band(lane, 0, 1));
    QScrollBar *bar = horizontalScrollBar();
    if (place.left() < bar->value())
        bar->setValue(static_cast<int>(place.left()));
    else if (place.right() > bar->value() + bar->pageStep())
        bar->setValue(static_cast<int>(std::ceil(place.right())) - bar->pageStep());
}

} // namespace sockstep
