// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/sheet_file.h"

#include "ui/export/portable_svg.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>

namespace sockstep {

namespace {

/// A drawing of more rows is opened by no browser, and placing its labels takes as long as the square.
constexpr Row kMostRows = 5000;
constexpr double kMostPixels = 100e6;
constexpr double kLongestSide = 32000; // QPainter counts in 16 bits there
constexpr double kInchesPerMeter = 39.37;

constexpr double kFooterHeight = 22; // of a page, in 1/96 inch

} // namespace

QString SheetFile::complaintOfLength() const
{
    const Row count = rows_.last - rows_.first + 1;
    if (count <= kMostRows)
        return {};
    return tr("%L1 rows are too many for one drawing (at most %L2): choose some of them, or PDF or text")
        .arg(count)
        .arg(kMostRows);
}

template <typename Paint> QByteArray SheetFile::svg(QSizeF size, Paint paint) const
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(Sheet::kDotsPerInch);
    generator.setSize(
        {static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))});
    generator.setViewBox(QRectF(QPointF(), generator.size()));
    QPainter painter(&generator);
    painter.setLayoutDirection(Qt::LeftToRight); // whatever name a label begins with
    painter.fillRect(generator.viewBoxF(), sheet_.theme().canvas());
    paint(painter);
    painter.end();
    return portableSvg(buffer.data(), title_);
}

Made SheetFile::svg() const
{
    if (const QString complaint = complaintOfLength(); !complaint.isEmpty())
        return {{}, complaint};
    return {svg(sheet_.sizeOf(rows_),
                [this](QPainter &painter) {
                    sheet_.paintHeader(painter);
                    painter.translate(0, sheet_.headerHeight());
                    sheet_.paintRows(painter, rows_);
                }),
        {}};
}

QByteArray SheetFile::svgOfHeader() const
{
    return svg(
        {sheet_.width(), sheet_.headerHeight()}, [this](QPainter &painter) { sheet_.paintHeader(painter); });
}

QByteArray SheetFile::svgOfRows() const
{
    return svg({sheet_.width(), sheet_.heightOf(rows_)},
        [this](QPainter &painter) { sheet_.paintRows(painter, rows_); });
}

QImage SheetFile::image(double scale, QString &error) const
{
    error = complaintOfLength();
    if (!error.isEmpty())
        return {};
    const QSizeF size = sheet_.sizeOf(rows_) * scale;
    if (size.width() > kLongestSide || size.height() > kLongestSide
        || size.width() * size.height() > kMostPixels) {
        error = tr(
            "a picture of %L1 × %L2 pixels is too large: choose fewer rows or a smaller scale, or SVG or PDF")
                    .arg(size.width(), 0, 'f', 0)
                    .arg(size.height(), 0, 'f', 0);
        return {};
    }
    QImage image(QSizeF(std::ceil(size.width()), std::ceil(size.height())).toSize(), QImage::Format_RGB32);
    if (image.isNull()) {
        error = tr("there is not enough memory for the picture: choose fewer rows or a smaller scale");
        return {};
    }
    const auto setDots = [&](double perInch) {
        image.setDotsPerMeterX(qRound(perInch * kInchesPerMeter));
        image.setDotsPerMeterY(image.dotsPerMeterX());
    };
    setDots(Sheet::kDotsPerInch); // while the letters are painted
    image.fill(sheet_.theme().canvas());
    QPainter painter(&image);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.scale(scale, scale);
    sheet_.paintHeader(painter);
    painter.translate(0, sheet_.headerHeight());
    sheet_.paintRows(painter, rows_);
    painter.end();
    setDots(Sheet::kDotsPerInch * scale); // as large on paper at every scale
    image.setText(QStringLiteral("Title"), title_);
    return image;
}

Made SheetFile::png(double scale) const
{
    Made made;
    const QImage picture = image(scale, made.error);
    QBuffer buffer(&made.bytes);
    if (!picture.isNull() && !picture.save(&buffer, "PNG"))
        made.error = tr("there is not enough memory for the picture: choose fewer rows or a smaller scale");
    return made;
}

/// As many rows on each page as there is room for; fewer, if the next ones begin together with an arrow.
std::vector<RowRange> SheetFile::pagesOf(double room) const
{
    constexpr Row kGiveUp = 8; // rows that a page may be left short of
    std::vector<RowRange> pages;
    for (Row first = rows_.first;; first = pages.back().last + 1) {
        Row last = first;
        while (last < rows_.last && sheet_.heightOf({first, last + 1}) <= room)
            ++last;
        Row kept = last;
        while (last < rows_.last && kept > first && last - kept < kGiveUp && sheet_.isCrossedBelow(kept))
            --kept;
        pages.push_back({first, last < rows_.last && !sheet_.isCrossedBelow(kept) ? kept : last});
        if (pages.back().last >= rows_.last)
            return pages;
    }
}

void SheetFile::paintFooter(QPainter &painter, QSizeF paper, std::size_t page, std::size_t pages) const
{
    QFont font;
    font.setPointSizeF(7.5);
    painter.setFont(font);
    painter.setPen(QColor(0x5c677a)); // on the paper, whatever the sheet's own colours
    const QRectF foot(0, paper.height() - kFooterHeight, paper.width(), kFooterHeight);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, title_);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, tr("page %1 of %2").arg(page).arg(pages));
}

Made SheetFile::pdf() const
{
    Made made;
    QBuffer buffer(&made.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title_);
    writer.setCreator(QStringLiteral("Sockstep"));
    writer.setResolution(Sheet::kDotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
    constexpr double kSmall = 0.75; // letters smaller than that want the paper's longer side
    if (writer.width() < sheet_.width() * kSmall)
        writer.setPageOrientation(QPageLayout::Landscape);
    QPainter painter(&writer);
    painter.setLayoutDirection(Qt::LeftToRight);
    const QSizeF paper(writer.width(), writer.height());
    const double scale = std::min(1.0, paper.width() / sheet_.width());
    const double room = (paper.height() - kFooterHeight) / scale - sheet_.headerHeight();
    const std::vector<RowRange> pages = pagesOf(room);
    for (std::size_t page = 0; page < pages.size(); ++page) {
        if (page > 0)
            writer.newPage();
        painter.save();
        painter.translate((paper.width() - sheet_.width() * scale) / 2, 0);
        painter.scale(scale, scale);
        sheet_.paintHeader(painter);
        painter.translate(0, sheet_.headerHeight());
        sheet_.paintRows(painter, pages[page]);
        painter.restore();
        paintFooter(painter, paper, page + 1, pages.size());
    }
    painter.end();
    return made;
}

} // namespace sockstep
