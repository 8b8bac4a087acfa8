// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steer/follower.h"

#include "core/session/session.h"

#include <QElapsedTimer>
#include <algorithm>

namespace sockstep {

namespace {
constexpr int kFrameMs = 16;
/// Of a frame. A session that is faster than the window is taken in over several of them, and what a person
/// does comes in between.
constexpr std::chrono::milliseconds kPatience {6};
} // namespace

Follower::Follower(QObject *parent)
    : QObject(parent)
{
    frame_.setSingleShot(true);
    connect(&frame_, &QTimer::timeout, this, [this] {
        if (pending_)
            wakeUp();
    });
}

void Follower::follow(Session &session)
{
    emit aboutToBeReplaced();
    session_ = &session;
    past_.reset();
    opened_.reset();
    timeline_.reset(); // it reads from the recording
    recording_ = session.sharedRecording();
    timeline_ = std::make_unique<Timeline>(*recording_);
    const quint64 generation = ++generation_;
    // Called on the session's threads, which end before this object does.
    session.setWakeUp([this, generation] {
        QMetaObject::invokeMethod(
            this,
            [this, generation] {
                if (generation == generation_)
                    wakeUp();
            },
            Qt::QueuedConnection);
    });
    emit replaced();
}

void Follower::open(Opened opened)
{
    emit aboutToBeReplaced();
    past_.reset();
    opened_ = std::move(opened);
    emit replaced();
}

void Follower::wakeUp()
{
    if (frame_.isActive()) {
        pending_ = true;
        return;
    }
    QElapsedTimer busy;
    busy.start();
    session_->acknowledge();
    const EventIndex first = timeline_->end().size();
    pending_ = !timeline_->advanceFor(kPatience);
    emit advanced(first);
    // At least as long as it was busy, the window is there for the person, and for its painting.
    frame_.start(std::max(kFrameMs, 2 * static_cast<int>(busy.elapsed())));
}

void Follower::refresh()
{
    session_->acknowledge();
    const EventIndex first = timeline_->end().size();
    timeline_->advance();
    emit advanced(first);
}

std::chrono::nanoseconds Follower::time() const { return isLive() ? recording().now() : moment().time(); }

EventIndex Follower::firstMoment() const
{
    return whole().callCount() > 0 ? whole().call(1).entered : eventCount();
}

void Follower::moveTo(EventIndex n)
{
    const EventIndex end = eventCount();
    n = std::clamp(n, firstMoment(), end);
    if (n == moment().size() && (past_ == nullptr || n < end))
        return;
    auto next = n < end ? timeline().at(n) : nullptr;
    emit aboutToBeReplaced();
    past_ = std::move(next);
    emit moved();
}

void Follower::back()
{
    EventIndex n = moment().size();
    do {
        if (n <= firstMoment())
            break;
        --n;
    } while (n > firstMoment() && kindOf(recording().at(n - 1).body) == EventKind::Quiet);
    moveTo(n);
}

void Follower::forward()
{
    const EventIndex end = eventCount();
    EventIndex n = moment().size();
    do {
        if (n >= end)
            break;
        ++n;
    } while (n < end && kindOf(recording().at(n - 1).body) == EventKind::Quiet);
    moveTo(n);
}

void Follower::goLive()
{
    if (isLive())
        return;
    const bool other = isOpened();
    emit aboutToBeReplaced();
    past_.reset();
    opened_.reset();
    if (other)
        emit replaced();
    emit moved();
}

} // namespace sockstep
