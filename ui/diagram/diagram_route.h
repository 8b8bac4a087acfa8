// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_geometry.h"

#include <QLineF>
#include <QPolygonF>

namespace sockstep {

/// The way of an arrow from one lifeline to another: straight, unless a label of another lifeline stands
/// there. Then it goes level between two rows, where no label is, as far as the space that arrows have to
/// themselves, and slants there. It depends on the layout alone, so that scrolling moves no arrow.
class DiagramRoute {
public:
    DiagramRoute(const Layout &layout, const DiagramGeometry &geometry, DiagramGeometry::Metrics metrics)
        : layout_(layout)
        , geometry_(geometry)
        , metrics_(metrics)
    {
    }

    /// From the tail to the head: two points or more.
    QPolygonF of(const Arrow &arrow) const;
    /// The part of \p path between the hosts, where its label has room; the longest part of one that is
    /// among the lifelines of one host.
    QLineF roomOf(const QPolygonF &path) const;

private:
    double withoutLane(const Arrow &arrow, LaneIndex lane, Host host) const;
    QLineF straight(const Arrow &arrow) const;
    bool isClear(const QLineF &line) const;
    bool hasLabel(LaneIndex lane, Row row) const;

    const Layout &layout_;
    const DiagramGeometry &geometry_;
    const DiagramGeometry::Metrics metrics_;
};

} // namespace sockstep
