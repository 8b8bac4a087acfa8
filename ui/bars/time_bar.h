// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/control_bar.h"

class QAction;
class QLabel;
class QToolButton;

namespace sockstep {

class Follower;
class Playback;
class TimeScrubber;

/// Moves the window through time, and says all the while whether one looks at now or at the past.
class TimeBar : public ControlBar {
    Q_OBJECT
public:
    TimeBar(Follower &follower, Playback &playback, QWidget *parent = nullptr);

    void retranslate();
    void refresh() override;
    void fitInto(int width) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString text() const;

    Follower &follower_;
    Playback &playback_;
    QToolButton *start_;
    QToolButton *back_;
    QToolButton *forward_;
    TimeScrubber *scrubber_;
    QLabel *text_;
    QToolButton *live_;
    QAction *startAction_;
    QAction *backAction_;
    QAction *forwardAction_;
    QAction *liveAction_;
};

} // namespace sockstep
