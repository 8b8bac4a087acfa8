// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "ui/look/theme.h"

#include <QSizeF>

class QPainter;

namespace sockstep {

/// What can be put into a file: a header, and below it rows that may be spread over pages. One unit is
/// 1/96 inch; whatever is painted on must say that it has 96 dots per inch, for the letters' sake, and be
/// scaled.
class Sheet {
public:
    static constexpr int kDotsPerInch = 96;

    virtual ~Sheet() = default;

    virtual const Theme &theme() const = 0;
    /// How many rows, or lines of rows side by side.
    virtual Row rowCount() const = 0;
    virtual double width() const = 0;
    virtual double headerHeight() const = 0;
    /// Where a row's part of the sheet begins and ends. The last one's has some air.
    virtual double topOf(Row row) const = 0;
    virtual double bottomOf(Row row) const = 0;
    /// Does an arrow that ends soon go from this row to the next? Then a page had better not end here.
    virtual bool isCrossedBelow(Row row) const = 0;
    /// From the painter's origin on.
    virtual void paintHeader(QPainter &painter) const = 0;
    /// The rows from the painter's origin on; nothing is painted outside of their height.
    virtual void paintRows(QPainter &painter, RowRange rows) const = 0;

    /// The rows that there are of those that \p rows names.
    RowRange existing(RowRange rows) const
    {
        const Row last = rowCount() > 0 ? rowCount() - 1 : 0;
        return {std::min(rows.first, last), std::min(rows.last, last)};
    }
    double heightOf(RowRange rows) const { return bottomOf(rows.last) - topOf(rows.first); }
    QSizeF sizeOf(RowRange rows) const { return {width(), headerHeight() + heightOf(rows)}; }
};

} // namespace sockstep
