// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/diagram_sheet.h"

#include "ui/diagram/diagram_painter.h"
#include "ui/diagram/lane_header.h"
#include "ui/look/style.h"
#include "ui/words/excerpt_words.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>

namespace sockstep {

namespace {

QFont labelFont(double pointSize)
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(pointSize);
    return withoutPixels(monospaced(font));
}

DiagramGeometry::Metrics metricsOf(const QFont &font, bool lab, bool beside)
{
    constexpr double kSegmentChars = 30; // "PSH,ACK seq=1 ack=1 len=5", and the slope of its arrow
    QImage device(1, 1, QImage::Format_RGB32);
    constexpr double kInchesPerMeter = 39.37;
    device.setDotsPerMeterX(qRound(DiagramSheet::kDotsPerInch * kInchesPerMeter));
    device.setDotsPerMeterY(device.dotsPerMeterX());
    const QFontMetricsF measured(font, &device);
    DiagramGeometry::Metrics metrics {
        .charWidth = measured.horizontalAdvance(u'0'), .lineHeight = measured.height()};
    if (lab && !beside)
        metrics.arrowChars = metrics.bareArrowChars = kSegmentChars;
    return metrics;
}

} // namespace

DiagramSheet::DiagramSheet(
    const Layout &layout, const History &history, const SheetLook &look, Excerpt excerpt, bool beside)
    : layout_(layout)
    , history_(history)
    , look_(look)
    , theme_(look.dark ? darkPalette() : lightPalette())
    , font_(sockstep::labelFont(look.pointSize))
    , metrics_(metricsOf(font_, history.recording().header().network == "lab", beside))
    , beside_(beside)
    , leftOut_(ExcerptWords::leftOut(excerpt.choices(), history.recording().header().actors))
{
    excerpt.update(layout, history);
    const double easy = DiagramGeometry::easyWidth(layout, metrics_, excerpt);
    geometry_ = DiagramGeometry(
        layout, metrics_, std::max(look.widthInChars * metrics_.charWidth, easy), std::move(excerpt));
}

DiagramSheet::DiagramSheet(const Layout &layout, const History &history, const SheetLook &look)
    : DiagramSheet(layout, history, look, look.excerpt, false)
{
}

DiagramSheet::DiagramSheet(const Layout &layout, const History &history, const SheetLook &look, Excerpt lines)
    : DiagramSheet(layout, history, look, std::move(lines), true)
{
}

double DiagramSheet::topOf(Row row) const
{
    return row == 0 ? 0 : geometry_.lineY(row) - geometry_.rowHeight() / 2;
}

double DiagramSheet::bottomOf(Row row) const
{
    if (row + 1 >= rowCount())
        return geometry_.contentHeight(layout_.rowCount())
            + (leftOut_.isEmpty() ? 0 : 1.5 * metrics_.lineHeight);
    return geometry_.lineY(row) + geometry_.rowHeight() / 2;
}

bool DiagramSheet::isCrossedBelow(Row line) const
{
    constexpr Row kLong = 12; // no page can be ended so that it keeps such an arrow whole
    const Row row = geometry_.excerpt().rowAt(line, layout_.rowCount());
    const auto arrows = layout_.arrowsNear(row, row + kLong);
    return std::any_of(arrows.begin(), arrows.end(), [&](const Arrow &arrow) {
        return arrow.from <= row && arrow.to > row && arrow.to - arrow.from < kLong
            && geometry_.excerpt().showsArrow(layout_, history_, arrow);
    });
}

DiagramSlice DiagramSheet::slice(RowRange rows) const
{
    const double bottom = std::min(bottomOf(rows.last), geometry_.contentHeight(layout_.rowCount()));
    DiagramSliceBuilder builder(layout_, history_, geometry_, metrics_);
    if (beside_)
        builder.leaveOutTimes();
    if (look_.numbers == SequenceNumbers::Absolute)
        builder.useAbsoluteNumbers();
    builder.keepWithin(topOf(rows.first), bottom);
    return builder.build(rows.first, rows.last, bottom);
}

void DiagramSheet::paintHeader(QPainter &painter) const
{
    const QRectF area(0, 0, width(), headerHeight());
    painter.fillRect(area, theme_.canvas());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme_.border());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    LaneHeader(layout_, history_, geometry_, theme_).paint(painter, headerHeight(), font_);
}

void DiagramSheet::paintRows(QPainter &painter, RowRange rows) const
{
    painter.fillRect(QRectF(0, 0, width(), heightOf(rows)), theme_.canvas());
    paintSlice(painter, rows);
}

void DiagramSheet::paintSlice(QPainter &painter, RowRange rows) const
{
    painter.save();
    painter.translate(0, -topOf(rows.first));
    DiagramPainter(theme_, font_).paint(painter, slice(rows), 0);
    if (!leftOut_.isEmpty() && rows.last + 1 >= rowCount()) {
        painter.setFont(font_);
        painter.setPen(theme_.muted());
        painter.drawText(
            QPointF(metrics_.charWidth, bottomOf(rows.last) - metrics_.lineHeight / 2), leftOut_);
    }
    painter.restore();
}

} // namespace sockstep
