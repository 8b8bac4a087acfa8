// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"
#include "ui/states/state_figure.h"

class QPainter;

namespace sockstep {

/// One step of one end.
struct StepRef {
    End end {};
    std::size_t index = 0; ///< into StatePath::steps(end)
    friend bool operator==(const StepRef &, const StepRef &) = default;
};

/// What of the figure is to stand out.
struct StepMarks {
    std::optional<StepRef> current;
    std::vector<StepRef> related; ///< steps that the same call set off

    bool isCurrent(const StateFigure::Trace &trace) const;
    bool isRelated(const StateFigure::Trace &trace) const;
};

/// Paints the diagram of states in the theme's colours. Knows no widget.
class StateFigurePainter {
public:
    StateFigurePainter(Theme theme, StateFonts fonts)
        : theme_(std::move(theme))
        , fonts_(std::move(fonts))
    {
    }

    void paint(QPainter &painter, const StateFigure &figure, const StepMarks &marks) const;

private:
    void paintBox(QPainter &painter, const StateFigure::Box &box, double unit) const;
    void paintTag(QPainter &painter, const StateFigure::Tag &tag) const;
    void paintHalo(
        QPainter &painter, const StateFigure::Edge &edge, const StepMarks &marks, double unit) const;
    void paintEdge(QPainter &painter, const StateFigure::Edge &edge, double unit) const;
    void paintTrace(QPainter &painter, const StateFigure::Trace &trace, double unit) const;
    void paintWords(QPainter &painter, const StateFigure::Edge &edge, const StepMarks &marks) const;
    void paintBadge(QPainter &painter, const StateFigure::Trace &trace, bool current) const;
    void paintKey(QPainter &painter, const StateFigure::Key &key, double unit) const;
    void paintHead(QPainter &painter, const QPolygonF &line, double size, bool hollow) const;

    Theme theme_;
    StateFonts fonts_;
};

} // namespace sockstep
