// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pace.h"
#include "session/session.h"

#include <QObject>
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

    /// The session has settled, and no step that was asked for meanwhile is still to be done.
    bool isAtRest() const { return queuedSteps_ == 0 && session_->isSettled(); }

    bool isPlaying() const { return pace_.isPlaying(); }
    /// Playing, but only the person can go on: by typing, or by stepping into the closing.
    bool waitsForPerson() const;
    void setPlaying(bool playing) { pace_.setPlaying(playing); }
    void togglePlaying() { setPlaying(!isPlaying()); }
    void setSpeed(double stepsPerSecond) { pace_.setSpeed(stepsPerSecond); }
    double speed() const { return pace_.speed(); }

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
    Pace pace_;
    int queuedSteps_ = 0;
};

} // namespace sockstep
