// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_diagram.h"

#include "ui/compare/compare_backdrop.h"
#include "ui/compare/comparison.h"

namespace sockstep {

CompareDiagram::CompareDiagram(Comparison &comparison, int side, QWidget *parent)
    : DiagramView(comparison.follower(side), comparison.selection(side), parent)
    , comparison_(comparison)
    , side_(side)
{
}

DiagramGeometry CompareDiagram::makeGeometry() const
{
    const Alignment &alignment = comparison_.alignment();
    return geometryOf(Excerpt(alignment.lines(side_), static_cast<Row>(alignment.rows().size())));
}

/// Half a window is narrow: the calls need their names more than the arrows need their length.
DiagramGeometry::Metrics CompareDiagram::metrics() const
{
    DiagramGeometry::Metrics metrics = DiagramView::metrics();
    metrics.arrowChars = 15.5;
    return metrics;
}

void CompareDiagram::paintBackdrop(QPainter &painter, const Theme &theme) const
{
    CompareBackdrop(comparison_.alignment(), geometry(), theme, font())
        .paint(painter, side_, geometry().lineAt(scrolledTo()),
            geometry().lineAt(scrolledTo() + viewport()->height()));
}

} // namespace sockstep
