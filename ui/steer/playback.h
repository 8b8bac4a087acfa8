// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"
#include "core/session/free_play.h"
#include "ui/steer/follower.h"
#include "ui/steer/pace.h"
#include "ui/steer/step_queue.h"

#include <QObject>
#include <memory>

namespace sockstep {

/// Owns the session and its pace: single steps, play and pause, speed, restart. Buttons, keys and
/// menus all end here. Lives in the main thread.
class Playback : public QObject {
    Q_OBJECT
public:
    /// When the first session begins: at once, or not before somebody wants one.
    enum class Begin { AtOnce, Later };
    Playback(
        SessionOptions options, Follower &follower, Begin begin = Begin::AtOnce, QObject *parent = nullptr);
    ~Playback() override;

    const Follower &follower() const { return follower_; }
    Session &session() { return *session_; }
    const Session &session() const { return *session_; }
    /// What the person chose; a lesson of the lab makes its own of it.
    const SessionOptions &options() const { return options_; }
    /// Why the last session could not be had in the lab, and is on loopback instead; empty if it could.
    const QString &labRefusal() const { return labRefusal_; }

    /// What the lesson that was chosen would do beyond its session: it does not run until the person has said
    /// how.
    const std::vector<Reaching> &reach() const { return reach_; }
    /// Why it cannot have a loopback of its own; empty if it can, or if that was not tried.
    const QString &whyNotApart() const { return whyNotApart_; }
    /// How the lesson that was asked about is to be run; for its present calls alone.
    void allowReach(Reach reach);

    /// The natural next thing. If the last step has not settled yet, it is done when it has.
    /// Of the past: the next thing that was recorded; nothing is called before now is reached.
    void step();
    void step(ActorId actor);
    void stepWire();
    bool canStep() const;
    bool canStep(ActorId actor) const;
    bool canStepWire() const;
    bool canPlay() const;
    /// The person may type, or end the conversation.
    bool canSay() const;
    /// Looks at the present session as it is; begins one if there is none.
    void goLive();
    /// Looks at a recording from a file; the session is held underneath.
    void open(Follower::Opened opened);

    /// The session has settled, and no step that was asked for meanwhile is still to be done.
    bool isAtRest() const { return queue_.isEmpty() && session_->isSettled(); }

    bool isPlaying() const { return pace_.isPlaying(); }
    /// Playing, but only the person can go on: by typing, or by stepping into the closing.
    bool waitsForPerson() const;
    void setPlaying(bool playing) { pace_.setPlaying(playing); }
    void togglePlaying();
    void setSpeed(double stepsPerSecond) { pace_.setSpeed(stepsPerSecond); }
    double speed() const { return pace_.speed(); }

    /// The first session, if there is none yet.
    void begin();
    /// The last one: nothing happens any more.
    void end() { session_->stop(); }
    void restart();
    /// The next session begins with these; a running one is restarted.
    void restartWith(SessionOptions options);

    bool say(const QByteArray &message);
    bool setClosing(Closing closing);
    /// The wire, now and in the sessions to come.
    void setWire(const WireSettings &settings);
    /// Pulls the cable, or plugs it in.
    void movePlug();
    enum class WireAct { Deliver, Lose, Duplicate };
    /// For a held segment; without one, for the oldest.
    void onWire(WireAct act, SegmentId segment = 0);
    /// Another network, from the beginning. A lesson that only the lab can show is left for loopback.
    void setNetwork(NetworkKind network);
    /// A lesson from the beginning, with a wire that is stepped if it has one.
    void chooseLesson(std::shared_ptr<const Lesson> lesson);
    /// The lesson that is running: the one that was chosen, or the echo that ends as it is to end now.
    std::shared_ptr<const Lesson> lesson() const;
    /// Free play from the beginning, on the present network.
    void chooseFreePlay();
    /// What makes the calls of the present session by hand; null if it is no free play.
    FreePlay *freePlay() { return freePlay_.get(); }
    const FreePlay *freePlay() const { return freePlay_.get(); }
    /// A call by hand, an interruption, another client: only of the present. Nothing happens where it cannot
    /// be.
    bool makeByHand(ActorId actor, const CallByHand &call);
    void interrupt(ActorId actor);
    std::optional<ActorId> addClient();
    /// Free play: another process in the place of one that a signal has ended.
    bool startAgain(ActorId actor);
    /// An echo that ends this way: at once if it can still be changed, else from the beginning.
    void chooseClosing(Closing closing);
    /// Ends the conversation: the closing goes on by steps or by play.
    void closeConnection();

signals:
    /// Something that can be done, or that is being done, is different.
    void changed();
    /// Playing stopped because the last call of \p actor failed and would only be tried again.
    void stoppedByError(sockstep::ActorId actor);
    /// There is another session.
    void begun();
    /// See labRefusal().
    void labRefused();
    /// See reach(). The echo lesson is there meanwhile.
    void reachAsked();
    /// By hand: this listen() would open a port to the networks of this machine, and has not been made.
    void listenAsked(ActorId actor, const CallByHand &call);
    /// A step, or play, was wanted in free play, where only the person goes on.
    void nothingScripted();

private:
    void beginSession();
    std::unique_ptr<Session> makeSession();
    std::unique_ptr<Session> makeEchoInstead();
    void settled();
    void tick();
    SessionOptions wanted() const;

    SessionOptions options_;
    Follower &follower_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<FreePlay> freePlay_; // steers the session
    Pace pace_;
    StepQueue queue_;
    bool hasBegun_ = false; // the session; nobody can steer one that has not
    QString labRefusal_;
    std::vector<Reaching> reach_;
    QString whyNotApart_;
    SessionOptions askedAbout_; ///< reach_
    std::vector<Reaching> allowed_; ///< the calls that the person has said yes to
    Reach allowedReach_ = Reach::Session; ///< how
};

} // namespace sockstep
