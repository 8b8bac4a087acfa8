// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_grid.h"

#include <algorithm>

namespace sockstep {

namespace {

using enum TcpState;

// In units: a label is so many high.
constexpr double kUnitsOfALine = 12;
constexpr double kSide = 24; // beside the boxes, with a way outside them
constexpr double kTop = 14;
constexpr double kBottom = 16; // with a way below the boxes
constexpr double kAcross = 88; // between columns, at least
constexpr double kDown = 27; // between rows, at least
constexpr double kAway = 4; // a label from its way
constexpr int kRows = 7;

/// The row, and the column from −1 to 1.
struct Place {
    int row;
    int column;
};

Place placeOf(TcpState state)
{
    switch (state) {
    case Close:
        return {0, 0};
    case Listen:
        return {1, 0};
    case SynRecv:
        return {2, -1};
    case SynSent:
        return {2, 1};
    case Established:
        return {3, 0};
    case FinWait1:
        return {4, -1};
    case CloseWait:
        return {4, 1};
    case FinWait2:
        return {5, -1};
    case Closing:
        return {5, 0};
    case LastAck:
        return {5, 1};
    case TimeWait:
        return {6, 0};
    }
    return {0, 0};
}
constexpr Place kEndOfLife {6, 1};

} // namespace

QSizeF StateGrid::smallest(Metrics metrics)
{
    const double unit = metrics.line / kUnitsOfALine;
    return {3 * metrics.boxWidth + (2 * kAcross + 2 * kSide) * unit,
        kRows * metrics.boxHeight + ((kRows - 1) * kDown + kTop + kBottom) * unit};
}

StateGrid::StateGrid(Metrics metrics, QSizeF space)
    : metrics_(metrics)
    , unit_(metrics.line / kUnitsOfALine)
    , width_(std::max(space.width(), smallest(metrics).width()))
    , height_(std::max(space.height(), smallest(metrics).height()))
    , port_(8 * unit_)
    , pair_(15 * unit_)
    , outer_(26 * unit_)
{
}

QRectF StateGrid::box(TcpState state, bool end) const
{
    const Place place = end && state == Close ? kEndOfLife : placeOf(state);
    const double column = (width_ - 2 * kSide * unit_ - metrics_.boxWidth) / 2;
    const double row = (height_ - (kTop + kBottom) * unit_ - metrics_.boxHeight) / (kRows - 1);
    return {width_ / 2 + place.column * column - metrics_.boxWidth / 2, kTop * unit_ + place.row * row,
        metrics_.boxWidth, metrics_.boxHeight};
}

bool StateGrid::endsLife(TcpState from, TcpState to)
{
    return to == Close && from != Listen && from != SynSent && from != SynRecv;
}

QPointF StateGrid::legendSpot() const
{
    const QRectF listen = box(Listen);
    const double end = box(SynSent).center().x() - pair_;
    return {listen.right() + std::max(12 * unit_, (end - listen.right()) * 0.25),
        listen.center().y() + 5 * unit_};
}

double StateGrid::middle(TcpState above, TcpState below) const
{
    return (box(above).bottom() + box(below).top()) / 2;
}

QPointF StateGrid::left(TcpState state, double dy) const
{
    return {box(state).left(), box(state).center().y() + dy};
}

QPointF StateGrid::right(TcpState state, double dy) const
{
    return {box(state).right(), box(state).center().y() + dy};
}

QPointF StateGrid::top(TcpState state, double dx) const
{
    return {box(state).center().x() + dx, box(state).top()};
}

QPointF StateGrid::bottom(TcpState state, double dx) const
{
    return {box(state).center().x() + dx, box(state).bottom()};
}

std::vector<StateGrid::Route> StateGrid::routes() const
{
    std::vector<Route> routes;
    addOpening(routes);
    addHandshake(routes);
    addActiveClose(routes);
    addPassiveClose(routes);
    addResets(routes);
    return routes;
}

void StateGrid::addOpening(std::vector<Route> &routes) const
{
    const double away = kAway * unit_;
    const double between = middle(Close, Listen);
    const QPointF listenCall = bottom(Close, -pair_);
    const QPointF listenEnd = bottom(Close, pair_);
    routes.push_back({Close, Listen, {listenCall, top(Listen, -pair_)},
        {listenCall.x() - away - unit_, between}, Qt::AlignRight | Qt::AlignVCenter});
    routes.push_back({Listen, Close, {top(Listen, pair_), listenEnd}, {listenEnd.x() + away + unit_, between},
        Qt::AlignLeft | Qt::AlignVCenter});

    const QPointF syn = top(SynSent, pair_);
    const QPointF refused = top(SynSent, -pair_);
    const QPointF out = right(Close, -port_);
    const QPointF back = right(Close, port_);
    const double half = (out.x() + refused.x()) / 2;
    routes.push_back({Close, SynSent, {out, {syn.x(), out.y()}, syn}, {half, out.y() - away},
        Qt::AlignHCenter | Qt::AlignBottom});
    routes.push_back({SynSent, Close, {refused, {refused.x(), back.y()}, back},
        {refused.x() - 3 * away, back.y() + away}, Qt::AlignRight | Qt::AlignTop});
    const QPointF reset = top(SynRecv, -pair_);
    const QPointF gone = left(Close);
    routes.push_back({SynRecv, Close, {reset, {reset.x(), gone.y()}, gone},
        {(reset.x() + gone.x()) / 2, gone.y() - away}, Qt::AlignHCenter | Qt::AlignBottom});
}

void StateGrid::addHandshake(std::vector<Route> &routes) const
{
    const double away = kAway * unit_;
    const double corner = 3 * away; // beside the rounding of a turn
    const QPointF born = left(Listen);
    const QPointF birth = top(SynRecv, pair_);
    routes.push_back({Listen, SynRecv, {born, {birth.x(), born.y()}, birth},
        {(born.x() + birth.x()) / 2, born.y() - away}, Qt::AlignHCenter | Qt::AlignBottom});
    routes.push_back({SynSent, SynRecv, {left(SynSent), right(SynRecv)},
        {width_ / 2, left(SynSent).y() - away}, Qt::AlignHCenter | Qt::AlignBottom});

    const QPointF ack = bottom(SynRecv, outer_);
    const QPointF passive = left(Established, -port_);
    routes.push_back({SynRecv, Established, {ack, {ack.x(), passive.y()}, passive},
        {ack.x() + corner, passive.y() - away}, Qt::AlignLeft | Qt::AlignBottom});
    const QPointF synAck = bottom(SynSent, -outer_);
    const QPointF active = right(Established, -port_);
    routes.push_back({SynSent, Established, {synAck, {synAck.x(), active.y()}, active},
        {synAck.x() - corner, active.y() - away}, Qt::AlignRight | Qt::AlignBottom});
    const double level = box(Established).center().y();
    routes.push_back({SynRecv, FinWait1, {bottom(SynRecv), top(FinWait1)},
        {bottom(SynRecv).x() - away - unit_, level}, Qt::AlignRight | Qt::AlignVCenter});
}

void StateGrid::addActiveClose(std::vector<Route> &routes) const
{
    const double away = kAway * unit_;
    const double corner = 3 * away;
    const QPointF close = left(Established, port_);
    const QPointF closed = top(FinWait1, outer_);
    routes.push_back({Established, FinWait1, {close, {closed.x(), close.y()}, closed},
        {closed.x() + corner, close.y() + away}, Qt::AlignLeft | Qt::AlignTop});
    const QPointF ack = bottom(FinWait1);
    routes.push_back({FinWait1, FinWait2, {ack, top(FinWait2)},
        {ack.x() + away + unit_, middle(FinWait1, FinWait2)}, Qt::AlignLeft | Qt::AlignVCenter});

    const QPointF crossed = right(FinWait1, -port_);
    const QPointF closing = top(Closing);
    routes.push_back({FinWait1, Closing, {crossed, {closing.x(), crossed.y()}, closing},
        {crossed.x() + corner, crossed.y() - away}, Qt::AlignLeft | Qt::AlignBottom});
    const QPointF both = right(FinWait1, port_);
    const QPointF waits = left(TimeWait, -port_);
    const double channel = (both.x() + waits.x()) / 2;
    routes.push_back({FinWait1, TimeWait, {both, {channel, both.y()}, {channel, waits.y()}, waits},
        {channel + away + unit_, middle(FinWait1, FinWait2)}, Qt::AlignLeft | Qt::AlignVCenter});

    const QPointF fin = bottom(FinWait2);
    const QPointF waiting = left(TimeWait, port_);
    routes.push_back({FinWait2, TimeWait, {fin, {fin.x(), waiting.y()}, waiting},
        {fin.x() + corner, waiting.y() - away}, Qt::AlignLeft | Qt::AlignBottom});
    const QPointF last = bottom(Closing, -pair_);
    routes.push_back({Closing, TimeWait, {last, top(TimeWait, -pair_)},
        {last.x() + away + unit_, middle(Closing, TimeWait)}, Qt::AlignLeft | Qt::AlignVCenter});
    const QPointF over = right(TimeWait);
    const QPointF gone(box(Close, true).left(), over.y());
    routes.push_back({TimeWait, Close, {over, gone}, {(over.x() + gone.x()) / 2, over.y() + away},
        Qt::AlignHCenter | Qt::AlignTop});
}

void StateGrid::addPassiveClose(std::vector<Route> &routes) const
{
    const double away = kAway * unit_;
    const QPointF fin = right(Established, port_);
    const QPointF half = top(CloseWait, -outer_);
    routes.push_back({Established, CloseWait, {fin, {half.x(), fin.y()}, half},
        {half.x() - 3 * away, fin.y() + away}, Qt::AlignRight | Qt::AlignTop});
    const QPointF close = bottom(CloseWait, -outer_);
    routes.push_back({CloseWait, LastAck, {close, top(LastAck, -outer_)},
        {close.x() - away - unit_, middle(CloseWait, LastAck)}, Qt::AlignRight | Qt::AlignVCenter});
    const QPointF ack = bottom(LastAck, -outer_);
    routes.push_back({LastAck, Close, {ack, {ack.x(), box(Close, true).top()}},
        {ack.x() + away + unit_, (ack.y() + box(Close, true).top()) / 2}, Qt::AlignLeft | Qt::AlignVCenter});
}

void StateGrid::addResets(std::vector<Route> &routes) const
{
    const double away = kAway * unit_;
    const QRectF end = box(Close, true);
    // Down the right side, into the end's right.
    const double east = width_ - 9 * unit_;
    const QPointF fromEast(end.right(), end.center().y());
    for (const TcpState from : {Established, CloseWait}) {
        const QPointF start = right(from);
        const bool above = from == Established; // the label has its place there, or below CLOSE_WAIT
        const QPointF spot(east - 2 * away, above ? start.y() - away : middle(CloseWait, LastAck));
        routes.push_back({from, Close, {start, {east, start.y()}, {east, fromEast.y()}, fromEast}, spot,
            Qt::AlignRight | (above ? Qt::AlignBottom : Qt::AlignVCenter)});
    }
    // Between the columns, into its left.
    const QPointF crossed = right(Closing);
    const QPointF fromWest(end.left(), end.center().y() - port_);
    const double channel = (crossed.x() + end.left()) / 2;
    routes.push_back({Closing, Close, {crossed, {channel, crossed.y()}, {channel, fromWest.y()}, fromWest},
        {channel, crossed.y() - away}, Qt::AlignHCenter | Qt::AlignBottom});
    // Down the left side and below all, into its bottom.
    const double west = 9 * unit_;
    const double south = end.bottom() + 8 * unit_;
    const QPointF fromSouth(end.center().x(), end.bottom());
    for (const TcpState from : {FinWait1, FinWait2}) {
        const QPointF start = left(from);
        const TcpState below = from == FinWait1 ? FinWait2 : TimeWait;
        routes.push_back(
            {from, Close, {start, {west, start.y()}, {west, south}, {fromSouth.x(), south}, fromSouth},
                {west + away + unit_, middle(from, below)}, Qt::AlignLeft | Qt::AlignVCenter});
    }
}

} // namespace sockstep
