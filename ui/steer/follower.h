// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay/timeline.h"

#include <QObject>
#include <QTimer>
#include <memory>

namespace sockstep {

class Session;

/// Carries a recording into the window, and says which moment of it is looked at.
///
/// Of the present session it takes in what is new in one batch, sixty times a second at most, and tells the
/// panes. They may look at *now*, which goes on, or at the past, which stands still while the session goes on
/// or is held underneath: then they read the same tables as they were at that moment. No call is undone.
/// A recording from a file is looked at in the same way; the session stays underneath.
/// Lives in the main thread; the session's threads only post it one wake-up for each batch.
class Follower : public QObject {
    Q_OBJECT
public:
    /// A recording from a file, all of it taken in.
    struct Opened {
        std::shared_ptr<const Recording> recording;
        std::unique_ptr<Timeline> timeline;
    };

    explicit Follower(QObject *parent = nullptr);

    /// Follows \p session from its beginning; call before its start().
    void follow(Session &session);
    /// Looks at the end of \p opened, until goLive() or follow().
    void open(Opened opened);

    /// What is looked at.
    const Moment &moment() const { return past_ ? *past_ : timeline().end(); }
    const History &history() const { return moment().history(); }
    const Layout &layout() const { return moment().layout(); }
    const StatePath &path() const { return moment().path(); }
    const Conversation &conversation() const { return moment().conversation(); }
    const Recording &recording() const { return moment().recording(); }
    std::shared_ptr<const Recording> sharedRecording() const
    {
        return opened_ ? opened_->recording : recording_;
    }
    /// The time of the moment: now, or when its last event happened.
    std::chrono::nanoseconds time() const;

    /// The present session as it is, and not its past nor a recording from a file.
    bool isLive() const { return !past_ && !opened_; }
    bool isOpened() const { return opened_.has_value(); }
    /// After all that is recorded.
    bool isAtEnd() const { return !past_; }
    /// All of the recording that is looked at a moment of.
    const History &whole() const { return timeline().end().history(); }
    const EventMarks &marks() const { return timeline().marks(); }
    EventIndex eventCount() const { return timeline().end().size(); }
    /// The earliest moment: nobody has made a call yet.
    EventIndex firstMoment() const;

    /// Looks at the moment after the first \p n events. After the last of the session's, that is now.
    void moveTo(EventIndex n);
    /// To the event before, or the next, that somebody would look for: not one tick of a timer.
    void back();
    void forward();
    bool canGoBack() const { return moment().size() > firstMoment(); }
    bool canGoForward() const { return !isAtEnd(); }
    /// To the present session as it is.
    void goLive();

    /// Takes in what there is now, without waiting for the timer.
    void refresh();
    /// The first line of the conversation that came, or changed, with what was taken in last.
    Conversation::Line firstNewLine() const { return timeline().firstNewLine(); }

signals:
    /// Whatever holds calls or sockets of the present moment must let go of them now.
    void aboutToBeReplaced();
    /// Another recording: everything known of the old one is void.
    void replaced();
    /// The same recording at another moment. After aboutToBeReplaced, as well.
    void moved();
    /// Events from \p first on are new in the session; also emitted without any when only an actor has moved.
    void advanced(sockstep::EventIndex first);

private:
    void wakeUp();
    const Timeline &timeline() const { return opened_ ? *opened_->timeline : *timeline_; }

    Session *session_ = nullptr;
    std::shared_ptr<const Recording> recording_; // the session's
    std::unique_ptr<Timeline> timeline_; // the session's
    std::optional<Opened> opened_;
    std::unique_ptr<const Moment> past_; // null: the end
    quint64 generation_ = 0; // wake-ups of an earlier session are ignored
    QTimer frame_;
    bool pending_ = false;
};

} // namespace sockstep
