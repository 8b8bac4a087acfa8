// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/segment_figure.h"

namespace sockstep {

/// Of \p text in one line, in pixels.
double widthOf(const QFont &font, const QString &text);
/// Of a line, in whole pixels.
double heightOf(const QFont &font);

/// The rows of one header: how high each must be for what is written in it, and where that is.
class SegmentRows {
public:
    static constexpr std::size_t kBits = 32; ///< in a row
    SegmentRows(const Part &part, std::size_t index, const SegmentFonts &fonts, double unit);

    /// Places everything below \p at and returns the height.
    double placeAt(QPointF at);
    std::vector<SegmentFigure::Box> &boxes() { return boxes_; }

private:
    /// Rows in which a field has the same columns: room for what is written of it.
    struct Span {
        std::size_t firstRow = 0;
        std::size_t rows = 0;
        std::size_t from = 0; ///< column, that is bit of the row
        std::size_t to = 0;
        std::size_t area() const { return rows * (to - from); }
    };
    static std::vector<Span> spansOf(const Field &field);
    /// Chooses what is written for a field that has \p width pixels, and returns the height it needs.
    double write(const Field &field, double width, SegmentFigure::Box &box) const;
    void chooseName(const Field &field, double width, SegmentFigure::Box &box) const;
    void setRects(const QRectF &room, SegmentFigure::Box &box) const;
    double nameHeight(const SegmentFigure::Box &box) const;
    bool isInOneLine(const SegmentFigure::Box &box, double width) const;
    QRectF rectOf(const Span &span, QPointF at) const;

    const Part &part_;
    const SegmentFonts &fonts_;
    const double unit_;
    std::vector<double> heights_; // of the rows
    std::vector<double> tops_; // parallel to heights_, and the bottom of the last
    std::vector<Span> rooms_; // parallel to the fields
    std::vector<SegmentFigure::Box> boxes_;
};

} // namespace sockstep
