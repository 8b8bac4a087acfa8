// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_machine_view.h"

#include "ui/look/as_shown.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"
#include "ui/words/state_step_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

namespace sockstep {

namespace {

constexpr double kNear = 6; // pixels from a line are still on it
constexpr std::size_t kMostInTooltip = 4; // the latest; a client may try in vain many times

double distance(QPointF point, const QPolygonF &line)
{
    double nearest = std::numeric_limits<double>::max();
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        // The parts are level or upright: how far outside of it, in either direction.
        const QRectF part = QRectF(line[i], line[i + 1]).normalized();
        const double dx = std::max({part.left() - point.x(), 0.0, point.x() - part.right()});
        const double dy = std::max({part.top() - point.y(), 0.0, point.y() - part.bottom()});
        nearest = std::min(nearest, std::hypot(dx, dy));
    }
    return nearest;
}

} // namespace

StateMachineView::StateMachineView(const Follower &follower, Selection &selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , follower_(follower)
    , selection_(selection)
{
    setObjectName(QStringLiteral("stateMachine"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    connect(&follower, &Follower::aboutToBeReplaced, this, [this] { current_.reset(); });
    connect(&follower, &Follower::replaced, this, &StateMachineView::rebuild);
    connect(&follower, &Follower::moved, this, [this] {
        rebuild(); // whether in sight or not: what is painted must not outlive its moment
        describe();
    });
    connect(&selection, &Selection::changed, this, &StateMachineView::selectionChanged);
    retranslate();
}

void StateMachineView::retranslate()
{
    setAccessibleName(tr("TCP state diagram"));
    rebuild();
    describe();
}

void StateMachineView::describe()
{
    QStringList sentences;
    if (current_)
        sentences << StateStepText::full(current_->end, stepOf(*current_), follower_.history());
    for (const End end : {End::Client, End::Server}) {
        const auto present = follower_.path().present(end);
        if (!present)
            continue;
        const QString state = StateStepText::stateName(*present);
        sentences << (end == End::Client ? tr("The client is in %1").arg(state)
                                         : tr("The server is in %1").arg(state));
    }
    sentences << tr("Left and Right move the selection from step to step");
    setAccessibleDescription(sentences.join(QStringLiteral(". ")));
}

QSize StateMachineView::minimumSizeHint() const { return {320, 240}; }

QPointF StateMachineView::contentOrigin() const
{
    return {-static_cast<double>(horizontalScrollBar()->value()),
        -static_cast<double>(verticalScrollBar()->value())};
}

void StateMachineView::refresh()
{
    if (shownNow() == shown_)
        return; // most events are calls that change no state
    if (current_ && current_->index >= follower_.path().steps(current_->end).size())
        current_.reset(); // a path that began anew
    rebuild();
    describe();
}

StateMachineView::Shown StateMachineView::shownNow() const
{
    const StatePath &path = follower_.path();
    Shown shown {{path.present(End::Client), path.present(End::Server)}, {}};
    for (const End end : {End::Client, End::Server}) {
        for (const StateStep &step : path.steps(end))
            shown.steps.push_back(step.event);
    }
    return shown;
}

void StateMachineView::rebuild()
{
    shown_ = shownNow();
    const StateFigureBuilder builder(&follower_.path(), &follower_.history(), StateFonts(font()));
    // If all fits without scroll bars there are to be none, whether there are still some or not.
    QSize page = maximumViewportSize();
    figure_ = builder.build(page);
    QSize size = figure_.size.toSize();
    if (size != page) {
        page = viewport()->size();
        figure_ = builder.build(page);
        size = figure_.size.toSize();
    }
    for (QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()}) {
        const bool level = bar == horizontalScrollBar();
        const int shown = level ? page.width() : page.height();
        bar->setPageStep(shown);
        bar->setSingleStep(20);
        bar->setRange(0, std::max(0, (level ? size.width() : size.height()) - shown));
    }
    viewport()->update();
}

void StateMachineView::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.canvas());
    painter.translate(contentOrigin());
    StepMarks marks {current_, {}};
    for (const StepRef &step : stepsInOrder()) {
        if (selection_.call() && stepOf(step).call == selection_.call())
            marks.related.push_back(step);
    }
    StateFigurePainter(theme, StateFonts(font())).paint(painter, figure_, marks);
    if (hasFocus()) {
        painter.resetTransform();
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(theme.accent());
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void StateMachineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    rebuild();
}

void StateMachineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        rebuild();
}

void StateMachineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void StateMachineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

std::vector<StepRef> StateMachineView::stepsInOrder() const
{
    std::vector<StepRef> all;
    for (const End end : {End::Client, End::Server}) {
        for (std::size_t i = 0; i < follower_.path().steps(end).size(); ++i)
            all.push_back({end, i});
    }
    std::sort(all.begin(), all.end(),
        [this](const StepRef &a, const StepRef &b) { return stepOf(a).event < stepOf(b).event; });
    return all;
}

const StateStep &StateMachineView::stepOf(StepRef ref) const
{
    return follower_.path().steps(ref.end)[ref.index];
}

