// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_figure.h"

#include "ui/look/style.h"
#include "ui/words/state_step_text.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QLineF>
#include <algorithm>

namespace sockstep {

namespace {

constexpr End kEnds[] = {End::Client, End::Server};

/// Of one line of text. A font's own height has room for accents above capitals, which nothing here
/// has.
double lineHeight(const QFont &font) { return QFontInfo(font).pixelSize() * 1.15; }

double widthOf(const QFont &font, const QString &text) { return QFontMetricsF(font).horizontalAdvance(text); }

/// "3", "1,3" or "1…7".
QString numbersOf(std::span<const StateStep> steps, const std::vector<std::size_t> &which)
{
    const QString last = QString::number(steps[which.back()].number);
    if (which.size() == 1)
        return last;
    const QChar between = which.size() == 2 ? u',' : u'…';
    return QString::number(steps[which.front()].number) + between + last;
}

/// A little to the side all along, so that two ends can go the same way.
QPolygonF shifted(const QPolygonF &line, double by)
{
    const auto normal = [&](qsizetype part) {
        const QLineF side = QLineF(line[part], line[part + 1]).unitVector();
        return QPointF(-side.dy(), side.dx()) * by;
    };
    QPolygonF result;
    for (qsizetype i = 0; i < line.size(); ++i) {
        QPointF point = line[i];
        if (i > 0)
            point += normal(i - 1);
        if (i + 1 < line.size())
            point += normal(i);
        result << point;
    }
    return result;
}

/// A rectangle that touches \p spot with its \p side.
QRectF placed(QPointF spot, Qt::Alignment side, QSizeF size)
{
    QRectF rect(spot, size);
    if (side & Qt::AlignRight)
        rect.moveRight(spot.x());
    if (side & Qt::AlignHCenter)
        rect.moveLeft(spot.x() - size.width() / 2);
    if (side & Qt::AlignBottom)
        rect.moveBottom(spot.y());
    if (side & Qt::AlignVCenter)
        rect.moveTop(spot.y() - size.height() / 2);
    return rect;
}

bool isSecondClose(const StateStep &step) { return StateGrid::endsLife(step.from, step.to); }

} // namespace

StateFonts::StateFonts(const QFont &base)
    : name(withoutPixels(monospaced(base)))
    , label(name)
    , small(name)
{
    label.setPointSizeF(name.pointSizeF() * 0.92);
    small.setPointSizeF(name.pointSizeF() * 0.82);
}

double StateFigureBuilder::tagWidth(End end) const
{
    return widthOf(fonts_.small, StateStepText::endName(end)) + lineHeight(fonts_.small);
}

StateGrid::Metrics StateFigureBuilder::metrics() const
{
    QFont bold = fonts_.name;
    bold.setBold(true);
    const double gap = lineHeight(fonts_.small) / 2;
    const double both = tagWidth(End::Client) + tagWidth(End::Server) + 2 * gap;
    const double name = widthOf(bold, StateStepText::stateName(TcpState::Established)) + 2 * gap;
    return {lineHeight(fonts_.label), std::max(both, name),
        lineHeight(fonts_.name) + lineHeight(fonts_.small) * 1.7};
}

StateFigure StateFigureBuilder::build(QSizeF space) const
{
    const StateGrid grid(metrics(), space);
    StateFigure figure;
    figure.size = grid.size();
    figure.unit = grid.unit();
    addBoxes(figure, grid);
    for (const StateGrid::Route &route : grid.routes()) {
        const Transition *transition = findTransition(route.from, route.to);
        StateFigure::Edge edge;
        edge.from = route.from;
        edge.to = route.to;
        edge.reset = transition && transition->cause == Cause::Reset;
        edge.line = route.line;
        addTraces(edge, grid.unit());
        placeWords(edge, route, grid.unit());
        figure.edges.push_back(std::move(edge));
    }
    addLegend(figure, grid);
    return figure;
}

bool StateFigureBuilder::isPresent(TcpState state, bool end, End which) const
{
    if (!path_ || path_->present(which) != state)
        return false;
    if (state != TcpState::Close)
        return true;
    // Which of the two: a refused client and a closed listener are where they began.
    const auto steps = path_->steps(which);
    return std::any_of(steps.begin(), steps.end(), isSecondClose) == end;
}

void StateFigureBuilder::addBoxes(StateFigure &figure, const StateGrid &grid) const
{
    const auto isVisited = [this](TcpState state, bool end) {
        return path_ && std::any_of(std::begin(kEnds), std::end(kEnds), [&](End which) {
            const auto steps = path_->steps(which);
            return std::any_of(steps.begin(), steps.end(), [&](const StateStep &step) {
                return (step.from == state && !end) || (step.to == state && isSecondClose(step) == end);
            });
        });
    };
    const auto add = [&](TcpState state, bool end) {
        StateFigure::Box box;
        box.rect = grid.box(state, end);
        box.text = StateStepText::stateName(state);
        box.state = state;
        box.end = end;
        box.present = isPresent(state, end, End::Client) || isPresent(state, end, End::Server);
        box.visited = box.present || isVisited(state, end);
        box.name = box.rect;
        if (box.present) { // with tags below it
            box.name.setTop(box.rect.top() + 2.5 * figure.unit);
            box.name.setHeight(lineHeight(fonts_.name));
        }
        addTags(figure, box);
        figure.boxes.push_back(box);
    };
    for (int state = 1; state <= kTcpStateCount; ++state)
        add(static_cast<TcpState>(state), false);
    add(TcpState::Close, true);
}

void StateFigureBuilder::addTags(StateFigure &figure, const StateFigure::Box &box) const
{
    double width = 0;
    const double gap = 4 * figure.unit;
    std::vector<StateFigure::Tag> here;
    for (const End end : kEnds) {
        if (!isPresent(box.state, box.end, end))
            continue;
        const double height = lineHeight(fonts_.small) * 1.1;
        const double top = box.rect.bottom() - height - 2.5 * figure.unit;
        here.push_back(
            {QRectF(box.rect.left(), top, tagWidth(end), height), StateStepText::endName(end), end});
        width += tagWidth(end) + (here.size() > 1 ? gap : 0);
    }
    double x = box.rect.center().x() - width / 2;
    for (StateFigure::Tag &tag : here) {
        tag.rect.moveLeft(x);
        x = tag.rect.right() + gap;
        figure.tags.push_back(tag);
    }
}

void StateFigureBuilder::addTraces(StateFigure::Edge &edge, double unit) const
{
    for (const End end : kEnds) {
        StateFigure::Trace trace;
        trace.end = end;
        const auto steps = path_ ? path_->steps(end) : std::span<const StateStep> {};
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (steps[i].from == edge.from && steps[i].to == edge.to)
                trace.steps.push_back(i);
        }
        if (trace.steps.empty())
            continue;
        trace.evidence = steps[trace.steps.back()].evidence;
        trace.numbers = numbersOf(steps, trace.steps);
        trace.line = edge.line;
        edge.traces.push_back(std::move(trace));
    }
    if (edge.traces.size() == 2) {
        edge.traces[0].line = shifted(edge.line, -2.4 * unit);
        edge.traces[1].line = shifted(edge.line, 2.4 * unit);
    }
}

