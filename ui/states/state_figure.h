// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/state_path.h"
#include "ui/states/state_grid.h"

#include <QFont>
#include <QString>
#include <optional>

namespace sockstep {

/// The diagram of states as it is to be painted: shapes with their places and their texts, without
/// colours. The painter paints it, tooltips and clicks look into it, tests hold its rectangles to the
/// rule that nothing written meets a box or anything else written.
struct StateFigure {
    struct Box {
        QRectF rect;
        QRectF name;
        QString text;
        TcpState state {};
        bool end = false; ///< the second CLOSE
        bool visited = false;
        bool present = false;
    };
    /// "client" or "server", inside the box where that end is.
    struct Tag {
        QRectF rect;
        QString text;
        End end {};
    };
    /// One end has gone this way, maybe several times.
    struct Trace {
        End end {};
        Evidence evidence {}; ///< of the latest time
        QPolygonF line;
        QRectF badge; ///< with the numbers of the steps; round for the client, square for the server
        QString numbers;
        std::vector<std::size_t> steps; ///< indices into StatePath::steps(end), ascending
    };
    struct Edge {
        TcpState from {};
        TcpState to {};
        bool reset = false;
        QPolygonF line;
        std::vector<Trace> traces; ///< empty if nobody went there
        QRectF label; ///< empty if there is none
        QString text;
    };
    struct Key {
        QRectF sample;
        QRectF label;
        QString text;
        std::optional<End> end; ///< nothing: what is inferred
    };
    QSizeF size;
    double unit = 1;
    std::vector<Box> boxes;
    std::vector<Tag> tags;
    std::vector<Edge> edges;
    std::vector<Key> legend;
};

/// The fonts of the diagram, made from a widget's.
struct StateFonts {
    explicit StateFonts(const QFont &base);
    QFont name; ///< of a state
    QFont label;
    QFont small; ///< tags and badges
};

class StateFigureBuilder {
public:
    /// \p path may be null: then nothing has happened.
    StateFigureBuilder(const StatePath *path, const History *history, StateFonts fonts)
        : path_(path)
        , history_(history)
        , fonts_(std::move(fonts))
    {
    }
    StateFigure build(QSizeF space) const;

private:
    StateGrid::Metrics metrics() const;
    double tagWidth(End end) const;
    void addBoxes(StateFigure &figure, const StateGrid &grid) const;
    void addTags(StateFigure &figure, const StateFigure::Box &box) const;
    void addTraces(StateFigure::Edge &edge, double unit) const;
    void placeWords(StateFigure::Edge &edge, const StateGrid::Route &route, double unit) const;
    void addLegend(StateFigure &figure, const StateGrid &grid) const;
    bool isPresent(TcpState state, bool end, End which) const;

    const StatePath *path_;
    const History *history_;
    const StateFonts fonts_;
};

} // namespace sockstep
