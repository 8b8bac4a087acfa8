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
constexpr double kArrowChars = 20;
constexpr double kLifelineChars = 4.5; // band, bar and the air around them
} // namespace

DiagramGeometry::DiagramGeometry(const Layout &layout, Metrics metrics, double width)
    : metrics_(metrics)
    , rowHeight_(metrics.lineHeight * 1.5)
{
    std::size_t count[3] = {};
    for (const Lane &lane : layout.lanes())
        ++count[static_cast<std::size_t>(lane.place)];
    const auto clients = static_cast<double>(std::max<std::size_t>(count[0], 1));
    const auto connections = static_cast<double>(std::max<std::size_t>(count[1], 1));
    const auto listeners = static_cast<double>(std::max<std::size_t>(count[2], 1));

    // What does not fit is taken from the gutters first, then from the listener's, then the content
    // grows beyond the window.
    const double chars = metrics.charWidth > 0 ? width / metrics.charWidth : 0;
    const double lifelines = (clients + connections + listeners) * kLifelineChars;
    const double smallestListener = kSmallestGutterChars - 2;
    const double fixed = kTimeChars + kTimeGapChars + kRightMarginChars + lifelines + kArrowChars
        + listeners * smallestListener;
    const double gutter
        = std::clamp((chars - fixed) / (clients + connections), kSmallestGutterChars, kGutterChars);
    const double listenerGutter
        = std::clamp(smallestListener + (chars - fixed - (clients + connections) * gutter) / listeners,
            smallestListener, kListenerChars);
    const double used = kTimeChars + kTimeGapChars + kRightMarginChars + lifelines
        + (clients + connections) * gutter + listeners * listenerGutter;
    const double arrows = std::max(kArrowChars, chars - used);

    places_.resize(layout.lanes().size());
    timeRight_ = kTimeChars * metrics.charWidth;
    double at = kTimeChars + kTimeGapChars;
    const auto order = layout.lanesFromLeft();
    const auto placeAll = [&](Lane::Place wanted, double gutterChars, bool gutterIsLeft) {
        bool any = false;
        for (const LaneIndex lane : order) {
            if (layout.lanes()[lane].place != wanted)
                continue;
            any = true;
            const double left = gutterIsLeft ? at : at + kLifelineChars;
            const double x = gutterIsLeft ? at + gutterChars + kLifelineChars / 2 : at + kLifelineChars / 2;
            places_[lane] = {x * metrics.charWidth, left * metrics.charWidth, gutterChars * metrics.charWidth,
                gutterIsLeft};
            at += gutterChars + kLifelineChars;
        }
        if (!any)
            at += gutterChars + kLifelineChars;
    };
    placeAll(Lane::Place::Client, gutter, true);
    midSpace_ = (at + arrows / 2) * metrics.charWidth;
    at += arrows;
    placeAll(Lane::Place::Connection, gutter, false);
    placeAll(Lane::Place::Listener, listenerGutter, false);
    contentWidth_ = std::max(width, (at + kRightMarginChars) * metrics.charWidth);
}

Row DiagramGeometry::rowAt(double y, Row rowCount) const
{
    if (rowCount == 0)
        return 0;
    const double row = (y - topMargin()) / rowHeight_;
    return row <= 0 ? 0 : std::min(static_cast<Row>(std::min(row, 4e9)), rowCount - 1);
}

double DiagramGeometry::contentHeight(Row rowCount) const
{
    return topMargin() + (static_cast<double>(rowCount) + 1.5) * rowHeight_;
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
