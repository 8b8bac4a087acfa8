// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_canvas.h"

#include "ui/words/segment_words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace sockstep {

SegmentCanvas::SegmentCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("segment"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    retranslate();
}

void SegmentCanvas::setPacket(std::string raw, const DissectionContext &context)
{
    std::optional<FieldId> kept;
    std::size_t same = 0; // how many of that kind came before it: there may be two no-operations
    const auto count = [&](const auto &act) {
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            for (std::size_t i = 0; i < parts_[part].fields.size(); ++i)
                act(FieldRef {part, i}, parts_[part].fields[i].id);
        }
    };
    if (marks_.selected) {
        kept = parts_[marks_.selected->part].fields[marks_.selected->field].id;
        count([&](FieldRef ref, FieldId id) {
            const bool before = ref.part < marks_.selected->part
                || (ref.part == marks_.selected->part && ref.field < marks_.selected->field);
            same += before && id == *kept ? 1 : 0;
        });
    }
    marks_ = {};
    column_.reset();
    raw_ = std::move(raw);
    parts_ = dissect(raw_, context);
    count([&](FieldRef ref, FieldId id) {
        if (id == kept && !marks_.selected && same-- == 0)
            marks_.selected = ref;
    });
    rebuild();
    describe();
    emit currentChanged();
}

void SegmentCanvas::retranslate()
{
    rebuild();
    describe();
    emit currentChanged();
}

void SegmentCanvas::describe()
{
    if (isEmpty()) {
        setAccessibleName(tr("Headers of the selected segment"));
        setAccessibleDescription(tr("No segment is selected."));
        return;
    }
    if (!marks_.selected) {
        setAccessibleName(tr("Headers of the selected segment"));
        setAccessibleDescription(tr("The arrow keys go from field to field."));
        return;
    }
    const Part &part = parts_[marks_.selected->part];
    const Field &field = part.fields[marks_.selected->field];
    setAccessibleName(QStringLiteral("%1, %2: %3")
                          .arg(SegmentWords::partName(part.kind), SegmentWords::fieldName(field.id),
                              SegmentWords::value(field)));
    setAccessibleDescription(SegmentWords::sentence(field.id));
}

std::optional<FieldRef> SegmentCanvas::current() const
{
    return marks_.hovered ? marks_.hovered : marks_.selected;
}

void SegmentCanvas::select(std::optional<FieldRef> field)
{
    if (marks_.selected == field)
        return;
    marks_.selected = field;
    marks_.hovered.reset(); // the keyboard's word is the newer one
    showSelected();
    describe();
    viewport()->update();
    emit currentChanged();
}

void SegmentCanvas::setHovered(std::optional<FieldRef> field)
{
    if (marks_.hovered == field)
        return;
    marks_.hovered = field;
    viewport()->update();
    emit currentChanged();
}

QSize SegmentCanvas::minimumSizeHint() const { return {200, 120}; }

QPointF SegmentCanvas::contentOrigin() const
{
    return {-static_cast<double>(horizontalScrollBar()->value()),
        -static_cast<double>(verticalScrollBar()->value())};
}

void SegmentCanvas::rebuild()
{
    const SegmentFonts fonts(font());
    const SegmentFigureBuilder builder(parts_, raw_, fonts);
    // If all fits without scroll bars there are to be none, whether there are still some or not.
    QSize page = maximumViewportSize();
    figure_ = isEmpty() ? SegmentFigure() : builder.build(page.width());
    if (figure_.size.height() > page.height()) {
        page.rwidth() -= verticalScrollBar()->sizeHint().width();
        figure_ = builder.build(page.width());
    }
    if (figure_.size.width() > page.width())
        page.rheight() -= horizontalScrollBar()->sizeHint().height();
    for (QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()}) {
        const bool level = bar == horizontalScrollBar();
        const int shown = level ? page.width() : page.height();
        const double all = level ? figure_.size.width() : figure_.size.height();
        bar->setPageStep(shown);
        bar->setSingleStep(20);
        bar->setRange(0, std::max(0, static_cast<int>(all) - shown));
    }
    viewport()->update();
}

