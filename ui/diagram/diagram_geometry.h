// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/excerpt.h"

#include <QRectF>
#include <vector>

namespace sockstep {

/// Turns the layout's rows and lanes into pixels. A plain value: no window, no painting. The origin
/// is the top left of the content below the lane headers.
///
/// From left to right: the time column; each client with the gutter of its labels on the left of its
/// lifeline; the space that arrows have to themselves; connections and listeners with their gutters on
/// the right. At least one place of each kind is kept free, so that nothing jumps when a socket is born.
/// A listener takes the place of one that was closed before it was born. What the excerpt does not show has
/// no room: the rest gets it.
class DiagramGeometry {
public:
    struct Metrics {
        double charWidth = 7; ///< of the labels' fixed-width font
        double lineHeight = 16; ///< of that font
        double arrowChars = 19; ///< the least that arrows have between the lifelines, in characters
        double bareArrowChars = 15.5; ///< the same where they have no labels, but the cards need theirs
    };

    DiagramGeometry() = default;
    /// \p width is what the window offers; the content may need more, see contentWidth().
    DiagramGeometry(const Layout &layout, Metrics metrics, double width, Excerpt excerpt = {});

    /// The width at which every label has the room that it wants.
    static double easyWidth(const Layout &layout, Metrics metrics, const Excerpt &excerpt = {});

    const Excerpt &excerpt() const { return excerpt_; }

    double rowHeight() const { return rowHeight_; }
    /// The middle of a row; of one that is not shown, the edge between the lines above and below.
    double y(Row row) const
    {
        return lineY(excerpt_.lineOf(row)) - (excerpt_.isShown(row) ? 0 : rowHeight_ / 2);
    }
    /// The middle of a line of the excerpt.
    double lineY(Row line) const { return topMargin() + (static_cast<double>(line) + 0.5) * rowHeight_; }
    /// The line at \p y, not clamped at the end.
    Row lineAt(double y) const;
    /// The row at \p y, clamped to 0 and \p rowCount − 1; 0 if there are none.
    Row rowAt(double y, Row rowCount) const;
    /// Height for \p rowCount rows and some air below, where the last state goes on.
    double contentHeight(Row rowCount) const;
    double contentWidth() const { return contentWidth_; }

    double timeRight() const { return timeRight_; }
    /// Does the lane have a place? Those of hidden actors have none, and are not to be asked for.
    bool has(LaneIndex lane) const { return lane < places_.size() && places_[lane].isThere; }
    /// The middle of a lane's lifeline.
    double x(LaneIndex lane) const { return places_[lane].x; }
    bool gutterIsLeft(LaneIndex lane) const { return places_[lane].gutterIsLeft; }
    /// Where a lane's labels of one row stand.
    QRectF gutter(LaneIndex lane, Row row) const;
    /// The lifeline between two heights.
    QRectF band(LaneIndex lane, double top, double bottom) const;
    /// The bar of a call that sleeps, beside the lifeline.
    QRectF bar(LaneIndex lane, double top, double bottom) const;
    /// Where an arrow that comes from or goes to the side of \p other touches the lifeline.
    double edge(LaneIndex lane, bool towardsRight) const;
    /// For an arrow to no socket of ours: how far it goes.
    double midSpace() const { return midSpace_; }
    /// Where the space between the hosts begins and ends: for an arrow of a host, but of no socket of it.
    double hostEdge(Host host) const { return host == Host::Client ? arrowsLeft_ : arrowsRight_; }
    /// The card of a lane in a header of \p height.
    QRectF header(LaneIndex lane, double height) const;

private:
    struct Place {
        double x = 0;
        double gutterLeft = 0;
        double gutterWidth = 0;
        bool gutterIsLeft = false;
        bool isThere = false;
    };
    double bandWidth() const { return metrics_.charWidth * 1.6; }
    double barWidth() const { return metrics_.charWidth * 0.9; }
    double topMargin() const { return metrics_.lineHeight * 0.4; }

    Metrics metrics_;
    double rowHeight_ = 24;
    double timeRight_ = 0;
    double midSpace_ = 0;
    double arrowsLeft_ = 0;
    double arrowsRight_ = 0;
    double contentWidth_ = 0;
    std::vector<Place> places_;
    Excerpt excerpt_;
};

} // namespace sockstep