void StateMachineView::selectStep(std::optional<StepRef> step)
{
    current_ = step; // first: the selection's own word then finds it in place
    selection_.setCall(step ? stepOf(*step).call : 0);
    showCurrent();
    describe();
    viewport()->update();
}

void StateMachineView::selectionChanged(CallId call)
{
    if (current_ && stepOf(*current_).call != call)
        current_.reset();
    const auto all = stepsInOrder();
    const auto first = std::find_if(
        all.begin(), all.end(), [&](const StepRef &step) { return stepOf(step).call == call; });
    if (!current_ && call && first != all.end())
        current_ = *first;
    showCurrent();
    describe();
    viewport()->update();
}

/// Along the order of what happened; from none, to the first or the last.
void StateMachineView::moveTo(bool forward, bool end)
{
    const auto all = stepsInOrder();
    if (all.empty())
        return;
    const auto at = current_ ? std::find(all.begin(), all.end(), *current_) : all.end();
    if (end || at == all.end())
        selectStep(forward == end ? all.back() : all.front());
    else if (forward && at + 1 != all.end())
        selectStep(*(at + 1));
    else if (!forward && at != all.begin())
        selectStep(*(at - 1));
}

void StateMachineView::showCurrent()
{
    if (!current_)
        return;
    for (const StateFigure::Edge &edge : figure_.edges) {
        for (const StateFigure::Trace &trace : edge.traces) {
            if (!StepMarks {current_, {}}.isCurrent(trace))
                continue;
            const auto show = [](QScrollBar *bar, double from, double to) {
                if (from < bar->value() || to > bar->value() + bar->pageStep())
                    bar->setValue(static_cast<int>((from + to - bar->pageStep()) / 2));
            };
            const QRectF words = trace.badge.united(edge.label);
            show(horizontalScrollBar(), words.left(), words.right());
            show(verticalScrollBar(), words.top(), words.bottom());
            return;
        }
    }
}

StateMachineView::Hit StateMachineView::hitAt(QPointF content) const
{
    for (const StateFigure::Edge &edge : figure_.edges) {
        for (const StateFigure::Trace &trace : edge.traces) {
            if (trace.badge.adjusted(-2, -2, 2, 2).contains(content))
                return {&edge, &trace};
        }
        if (edge.label.adjusted(-2, -2, 2, 2).contains(content) && !edge.label.isEmpty())
            return {&edge, edge.traces.empty() ? nullptr : &edge.traces.front()};
    }
    // Of two lines that are near, the nearer, but before one that nobody has gone, any that somebody has.
    Hit nearest;
    double least = kNear;
    for (const StateFigure::Edge &edge : figure_.edges) {
        for (const StateFigure::Trace &trace : edge.traces) {
            if (distance(content, trace.line) < least) {
                least = distance(content, trace.line);
                nearest = {&edge, &trace};
            }
        }
    }
    if (nearest.edge)
        return nearest;
    for (const StateFigure::Edge &edge : figure_.edges) {
        if (edge.traces.empty() && distance(content, edge.line) < least) {
            least = distance(content, edge.line);
            nearest = {&edge, nullptr};
        }
    }
    return nearest;
}

void StateMachineView::mousePressEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position() - contentOrigin());
    if (hit.trace)
        selectStep(StepRef {hit.trace->end, hit.trace->steps.back()});
    else
        selectStep(std::nullopt);
}

void StateMachineView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
        moveTo(true, false);
        break;
    case Qt::Key_Left:
        moveTo(false, false);
        break;
    case Qt::Key_Home:
        moveTo(false, true);
        break;
    case Qt::Key_End:
        moveTo(true, true);
        break;
    case Qt::Key_Escape:
        selectStep(std::nullopt);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

QString StateMachineView::tooltipAt(QPointF content) const
{
    const Hit hit = hitAt(content);
    if (!hit.edge)
        return {};
    QStringList lines;
    for (const StateFigure::Trace &trace : hit.edge->traces) {
        const std::size_t count = trace.steps.size();
        for (std::size_t i = count - std::min(count, kMostInTooltip); i < count; ++i)
            lines << StateStepText::full(trace.end, stepOf({trace.end, trace.steps[i]}), follower_.history());
    }
    const Transition *transition = findTransition(hit.edge->from, hit.edge->to);
    if (lines.isEmpty() && transition)
        lines << StateStepText::full(*transition);
    return lines.join(u'\n');
}

QString StateMachineView::textAt(QPoint at) const
{
    const QPointF content = at - contentOrigin();
    for (const StateFigure::Box &box : figure_.boxes) {
        if (box.rect.contains(content))
            return box.text;
    }
    return tooltipAt(content);
}

QString StateMachineView::selectedState() const
{
    if (!current_)
        return {};
    const auto word = name(stepOf(*current_).to);
    return asShown(word);
}

bool StateMachineView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = tooltipAt(help->pos() - contentOrigin());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), asToolTip(text), viewport());
    return true;
}

} // namespace sockstep
