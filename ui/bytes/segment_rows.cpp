// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_rows.h"

#include "ui/words/segment_words.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

constexpr double kPadding = 2; // left and right of what is written
constexpr double kGap = 8; // between a name and a value in one line
constexpr double kInnerRow = 10; // a row that one field fills, when it has others too
constexpr double kInnerRows = 160; // all of them together, however many

} // namespace

double widthOf(const QFont &font, const QString &text) { return QFontMetricsF(font).horizontalAdvance(text); }

double heightOf(const QFont &font) { return std::ceil(QFontMetricsF(font).height()); }

SegmentRows::SegmentRows(const Part &part, std::size_t index, const SegmentFonts &fonts, double unit)
    : part_(part)
    , fonts_(fonts)
    , unit_(unit)
    , heights_((part.bytes.size() * 8 + SegmentRows::kBits - 1) / SegmentRows::kBits, 0)
{
    for (std::size_t i = 0; i < part.fields.size(); ++i) {
        const Field &field = part.fields[i];
        const auto spans = spansOf(field);
        const Span room = *std::max_element(
            spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.area() < b.area(); });
        SegmentFigure::Box box;
        box.ref = {index, i};
        const double needed
            = write(field, static_cast<double>(room.to - room.from) * unit - 2 * kPadding, box)
            + 2 * kPadding;
        rooms_.push_back(room);
        boxes_.push_back(std::move(box));
        const double inner = std::max(2.0, std::min(kInnerRow, kInnerRows / static_cast<double>(room.rows)));
        const double each
            = std::max(room.rows > 1 ? inner : 0.0, std::ceil(needed / static_cast<double>(room.rows)));
        for (std::size_t row = room.firstRow; row < room.firstRow + room.rows; ++row)
            heights_[row] = std::max(heights_[row], each);
    }
    for (double &height : heights_) // a row in which nothing is written still has a share of a field
        height = std::max(height, 2.0);
}

std::vector<SegmentRows::Span> SegmentRows::spansOf(const Field &field)
{
    std::vector<Span> spans;
    const std::size_t end = field.bit + field.bits;
    for (std::size_t bit = field.bit; bit < end;) {
        const std::size_t row = bit / SegmentRows::kBits;
        const std::size_t to = std::min(end, (row + 1) * SegmentRows::kBits);
        const std::size_t from = bit % SegmentRows::kBits;
        const std::size_t width = to - bit;
        if (!spans.empty() && spans.back().from == from && spans.back().to == from + width)
            ++spans.back().rows;
        else
            spans.push_back({row, 1, from, from + width});
        bit = to;
    }
    return spans;
}

double SegmentRows::nameHeight(const SegmentFigure::Box &box) const
{
    if (box.name.isEmpty())
        return 0;
    return box.isStacked ? std::ceil(heightOf(fonts_.letter) * 0.82) * static_cast<double>(box.name.size())
                         : heightOf(fonts_.name);
}

bool SegmentRows::isInOneLine(const SegmentFigure::Box &box, double width) const
{
    return !box.isStacked && !box.name.isEmpty()
        && widthOf(fonts_.name, box.name) + kGap + widthOf(fonts_.value, box.value) + 2 * kPadding <= width;
}

void SegmentRows::chooseName(const Field &field, double width, SegmentFigure::Box &box) const
{
    for (const QString &name : {SegmentWords::fieldName(field.id), SegmentWords::shortName(field.id)}) {
        if (widthOf(fonts_.name, name) <= width) {
            box.name = name;
            return;
        }
    }
    constexpr qsizetype kMostLetters = 4;
    const QString name = SegmentWords::shortName(field.id);
    if (name.size() <= kMostLetters && widthOf(fonts_.letter, QStringLiteral("W")) <= width + 2 * kPadding) {
        box.name = name;
        box.isStacked = true;
    }
}

double SegmentRows::write(const Field &field, double width, SegmentFigure::Box &box) const
{
    chooseName(field, width, box);
    for (const QString &value : SegmentWords::valuesByLength(field)) {
        // A single digit may use the padding: it is all that a flag has room for.
        const double room = value.size() == 1 ? width + 2 * kPadding : width;
        if (widthOf(fonts_.value, value) > room)
            continue;
        box.value = value;
        break;
    }
    if (box.value.isEmpty() || isInOneLine(box, width))
        return std::max(nameHeight(box), box.value.isEmpty() ? 0.0 : heightOf(fonts_.value));
    return nameHeight(box) + heightOf(fonts_.value);
}

QRectF SegmentRows::rectOf(const Span &span, QPointF at) const
{
    const double left = at.x() + static_cast<double>(span.from) * unit_;
    const double right = at.x() + static_cast<double>(span.to) * unit_;
    return {QPointF(left, at.y() + tops_[span.firstRow]),
        QPointF(right, at.y() + tops_[span.firstRow + span.rows])};
}

void SegmentRows::setRects(const QRectF &room, SegmentFigure::Box &box) const
{
    const double value = box.value.isEmpty() ? 0 : heightOf(fonts_.value);
    if (isInOneLine(box, room.width())) {
        // Both in the middle, the name first.
        const double height = std::max(nameHeight(box), value);
        const double nameWidth = widthOf(fonts_.name, box.name) + 1;
        const double valueWidth = widthOf(fonts_.value, box.value) + 1;
        const double gap = box.value.isEmpty() ? 0 : kGap;
        const double left = room.center().x() - (nameWidth + gap + valueWidth) / 2;
        const double top = room.center().y() - height / 2;
        box.nameRect = {left, top, nameWidth, height};
        box.valueRect = {left + nameWidth + gap, top, valueWidth, height};
    } else {
        const double top = room.center().y() - (nameHeight(box) + value) / 2;
        box.nameRect = {room.left(), top, room.width(), nameHeight(box)};
        box.valueRect = {room.left(), top + nameHeight(box), room.width(), value};
    }
    if (box.value.isEmpty())
        box.valueRect = {};
    if (box.name.isEmpty())
        box.nameRect = {};
}

double SegmentRows::placeAt(QPointF at)
{
    tops_.assign(1, 0);
    for (const double height : heights_)
        tops_.push_back(tops_.back() + height);
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        for (const Span &span : spansOf(part_.fields[i])) {
            for (std::size_t row = span.firstRow; row < span.firstRow + span.rows; ++row)
                boxes_[i].pieces.push_back(rectOf({row, 1, span.from, span.to}, at));
        }
        const QRectF room = rectOf(rooms_[i], at);
        setRects(room.adjusted(kPadding, kPadding, -kPadding, -kPadding), boxes_[i]);
    }
    return tops_.back();
}

} // namespace sockstep