void SegmentCanvas::paintEvent(QPaintEvent *event)
{
    const Theme theme(palette());
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.window());
    if (isEmpty()) {
        painter.setPen(theme.muted());
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
            tr("Choose a segment on the diagram to see its headers, field by field."));
    } else {
        painter.translate(contentOrigin());
        const SegmentFonts fonts(font());
        SegmentPainter(theme, fonts, parts_, raw_)
            .paint(painter, figure_, marks_, QRectF(event->rect()).translated(-contentOrigin()));
    }
    if (hasFocus()) {
        painter.resetTransform();
        painter.setPen(theme.accent());
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void SegmentCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    rebuild();
}

void SegmentCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        rebuild();
}

void SegmentCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SegmentCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool SegmentCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(std::nullopt);
    return QAbstractScrollArea::viewportEvent(event);
}

std::optional<FieldRef> SegmentCanvas::fieldAt(QPointF viewportPoint) const
{
    const QPointF point = viewportPoint - contentOrigin();
    if (const auto field = figure_.fieldAt(point))
        return field;
    const auto byte = figure_.hex.byteAt(point);
    return byte ? fieldOfByte(parts_, *byte) : std::nullopt;
}

void SegmentCanvas::mouseMoveEvent(QMouseEvent *event) { setHovered(fieldAt(event->position())); }

void SegmentCanvas::mousePressEvent(QMouseEvent *event)
{
    column_.reset();
    select(fieldAt(event->position()));
}

void SegmentCanvas::moveBy(int by)
{
    column_.reset();
    const auto &boxes = figure_.boxes;
    if (boxes.empty())
        return;
    const auto at = std::find_if(boxes.begin(), boxes.end(),
        [&](const SegmentFigure::Box &box) { return box.ref == marks_.selected; });
    if (at == boxes.end()) {
        select(by > 0 ? boxes.front().ref : boxes.back().ref);
        return;
    }
    const auto last = static_cast<std::ptrdiff_t>(boxes.size()) - 1;
    const std::ptrdiff_t index = std::clamp<std::ptrdiff_t>((at - boxes.begin()) + by, 0, last);
    select(boxes[static_cast<std::size_t>(index)].ref);
}

void SegmentCanvas::moveToEnd(bool last)
{
    column_.reset();
    if (!figure_.boxes.empty())
        select(last ? figure_.boxes.back().ref : figure_.boxes.front().ref);
}

void SegmentCanvas::moveLevel(bool down)
{
    const SegmentFigure::Box *from = marks_.selected ? figure_.box(*marks_.selected) : nullptr;
    if (!from) {
        moveBy(down ? 1 : -1);
        return;
    }
    const QRectF start = down ? from->pieces.back() : from->pieces.front();
    const double x = column_.value_or(start.center().x());
    const SegmentFigure::Box *best = nullptr;
    std::pair<double, double> least; // how far up or down, then how far to the side
    for (const SegmentFigure::Box &box : figure_.boxes) {
        for (const QRectF &piece : box.pieces) {
            const double away = down ? piece.top() - start.bottom() : start.top() - piece.bottom();
            if (away < -0.5 || &box == from)
                continue;
            const std::pair far(std::round(away), std::max({piece.left() - x, x - piece.right(), 0.0}));
            if (!best || far < least) {
                best = &box;
                least = far;
            }
        }
    }
    if (!best)
        return;
    select(best->ref);
    column_ = x;
}

void SegmentCanvas::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
        moveBy(1);
        break;
    case Qt::Key_Left:
        moveBy(-1);
        break;
    case Qt::Key_Down:
        moveLevel(true);
        break;
    case Qt::Key_Up:
        moveLevel(false);
        break;
    case Qt::Key_Home:
        moveToEnd(false);
        break;
    case Qt::Key_End:
        moveToEnd(true);
        break;
    case Qt::Key_Escape:
        if (!marks_.selected) {
            QAbstractScrollArea::keyPressEvent(event);
            break;
        }
        select(std::nullopt);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void SegmentCanvas::showSelected()
{
    const SegmentFigure::Box *box = marks_.selected ? figure_.box(*marks_.selected) : nullptr;
    if (!box)
        return;
    QRectF area = box->pieces.front();
    for (const QRectF &piece : box->pieces)
        area = area.united(piece);
    const auto show = [](QScrollBar *bar, double from, double to) {
        if (from < bar->value() || to > bar->value() + bar->pageStep())
            bar->setValue(static_cast<int>((from + to - bar->pageStep()) / 2));
    };
    show(horizontalScrollBar(), area.left(), area.right());
    show(verticalScrollBar(), area.top(), area.bottom());
}

} // namespace sockstep
