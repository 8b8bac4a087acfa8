// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_figure_painter.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

/// The corners of a way are round.
QPainterPath pathAlong(const QPolygonF &line, double radius)
{
    QPainterPath path(line.first());
    for (qsizetype i = 1; i + 1 < line.size(); ++i) {
        const QLineF before(line[i], line[i - 1]);
        const QLineF after(line[i], line[i + 1]);
        const double most = std::min(before.length(), after.length()) / 2;
        const double r = std::min(radius, most);
        path.lineTo(before.pointAt(r / before.length()));
        path.quadTo(line[i], after.pointAt(r / after.length()));
    }
    path.lineTo(line.last());
    return path;
}

/// Without the head's length, so that a thick line does not show beside its tip.
QPolygonF shortened(QPolygonF line, double by)
{
    QLineF end(line[line.size() - 1], line[line.size() - 2]);
    line.last() = end.pointAt(by / end.length());
    return line;
}

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// What a colour is to the eye (WCAG 2, relative luminance).
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Of two colours, the one with more contrast.
QColor readableOn(const QColor &ground, const QColor &one, const QColor &other)
{
    const auto contrast = [&](const QColor &color) {
        const double a = luminance(color);
        const double b = luminance(ground);
        return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
    };
    return contrast(one) > contrast(other) ? one : other;
}

constexpr double kRadius = 9;
constexpr double kHead = 8;

} // namespace

bool StepMarks::isCurrent(const StateFigure::Trace &trace) const
{
    return current && current->end == trace.end
        && std::find(trace.steps.begin(), trace.steps.end(), current->index) != trace.steps.end();
}

bool StepMarks::isRelated(const StateFigure::Trace &trace) const
{
    return std::any_of(related.begin(), related.end(), [&](const StepRef &step) {
        return step.end == trace.end
            && std::find(trace.steps.begin(), trace.steps.end(), step.index) != trace.steps.end();
    });
}

void StateFigurePainter::paint(QPainter &painter, const StateFigure &figure, const StepMarks &marks) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const StateFigure::Edge &edge : figure.edges)
        paintHalo(painter, edge, marks, figure.unit);
    // What nobody has gone lies below what somebody has, and RST below all.
    for (const bool reset : {true, false}) {
        for (const StateFigure::Edge &edge : figure.edges) {
            if (edge.traces.empty() && edge.reset == reset)
                paintEdge(painter, edge, figure.unit);
        }
    }
    for (const StateFigure::Edge &edge : figure.edges) {
        for (const StateFigure::Trace &trace : edge.traces)
            paintTrace(painter, trace, figure.unit);
    }
    for (const StateFigure::Box &box : figure.boxes)
        paintBox(painter, box, figure.unit);
    for (const StateFigure::Tag &tag : figure.tags)
        paintTag(painter, tag);
    for (const StateFigure::Edge &edge : figure.edges)
        paintWords(painter, edge, marks);
    for (const StateFigure::Key &key : figure.legend)
        paintKey(painter, key, figure.unit);
}

void StateFigurePainter::paintBox(QPainter &painter, const StateFigure::Box &box, double unit) const
{
    const double radius = 7 * unit;
    const QColor band = theme_.state(box.state);
    QFont font = fonts_.name;
    QColor text = theme_.muted();
    painter.setBrush(theme_.window());
    painter.setPen(QPen(theme_.border(), 1.2 * unit));
    if (box.present) {
        // A rim around it: seen without its colour, too.
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(band, 90));
        painter.drawRoundedRect(box.rect.adjusted(-3 * unit, -3 * unit, 3 * unit, 3 * unit),
            radius + 3 * unit, radius + 3 * unit);
        painter.setBrush(band);
        painter.setPen(QPen(theme_.stateText(box.state), 1.6 * unit));
        font.setBold(true);
        text = readableOn(band, theme_.text(), theme_.window());
    } else if (box.visited) {
        painter.drawRoundedRect(box.rect, radius, radius); // opaque below the tint
        painter.setBrush(withAlpha(band, 60));
        painter.setPen(QPen(band, 1.4 * unit));
        text = theme_.stateText(box.state);
    }
    painter.drawRoundedRect(box.rect, radius, radius);
    painter.setFont(font);
    painter.setPen(text);
    painter.drawText(box.name, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, box.text);
}

void StateFigurePainter::paintTag(QPainter &painter, const StateFigure::Tag &tag) const
{
    const bool client = tag.end == End::Client;
    painter.setBrush(theme_.actorFill(client));
    painter.setPen(QPen(theme_.actorText(client), 1));
    const double radius = client ? tag.rect.height() / 2 : 1.5;
    painter.drawRoundedRect(tag.rect, radius, radius);
    painter.setFont(fonts_.small);
    painter.drawText(tag.rect, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, tag.text);
}

