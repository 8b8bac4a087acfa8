// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figure_rules.h"
#include "live_window.h"
#include "ui/states/state_machine_view.h"

namespace sockstep::test {

/// One session with its diagram of states in two sizes at once.
class StateGallery {
public:
    /// Of the widget, large and small; the second is the least that the diagram must fit into.
    static constexpr QSize kSizes[] = {{700, 520}, {560, 440}};

    explicit StateGallery(Closing closing);

    StateMachineView &view() { return *views_.front(); }
    const StateFigure &figure() const { return views_.front()->figure(); }
    const StateFigure::Edge &edge(TcpState from, TcpState to) const { return *edgeOf(figure(), from, to); }
    const StateFigure::Box &box(TcpState state, bool end = false) const;
    /// What is in the box, "client,server".
    QString tags(const StateFigure::Box &box) const;
    /// In both sizes; each line says in which.
    QStringList broken() const;

    Selection &selection() { return selection_; }
    Playback &playback() { return playback_; }
    const History &history() const { return follower_.history(); }
    bool isFinished() const { return playback_.session().isFinished(); }
    /// The last call of \p function by whomever; 0 if there is none.
    CallId lastCall(Function function) const;

    bool awaitSettled();
    /// A step in the lesson's order, or of one actor.
    bool step(const char *actor = nullptr);
    bool stepToEnd();

    /// With the left button, at a place of the figure in the first size.
    void click(QPointF place);
    /// What is shown there when the mouse rests.
    QString tooltip(QPointF place);

private:
    Follower follower_;
    Playback playback_;
    Selection selection_;
    std::vector<std::unique_ptr<StateMachineView>> views_;
};

} // namespace sockstep::test
