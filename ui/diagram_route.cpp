// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_route.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

namespace {

constexpr double kBetweenRows = 0.43; // of a row: labels take a third of it on either side of its middle
constexpr Row kMostLooked = 64; // rows of one lifeline: so many that are empty there are rare
constexpr double kAirChars = 1.95; // from a lifeline's middle, where neither its bar nor a label is

} // namespace

QLineF DiagramRoute::straight(const Arrow &arrow) const
{
    const bool segment = arrow.kind == Arrow::Kind::Segment;
    // A real segment to or from a host, but to no socket of it, ends at the host's side.
    const auto otherwise
        = [&](Host host) { return segment ? geometry_.hostEdge(host) : geometry_.midSpace(); };
    const bool fromKnown = arrow.fromLane != kNoLane;
    const bool toKnown = arrow.toLane != kNoLane;
    const double fromX = fromKnown ? geometry_.x(arrow.fromLane) : otherwise(arrow.fromHost);
    const double toX = toKnown ? geometry_.x(arrow.toLane) : otherwise(otherHost(arrow.fromHost));
    const bool right = toX > fromX;
    const QPointF from(fromKnown ? geometry_.edge(arrow.fromLane, right) : fromX, geometry_.y(arrow.from));
    const QPointF to(toKnown ? geometry_.edge(arrow.toLane, !right) : toX, geometry_.y(arrow.to));
    if (!segment || arrow.end == Arrow::End::Arrives)
        return {from, to};
    // Of a row: what is on the wire is on its way down. Its box ends where a label of the next row begins.
    constexpr double kLow = 0.32;
    const double y = arrow.end == Arrow::End::Lost ? to.y() : from.y() + kLow * geometry_.rowHeight();
    return {from, QPointF(geometry_.midSpace(), y)};
}

bool DiagramRoute::hasLabel(LaneIndex lane, Row first, Row last) const
{
    const auto bands = layout_.bandsIn(lane, first, last);
    if (std::any_of(bands.begin(), bands.end(), [&](const Band &band) {
            return band.label != kNoRow && band.label >= first && band.label <= last;
        }))
        return true;
    for (Row row = first; row <= last; ++row) {
        const RowContent &content = layout_.row(row);
        const CallId call = content.entered ? content.entered : content.returned;
        if (call && layout_.laneOfCall(call) == lane)
            return true;
    }
    return false;
}

bool DiagramRoute::isClear(const QLineF &line) const
{
    if (std::abs(line.dx()) < 1)
        return true;
    const double half = metrics_.lineHeight / 2;
    for (std::size_t i = 0; i < layout_.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        const QRectF labels = geometry_.gutter(lane, 0);
        const double left = std::max(labels.left(), std::min(line.x1(), line.x2()));
        const double right = std::min(labels.right(), std::max(line.x1(), line.x2()));
        if (left >= right)
            continue;
        const auto heightAt = [&](double x) { return line.y1() + line.dy() * (x - line.x1()) / line.dx(); };
        const auto [top, bottom] = std::minmax({heightAt(left), heightAt(right)});
        const Row first = geometry_.rowAt(top - half, layout_.rowCount());
        const Row last = geometry_.rowAt(bottom + half, layout_.rowCount());
        if (last - first > kMostLooked || hasLabel(lane, first, last))
            return false;
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
