// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_geometry.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {
// In characters of the label font.
constexpr double kTimeChars = 8.2;
constexpr double kTimeGapChars = 1;
constexpr double kRightMarginChars = 0.7;
constexpr double kGutterChars = 22; // "shutdown(SHUT_WR) → 0" and air
constexpr double kSmallestGutterChars = 15;
constexpr double kListenerChars = 18;
constexpr double kLifelineChars = 4.5; // band, bar and the air around them
/// Which place among those of its kind each lane has, from the left.
struct Columns {
    std::vector<std::size_t> of; ///< index is the lane
    std::size_t count[3] = {}; ///< by Lane::Place
};

Columns columnsOf(const Layout &layout)
{
    constexpr Row kAir = 1; // for the last state's name
    Columns columns;
    std::vector<Row> freeFrom; // of the listeners' columns
    for (const Lane &lane : layout.lanes()) {
        std::size_t &count = columns.count[static_cast<std::size_t>(lane.place)];
        std::size_t column = count;
        if (lane.place == Lane::Place::Listener) {
            const auto free
                = std::find_if(freeFrom.begin(), freeFrom.end(), [&](Row row) { return row < lane.first; });
            column = static_cast<std::size_t>(free - freeFrom.begin());
            freeFrom.resize(std::max(freeFrom.size(), column + 1));
            freeFrom[column] = lane.closed == kNoRow ? kNoRow : lane.closed + kAir;
        }
        count = std::max(count, column + 1);
        columns.of.push_back(column);
    }
    for (std::size_t &count : columns.count)
        count = std::max<std::size_t>(count, 1); // kept free for the first
    return columns;
}
} // namespace

DiagramGeometry::DiagramGeometry(const Layout &layout, Metrics metrics, double width)
    : metrics_(metrics)
    , rowHeight_(metrics.lineHeight * 1.5)
{
    const Columns columns = columnsOf(layout);
    const auto clients = static_cast<double>(columns.count[0]);
    const auto connections = static_cast<double>(columns.count[1]);
    const auto listeners = static_cast<double>(columns.count[2]);

    // What does not fit is taken from the gutters first, then from the listener's, then the content
    // grows beyond the window.
    const double chars = metrics.charWidth > 0 ? width / metrics.charWidth : 0;
    const double lifelines = (clients + connections + listeners) * kLifelineChars;
    const double smallestListener = kSmallestGutterChars - 2;
    const double fixed = kTimeChars + kTimeGapChars + kRightMarginChars + lifelines + metrics.arrowChars
        + listeners * smallestListener;
    const double gutter
        = std::clamp((chars - fixed) / (clients + connections), kSmallestGutterChars, kGutterChars);
    const double listenerGutter
        = std::clamp(smallestListener + (chars - fixed - (clients + connections) * gutter) / listeners,
            smallestListener, kListenerChars);
    const double used = kTimeChars + kTimeGapChars + kRightMarginChars + lifelines
        + (clients + connections) * gutter + listeners * listenerGutter;
    const double arrows = std::max(metrics.arrowChars, chars - used);

    places_.resize(layout.lanes().size());
    timeRight_ = kTimeChars * metrics.charWidth;
    double at = kTimeChars + kTimeGapChars;
    const auto placeAll = [&](Lane::Place wanted, double gutterChars, bool gutterIsLeft) {
        for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
            if (layout.lanes()[i].place != wanted)
                continue;
            const double start = at + static_cast<double>(columns.of[i]) * (gutterChars + kLifelineChars);
            const double left = gutterIsLeft ? start : start + kLifelineChars;
            const double x
                = gutterIsLeft ? start + gutterChars + kLifelineChars / 2 : start + kLifelineChars / 2;
            places_[i] = {x * metrics.charWidth, left * metrics.charWidth, gutterChars * metrics.charWidth,
                gutterIsLeft};
        }
        at += static_cast<double>(columns.count[static_cast<std::size_t>(wanted)])
            * (gutterChars + kLifelineChars);
    };
    placeAll(Lane::Place::Client, gutter, true);
    midSpace_ = (at + arrows / 2) * metrics.charWidth;
    arrowsLeft_ = at * metrics.charWidth;
    at += arrows;
    arrowsRight_ = at * metrics.charWidth;
    placeAll(Lane::Place::Connection, gutter, false);
    placeAll(Lane::Place::Listener, listenerGutter, false);
    contentWidth_ = std::max(width, (at + kRightMarginChars) * metrics.charWidth);
}

