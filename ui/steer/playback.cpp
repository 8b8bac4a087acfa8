// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steer/playback.h"

#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "ui/look/as_shown.h"

#include <algorithm>

namespace sockstep {

namespace {
/// Back to the echo programs.
void leaveLesson(SessionOptions &options)
{
    options.lesson.clear();
    options.script.reset();
    options.freePlay = false;
}
} // namespace

Playback::Playback(SessionOptions options, Follower &follower, Begin begin, QObject *parent)
    : QObject(parent)
    , options_(std::move(options))
    , follower_(follower)
{
    connect(&pace_, &Pace::beat, this, &Playback::tick);
    connect(&pace_, &Pace::changed, this, &Playback::changed);
    connect(&follower_, &Follower::advanced, this, &Playback::settled);
    if (!options_.script && !options_.freePlay)
        options_.script = builtInLesson(options_.lesson);
    connect(&follower_, &Follower::moved, this, [this] {
        queue_.clear();
        emit changed();
    });
    connect(&follower_, &Follower::replaced, this, [this] { queue_.clear(); });
    if (begin == Begin::AtOnce) {
        beginSession();
        return;
    }
    SessionOptions none = options_;
    none.network = NetworkKind::Loopback; // nothing is made for a session that may never begin
    session_ = std::make_unique<Session>(std::move(none));
    follower_.follow(*session_);
}

Playback::~Playback()
{
    // The follower's wake-ups come from the session's threads, so these end first.
    freePlay_.reset();
    session_.reset();
}

/// What the next session is to be.
SessionOptions Playback::wanted() const
{
    if (options_.freePlay)
        return FreePlay::session(options_);
    return options_.script ? lessonSession(options_.script, options_) : options_;
}

/// The session that is wanted; null if the person is to be asked first, or if there can be none.
std::unique_ptr<Session> Playback::makeSession()
{
    labRefusal_.clear();
    whyNotApart_.clear();
    SessionOptions options = wanted();
    reach_.clear();
    if (options.network == NetworkKind::Loopback && options.reach != Reach::Network)
        reach_ = reachOf(options.programs, options.server.port());
    if (options.reach == Reach::Session && !reach_.empty()) {
        askedAbout_ = options_;
        if (reach_ != allowed_)
            return nullptr;
        options.reach = allowedReach_;
    }
    std::string refused;
    auto session = Session::create(options, refused);
    if (!session && options.reach == Reach::PrivateLoopback) {
        askedAbout_ = options_;
        allowed_.clear();
        whyNotApart_ = asShown(refused);
    } else {
        labRefusal_ = asShown(refused);
        reach_.clear();
    }
    return session;
}

/// An echo on loopback needs nothing that could be refused.
std::unique_ptr<Session> Playback::makeEchoInstead()
{
    if (!options_.freePlay)
        leaveLesson(options_);
    options_.network = NetworkKind::Loopback;
    std::string none;
    return Session::create(wanted(), none);
}

void Playback::allowReach(Reach reach)
{
    allowed_ = reach_;
    allowedReach_ = reach;
    restartWith(askedAbout_);
}

void Playback::beginSession()
{
    freePlay_.reset(); // it steers what is about to end
    session_ = makeSession();
    if (!session_)
        session_ = makeEchoInstead();
    if (options_.freePlay)
        freePlay_ = std::make_unique<FreePlay>(*session_);
    follower_.follow(*session_);
    session_->start();
    hasBegun_ = true;
    emit begun();
    emit changed();
    if (!labRefusal_.isEmpty())
        emit labRefused();
    if (!reach_.empty())
        emit reachAsked();
}

void Playback::begin()
{
    if (!hasBegun_)
        beginSession();
}

void Playback::restart()
{
    if (!follower_.isLive())
        setPlaying(false);
    // The old sockets are closed before the new server binds the same port.
    session_->stop();
    beginSession();
}

void Playback::restartWith(SessionOptions options)
{
    options_ = std::move(options);
    restart();
}

bool Playback::canStep() const
{
    if (!follower_.isLive())
        return follower_.canGoForward();
    return freePlay_ || session_->nextAction().has_value(); // in free play it says how to go on
}

bool Playback::canStepWire() const { return follower_.isLive() && session_->canStepWire(); }

bool Playback::canPlay() const
{
    return follower_.isLive() ? !session_->isFinished() : follower_.canGoForward();
}

bool Playback::canSay() const
{
    return follower_.isLive() && session_->canSay() && !session_->conversationEnded();
}

void Playback::goLive()
{
    setPlaying(false);
    if (!hasBegun_)
        beginSession();
    else
        follower_.goLive();
    emit changed();
}

void Playback::open(Follower::Opened opened)
{
    setPlaying(false);
    follower_.open(std::move(opened));
    emit changed();
}

bool Playback::canStep(ActorId actor) const { return follower_.isLive() && session_->canStep(actor); }

void Playback::step()
{
    if (!follower_.isLive()) {
        follower_.forward();
        return;
    }
    begin();
    if (freePlay_ && !session_->nextAction()) {
        emit nothingScripted();
        return;
    }
    if (!session_->isSettled()) {
        queue_.add();
        return;
    }
    session_->step();
    emit changed();
}

void Playback::step(ActorId actor)
{
    if (!follower_.isLive())
        return;
    session_->step(actor);
    emit changed();
}

void Playback::stepWire()
{
    if (!follower_.isLive())
        return;
    session_->stepWire();
    emit changed();
}

void Playback::setWire(const WireSettings &settings)
{
    options_.wire = settings;
    session_->setWire(settings);
    emit changed();
}

void Playback::movePlug()
{
    session_->movePlug();
    emit changed();
}

void Playback::onWire(WireAct act, SegmentId segment)
{
    const Wire *wire = follower_.isLive() ? session_->wire() : nullptr;
    const auto held = wire ? wire->held() : std::vector<HeldSegment> {};
    if (held.empty())
        return;
    const bool known = std::any_of(
        held.begin(), held.end(), [&](const HeldSegment &one) { return one.segment == segment; });
    const SegmentId chosen = known ? segment : held.front().segment;
    if (act == WireAct::Deliver)
        session_->deliver(chosen);
    else if (act == WireAct::Lose)
        session_->lose(chosen);
    else
        session_->duplicate(chosen);
    emit changed();
}

void Playback::setNetwork(NetworkKind network)
{
    if (hasBegun_ && !follower_.isOpened() && network == session_->options().network)
        return;
    SessionOptions options = options_;
    options.network = network;
    if (!options.freePlay)
        leaveLesson(options);
    else if (network == NetworkKind::Lab)
        options.wire.mode = WireSettings::Mode::Step; // the segments are to be in the person's hands, too
    restartWith(std::move(options));
}

/// In free play there is nothing to play but what a wire holds.
void Playback::togglePlaying()
{
    if (follower_.isLive() && freePlay_ && !session_->wire()) {
        emit nothingScripted();
        return;
    }
    setPlaying(!isPlaying());
}

void Playback::chooseFreePlay()
{
    SessionOptions options = options_;
    options.network = session_->options().network;
    leaveLesson(options);
    options.freePlay = true;
    options.wire.mode = WireSettings::Mode::Step;
    setPlaying(false);
    restartWith(std::move(options));
}

bool Playback::makeByHand(ActorId actor, const CallByHand &call)
{
    if (freePlay_ && follower_.isLive() && freePlay_->opensAnyPort(actor, call)) {
        emit listenAsked(actor, call);
        return false;
    }
    const bool made = freePlay_ && follower_.isLive() && freePlay_->make(actor, call);
    emit changed();
    return made;
}

void Playback::interrupt(ActorId actor)
{
    if (freePlay_ && follower_.isLive())
        freePlay_->interrupt(actor);
    emit changed();
}

std::optional<ActorId> Playback::addClient()
{
    const auto added = freePlay_ && follower_.isLive() ? freePlay_->addClient() : std::nullopt;
    emit changed();
    return added;
}

bool Playback::startAgain(ActorId actor)
{
    const bool started = freePlay_ && follower_.isLive() && freePlay_->startAgain(actor);
    emit changed();
    return started;
}

std::shared_ptr<const Lesson> Playback::lesson() const
{
    if (freePlay_)
        return nullptr;
    const SessionOptions &running = session_->options();
    return running.script || running.network == NetworkKind::Lab
        ? running.script
        : builtInLesson(lessonName(session_->closing()));
}

void Playback::chooseLesson(std::shared_ptr<const Lesson> lesson)
{
    SessionOptions options = options_;
    options.freePlay = false;
    options.lesson = lesson->name;
    options.script = std::move(lesson);
    options.wire.mode = WireSettings::Mode::Step;
    restartWith(std::move(options));
}

void Playback::chooseClosing(Closing closing)
{
    if (!options_.script && !freePlay_ && follower_.isLive() && session_->canSetClosing()) {
        setClosing(closing);
        return;
    }
    SessionOptions options = options_;
    options.closing = closing;
    options.network = session_->options().network;
    leaveLesson(options);
    restartWith(std::move(options));
}

void Playback::settled()
{
    pace_.goOn();
    if (session_->isSettled() && queue_.take())
        session_->step();
    emit changed();
}

bool Playback::waitsForPerson() const
{
    // While a step is under way, what comes next is not known.
    const bool known = follower_.isLive() && session_->isSettled();
    const auto action = known ? session_->nextAction() : std::nullopt;
    return action && action->waitsForPerson;
}

void Playback::tick()
{
    if (follower_.isLive())
        begin();
    if (!follower_.isLive()) {
        follower_.forward();
        if (!follower_.canGoForward())
            setPlaying(false); // now is reached: what comes next would be real
        return;
    }
    if (!session_->isSettled())
        return; // the next tick will find it so
    const auto action = session_->nextAction();
    if (session_->isFinished()) {
        setPlaying(false);
        return;
    }
    if (!action || action->waitsForPerson) {
        pace_.rest(); // until something is recorded, or the session has settled anew
        return;
    }
    if (!action->isOfWire() && session_->status(action->actor).lastFailed) {
        setPlaying(false);
        emit stoppedByError(action->actor);
        return;
    }
    session_->step();
    emit changed();
}

bool Playback::say(const QByteArray &message)
{
    if (!canSay())
        return false;
    const bool said = session_->say(message.toStdString());
    emit changed();
    return said;
}

bool Playback::setClosing(Closing closing)
{
    options_.closing = closing; // the next session's too
    const bool changedNow = session_->setClosing(closing);
    emit changed();
    return changedNow;
}

void Playback::closeConnection()
{
    if (!follower_.isLive())
        return;
    session_->endConversation();
    if (!isPlaying())
        step();
    emit changed();
}

} // namespace sockstep