/// What stands beside a way, in one row: badges, then the cause.
void StateFigureBuilder::placeWords(StateFigure::Edge &edge, const StateGrid::Route &route, double unit) const
{
    const Transition *transition = findTransition(edge.from, edge.to);
    CallId call = 0;
    for (const StateFigure::Trace &trace : edge.traces)
        call = std::max(call, path_->steps(trace.end)[trace.steps.back()].call);
    // The ways of RST are many, and few are ever gone.
    if (transition && (!edge.reset || !edge.traces.empty()))
        edge.text = StateStepText::brief(transition->cause, call ? history_ : nullptr, call);

    const double height = std::max(lineHeight(fonts_.label), lineHeight(fonts_.small) * 1.2);
    const double gap = 2 * unit;
    const double textWidth = widthOf(fonts_.label, edge.text);
    double width = textWidth;
    for (StateFigure::Trace &trace : edge.traces) {
        const double badge = std::max(height, widthOf(fonts_.small, trace.numbers) + 6 * unit);
        trace.badge.setSize({badge, height});
        width += badge + gap;
    }
    if (!edge.traces.empty())
        width += gap;
    const QRectF row = placed(route.spot, route.side, {width, height});
    double x = row.left();
    for (StateFigure::Trace &trace : edge.traces) {
        trace.badge.moveTopLeft({x, row.top()});
        x = trace.badge.right() + gap;
    }
    if (!edge.text.isEmpty())
        edge.label = QRectF(row.right() - textWidth, row.top(), textWidth, height);
}

void StateFigureBuilder::addLegend(StateFigure &figure, const StateGrid &grid) const
{
    const double height = lineHeight(fonts_.label);
    const double pitch = height + 3 * figure.unit;
    const double sample = 26 * figure.unit;
    const QPointF spot = grid.legendSpot();
    double y = spot.y() - 1.5 * pitch;
    const auto add = [&](const QString &text, std::optional<End> end) {
        const QRectF mark(spot.x(), y, sample, height);
        const QRectF label(mark.right() + 5 * figure.unit, y, widthOf(fonts_.label, text), height);
        figure.legend.push_back({mark, label, text, end});
        y += pitch;
    };
    add(StateStepText::endName(End::Client), End::Client);
    add(StateStepText::endName(End::Server), End::Server);
    add(StateStepText::inferred(), std::nullopt);
}

} // namespace sockstep