double DiagramGeometry::easyWidth(const Layout &layout, Metrics metrics)
{
    const Columns columns = columnsOf(layout);
    const auto lanes = static_cast<double>(columns.count[0] + columns.count[1]);
    const auto listeners = static_cast<double>(columns.count[2]);
    const double chars = kTimeChars + kTimeGapChars + kRightMarginChars
        + lanes * (kGutterChars + kLifelineChars) + listeners * (kListenerChars + kLifelineChars)
        + metrics.arrowChars;
    return chars * metrics.charWidth;
}

void DiagramGeometry::setLines(std::vector<Row> lines, Row lineCount)
{
    lines_ = std::move(lines);
    lineCount_ = lineCount;
}

Row DiagramGeometry::lineOf(Row row) const
{
    if (lines_.empty() || row == kNoRow)
        return row;
    // Below the last row that has a line: where the present states go on.
    return row < lines_.size() ? lines_[row] : lineCount_ + (row - static_cast<Row>(lines_.size()));
}

Row DiagramGeometry::lineAt(double y) const
{
    const double line = (y - topMargin()) / rowHeight_;
    return line <= 0 ? 0 : static_cast<Row>(std::min(line, 4e9));
}

Row DiagramGeometry::rowAt(double y, Row rowCount) const
{
    if (rowCount == 0)
        return 0;
    const Row line = lineAt(y);
    if (lines_.empty())
        return std::min(line, rowCount - 1);
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), line);
    return after == lines_.begin() ? 0 : std::min(static_cast<Row>(after - lines_.begin()) - 1, rowCount - 1);
}

double DiagramGeometry::contentHeight(Row rowCount) const
{
    return topMargin() + (static_cast<double>(lines_.empty() ? rowCount : lineCount_) + 1.5) * rowHeight_;
}

QRectF DiagramGeometry::gutter(LaneIndex lane, Row row) const
{
    const Place &place = places_[lane];
    return {place.gutterLeft, y(row) - metrics_.lineHeight / 2, place.gutterWidth, metrics_.lineHeight};
}

QRectF DiagramGeometry::band(LaneIndex lane, double top, double bottom) const
{
    return {x(lane) - bandWidth() / 2, top, bandWidth(), bottom - top};
}

QRectF DiagramGeometry::bar(LaneIndex lane, double top, double bottom) const
{
    const double left
        = gutterIsLeft(lane) ? x(lane) - bandWidth() / 2 - barWidth() : x(lane) + bandWidth() / 2;
    return {left, top, barWidth(), bottom - top};
}

double DiagramGeometry::edge(LaneIndex lane, bool towardsRight) const
{
    const double half = bandWidth() / 2 + 1;
    return x(lane) + (towardsRight ? half : -half);
}

QRectF DiagramGeometry::header(LaneIndex lane, double height) const
{
    // As wide as its neighbours allow.
    double width = metrics_.charWidth * 20;
    for (const Place &other : places_) {
        if (other.x != x(lane))
            width = std::min(width, std::abs(other.x - x(lane)) - metrics_.charWidth);
    }
    double left = x(lane) - width / 2;
    const double most = contentWidth_ - width - 4;
    left = std::clamp(left, timeRight_ * 0.3, std::max(most, timeRight_ * 0.3));
    return {left, height * 0.1, width, height * 0.8};
}

} // namespace sockstep
