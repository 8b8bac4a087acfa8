// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/sheet.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QImage>
#include <QString>
#include <vector>

namespace sockstep {

/// A file's bytes, or why there can be none.
struct Made {
    QByteArray bytes;
    QString error; ///< a sentence for a person; empty if all is well
};

/// A sheet, or some of its rows, as a picture or a document. \p title says what it is, for readers that
/// show titles, and stands at the foot of each page.
class SheetFile {
    Q_DECLARE_TR_FUNCTIONS(sockstep::SheetFile)
public:
    SheetFile(const Sheet &sheet, RowRange rows, QString title)
        : sheet_(sheet)
        , rows_(sheet.existing(rows))
        , title_(std::move(title))
    {
    }

    /// Why these are too many rows for one drawing; empty if they are not.
    QString complaintOfLength() const;
    Made svg() const;
    /// Only the lane headers, and only the rows: for a page that keeps the headers in sight.
    QByteArray svgOfHeader() const;
    QByteArray svgOfRows() const;
    /// \p scale 1 has 96 dots per inch.
    Made png(double scale) const;
    /// Null, with the cause in \p error, if it would be too large.
    QImage image(double scale, QString &error) const;
    /// A4, lying if the sheet is wide, as many pages as it takes, the lane headers on each.
    Made pdf() const;

private:
    std::vector<RowRange> pagesOf(double room) const;
    void paintFooter(QPainter &painter, QSizeF paper, std::size_t page, std::size_t pages) const;
    template <typename Paint> QByteArray svg(QSizeF size, Paint paint) const;

    const Sheet &sheet_;
    const RowRange rows_;
    const QString title_;
};

} // namespace sockstep
