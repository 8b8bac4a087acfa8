// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QTimer>
#include <QWidget>
#include <vector>

namespace sockstep {

class ActorChoice;
class CallCard;
class Follower;
class FreePlayPane;
class Playback;
class ProgramModel;
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
    /// Nothing counts in a window that nobody sees, and it goes on in one that is seen again.
    void windClock();
    void retranslate();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool isFreePlay() const;
    std::vector<ProgramModel *> modelsInSight() const;
    void tick();
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
    QTimer clock_; // "blocked 2 s" counts although nothing happens; it runs only while one is to be seen
};

} // namespace sockstep
