// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_backdrop.h"

#include "ui/compare/compare_words.h"

#include <QPainter>

namespace sockstep {

void CompareBackdrop::paint(QPainter &painter, int side, Row first, Row last) const
{
    const auto &lines = alignment_.rows();
    for (Row line = first; line < lines.size() && line <= last; ++line) {
        const double height = geometry_.rowHeight();
        const QRectF rect(0, geometry_.lineY(line) - height / 2, geometry_.contentWidth(), height);
        paintLine(painter, lines[line], side, rect);
        if (line == alignment_.firstDifference()) {
            painter.setPen(QPen(theme_.wait(), 2));
            painter.drawLine(rect.topLeft(), rect.topRight());
        }
        if (line == alignment_.firstLine(lines[line].phase))
            paintPhase(painter, line, rect);
    }
}

/// Shape as well as colour: a sign at the edge, and hatching where this run has nothing.
void CompareBackdrop::paintLine(QPainter &painter, const AlignedRow &line, int side, const QRectF &rect) const
{
    if (line.match == AlignedRow::Match::Same)
        return;
    const bool mirrored = line.match == AlignedRow::Match::Mirrored;
    QColor fill = theme_.waitFill();
    if (mirrored)
        fill.setAlpha(fill.alpha() / 2);
    painter.fillRect(rect, fill);
    if (line.row[side] == kNoRow) {
        QColor hatch = theme_.wait();
        hatch.setAlpha(40);
        painter.fillRect(rect, QBrush(hatch, Qt::BDiagPattern));
    }
    const double width = rect.height() * 0.16;
    painter.fillRect(
        QRectF(rect.left(), rect.top(), mirrored ? width / 2 : width, rect.height()), theme_.wait());
    painter.setPen(theme_.wait());
    QFont sign = font_;
    sign.setBold(true);
    painter.setFont(sign);
    painter.drawText(QRectF(rect.left() + width * 1.5, rect.top(), rect.height(), rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, mirrored ? QStringLiteral("⇄") : QStringLiteral("≠"));
}

void CompareBackdrop::paintPhase(QPainter &painter, Row line, const QRectF &rect) const
{
    const Phase phase = alignment_.rows()[line].phase;
    if (line > 0) {
        painter.setPen(QPen(theme_.border(), 1));
        painter.drawLine(rect.topLeft(), rect.topRight());
    }
    QFont small = font_;
    small.setPointSizeF(small.pointSizeF() * 0.8);
    small.setBold(true);
    painter.setFont(small);
    painter.setPen(phase >= Phase::Close ? theme_.wait() : theme_.muted());
    painter.drawText(QRectF(rect.left() + rect.height(), rect.top(), geometry_.timeRight(), rect.height()),
        Qt::AlignVCenter | Qt::AlignLeft, CompareWords::phase(phase));
}

} // namespace sockstep
