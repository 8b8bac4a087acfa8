// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "core/lab/private_loopback.h"
#include "core/network/chosen_port.h"
#include "core/program/reach.h"
#include "core/session/lesson_order.h"
#include "core/session/monitor.h"
#include "core/session/session_folder.h"
#include "core/session/wake_thread.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sockstep {

/// Where the sockets of a session live.
enum class NetworkKind : std::uint8_t { Loopback, Lab };
std::string_view name(NetworkKind network);
/// Where a server is to be found there.
Endpoint serverAddressOn(NetworkKind network, std::uint16_t port);

struct Lesson;

/// What a session is to be. Port 0 of \c server stands for one that Session::create() chooses, for every
/// place that names the server's address.
struct SessionOptions : EchoOptions {
    std::string lesson; ///< its name; empty for the one that \c closing names
    /// Instead of an echo server and an echo client. Written for the server's address in \c server.
    std::vector<ActorProgram> programs;
    /// Writes \c programs anew for a server there: their text names its port. None if no port is in them.
    std::function<std::vector<ActorProgram>(const Endpoint &server)> programsFor {};
    std::shared_ptr<const Lesson> script; ///< where they come from: its texts and questions
    NetworkKind network = NetworkKind::Loopback;
    Reach reach = Reach::Session; ///< Loopback
    WireSettings wire; ///< Lab
    WirePlan plan; ///< Lab
    std::vector<std::string> messages; ///< typed before the start
    bool withServer = true; ///< false: the client talks to a server that is not ours
    bool withClient = true;
    bool withSecondServer = false; ///< an actor that can bind the same port once more
    /// Free play: programs that grow by hand, one line a call. Only a server and a client begin; see
    /// FreePlay.
    bool freePlay = false;
};

/// One run: a server actor and a client actor, the kernel's view of their sockets, a recording.
///
/// Threads: steered from one thread, which owns it; the recording may be read from any. Nothing here
/// waits for an actor but waitUntilSettled(), stop() and the destructor.
class Session {
public:
    /// What a session may need beside its threads; it is the session's alone.
    struct Place {
        std::unique_ptr<Lab> lab; ///< the sockets live there
        std::unique_ptr<PrivateLoopback> privateLoopback; ///< or there
        std::unique_ptr<SessionFolder> folder; ///< of its Unix-domain sockets
        std::optional<ChosenPort> port; ///< of its server, if nobody has named one
    };
    /// Without a folder, a Unix-domain address of its programs is none.
    explicit Session(SessionOptions options, Place place = {});
    /// Makes the place that \p options ask for. Null, with the cause in \p error, if there can be none, or if
    /// the programs would reach further than they may.
    static std::unique_ptr<Session> create(SessionOptions options, std::string &error);
    ~Session();

    const SessionOptions &options() const { return options_; }
    const Recording &recording() const { return *recording_; }
    /// Keeps the recording beyond the session.
    std::shared_ptr<const Recording> sharedRecording() const { return recording_; }
    /// See Recording::setWakeUp; before start(). Called on a thread of the session's own that is there for
    /// nothing else; also when the session has settled.
    void setWakeUp(std::function<void()> wake);
    void acknowledge() { recording_->acknowledge(); }

    /// False if a thread that it needs could not be started: then it has been stopped, and says so in
    /// troubles().
    bool start();
    /// Interrupts any blocked call, closes what is open (the client's end first, so that the server's
    /// port stays free), joins every thread. Within 100 ms.
    void stop();

    /// What keeps it from running or from being seen. Any thread; the wake-up tells of changes.
    std::vector<Trouble> troubles() const { return troubles_.now(); }
    bool has(Trouble::Kind trouble) const { return troubles_.has(trouble); }

    ActorId actorCount() const { return static_cast<ActorId>(actors_.size()); }
    /// The id of "server" or "client"; nothing if this session has none.
    std::optional<ActorId> actorNamed(std::string_view name) const;
    ActorStatus status(ActorId actor) const { return actors_.at(actor)->status(); }
    /// What the actor runs now.
    Program program(ActorId actor) const { return actors_.at(actor)->program(); }
    /// The call that the actor is held before, as it would be entered now.
    std::optional<CallEntered> nextCall(ActorId actor) const { return actors_.at(actor)->nextCall(); }

    /// Every actor is held, asleep in a call or finished, and the kernel was asked since.
    bool isSettled() const { return monitor_->isSettled(); }
    bool waitUntilSettled(std::chrono::milliseconds patience) { return monitor_->waitUntilSettled(patience); }
    /// All programs are over, and their kernels have said all that they had to say to each other.
    bool isFinished() const;

    /// The same, but for servers that wait for the next client, as real ones do for ever.
    bool onlyServersWait() const;

