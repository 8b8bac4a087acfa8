// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_view.h"

#include "core/session/free_play.h"
#include "ui/diagram/diagram_finder.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/diagram/lane_header.h"
#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <cmath>

namespace sockstep {

namespace {
constexpr double kSegmentChars = 24; // "SYN,ACK seq=0 ack=1", and the slope of its arrow
constexpr double kOtherChars = 67; // what all else needs at the least, with three lifelines

/// Is a point on the path, as exactly as one can aim?
bool isNear(QPointF point, const QPolygonF &path)
{
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        const QLineF leg(path[i], path[i + 1]);
        if (std::abs(leg.dx()) < 1 || point.x() < std::min(leg.x1(), leg.x2())
            || point.x() > std::max(leg.x1(), leg.x2()))
            continue;
        if (std::abs(leg.y1() + leg.dy() * (point.x() - leg.x1()) / leg.dx() - point.y()) < 6)
            return true;
    }
    return false;
}

} // namespace

DiagramView::DiagramView(
    const Follower &follower, Selection &selection, QWidget *parent, DiagramOptions *options)
    : QAbstractScrollArea(parent)
    , follower_(follower)
    , selection_(selection)
    , options_(options)
{
    if (options)
        connect(options, &DiagramOptions::changed, this, &DiagramView::refresh);
    setObjectName(QStringLiteral("canvas"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    connect(&selection, &Selection::changed, this, [this](CallId call) {
        if (call)
            showCall(call);
        viewport()->update();
    });
    connect(&selection, &Selection::segmentChanged, this, [this](SegmentId segment) {
        if (const Arrow *arrow = segment ? follower_.layout().arrowOf(segment) : nullptr)
            showRow(arrow->from);
        viewport()->update();
    });
    retranslate();
}

void DiagramView::retranslate()
{
    setAccessibleName(tr("Sequence diagram"));
    setAccessibleDescription(tr("Arrow keys scroll, N and Shift+N move the selection from call to call, End "
                                "follows the newest row, Enter opens and closes echo rounds in one line"));
    viewport()->update();
}

DiagramGeometry::Metrics DiagramView::metrics() const
{
    const QFontMetricsF font(monospaced(this->font()), viewport());
    DiagramGeometry::Metrics metrics {.charWidth = font.horizontalAdvance(u'0'), .lineHeight = font.height()};
    if (follower_.recording().header().network == "lab")
        metrics.arrowChars = metrics.bareArrowChars = std::clamp(
            viewport()->width() / metrics.charWidth - kOtherChars, metrics.arrowChars, kSegmentChars);
    return metrics;
}

double DiagramView::headerHeight() const { return metrics().lineHeight * 3.1; }

QSize DiagramView::minimumSizeHint() const { return {320, 200}; }

QPointF DiagramView::contentOrigin() const
{
    return {-static_cast<double>(horizontalScrollBar()->value()),
        headerHeight() - static_cast<double>(verticalScrollBar()->value())};
}

void DiagramView::refresh()
{
    geometry_ = makeGeometry();
    updateScrollBars();
    viewport()->update();
}

DiagramGeometry DiagramView::geometryOf(Excerpt excerpt) const
{
    return DiagramGeometry(follower_.layout(), metrics(), viewport()->width(), std::move(excerpt));
}

DiagramGeometry DiagramView::makeGeometry() const
{
    if (!options_)
        return geometryOf({});
    options_->refresh();
    return geometryOf(options_->excerpt());
}

void DiagramView::paintBackdrop(QPainter &, const Theme &) const { }

double DiagramView::scrolledTo() const { return verticalScrollBar()->value(); }

void DiagramView::updateScrollBars()
{
    adjusting_ = true;
    const int page = viewport()->height() - static_cast<int>(headerHeight());
    const double height = geometry_.contentHeight(follower_.layout().rowCount());
    QScrollBar *vertical = verticalScrollBar();
    vertical->setPageStep(page);
    vertical->setSingleStep(static_cast<int>(geometry_.rowHeight()));
    vertical->setRange(0, std::max(0, static_cast<int>(std::min(height, 2e9)) - page));
    if (following_)
        vertical->setValue(vertical->maximum());
    QScrollBar *horizontal = horizontalScrollBar();
    horizontal->setPageStep(viewport()->width());
    horizontal->setSingleStep(20);
    const bool empty = follower_.layout().rowCount() == 0;
    const int width = empty ? 0 : static_cast<int>(geometry_.contentWidth());
    horizontal->setRange(0, std::max(0, width - viewport()->width()));
    adjusting_ = false;
}

RowRange DiagramView::linesInSight() const
{
    const double top = verticalScrollBar()->value();
    return {geometry_.lineAt(top), geometry_.lineAt(top + viewport()->height() - headerHeight())};
}

DiagramSlice DiagramView::visibleSlice() const
{
    const Layout &layout = follower_.layout();
    const double bottom = verticalScrollBar()->value() + viewport()->height() - headerHeight();
    const auto [first, last] = linesInSight();
    // The present states go on a little below the last row, and to the edge of the window below that.
    const double end = std::max(bottom, geometry_.contentHeight(layout.rowCount()));
    DiagramSliceBuilder builder(layout, follower_.history(), geometry_, metrics());
    if (!showsTimes())
        builder.leaveOutTimes();
    if (absoluteNumbers_)
        builder.useAbsoluteNumbers();
    return builder.build(first > 0 ? first - 1 : 0, last + 1, end);
}

void DiagramView::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const QFont labels = monospaced(font());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.canvas());
    painter.translate(contentOrigin());
    paintBackdrop(painter, theme);
    paintMatches(painter, theme);
    DiagramPainter(theme, labels, lineWeight_)
        .paint(painter, visibleSlice(), selection_.call(), selection_.segment());
    painter.resetTransform();

    const double height = headerHeight();
    painter.fillRect(QRectF(0, 0, viewport()->width(), height), theme.canvas());
    painter.setPen(theme.border());
    painter.drawLine(QPointF(0, height), QPointF(viewport()->width(), height));
    painter.translate(contentOrigin().x(), 0);
    LaneHeader(follower_.layout(), follower_.history(), geometry_, theme)
        .paint(painter, height, labels, lineWeight_);
    if (!follower_.isLive()) { // it is to be seen from the last row, too
        painter.resetTransform();
        painter.setPen(QPen(theme.wait(), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
    if (follower_.layout().lanes().empty()) {
        painter.resetTransform();
        painter.setPen(theme.muted());
        painter.setFont(font());
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
            FreePlay::isIn(follower_.recording().header())
                ? tr("No socket exists yet.\nChoose the first call at the left.")
                : tr("No socket exists yet.\nPress Space to make the first call."));
    }
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    refresh();
}

void DiagramView::scrollContentsBy(int, int)
{
    if (!adjusting_)
        following_ = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    viewport()->update();
}

void DiagramView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void DiagramView::setAbsoluteNumbers(bool absolute)
{
    absoluteNumbers_ = absolute;
    viewport()->update();
}

void DiagramView::setLineWeight(double weight)
{
    lineWeight_ = weight;
    viewport()->update();
}

DiagramView::Hit DiagramView::hitAt(QPointF content) const
{
    const DiagramSlice slice = visibleSlice();
    for (const auto &label : slice.labels) {
        const bool canBeHit = label.call || label.segment || label.fold != kNoRow;
        if (canBeHit && label.rect.adjusted(-3, -2, 3, 2).contains(content))
            return {label.call, label.segment, label.fold};
    }
    for (const auto &bar : slice.bars) {
        if (bar.rect.adjusted(-4, 0, 4, 0).contains(content))
            return {bar.call};
    }
    for (const auto &arrow : slice.arrows) {
        if ((arrow.fromCall || arrow.segment) && isNear(content, arrow.path))
            return {arrow.fromCall, arrow.segment};
    }
    return {};
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    if (event->position().y() < headerHeight())
        return;
    const Hit hit = hitAt(event->position() - contentOrigin());
    const auto fold = hit.fold == kNoRow ? std::nullopt : geometry_.excerpt().foldOf(hit.fold);
    if (fold)
        toggle(*fold);
    else if (hit.segment)
        selection_.setSegment(hit.segment);
    else
        selection_.setCall(hit.call);
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    const Hit hit = hitAt(QPointF(event->pos()) - contentOrigin());
    if (!hit.segment)
        return;
    selection_.setSegment(hit.segment);
    emit segmentMenuWanted(hit.segment, event->globalPos());
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_End:
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        break;
    case Qt::Key_Home:
        verticalScrollBar()->setValue(0);
        break;
    case Qt::Key_Escape:
        selection_.clear();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto fold = foldAtHand())
            toggle(*fold);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

QString DiagramView::textAt(QPoint at) const
{
    const QPointF content = at - contentOrigin();
    for (const auto &label : visibleSlice().labels) {
        if (label.rect.contains(content))
            return label.full;
    }
    return {};
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPointF content = help->pos() - contentOrigin();
    for (const auto &label : visibleSlice().labels) {
        if (!label.rect.contains(content))
            continue;
        const bool inferred = label.evidence == Evidence::Inferred
            && (label.kind == DiagramSlice::Label::Kind::State
                || label.kind == DiagramSlice::Label::Kind::Arrow);
        const QString text = inferred
            ? tr("%1: inferred from the calls and states; loopback shows no segments").arg(label.full)
            : label.full;
        QToolTip::showText(help->globalPos(), asToolTip(text), viewport());
        return true;
    }
    QToolTip::hideText();
    return true;
}

void DiagramView::setFinder(const DiagramFinder *finder, std::function<Row()> present)
{
    finder_ = finder;
    presentMatch_ = std::move(present);
}

} // namespace sockstep
