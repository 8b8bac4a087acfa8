// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/layout.h"
#include "recording/history.h"

#include <QObject>
#include <QTimer>
#include <memory>

namespace sockstep {

class Session;

/// Carries the recording of the present session into the window: takes in what is new in one batch,
/// sixty times a second at most, and tells the panes. Lives in the main thread; the session's threads
/// only post it one wake-up for each batch.
class Follower : public QObject {
    Q_OBJECT
public:
    explicit Follower(QObject *parent = nullptr);

    /// Follows \p session from its beginning; call before its start().
    void follow(Session &session);

    const History &history() const { return *history_; }
    const Layout &layout() const { return *layout_; }
    const Recording &recording() const { return history_->recording(); }

    /// Takes in what there is now, without waiting for the timer.
    void refresh();

signals:
    /// Whatever holds calls or sockets of the present recording must let go of them now.
    void aboutToBeReplaced();
    /// Another recording: everything known of the old one is void.
    void replaced();
    /// Events from \p first on are new; also emitted without any when only an actor has moved.
    void advanced(sockstep::EventIndex first);

private:
    void wakeUp();

    std::shared_ptr<const Recording> recording_;
    std::unique_ptr<History> history_;
    std::unique_ptr<Layout> layout_;
    Session *session_ = nullptr;
    quint64 generation_ = 0; // wake-ups of an earlier session are ignored
    QTimer frame_;
    bool pending_ = false;
};

} // namespace sockstep
