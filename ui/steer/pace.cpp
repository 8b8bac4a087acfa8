// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steer/pace.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace sockstep {

namespace {
std::chrono::milliseconds interval(double speed)
{
    return std::chrono::milliseconds(static_cast<int>(1000 / speed));
}
} // namespace

Pace::Pace(QObject *parent)
    : QObject(parent)
{
    connect(&timer_, &QTimer::timeout, this, &Pace::beat);
}

void Pace::setPlaying(bool playing)
{
    if (playing == playing_)
        return;
    playing_ = playing;
    resting_ = false;
    if (playing_) {
        timer_.start(interval(speed_));
        emit beat();
    } else {
        timer_.stop();
    }
    emit changed();
}

void Pace::rest()
{
    resting_ = playing_;
    timer_.stop();
}

void Pace::goOn()
{
    if (std::exchange(resting_, false))
        timer_.start(interval(speed_));
}

void Pace::setSpeed(double stepsPerSecond)
{
    if (!std::isfinite(stepsPerSecond)) // a settings file may say anything
        return;
    speed_ = std::clamp(stepsPerSecond, 0.25, 20.0);
    timer_.setInterval(interval(speed_));
    emit changed();
}

} // namespace sockstep
