// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_figure.h"

#include "ui/bytes/segment_rows.h"
#include "ui/look/style.h"
#include "ui/words/segment_words.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

constexpr double kMargin = 6;
constexpr double kColumnsFrom = 1.3; // times the least width: from there on the bytes go beside
constexpr int kMostDataLines = 4;
constexpr std::size_t kMostData = 600; // bytes that those lines could hold

/// As much of \p text as has room in the lines that there are for it.
QString shortened(const QString &text, const QFont &font, double width, int wrap)
{
    const QFontMetricsF metrics(font);
    const double most = metrics.lineSpacing() * (kMostDataLines - 1) + metrics.height() + 1;
    const auto fits = [&](const QString &some) {
        return metrics.boundingRect(QRectF(0, 0, width, 100 * most), wrap, some).height() <= most;
    };
    if (fits(text))
        return text;
    qsizetype least = 0;
    qsizetype tooMany = text.size();
    while (least + 1 < tooMany) {
        const qsizetype middle = (least + tooMany) / 2;
        (fits(text.left(middle) + u'…') ? least : tooMany) = middle;
    }
    return text.left(least) + u'…';
}

} // namespace

SegmentFonts::SegmentFonts(const QFont &font)
    : title(font)
    , name(font)
    , letter(monospaced(font))
    , value(monospaced(font))
    , hex(monospaced(font))
{
    const double points = font.pointSizeF();
    title.setBold(true);
    title.setPointSizeF(points * 0.95);
    name.setPointSizeF(points * 0.80);
    letter.setPointSizeF(points * 0.76);
    value.setPointSizeF(points * 0.84);
    hex.setPointSizeF(points * 0.84);
}

std::size_t HexGrid::lettersIn(std::size_t perRow) { return 4 + 2 + perRow * 3 + 1 + perRow; }

QRectF HexGrid::offset(std::size_t row) const
{
    return {area.left(), area.top() + static_cast<double>(row) * line, 4 * letter, line};
}

QRectF HexGrid::cell(std::size_t byte) const
{
    const auto column = static_cast<double>(byte % perRow);
    const auto row = static_cast<double>(byte / perRow);
    return {area.left() + (6 + column * 3 - 0.5) * letter, area.top() + row * line, 3 * letter, line};
}

QRectF HexGrid::text(std::size_t byte) const
{
    const auto column = static_cast<double>(byte % perRow);
    const auto row = static_cast<double>(byte / perRow);
    const double left = 6 + static_cast<double>(perRow) * 3 + 1;
    return {area.left() + (left + column) * letter, area.top() + row * line, letter, line};
}

std::optional<std::size_t> HexGrid::byteAt(QPointF point) const
{
    if (!area.contains(point) || line <= 0)
        return std::nullopt;
    const auto row = static_cast<std::size_t>((point.y() - area.top()) / line);
    for (std::size_t byte = row * perRow; byte < std::min(count, (row + 1) * perRow); ++byte) {
        if (cell(byte).contains(point) || text(byte).contains(point))
            return byte;
    }
    return std::nullopt;
}

const SegmentFigure::Box *SegmentFigure::box(FieldRef ref) const
{
    const auto found
        = std::find_if(boxes.begin(), boxes.end(), [&](const Box &box) { return box.ref == ref; });
    return found == boxes.end() ? nullptr : &*found;
}

std::optional<FieldRef> SegmentFigure::fieldAt(QPointF point) const
{
    for (const Box &box : boxes) {
        for (const QRectF &piece : box.pieces) {
            if (piece.contains(point))
                return box.ref;
        }
    }
    return std::nullopt;
}

std::optional<FieldRef> fieldOfByte(const std::vector<Part> &parts, std::size_t byte)
{
    std::optional<FieldRef> best;
    std::size_t most = 0;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (!parts[part].bytes.contains(byte))
            continue;
        const std::size_t from = (byte - parts[part].bytes.first) * 8;
        for (std::size_t i = 0; i < parts[part].fields.size(); ++i) {
            const Field &field = parts[part].fields[i];
            const std::size_t first = std::max(from, field.bit);
            const std::size_t end = std::min(from + 8, field.bit + field.bits);
            if (first < end && end - first > most) {
                most = end - first;
                best = FieldRef {part, i};
            }
        }
    }
    return best;
}

/// Goes down the page.
struct SegmentFigureBuilder::Pen {
    SegmentFigure figure;
    double left = kMargin;
    double y = kMargin;
    double unit = 0; ///< the width of a bit
    double width() const { return unit * static_cast<double>(SegmentRows::kBits); }
};

SegmentFigureBuilder::SegmentFigureBuilder(
    const std::vector<Part> &parts, std::string_view raw, const SegmentFonts &fonts)
    : parts_(parts)
    , raw_(raw)
    , fonts_(fonts)
{
}