void StateFigurePainter::paintHalo(
    QPainter &painter, const StateFigure::Edge &edge, const StepMarks &marks, double unit) const
{
    painter.setBrush(Qt::NoBrush);
    for (const StateFigure::Trace &trace : edge.traces) {
        const bool current = marks.isCurrent(trace);
        if (!current && !marks.isRelated(trace))
            continue;
        QPen pen(theme_.selection(), (current ? 11 : 7) * unit);
        pen.setCapStyle(Qt::RoundCap);
        painter.setPen(pen);
        painter.drawPath(pathAlong(trace.line, kRadius * unit));
    }
}

void StateFigurePainter::paintHead(QPainter &painter, const QPolygonF &line, double size, bool hollow) const
{
    const QLineF last(line[line.size() - 1], line[line.size() - 2]);
    const QLineF back = last.unitVector();
    const QPointF along(back.dx() * size, back.dy() * size);
    const QPointF across(-along.y() * 0.45, along.x() * 0.45);
    const QColor color = painter.pen().color();
    painter.setPen(QPen(color, std::max(1.0, size / 7), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(hollow ? theme_.canvas() : color);
    painter.drawPolygon(QPolygonF {last.p1(), last.p1() + along + across, last.p1() + along - across});
}

void StateFigurePainter::paintEdge(QPainter &painter, const StateFigure::Edge &edge, double unit) const
{
    const QColor color = edge.reset ? theme_.border() : withAlpha(theme_.muted(), 150);
    const double head = (edge.reset ? 6 : 7) * unit;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.1 * unit));
    painter.drawPath(pathAlong(shortened(edge.line, head), kRadius * unit));
    paintHead(painter, edge.line, head, false);
}

void StateFigurePainter::paintTrace(QPainter &painter, const StateFigure::Trace &trace, double unit) const
{
    const bool inferred = trace.evidence == Evidence::Inferred;
    QPen pen(theme_.actorText(trace.end == End::Client), 2.2 * unit);
    pen.setCapStyle(Qt::FlatCap);
    if (inferred)
        pen.setDashPattern({3.2, 1.8});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathAlong(shortened(trace.line, kHead * unit), kRadius * unit));
    paintHead(painter, trace.line, kHead * unit, inferred);
}

void StateFigurePainter::paintWords(
    QPainter &painter, const StateFigure::Edge &edge, const StepMarks &marks) const
{
    bool inferred = !edge.traces.empty();
    for (const StateFigure::Trace &trace : edge.traces) {
        paintBadge(painter, trace, marks.isCurrent(trace));
        inferred = inferred && trace.evidence == Evidence::Inferred;
    }
    if (edge.label.isEmpty())
        return;
    QFont font = fonts_.label;
    font.setItalic(inferred);
    painter.setFont(font);
    painter.setPen(edge.traces.empty() ? theme_.muted() : theme_.text());
    painter.drawText(edge.label, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, edge.text);
}

void StateFigurePainter::paintBadge(QPainter &painter, const StateFigure::Trace &trace, bool current) const
{
    const bool client = trace.end == End::Client;
    const bool hollow = trace.evidence == Evidence::Inferred && !current;
    const QColor color = current ? theme_.accent() : theme_.actorText(client);
    const QRectF rect = trace.badge.adjusted(0.75, 0.75, -0.75, -0.75);
    const double radius = client ? rect.height() / 2 : 2;
    painter.setPen(QPen(color, 1.3));
    painter.setBrush(hollow ? theme_.canvas() : color);
    painter.drawRoundedRect(rect, radius, radius);
    QFont font = fonts_.small;
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(hollow ? color : current ? theme_.onAccent() : theme_.window());
    painter.drawText(rect, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, trace.numbers);
}

void StateFigurePainter::paintKey(QPainter &painter, const StateFigure::Key &key, double unit) const
{
    const QPolygonF line {
        {key.sample.left(), key.sample.center().y()}, {key.sample.right(), key.sample.center().y()}};
    const bool inferred = !key.end;
    QPen pen(inferred ? theme_.muted() : theme_.actorText(*key.end == End::Client), 2.2 * unit);
    pen.setCapStyle(Qt::FlatCap);
    if (inferred)
        pen.setDashPattern({3.2, 1.8});
    painter.setPen(pen);
    painter.drawPolyline(inferred ? shortened(line, kHead * unit) : line);
    if (inferred) {
        paintHead(painter, line, kHead * unit, true);
    } else {
        const double size = key.sample.height() * 0.62;
        const QRectF mark(key.sample.center() - QPointF(size / 2, size / 2), QSizeF(size, size));
        painter.setPen(Qt::NoPen);
        painter.setBrush(pen.color());
        const double radius = *key.end == End::Client ? size / 2 : 1.5;
        painter.drawRoundedRect(mark, radius, radius);
    }
    QFont font = fonts_.label;
    font.setItalic(inferred);
    painter.setFont(font);
    painter.setPen(theme_.muted());
    painter.drawText(key.label, Qt::AlignCenter | Qt::TextDontClip | Qt::TextSingleLine, key.text);
}

} // namespace sockstep
