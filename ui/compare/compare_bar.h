// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/comparison.h"
#include "ui/parts/control_bar.h"

class QAction;
class QMenu;
class QToolButton;

namespace sockstep {

/// The buttons above two compared runs, and the keys that do the same. Every control ends in Comparison,
/// or in one of the signals.
class CompareBar : public ControlBar {
    Q_OBJECT
public:
    /// \p shared: actions that work here as in the lesson (zoom, language), with their keys.
    CompareBar(
        Comparison &comparison, const QList<QAction *> &shared, QMenu *more, QWidget *parent = nullptr);

    void retranslate();
    void setCostShown(bool shown);

signals:
    void backWanted();
    void costWanted(bool wanted);

private:
    void buildClosings(int side);
    void connectAll();
    void arrange(QMenu *more);
    void refresh() override;

    Comparison &comparison_;
    QToolButton *back_;
    QToolButton *closings_[Comparison::kSides] = {};
    QToolButton *restart_;
    QToolButton *step_;
    QToolButton *play_;
    QToolButton *lab_;
    QToolButton *reuse_;
    QToolButton *again_;
    QToolButton *sequence_;
    QToolButton *cost_;
    QToolButton *more_;
    QAction *stepAction_;
    QAction *playAction_;
    QAction *restartAction_;
    QAction *againAction_;
};

} // namespace sockstep
