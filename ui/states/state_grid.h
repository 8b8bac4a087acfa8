// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/vocabulary.h"

#include <QPolygonF>
#include <QRectF>
#include <vector>

namespace sockstep {

/// Where figure 5 of RFC 9293 has its boxes, and the ways between them, in a given space and without
/// a session. As in the figure CLOSED (Linux: CLOSE) is there twice, where a life begins and where it
/// ends. The ways that end by RST, which the figure leaves out, run around it.
class StateGrid {
public:
    struct Metrics {
        double line = 0; ///< height of a label
        double boxWidth = 0;
        double boxHeight = 0;
    };
    /// A way: level and upright parts, by turns.
    struct Route {
        TcpState from {};
        TcpState to {};
        QPolygonF line;
        QPointF spot; ///< where what is written on it stands,
        Qt::Alignment side; ///< with its left, right, top or bottom there
    };

    /// The smallest space in which nothing meets.
    static QSizeF smallest(Metrics metrics);
    /// Takes \p space, or the smallest if that is larger.
    StateGrid(Metrics metrics, QSizeF space);

    QSizeF size() const { return {width_, height_}; }
    /// Scales lines and gaps with the labels.
    double unit() const { return unit_; }
    /// \p end asks for the second of the two CLOSE.
    QRectF box(TcpState state, bool end = false) const;
    /// Does the way from \p from to \p to lead to the second CLOSE?
    static bool endsLife(TcpState from, TcpState to);
    /// One for each of transitions().
    std::vector<Route> routes() const;
    /// Where there is always room: for a legend, with its left edge in the middle of its height there.
    QPointF legendSpot() const;

private:
    void addOpening(std::vector<Route> &routes) const;
    void addHandshake(std::vector<Route> &routes) const;
    void addActiveClose(std::vector<Route> &routes) const;
    void addPassiveClose(std::vector<Route> &routes) const;
    void addResets(std::vector<Route> &routes) const;
    double middle(TcpState above, TcpState below) const;
    QPointF left(TcpState state, double dy = 0) const;
    QPointF right(TcpState state, double dy = 0) const;
    QPointF top(TcpState state, double dx = 0) const;
    QPointF bottom(TcpState state, double dx = 0) const;

    Metrics metrics_;
    double unit_;
    double width_;
    double height_;
    // How far from the middle of a side ways begin and end, where there are several.
    double port_; // on a box's left or right
    double pair_; // two ways there and back, on its top or bottom
    double outer_; // a way that turns, on its top or bottom
};

} // namespace sockstep
