// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/states/state_figure_painter.h"

#include <QAbstractScrollArea>
#include <optional>
#include <vector>

namespace sockstep {

class Follower;
class Selection;

/// The TCP state diagram of RFC 9293, with the way that each end has gone through it so far. A click
/// on a step selects the call that set it off; the arrow keys go from step to step of both ends.
class StateMachineView : public QAbstractScrollArea {
    Q_OBJECT
public:
    StateMachineView(const Follower &follower, Selection &selection, QWidget *parent = nullptr);

    /// Takes in what is new in the recording.
    void refresh();
    void retranslate();

    /// What is painted, for tests and tooltips. Origin is the top left of the content.
    const StateFigure &figure() const { return figure_; }
    /// What is under \p at, in the viewport's coordinates: a state's name, or what a transition is about.
    QString textAt(QPoint at) const;
    /// The state that the selected step led to; empty if none is selected.
    QString selectedState() const;
    /// Where the content's origin is in the viewport.
    QPointF contentOrigin() const;
    std::optional<StepRef> currentStep() const { return current_; }
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Hit {
        const StateFigure::Edge *edge = nullptr;
        const StateFigure::Trace *trace = nullptr; ///< null if nobody has gone there
    };
    Hit hitAt(QPointF content) const;
    QString tooltipAt(QPointF content) const;
    /// The steps of both ends as they followed each other.
    std::vector<StepRef> stepsInOrder() const;
    const StateStep &stepOf(StepRef ref) const;
    void selectStep(std::optional<StepRef> step);
    void moveTo(bool forward, bool end);
    void selectionChanged(CallId call);
    void showCurrent();
    /// What of the path is shown, to see whether it has become another.
    struct Shown {
        std::optional<TcpState> present[2];
        std::vector<EventIndex> steps;
        friend bool operator==(const Shown &, const Shown &) = default;
    };
    void rebuild();
    Shown shownNow() const;
    void describe();

    const Follower &follower_;
    Selection &selection_;
    Shown shown_;
    StateFigure figure_;
    std::optional<StepRef> current_;
};

} // namespace sockstep