    /// What step() would do; nothing if only waiting or nothing at all is left.
    std::optional<NextAction> nextAction() const;
    /// Does the natural next thing in the lesson's order. False if there is none.
    bool step();
    /// Lets \p actor make its next call, whatever the lesson's order. An actor that is blocked in
    /// its echo loop while the server is to close first is told to close. False if it is not held.
    bool step(ActorId actor);
    /// Does the natural thing with the oldest segment that is held. False if there is none.
    bool stepWire();
    bool canStepWire() const { return nextOfWire().has_value(); }
    /// What becomes of a segment that is held, whatever the lesson's order; see Wire. Not on loopback.
    void deliver(SegmentId segment)
    {
        onWire([&](Wire &wire) { wire.deliver(segment); });
    }
    void lose(SegmentId segment)
    {
        onWire([&](Wire &wire) { wire.drop(segment); });
    }
    void duplicate(SegmentId segment)
    {
        onWire([&](Wire &wire) { wire.duplicate(segment); });
    }
    void setCablePlugged(bool plugged)
    {
        onWire([&](Wire &wire) { wire.setPlugged(plugged); });
    }
    void movePlug()
    {
        onWire([&](Wire &wire) { wire.movePlug(); });
    }
    void setWire(const WireSettings &settings)
    {
        onWire([&](Wire &wire) { wire.set(settings); });
    }
    /// The wire between the lab's hosts; null on loopback.
    const Wire *wire() const { return place_.lab ? &place_.lab->wire() : nullptr; }
    const Lab *lab() const { return place_.lab.get(); }
    bool isOnPrivateLoopback() const { return place_.privateLoopback != nullptr; }
    /// Something will happen although nobody does anything: a call comes back, a kernel will send again.
    bool willMoveByItself() const;
    /// There is no step, and nothing will happen by itself either. Also of a session that is over.
    bool isAtRest() const;
    /// Would step(actor) do anything?
    bool canStep(ActorId actor) const;
    /// Lets the second server bind the first one's port, with SO_REUSEADDR or without, and close again.
    /// It is over when the session has settled; what came of it is in the recording. False if there is
    /// no such actor, if the first has no port yet, or if it is at it already.
    bool startServerAgain(bool reuseAddress);
    /// Opens or shuts every gate.
    void setFreeRun(bool on);

    /// Free play: \p actor begins, with a thread of its own. False if it has begun before, if all is over, or
    /// if there is no thread for it: troubles() says so.
    bool begin(ActorId actor);
    /// Free play: the same for one whose process a signal has ended. False if none has.
    bool beginAgain(ActorId actor);
    /// See Actor::make(), Actor::interrupt() and Actor::openVariables().
    bool make(ActorId actor, const std::vector<Line> &lines);
    /// From here on its calls may reach everything: the person has said yes.
    void allowNetwork() { mayOpenPorts_ = true; }
    bool mayOpenPorts() const { return mayOpenPorts_; }
    /// Would a listen() on \p socket open a port of the kernel's choice on every address?
    bool opensAnyPort(ActorId actor, SocketId socket) const
    {
        return actors_.at(actor)->opensAnyPort(socket);
    }
    bool interrupt(ActorId actor);
    std::vector<ProgramCursor::Variable> openVariables(ActorId actor) const
    {
        return actors_.at(actor)->openVariables();
    }

    /// Queues a message for the client. False if it is empty or the conversation is over.
    bool say(std::string message);
    bool canSay() const;
    /// Does the client's program ever send what is typed?
    bool hasConversation() const { return hasConversation_; }

    Closing closing() const { return options_.closing; }
    /// Changes who will close first. False once either side has begun to close.
    bool setClosing(Closing closing);
    bool canSetClosing() const;
    /// The conversation is over: what is typed is still sent, then the closing begins by itself.
    void endConversation();
    bool conversationEnded() const { return conversationEnded_; }

private:
    int startThreads();
    Actor *find(std::string_view name) const;
    std::span<const std::unique_ptr<Actor>> lessonActors() const;
    std::vector<ActorInOrder> actorsInOrder() const;
    bool kernelsAreDone() const;
    bool canBeTold(const ActorStatus &status) const;
    void closeServerIfFirst();
    Program programFor(const std::string &actor) const;
    std::optional<ActorId> reserveThread(const std::string &routine);
    std::vector<ActorId> endThreads(ActorId dying, const DescriptorTable &process);
    bool hasBegun(const Actor &actor, int refused);
    Actor::Begins beginOf(const std::string &actor) const;
    std::optional<NextAction> nextOfWire() const;
    bool doOnWire(const NextAction &action);
    template <typename Do> void onWire(Do &&what)
    {
        if (!place_.lab)
            return;
        what(place_.lab->wire());
        monitor_->poke(); // after it: before, the monitor might find all quiet and settle at once
    }
    Monitor::Between between() const;
    bool enterNetwork(const std::string &actor);
    void resolveUnixAddresses();

    SessionOptions options_;
    std::shared_ptr<Recording> recording_;
    std::function<void()> wake_;
    std::unique_ptr<WakeThread> wakeThread_; // from start() to stop()
    std::atomic<bool> mayOpenPorts_ = false; // read on the actors' threads
    Troubles troubles_;
    const Place place_;
    KernelView kernel_;
    Rendezvous meeting_;
    std::vector<std::unique_ptr<Actor>> actors_;
    std::size_t lessonActors_ = 0; // the first of them, which follow the lesson's order
    std::mutex threadsMutex_; // guards the next
    std::vector<ActorId> reservedThreads_; // that a pthread_create has been given
    std::unique_ptr<Monitor> monitor_;
    bool hasConversation_ = false;
    bool conversationEnded_ = false;
    std::atomic<bool> freeRun_ = false; // read on the client's thread
};

} // namespace sockstep
