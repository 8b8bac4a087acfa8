// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

namespace sockstep {

double DiagramPainter::lineUnit(const QFont &labelFont) { return QFontMetricsF(labelFont).height() / 16; }

void DiagramPainter::paint(
    QPainter &painter, const DiagramSlice &slice, CallId selected, SegmentId segment) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font_);
    for (const auto &bar : slice.bars) {
        painter.setPen(Qt::NoPen);
        QColor fill = theme_.state(TcpState::SynSent);
        fill.setAlpha(bar.open ? 220 : 110);
        painter.setBrush(bar.call == selected ? theme_.accent() : fill);
        painter.drawRect(bar.rect);
    }
    for (const auto &band : slice.bands)
        paintBand(painter, band);
    // A segment and its copies are selected together: which is whose copy is seen at a glance.
    SegmentId first = segment;
    for (const auto &arrow : slice.arrows) {
        if (segment && arrow.segment == segment && arrow.original)
            first = arrow.original;
    }
    for (const auto &arrow : slice.arrows)
        paintArrow(painter, arrow,
            segment ? arrow.segment == first || arrow.original == first
                    : selected && (arrow.fromCall == selected || arrow.toCall == selected));
    for (const auto &label : slice.labels)
        paintLabel(painter, label,
            segment && label.segment ? label.segment == segment : selected && label.call == selected);
}

void DiagramPainter::paintBand(QPainter &painter, const DiagramSlice::BandShape &band) const
{
    QColor color = band.stateless ? theme_.muted() : theme_.state(band.state);
    painter.setPen(Qt::NoPen);
    if (band.ended || band.stateless)
        color.setAlpha(70);
    if (band.evidence == Evidence::Observed || band.stateless) {
        painter.setBrush(color);
        painter.drawRect(band.rect);
        return;
    }
    // Inferred: hollow and hatched, whatever the colour.
    QColor pale = color;
    pale.setAlpha(60);
    painter.setBrush(pale);
    painter.drawRect(band.rect);
    QBrush hatched(color, Qt::BDiagPattern);
    const double pen = thick(1);
    hatched.setTransform(QTransform::fromScale(pen, pen));
    painter.setBrush(hatched);
    painter.setPen(QPen(color, pen, Qt::DashLine));
    painter.drawRect(band.rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2));
}

void DiagramPainter::paintArrow(QPainter &painter, const DiagramSlice::ArrowShape &arrow, bool selected) const
{
    const bool birth = arrow.kind == Arrow::Kind::Birth;
    const bool inferred = arrow.evidence == Evidence::Inferred;
    const bool onWire = arrow.end == Arrow::End::OnWire;
    const bool gone = arrow.kind == Arrow::Kind::Segment && arrow.end == Arrow::End::Lost;
    const QColor color = selected ? theme_.accent()
        : onWire                  ? theme_.state(TcpState::SynSent)
        : gone                    ? theme_.bad()
        : birth                   ? theme_.state(TcpState::Listen)
        : inferred                ? theme_.muted()
                                  : theme_.arrow();
    QPen pen(color, (selected ? 2.4 : 1.5) * unit_ * lineWeight_);
    if (inferred || onWire)
        pen.setStyle(Qt::DashLine);
    else if (arrow.original)
        pen.setStyle(Qt::DashDotLine);
    else if (birth)
        pen.setStyle(Qt::DotLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (arrow.path.size() == 2)
        painter.drawLine(arrow.path.first(), arrow.path.last());
    else
        painter.drawPolyline(arrow.path);

    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    const double size = 8 * unit_ * lineWeight_;
    const QPointF tip = arrow.path.last();
    if (onWire || arrow.cut)
        return; // its head is its box, or on the next page
    if (arrow.end == Arrow::End::Lost) {
        painter.drawLine(tip + QPointF(-size / 2, -size / 2), tip + QPointF(size / 2, size / 2));
        painter.drawLine(tip + QPointF(-size / 2, size / 2), tip + QPointF(size / 2, -size / 2));
        return;
    }
    const QPointF along = tip - arrow.path[arrow.path.size() - 2];
    const double angle = std::atan2(along.y(), along.x());
    const auto wing = [&](double turn) {
        return tip - QPointF(std::cos(angle + turn) * size * 1.25, std::sin(angle + turn) * size * 1.25);
    };
    const QPolygonF head {tip, wing(0.42), wing(-0.42)};
    // A hollow head for what is inferred: seen in black and white, too.
    painter.setBrush(inferred ? theme_.canvas() : color);
    painter.drawPolygon(head);
}

void DiagramPainter::paintHeld(QPainter &painter, const DiagramSlice::Label &label, bool selected) const
{
    const QColor border = selected ? theme_.accent() : theme_.state(TcpState::SynSent);
    painter.setPen(QPen(border, thick(selected ? 2.4 : 1.4)));
    painter.setBrush(label.waiting ? theme_.waitFill() : theme_.canvas());
    const double radius = label.rect.height() / 2;
    painter.drawRoundedRect(label.rect.adjusted(0, -1, 0, 1), radius, radius);
    QFont font = font_;
    font.setBold(label.waiting);
    font.setPointSizeF(font.pointSizeF() * 0.94);
    painter.setFont(font);
    painter.setPen(label.waiting ? theme_.wait() : theme_.text());
    painter.drawText(
        label.rect, static_cast<int>(Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine), label.text);
}

void DiagramPainter::paintFold(QPainter &painter, const DiagramSlice::Label &label) const
{
    painter.setPen(QPen(theme_.border(), thick(1)));
    painter.setBrush(theme_.window());
    const double radius = label.rect.height() / 2;
    painter.drawRoundedRect(label.rect.adjusted(-radius, -1, radius, 1), radius, radius);
    painter.setFont(font_);
    painter.setPen(theme_.accent());
    painter.drawText(
        label.rect, static_cast<int>(Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine), label.text);
}

void DiagramPainter::paintLabel(QPainter &painter, const DiagramSlice::Label &label, bool selected) const
{
    using Kind = DiagramSlice::Label::Kind;
    const bool inferred = label.evidence == Evidence::Inferred;
    QFont font = font_;
    QColor color = theme_.text();
    switch (label.kind) {
    case Kind::Time:
        color = theme_.muted();
        font.setPointSizeF(font.pointSizeF() * 0.88);
        break;
    case Kind::Call:
        color = label.failed ? theme_.bad() : label.waiting ? theme_.wait() : theme_.text();
        break;
    case Kind::State:
        color = theme_.stateText(label.state);
        font.setItalic(inferred);
        break;
    case Kind::Arrow:
        color = inferred ? theme_.muted() : theme_.text();
        font.setItalic(inferred);
        font.setPointSizeF(font.pointSizeF() * 0.94);
        break;
    case Kind::Held:
        paintHeld(painter, label, selected);
        return;
    case Kind::Fold:
        paintFold(painter, label);
        return;
    case Kind::Wire:
        color = label.failed ? theme_.bad() : theme_.good();
        break;
    }
    if (selected && label.kind == Kind::Call) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme_.selection());
        painter.drawRoundedRect(label.rect.adjusted(-4, -2, 4, 2), 4, 4);
    }
    painter.setFont(font);
    painter.setPen(color);
    // The rectangle is tight; a glyph may reach over its edge but must not be cut or wrapped.
    const auto alignment = label.alignment & Qt::AlignHorizontal_Mask;
    painter.drawText(label.rect,
        static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextDontClip | Qt::TextSingleLine), label.text);
}

} // namespace sockstep
