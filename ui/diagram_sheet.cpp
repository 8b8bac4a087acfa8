// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_sheet.h"

#include "diagram_painter.h"
#include "lane_header.h"
#include "style.h"

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
    return monospaced(font);
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
        metrics.arrowChars = kSegmentChars;
    return metrics;
}

} // namespace

DiagramSheet::DiagramSheet(const Layout &layout, const History &history, const SheetLook &look)
    : layout_(layout)
    , history_(history)
    , look_(look)
    , theme_(look.dark ? darkPalette() : lightPalette())
    , font_(sockstep::labelFont(look.pointSize))
    , metrics_(metricsOf(font_, history.recording().header().network == "lab", false))
    , geometry_(layout, metrics_,
          std::max(look.widthInChars * metrics_.charWidth, DiagramGeometry::easyWidth(layout, metrics_)))
{
}

DiagramSheet::DiagramSheet(
    const Layout &layout, const History &history, const SheetLook &look, SheetLines lines)
    : layout_(layout)
    , history_(history)
    , look_(look)
    , theme_(look.dark ? darkPalette() : lightPalette())
    , font_(sockstep::labelFont(look.pointSize))
    , metrics_(metricsOf(font_, history.recording().header().network == "lab", true))
    , geometry_(layout, metrics_,
          std::max(look.widthInChars * metrics_.charWidth, DiagramGeometry::easyWidth(layout, metrics_)))
    , lineCount_(lines.count)
{
    geometry_.setLines(lines.ofRows, lines.count);
}

double DiagramSheet::topOf(Row row) const
{
    return row == 0 ? 0 : geometry_.lineY(row) - geometry_.rowHeight() / 2;
}

double DiagramSheet::bottomOf(Row row) const
{
    return row + 1 >= rowCount() ? geometry_.contentHeight(layout_.rowCount())
                                 : geometry_.lineY(row) + geometry_.rowHeight() / 2;
}

bool DiagramSheet::isCrossedBelow(Row line) const
{
    constexpr Row kLong = 12; // no page can be ended so that it keeps such an arrow whole
    const Row row = rowIn(line);
    const auto arrows = layout_.arrowsNear(row, row + kLong);
    return std::any_of(arrows.begin(), arrows.end(), [&](const Arrow &arrow) {
        return arrow.from <= row && arrow.to > row && arrow.to - arrow.from < kLong;
    });
}

DiagramSlice DiagramSheet::slice(RowRange rows) const
{
    const double bottom = bottomOf(rows.last);
    DiagramSliceBuilder builder(layout_, history_, geometry_, metrics_);
    if (lineCount_)
        builder.leaveOutTimes();
    if (look_.numbers == SequenceNumbers::Absolute)
        builder.useAbsoluteNumbers();
    builder.keepWithin(topOf(rows.first), bottom);
    return builder.build(rowIn(rows.first), rowIn(rows.last), bottom);
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
    painter.restore();
}

} // namespace sockstep
