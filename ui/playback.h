// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>
#include <QTimer>
#include <memory>

namespace sockstep {

class Follower;

/// Owns the session and its pace: single steps, play and pause, speed, restart. Buttons, keys and
/// menus all end here. Lives in the main thread.
class Playback : public QObject {
    Q_OBJECT
public:
    Playback(SessionOptions options, Follower &follower, QObject *parent = nullptr);
    ~Playback() override;

    Session &session() { return *session_; }
    const Session &session() const { return *session_; }
    const SessionOptions &options() const { return options_; }

    /// The natural next thing. If the last step has not settled yet, it is done when it has.
    void step();
    void step(ActorId actor);
    bool canStep() const;
    bool canStep(ActorId actor) const;

    bool isPlaying() const { return playing_; }
    /// Playing, but only the person can go on: by typing, or by stepping into the closing.
    bool waitsForPerson() const;
    void setPlaying(bool playing);
    void togglePlaying() { setPlaying(!playing_); }
    /// 1 is a step a second; each step has the same time, whatever really passed.
    void setSpeed(double stepsPerSecond);
    double speed() const { return speed_; }

    void restart();
    /// The next session begins with these; a running one is restarted.
    void restartWith(SessionOptions options);

    bool say(const QByteArray &message);
    bool setClosing(Closing closing);
    /// Ends the conversation: the closing goes on by steps or by play.
    void closeConnection();

signals:
    /// Something that can be done, or that is being done, is different.
    void changed();
    /// Playing stopped because a call failed and would only be tried again.
    void stoppedByError();

private:
    void beginSession();
    void settled();
    void tick();

    SessionOptions options_;
    Follower &follower_;
    std::unique_ptr<Session> session_;
    QTimer timer_;
    double speed_ = 2.0;
    bool playing_ = false;
    int queuedSteps_ = 0;
    EventIndex errorsSeen_ = 0;
};

} // namespace sockstep
