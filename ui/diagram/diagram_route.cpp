// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_route.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

constexpr double kBetweenRows = 0.43; // of a row: labels take a third of it on either side of its middle
constexpr Row kMostLooked = 64; // lines of one lifeline: so many that are empty there are rare
constexpr double kAirChars = 1.95; // from a lifeline's middle, where neither its bar nor a label is

} // namespace

/// Where an arrow begins or ends that has no lifeline there.
double DiagramRoute::withoutLane(const Arrow &arrow, LaneIndex lane, Host host) const
{
    if (lane != kNoLane) // there is one that is hidden: at the edge of its side
        return geometry_.hostEdge(
            layout_.lanes()[lane].place == Lane::Place::Client ? Host::Client : Host::Server);
    // A real segment to or from a host, but to no socket of it, ends at the host's side.
    return arrow.kind == Arrow::Kind::Segment ? geometry_.hostEdge(host) : geometry_.midSpace();
}

QLineF DiagramRoute::straight(const Arrow &arrow) const
{
    const bool fromKnown = geometry_.has(arrow.fromLane);
    const bool toKnown = geometry_.has(arrow.toLane);
    const double fromX
        = fromKnown ? geometry_.x(arrow.fromLane) : withoutLane(arrow, arrow.fromLane, arrow.fromHost);
    const double toX
        = toKnown ? geometry_.x(arrow.toLane) : withoutLane(arrow, arrow.toLane, otherHost(arrow.fromHost));
    const bool right = toX > fromX;
    const QPointF from(fromKnown ? geometry_.edge(arrow.fromLane, right) : fromX, geometry_.y(arrow.from));
    const QPointF to(toKnown ? geometry_.edge(arrow.toLane, !right) : toX, geometry_.y(arrow.to));
    if (arrow.kind != Arrow::Kind::Segment || arrow.end == Arrow::End::Arrives)
        return {from, to};
    // Of a row: what is on the wire is on its way down. Its box ends where a label of the next row begins.
    constexpr double kLow = 0.32;
    const double y = arrow.end == Arrow::End::Lost ? to.y() : from.y() + kLow * geometry_.rowHeight();
    return {from, QPointF(geometry_.midSpace(), y)};
}

bool DiagramRoute::hasLabel(LaneIndex lane, Row row) const
{
    const RowContent &content = layout_.row(row);
    const CallId call = content.entered ? content.entered : content.returned;
    if (call && layout_.laneOfCall(call) == lane)
        return true;
    const auto bands = layout_.bandsIn(lane, row, row);
    return std::any_of(bands.begin(), bands.end(), [&](const Band &band) { return band.label == row; });
}

bool DiagramRoute::isClear(const QLineF &line) const
{
    if (std::abs(line.dx()) < 1)
        return true;
    const double half = metrics_.lineHeight / 2;
    for (std::size_t i = 0; i < layout_.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        if (!geometry_.has(lane))
            continue;
        const QRectF labels = geometry_.gutter(lane, 0);
        const double left = std::max(labels.left(), std::min(line.x1(), line.x2()));
        const double right = std::min(labels.right(), std::max(line.x1(), line.x2()));
        if (left >= right)
            continue;
        const auto heightAt = [&](double x) { return line.y1() + line.dy() * (x - line.x1()) / line.dx(); };
        const auto [top, bottom] = std::minmax({heightAt(left), heightAt(right)});
        const Row first = geometry_.lineAt(top - half);
        const Row last = geometry_.lineAt(bottom + half);
        if (last - first > kMostLooked)
            return false;
        for (Row at = first; at <= last; ++at) {
            const Row row = geometry_.excerpt().shownIn(at, layout_.rowCount());
            if (row != kNoRow && hasLabel(lane, row))
                return false;
        }
    }
    return true;
}

QPolygonF DiagramRoute::of(const Arrow &arrow) const
{
    const QLineF line = straight(arrow);
    const double clientSide = geometry_.hostEdge(Host::Client);
    const double serverSide = geometry_.hostEdge(Host::Server);
    const double direction = line.dx() > 0 ? 1 : -1;
    const auto isBetween = [&](double x) { return x >= clientSide && x <= serverSide; };
    const bool leaves = !isBetween(line.x1()); // a lifeline, not the space between the hosts
    const bool comes = !isBetween(line.x2());
    if ((!leaves && !comes) || isClear(line))
        return {line.p1(), line.p2()};

    const double step = geometry_.rowHeight() * kBetweenRows;
    const double air = metrics_.charWidth * kAirChars;
    const double below = line.y1() + step;
    const bool level = line.dy() < geometry_.rowHeight() / 2;
    const double above = level ? below : line.y2() - step;
    const bool sameSide = (line.x1() < clientSide && line.x2() < clientSide)
        || (line.x1() > serverSide && line.x2() > serverSide);
    QPolygonF path {line.p1()};
    if (leaves)
        path << QPointF(geometry_.x(arrow.fromLane) + direction * air, below);
    if (sameSide) {
        const double beside = geometry_.x(arrow.toLane) - direction * air;
        path << QPointF(beside, below) << QPointF(beside, level ? below : line.y2());
    } else {
        if (leaves)
            path << QPointF(direction > 0 ? clientSide : serverSide, below);
        if (comes)
            path << QPointF(direction > 0 ? serverSide : clientSide, above)
                 << QPointF(geometry_.x(arrow.toLane) - direction * air, above);
    }
    path << line.p2();
    return path;
}

QLineF DiagramRoute::roomOf(const QPolygonF &path) const
{
    const double left = geometry_.hostEdge(Host::Client);
    const double right = geometry_.hostEdge(Host::Server);
    QLineF longest(path.first(), path.last());
    double most = 0;
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        const QLineF leg(path[i], path[i + 1]);
        if (std::abs(leg.dx()) < 1)
            continue;
        const auto clamped
            = [&](double x) { return leg.pointAt((std::clamp(x, left, right) - leg.x1()) / leg.dx()); };
        const QLineF between(clamped(leg.x1()), clamped(leg.x2()));
        if (std::abs(between.dx()) >= 1)
            return between;
        if (std::abs(leg.dx()) > most) {
            most = std::abs(leg.dx());
            longest = leg;
        }
    }
    return longest;
}

} // namespace sockstep
