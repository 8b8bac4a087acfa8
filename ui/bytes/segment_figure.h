// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where everything in the picture of a packet is: the headers as their RFCs draw them, 32 bits a row, and
// the bytes in hexadecimal. Pure geometry: knows no widget and no colour.

#include "core/packet/dissection.h"

#include <QFont>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

namespace sockstep {

/// One field of one part.
struct FieldRef {
    std::size_t part = 0;
    std::size_t field = 0;
    friend bool operator==(const FieldRef &, const FieldRef &) = default;
};

struct SegmentFonts {
    explicit SegmentFonts(const QFont &font);
    QFont title; ///< of a part
    QFont name; ///< of a field
    QFont letter; ///< of a name whose letters are one below the other
    QFont value;
    QFont hex;
};

/// The bytes in rows: their numbers, and the text that they may be.
struct HexGrid {
    QRectF area;
    std::size_t count = 0;
    std::size_t perRow = 8;
    double letter = 0; ///< the width of one
    double line = 0; ///< the height of one

    std::size_t rows() const { return (count + perRow - 1) / perRow; }
    QRectF offset(std::size_t row) const;
    QRectF cell(std::size_t byte) const;
    QRectF text(std::size_t byte) const;
    std::optional<std::size_t> byteAt(QPointF point) const;
    /// How many letters a row of so many bytes has.
    static std::size_t lettersIn(std::size_t perRow);
};

struct SegmentFigure {
    struct Box {
        FieldRef ref;
        std::vector<QRectF> pieces; ///< one for each row that it has a share of, from above
        QString name; ///< empty if there is no room for it
        QRectF nameRect;
        QString value;
        QRectF valueRect;
        int wrap = 0; ///< Qt::TextFlag, if the value may have several lines, which begin at the left
        bool isStacked = false; ///< the letters of the name are one below the other, as in RFC 9293
    };
    struct Heading {
        std::size_t part = 0;
        QString text;
        QRectF textRect;
        QString size;
        QRectF sizeRect;
    };
    struct Tick {
        QString text;
        QRectF rect;
    };
    struct Note {
        QString text;
        QRectF rect;
    };

    std::vector<Heading> headings;
    std::vector<Tick> ticks; ///< the numbers of the bits above a header
    std::vector<Box> boxes; ///< in the packet's order
    std::vector<Note> notes; ///< problems
    HexGrid hex;
    QSizeF size;

    const Box *box(FieldRef ref) const;
    std::optional<FieldRef> fieldAt(QPointF point) const;
};

/// The field that a byte belongs to; the one with most of it, if it belongs to several.
std::optional<FieldRef> fieldOfByte(const std::vector<Part> &parts, std::size_t byte);

/// Lays a packet out in the language of the moment.
class SegmentFigureBuilder {
public:
    SegmentFigureBuilder(const std::vector<Part> &parts, std::string_view raw, const SegmentFonts &fonts);
    /// As wide as \p width if it can be; wider if letters would not fit.
    SegmentFigure build(double width) const;

private:
    struct Pen;
    void addHeading(Pen &pen, std::size_t part) const;
    void addTicks(Pen &pen) const;
    void addHeader(Pen &pen, std::size_t part) const;
    void addBlock(Pen &pen, std::size_t part) const;
    void addProblem(Pen &pen, std::size_t part) const;
    void addHex(Pen &pen, QPointF at, double width) const;

    const std::vector<Part> &parts_;
    const std::string_view raw_;
    const SegmentFonts &fonts_;
};

} // namespace sockstep
