// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace sockstep {

/// Playing and its speed: a beat for each step, evenly, whatever really passed. Main thread.
class Pace : public QObject {
    Q_OBJECT
public:
    explicit Pace(QObject *parent = nullptr);

    bool isPlaying() const { return playing_; }
    /// The first beat comes at once.
    void setPlaying(bool playing);
    /// Nothing can be done before there is news: no beat until goOn(), and then the next is a whole one away.
    void rest();
    void goOn();
    /// 1 is a step a second; kept within what the slider offers. Nothing happens if it is not finite.
    void setSpeed(double stepsPerSecond);
    double speed() const { return speed_; }

signals:
    void beat();
    void changed();

private:
    QTimer timer_;
    double speed_ = 2.0;
    bool playing_ = false;
    bool resting_ = false;
};

} // namespace sockstep
