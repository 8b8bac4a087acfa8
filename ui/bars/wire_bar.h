// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/control_bar.h"

class QAction;
class QCheckBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace sockstep {

class Playback;
class Selection;

/// What the person can do with the wire; in sight only while there is one. Automatic: how long a segment
/// takes and how many are lost. Step: what becomes of the segment that is selected, or of the oldest.
class WireBar : public ControlBar {
    Q_OBJECT
public:
    WireBar(Playback &playback, Selection &selection, QWidget *parent = nullptr);

    void retranslate();
    /// What can be done with a held segment, for the diagram's menu.
    QList<QAction *> segmentActions() const { return {deliverAction_, loseAction_, duplicateAction_}; }

signals:
    void absoluteNumbersWanted(bool wanted);

private:
    void build();
    void arrange();
    void refresh() override;
    void useStep(bool step);
    void useSettings();

    Playback &playback_;
    Selection &selection_;
    QLabel *caption_;
    QToolButton *automatic_;
    QToolButton *step_;
    QLabel *delayText_;
    QSlider *delay_;
    QLabel *lossText_;
    QSpinBox *loss_;
    QToolButton *deliver_;
    QToolButton *lose_;
    QToolButton *duplicate_;
    QToolButton *cable_;
    QToolButton *copies_;
    QToolButton *absolute_;
    QAction *deliverAction_;
    QAction *loseAction_;
    QAction *duplicateAction_;
    QAction *cableAction_;
};

} // namespace sockstep
