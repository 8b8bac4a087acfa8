// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare_diagram.h"

#include "compare_words.h"
#include "theme.h"

#include <QPainter>

namespace sockstep {

CompareDiagram::CompareDiagram(Comparison &comparison, int side, QWidget *parent)
    : DiagramView(comparison.follower(side), comparison.selection(side), parent)
    , comparison_(comparison)
    , side_(side)
{
}

DiagramGeometry CompareDiagram::makeGeometry() const
{
    DiagramGeometry geometry = plainGeometry();
    const Alignment &alignment = comparison_.alignment();
    geometry.setLines(alignment.lines(side_), static_cast<Row>(alignment.rows().size()));
    return geometry;
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
    const auto &lines = comparison_.alignment().rows();
    const Row last = geometry().lineAt(scrolledTo() + viewport()->height());
    for (Row line = geometry().lineAt(scrolledTo()); line < lines.size() && line <= last; ++line) {
        const double height = geometry().rowHeight();
        const QRectF rect(0, geometry().lineY(line) - height / 2, geometry().contentWidth(), height);
        paintLine(painter, theme, lines[line], rect);
        if (line == comparison_.alignment().firstDifference()) {
            painter.setPen(QPen(theme.wait(), 2));
            painter.drawLine(rect.topLeft(), rect.topRight());
        }
        if (line == comparison_.alignment().firstLine(lines[line].phase))
            paintPhase(painter, theme, line, rect);
    }
}

/// Shape as well as colour: a sign at the edge, and hatching where this run has nothing.
void CompareDiagram::paintLine(
    QPainter &painter, const Theme &theme, const AlignedRow &line, const QRectF &rect) const
{
    if (line.match == AlignedRow::Match::Same)
        return;
    const bool mirrored = line.match == AlignedRow::Match::Mirrored;
    QColor fill = theme.waitFill();
    if (mirrored)
        fill.setAlpha(fill.alpha() / 2);
    painter.fillRect(rect, fill);
    if (line.row[side_] == kNoRow) {
        QColor hatch = theme.wait();
        hatch.setAlpha(40);
        painter.fillRect(rect, QBrush(hatch, Qt::BDiagPattern));
    }
    const double width = rect.height() * 0.16;
    painter.fillRect(
        QRectF(rect.left(), rect.top(), mirrored ? width / 2 : width, rect.height()), theme.wait());
    painter.setPen(theme.wait());
    QFont sign = font();
    sign.setBold(true);
    painter.setFont(sign);
    painter.drawText(QRectF(rect.left() + width * 1.5, rect.top(), rect.height(), rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, mirrored ? QStringLiteral("⇄") : QStringLiteral("≠"));
}

void CompareDiagram::paintPhase(QPainter &painter, const Theme &theme, Row line, const QRectF &rect) const
{
    const Phase phase = comparison_.alignment().rows()[line].phase;
    if (line > 0) {
        painter.setPen(QPen(theme.border(), 1));
        painter.drawLine(rect.topLeft(), rect.topRight());
    }
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    small.setBold(true);
    painter.setFont(small);
    painter.setPen(phase >= Phase::Close ? theme.wait() : theme.muted());
    painter.drawText(QRectF(rect.left() + rect.height(), rect.top(), geometry().timeRight(), rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, CompareWords::phase(phase));
}

} // namespace sockstep
