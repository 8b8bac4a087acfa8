// SPDX-License-Identifier: GPL-3.0-or-later
#include "follower.h"

#include "session/session.h"

namespace sockstep {

namespace {
constexpr int kFrameMs = 16;
}

Follower::Follower(QObject *parent)
    : QObject(parent)
{
    frame_.setSingleShot(true);
    frame_.setInterval(kFrameMs);
    connect(&frame_, &QTimer::timeout, this, [this] {
        if (pending_)
            wakeUp();
    });
}

void Follower::follow(Session &session)
{
    emit aboutToBeReplaced();
    session_ = &session;
    recording_ = session.sharedRecording();
    layout_ = std::make_unique<Layout>(*recording_);
    history_ = std::make_unique<History>(*recording_);
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

void Follower::wakeUp()
{
    if (frame_.isActive()) {
        pending_ = true;
        return;
    }
    pending_ = false;
    frame_.start();
    refresh();
}

void Follower::refresh()
{
    session_->acknowledge();
    const EventIndex first = history_->size();
    history_->advance();
    layout_->advance(history_->size());
    emit advanced(first);
}

} // namespace sockstep
