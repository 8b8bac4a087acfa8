// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/event.h"

#include <QWidget>

namespace sockstep {

class ActorChoice;
class CallCard;
class Follower;
class FreePlayPane;
class Playback;
class ProgramPane;
class Selection;

/// What stands at the left: the servers' and the clients' programs, or free play in their place, and the
/// latest call.
class LeftPane : public QWidget {
    Q_OBJECT
public:
    LeftPane(const Follower &follower, Playback &playback, ActorChoice &choice, Selection &selection,
        QWidget *parent = nullptr);

    void setSelectedCall(CallId call);
    /// Everything that the session and the recording have become.
    void refresh();
    /// The latest call as well, which only another moment changes.
    void showMoment();
    /// Only what counts by itself: for how long a call is blocked.
    void tick();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isFreePlay() const;
    void showCard();
    void buildKeys();

    const Follower &follower_;
    Playback &playback_;
    ActorChoice &choice_;
    Selection &selection_;
    QWidget *programs_;
    ProgramPane *panes_[2];
    FreePlayPane *freePlay_ = nullptr; // made with the first session of free play
    CallCard *card_;
    CallId selected_ = 0;
};

} // namespace sockstep