SegmentFigure SegmentFigureBuilder::build(double width) const
{
    // A flag is one bit: a letter of its name and a little room must fit in. The longest name that a field
    // of four bits has must, too.
    const QString offset = SegmentWords::shortName(FieldId::TcpDataOffset);
    const double least = std::max(
        widthOf(fonts_.letter, QStringLiteral("W")) + 2.5, (widthOf(fonts_.name, offset) + 4.1) / 4);
    const double leastWidth = least * static_cast<double>(SegmentRows::kBits);
    const double letter = widthOf(fonts_.hex, QStringLiteral("0"));
    const double hexWidth = letter * static_cast<double>(HexGrid::lettersIn(8));
    const double free = width - 2 * kMargin;
    const bool beside = free >= leastWidth * kColumnsFrom + 2 * kMargin + hexWidth;
    Pen pen;
    const double wanted = beside ? free - hexWidth - 2 * kMargin : free;
    pen.unit = std::clamp(wanted / static_cast<double>(SegmentRows::kBits), least, least * 2);
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        const PartKind kind = parts_[part].kind;
        const bool isBlock
            = kind == PartKind::Payload || kind == PartKind::Trailer || kind == PartKind::Unknown;
        addHeading(pen, part);
        if (isBlock)
            addBlock(pen, part);
        else if (!parts_[part].fields.empty())
            addHeader(pen, part);
        addProblem(pen, part);
        pen.y += kMargin;
    }
    if (beside)
        addHex(pen, {pen.left + pen.width() + 2 * kMargin, kMargin}, hexWidth);
    else
        addHex(pen, {pen.left, pen.y}, pen.width());
    const double right = std::max(pen.left + pen.width(), pen.figure.hex.area.right());
    const double bottom = std::max(pen.y, pen.figure.hex.area.bottom());
    pen.figure.size = {std::ceil(right + kMargin), std::ceil(bottom + kMargin)};
    return std::move(pen.figure);
}

void SegmentFigureBuilder::addHeading(Pen &pen, std::size_t part) const
{
    SegmentFigure::Heading heading;
    heading.part = part;
    heading.text = SegmentWords::partName(parts_[part].kind);
    if (const QString flags = SegmentWords::flags(parts_[part]); !flags.isEmpty())
        heading.text += QStringLiteral("  ") + flags;
    heading.size = SegmentWords::bytes(parts_[part].bytes.size());
    const double height = std::max(heightOf(fonts_.title), heightOf(fonts_.name));
    const double sizeWidth = std::ceil(widthOf(fonts_.name, heading.size)) + 1;
    heading.sizeRect = {pen.left + pen.width() - sizeWidth, pen.y, sizeWidth, height};
    heading.textRect = {pen.left, pen.y, pen.width() - sizeWidth - kMargin, height};
    // All eight flags are too many, and in no packet that means anything.
    heading.text
        = QFontMetricsF(fonts_.title).elidedText(heading.text, Qt::ElideRight, heading.textRect.width());
    pen.y += height + 2;
    pen.figure.headings.push_back(heading);
}

void SegmentFigureBuilder::addTicks(Pen &pen) const
{
    const double height = heightOf(fonts_.letter) * 0.9;
    for (const int bit : {0, 8, 16, 24, 31}) {
        SegmentFigure::Tick tick {QString::number(bit), {}};
        const double width = widthOf(fonts_.letter, tick.text) + 1;
        // Above the middle of its bit, but not beyond the edges.
        const double middle = pen.left + pen.unit * (bit + 0.5);
        const double left = std::clamp(middle - width / 2, pen.left, pen.left + pen.width() - width);
        tick.rect = {left, pen.y, width, height};
        pen.figure.ticks.push_back(tick);
    }
    pen.y += height;
}

void SegmentFigureBuilder::addHeader(Pen &pen, std::size_t part) const
{
    addTicks(pen);
    SegmentRows rows(parts_[part], part, fonts_, pen.unit);
    pen.y += rows.placeAt({pen.left, pen.y});
    for (SegmentFigure::Box &box : rows.boxes())
        pen.figure.boxes.push_back(std::move(box));
}

/// What has no layout that an RFC draws: its beginning, as text.
void SegmentFigureBuilder::addBlock(Pen &pen, std::size_t part) const
{
    constexpr double kPadding = 5;
    const Part &block = parts_[part];
    const double width = pen.width() - 2 * kPadding;
    SegmentFigure::Box box;
    box.ref = {part, 0};
    const auto data = SegmentWords::data(raw_.substr(block.bytes.first, block.bytes.size()), kMostData);
    box.wrap = data.isText ? Qt::TextWrapAnywhere : Qt::TextWordWrap; // two digits stay together
    box.value = shortened(data.shown, fonts_.value, width, box.wrap);
    const QRectF room(0, 0, width, 1e6);
    const double height = QFontMetricsF(fonts_.value).boundingRect(room, box.wrap, box.value).height();
    box.valueRect = {pen.left + kPadding, pen.y + kPadding, width, std::ceil(height) + 1};
    box.pieces = {{pen.left, pen.y, pen.width(), box.valueRect.height() + 2 * kPadding}};
    pen.y += box.pieces.front().height();
    pen.figure.boxes.push_back(box);
}

void SegmentFigureBuilder::addProblem(Pen &pen, std::size_t part) const
{
    if (!parts_[part].problem)
        return;
    SegmentFigure::Note note {QStringLiteral("⚠ ") + SegmentWords::problem(*parts_[part].problem), {}};
    const QRectF room(0, 0, pen.width(), 1e6);
    const double height = QFontMetricsF(fonts_.name).boundingRect(room, Qt::TextWordWrap, note.text).height();
    note.rect = {pen.left, pen.y + 2, pen.width(), std::ceil(height) + 1};
    pen.y += note.rect.height() + 2;
    pen.figure.notes.push_back(note);
}

void SegmentFigureBuilder::addHex(Pen &pen, QPointF at, double width) const
{
    HexGrid &hex = pen.figure.hex;
    hex.count = raw_.size();
    hex.letter = widthOf(fonts_.hex, QStringLiteral("0"));
    hex.line = heightOf(fonts_.hex) + 2;
    hex.perRow = 16;
    while (hex.perRow > 4 && hex.letter * static_cast<double>(HexGrid::lettersIn(hex.perRow)) > width)
        hex.perRow /= 2;
    hex.area = {at,
        QSizeF(hex.letter * static_cast<double>(HexGrid::lettersIn(hex.perRow)),
            hex.line * static_cast<double>(hex.rows()))};
}

} // namespace sockstep
