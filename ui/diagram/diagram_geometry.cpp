// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_geometry.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {
// In characters of the label font.
constexpr double kTimeChars = 8.2;
constexpr double kNoTimeChars = 1.5; // above it is the button for what is shown
constexpr double kTimeGapChars = 1;
constexpr double kRightMarginChars = 0.7;
constexpr double kLifelineChars = 4.5; // band, bar and the air around them
constexpr double kFoldChars = 44; // "▸ … 120 echo rounds, 600 bytes each way" and air

/// What labels want and what they can do with, in characters of the label font.
struct Gutters {
    double most = 22; // "shutdown(SHUT_WR) → 0" and air
    double least = 15;
    double mostOfListener = 18;
    double leastOfListener = 13;
};

Gutters guttersFor(const DiagramChoices &choices)
{
    // The cards at the head need as much as a state's name, which needs less than a call.
    return choices.calls ? Gutters {} : Gutters {15, 15, 13, 13};
}

double timeCharsFor(const DiagramChoices &choices)
{
    return choices.times == DiagramChoices::Times::Off ? kNoTimeChars : kTimeChars;
}

/// At the least; what folded rounds say is shortened where there is no more.
double arrowCharsFor(const DiagramChoices &choices, const DiagramGeometry::Metrics &metrics)
{
    return choices.segments ? metrics.arrowChars : std::min(metrics.arrowChars, metrics.bareArrowChars);
}

/// Which place among those of its kind each lane has, from the left.
struct Columns {
    std::vector<std::size_t> of; ///< index is the lane
    std::size_t count[3] = {}; ///< by Lane::Place
};

Columns columnsOf(const Layout &layout, const Excerpt &excerpt)
{
    constexpr Row kAir = 1; // for the last state's name
    Columns columns;
    std::vector<Row> freeFrom; // of the listeners' columns
    bool hidden[3] = {};
    for (const Lane &lane : layout.lanes()) {
        std::size_t &count = columns.count[static_cast<std::size_t>(lane.place)];
        std::size_t column = count;
        if (excerpt.hidesActor(lane.actor)) {
            hidden[static_cast<std::size_t>(lane.place)] = true;
            columns.of.push_back(0);
            continue;
        }
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
    for (std::size_t place = 0; place < std::size(hidden); ++place) {
        if (!hidden[place]) // kept free for the first
            columns.count[place] = std::max<std::size_t>(columns.count[place], 1);
    }
    return columns;
}
} // namespace

DiagramGeometry::DiagramGeometry(const Layout &layout, Metrics metrics, double width, Excerpt excerpt)
    : metrics_(metrics)
    , rowHeight_(metrics.lineHeight * 1.5)
    , excerpt_(std::move(excerpt))
{
    const DiagramChoices &choices = excerpt_.choices();
    const Columns columns = columnsOf(layout, excerpt_);
    const auto clients = static_cast<double>(columns.count[0]);
    const auto connections = static_cast<double>(columns.count[1]);
    const auto listeners = static_cast<double>(columns.count[2]);

    // What does not fit is taken from the gutters first, then from the listener's, then the content
    // grows beyond the window.
    const double chars = metrics.charWidth > 0 ? width / metrics.charWidth : 0;
    const Gutters wanted = guttersFor(choices);
    const double timeChars = timeCharsFor(choices);
    const double arrowChars = arrowCharsFor(choices, metrics);
    const double lifelines = (clients + connections + listeners) * kLifelineChars;
    const double fixed = timeChars + kTimeGapChars + kRightMarginChars + lifelines + arrowChars
        + listeners * wanted.leastOfListener;
    const double gutter
        = std::clamp((chars - fixed) / std::max(clients + connections, 1.0), wanted.least, wanted.most);
    const double listenerGutter = std::clamp(wanted.leastOfListener
            + (chars - fixed - (clients + connections) * gutter) / std::max(listeners, 1.0),
        wanted.leastOfListener, wanted.mostOfListener);
    const double used = timeChars + kTimeGapChars + kRightMarginChars + lifelines
        + (clients + connections) * gutter + listeners * listenerGutter;
    const double arrows = std::max(arrowChars, chars - used);

    places_.resize(layout.lanes().size());
    timeRight_ = timeChars * metrics.charWidth;
    double at = timeChars + kTimeGapChars;
    const auto placeAll = [&](Lane::Place place, double gutterChars, bool gutterIsLeft) {
        for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
            if (layout.lanes()[i].place != place || excerpt_.hidesActor(layout.lanes()[i].actor))
                continue;
            const double start = at + static_cast<double>(columns.of[i]) * (gutterChars + kLifelineChars);
            const double left = gutterIsLeft ? start : start + kLifelineChars;
            const double x
                = gutterIsLeft ? start + gutterChars + kLifelineChars / 2 : start + kLifelineChars / 2;
            places_[i] = {x * metrics.charWidth, left * metrics.charWidth, gutterChars * metrics.charWidth,
                gutterIsLeft, true};
        }
        at += static_cast<double>(columns.count[static_cast<std::size_t>(place)])
            * (gutterChars + kLifelineChars);
    };
    placeAll(Lane::Place::Client, gutter, true);
    midSpace_ = (at + arrows / 2) * metrics.charWidth;
    arrowsLeft_ = at * metrics.charWidth;
    at += arrows;
    arrowsRight_ = at * metrics.charWidth;
    placeAll(Lane::Place::Connection, gutter, false);
    placeAll(Lane::Place::Listener, listenerGutter, false);
    // Where it fits, it is the width itself and not what the parts of it add up to, with their rounding.
    constexpr double kHair = 1e-6;
    const double needed = (at + kRightMarginChars) * metrics.charWidth;
    contentWidth_ = needed <= width + kHair ? width : needed;
}

double DiagramGeometry::easyWidth(const Layout &layout, Metrics metrics, const Excerpt &excerpt)
{
    const DiagramChoices &choices = excerpt.choices();
    const Gutters wanted = guttersFor(choices);
    const Columns columns = columnsOf(layout, excerpt);
    const auto lanes = static_cast<double>(columns.count[0] + columns.count[1]);
    const auto listeners = static_cast<double>(columns.count[2]);
    const double chars = timeCharsFor(choices) + kTimeGapChars + kRightMarginChars
        + lanes * (wanted.most + kLifelineChars) + listeners * (wanted.mostOfListener + kLifelineChars)
        + std::max(arrowCharsFor(choices, metrics), choices.fold ? kFoldChars : 0);
    return chars * metrics.charWidth;
}

Row DiagramGeometry::lineAt(double y) const
{
    const double line = (y - topMargin()) / rowHeight_;
    return line > 0 ? static_cast<Row>(std::min(line, 4e9)) : 0; // also of what is no number
}

Row DiagramGeometry::rowAt(double y, Row rowCount) const { return excerpt_.rowAt(lineAt(y), rowCount); }

double DiagramGeometry::contentHeight(Row rowCount) const
{
    return topMargin() + (static_cast<double>(excerpt_.lineCount(rowCount)) + 1.5) * rowHeight_;
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
        if (other.isThere && other.x != x(lane))
            width = std::min(width, std::abs(other.x - x(lane)) - metrics_.charWidth);
    }
    double left = x(lane) - width / 2;
    const double most = contentWidth_ - width - 4;
    left = std::clamp(left, timeRight_ * 0.3, std::max(most, timeRight_ * 0.3));
    return {left, height * 0.1, width, height * 0.8};
}

} // namespace sockstep
