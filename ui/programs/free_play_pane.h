// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/programs/call_pad.h"

#include <QWidget>
#include <map>

class QLabel;
class QToolButton;

namespace sockstep {

class Follower;
class Playback;
class ProgramModel;
class ProgramView;
class Selection;
class TabRow;

/// Free play's place at the left: who is to make a call, on which socket, the calls, and the program as it
/// has grown. Of the past the program alone is shown: no call is made there.
class FreePlayPane : public QWidget {
    Q_OBJECT
public:
    FreePlayPane(
        const Follower &follower, Playback &playback, Selection &selection, QWidget *parent = nullptr);

    ProgramModel &model() { return *model_; }
    ActorId actor() const { return actor_; }
    void choose(ActorId actor);
    /// The next of the clients, or of the servers.
    void chooseNext(bool client);
    void chooseNextSocket();
    void refresh();
    void retranslate();
    /// Another session: nothing chosen in the last one means anything.
    void reset();

private:
    void arrange();
    CallPad::Aim aim() const;
    std::string socketOf(ActorId actor) const;
    void refreshActors();
    void refreshSockets();

    const Follower &follower_;
    Playback &playback_;
    ActorId actor_ = 0;
    struct Choice {
        std::string socket;
        SocketId newest = 0; ///< of those that were open then: a newer one is chosen by itself
    };
    std::map<ActorId, Choice> sockets_;
    ProgramModel *model_;
    QToolButton *add_;
    TabRow *actors_;
    QLabel *socketCaption_;
    TabRow *socketTabs_;
    QLabel *noSocket_;
    QToolButton *again_; // another process in the place of one that a signal has ended
    CallPad *pad_;
    ProgramView *view_;
};

} // namespace sockstep
