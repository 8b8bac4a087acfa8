// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_painter.h"

#include "ui/words/segment_words.h"

#include <QPainter>
#include <algorithm>

namespace sockstep {

namespace {

constexpr int kCentred = Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine;

/// A level line from \p left to \p right at \p y, but where \p other lies at its other side.
void drawLevel(QPainter &painter, const QRectF &piece, double y, const QRectF *other)
{
    double from = piece.left();
    if (other) {
        if (other->left() > from)
            painter.drawLine(QPointF(from, y), QPointF(std::min(other->left(), piece.right()), y));
        from = std::max(from, other->right());
    }
    if (from < piece.right())
        painter.drawLine(QPointF(from, y), QPointF(piece.right(), y));
}

QPen flatPen(const QColor &color, double width) { return {color, width, Qt::SolidLine, Qt::SquareCap}; }

} // namespace

void SegmentPainter::paint(
    QPainter &painter, const SegmentFigure &figure, const SegmentMarks &marks, QRectF clip) const
{
    const auto isSeen = [&](const SegmentFigure::Box &box) {
        return box.pieces.front().top() <= clip.bottom() && box.pieces.back().bottom() >= clip.top();
    };
    for (const SegmentFigure::Box &box : figure.boxes) {
        if (isSeen(box))
            paintBox(painter, box, marks);
    }
    // Over its neighbours' lines.
    for (const auto &[ref, width] : {std::pair(marks.hovered, 1.4), std::pair(marks.selected, 2.2)}) {
        const SegmentFigure::Box *box = ref ? figure.box(*ref) : nullptr;
        if (!box)
            continue;
        painter.setPen(flatPen(theme_.accent(), width));
        paintOutline(painter, *box);
    }
    for (const SegmentFigure::Box &box : figure.boxes) {
        if (isSeen(box))
            paintWords(painter, box);
    }
    for (const SegmentFigure::Heading &heading : figure.headings) {
        painter.setFont(fonts_.title);
        painter.setPen(theme_.partText(parts_[heading.part].kind));
        painter.drawText(heading.textRect, Qt::AlignVCenter | Qt::TextSingleLine, heading.text);
        painter.setFont(fonts_.name);
        painter.setPen(theme_.muted());
        painter.drawText(
            heading.sizeRect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, heading.size);
    }
    painter.setFont(fonts_.letter);
    painter.setPen(theme_.muted());
    for (const SegmentFigure::Tick &tick : figure.ticks)
        painter.drawText(tick.rect, kCentred, tick.text);
    painter.setFont(fonts_.name);
    painter.setPen(theme_.bad());
    for (const SegmentFigure::Note &note : figure.notes)
        painter.drawText(note.rect, Qt::AlignLeft | Qt::TextWordWrap, note.text);
    paintHex(painter, figure.hex, marks, clip);
}

void SegmentPainter::paintBox(
    QPainter &painter, const SegmentFigure::Box &box, const SegmentMarks &marks) const
{
    const PartKind kind = parts_[box.ref.part].kind;
    const Field &field = fieldOf(box.ref);
    // A flag that is set is told by its 1, by its colour and by its weight.
    const bool isSet = SegmentWords::isFlag(field.id) && field.value == "1";
    QColor fill = isSet ? theme_.partBorder(kind) : theme_.partFill(kind);
    if (box.ref == marks.selected)
        fill = theme_.selection();
    for (const QRectF &piece : box.pieces)
        painter.fillRect(piece, fill);
    painter.setPen(flatPen(theme_.partBorder(kind), 1));
    paintOutline(painter, box);
}

void SegmentPainter::paintOutline(QPainter &painter, const SegmentFigure::Box &box) const
{
    for (std::size_t i = 0; i < box.pieces.size(); ++i) {
        const QRectF &piece = box.pieces[i];
        painter.drawLine(piece.topLeft(), piece.bottomLeft());
        painter.drawLine(piece.topRight(), piece.bottomRight());
        drawLevel(painter, piece, piece.top(), i > 0 ? &box.pieces[i - 1] : nullptr);
        drawLevel(painter, piece, piece.bottom(), i + 1 < box.pieces.size() ? &box.pieces[i + 1] : nullptr);
    }
}

void SegmentPainter::paintWords(QPainter &painter, const SegmentFigure::Box &box) const
{
    const Field &field = fieldOf(box.ref);
    const PartKind kind = parts_[box.ref.part].kind;
    const bool isSet = SegmentWords::isFlag(field.id) && field.value == "1";
    painter.setPen(isSet ? theme_.text() : theme_.partText(kind));
    if (box.isStacked) {
        QFont font = fonts_.letter;
        font.setBold(isSet);
        painter.setFont(font);
        const double height = box.nameRect.height() / static_cast<double>(box.name.size());
        for (qsizetype i = 0; i < box.name.size(); ++i)
            painter.drawText(QRectF(box.nameRect.left(), box.nameRect.top() + static_cast<double>(i) * height,
                                 box.nameRect.width(), height),
                kCentred, box.name.mid(i, 1));
    } else {
        painter.setFont(fonts_.name);
        painter.drawText(box.nameRect, kCentred, box.name);
    }
    QFont font = fonts_.value;
    font.setBold(isSet);
    painter.setFont(font);
    const bool isWrong
        = field.remark.kind == Remark::Kind::ChecksumWrong || field.id == FieldId::OptionMalformed;
    painter.setPen(isWrong ? theme_.bad() : theme_.text());
    if (box.wrap)
        painter.drawText(box.valueRect, Qt::AlignLeft | Qt::AlignTop | box.wrap, box.value);
    else
        painter.drawText(box.valueRect, kCentred, box.value);
}

bool SegmentPainter::isIn(std::size_t byte, const std::optional<FieldRef> &ref) const
{
    return ref && fieldOf(*ref).bytes.contains(byte);
}

void SegmentPainter::paintByte(
    QPainter &painter, const HexGrid &hex, std::size_t byte, const SegmentMarks &marks) const
{
    const QRectF cell = hex.cell(byte);
    const QRectF letter = hex.text(byte);
    const bool isSelected = isIn(byte, marks.selected);
    if (isSelected || isIn(byte, marks.hovered)) {
        const QColor ground = isSelected ? theme_.accent() : theme_.selection();
        painter.fillRect(cell, ground);
        painter.fillRect(letter, ground);
    }
    const auto value = static_cast<unsigned char>(raw_[byte]);
    painter.setPen(isSelected ? theme_.onAccent() : theme_.text());
    painter.drawText(cell, kCentred, QStringLiteral("%1").arg(value, 2, 16, QLatin1Char('0')));
    const bool isPrintable = value >= 0x20 && value < 0x7f;
    if (!isSelected && !isPrintable)
        painter.setPen(theme_.muted());
    painter.drawText(
        letter, kCentred, isPrintable ? QString(QLatin1Char(static_cast<char>(value))) : QStringLiteral("·"));
}

void SegmentPainter::paintHex(
    QPainter &painter, const HexGrid &hex, const SegmentMarks &marks, QRectF clip) const
{
    if (hex.count == 0 || !hex.area.intersects(clip))
        return;
    painter.setFont(fonts_.hex);
    const auto rowAt
        = [&](double y) { return static_cast<std::size_t>(std::max(0.0, (y - hex.area.top()) / hex.line)); };
    const std::size_t last = std::min(hex.rows(), rowAt(clip.bottom()) + 1);
    const std::size_t begin = std::min(rowAt(clip.top()), last) * hex.perRow;
    const std::size_t end = std::min(hex.count, last * hex.perRow);
    // The parts' colours first, so that what is marked lies on them.
    for (const Part &part : parts_) {
        const QColor fill = theme_.partFill(part.kind);
        const std::size_t to = std::min(part.bytes.end, end);
        for (std::size_t byte = std::max(part.bytes.first, begin); byte < to; ++byte) {
            painter.fillRect(hex.cell(byte), fill);
            painter.fillRect(hex.text(byte), fill);
        }
    }
    for (std::size_t byte = begin; byte < end; ++byte) {
        if (byte % hex.perRow == 0) {
            painter.setPen(theme_.muted());
            painter.drawText(hex.offset(byte / hex.perRow),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                QStringLiteral("%1").arg(byte, 4, 16, QLatin1Char('0')));
        }
        paintByte(painter, hex, byte, marks);
    }
}

} // namespace sockstep
