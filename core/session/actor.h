// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/kernel_view.h"
#include "core/program/program_cursor.h"
#include "core/recording/recording.h"
#include "core/session/rendezvous.h"
#include "core/session/task_state.h"

#include <array>
#include <atomic>
#include <bitset>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <poll.h>
#include <thread>

namespace sockstep {

/// What an actor is doing, for those who watch and steer it.
struct ActorStatus {
    enum class State : std::uint8_t {
        NotStarted, ///< there is no thread yet
        Starting, ///< from start() or startWith() until the thread is at its first call
        AtGate, ///< held before the call of \c line
        InCall, ///< from the step until the call has returned
        Blocked, ///< InCall, and the kernel has put the thread to sleep
        AtEnd, ///< of a program that grows: held until there is another line
        Finished, ///< the program is over, or the actor was stopped
    };
    State state = State::NotStarted;
    std::size_t line = 0; ///< index of the next line (AtGate) or the present one
    Function function {}; ///< its call
    bool waitsForPerson = false; ///< AtGate: that call ends the conversation
    bool inEchoLoop = false;
    bool canSay = false;
    bool told = false;
    bool chatIsOver = false; ///< everything that was typed has come back, and nothing more will be
    bool together = false; ///< AtGate: one step is to let the other actor's call through as well
    bool awaitsEcho = false; ///< in a recv that ends when the whole message has come back
    /// poll: the sockets whose bytes or connections let it return.
    std::vector<SocketId> polled;
    std::string fault; ///< Finished: why the program ended before its end; empty if it did not
    bool killed = false; ///< Finished: a signal has ended its process
    bool timed = false; ///< the call of \c line comes back after a time, whatever happens: poll
    bool lastFailed = false; ///< the last call failed and will be tried again
    SocketId socket = 0; ///< that the call of \c line is about
    std::uint32_t succeeded = 0; ///< bit per Function: made with success at least once
    std::uint32_t entered = 0; ///< bit per Function: made, whatever came of it
    static constexpr std::size_t kMostLines = 512;
    std::bitset<kMostLines> linesEntered; ///< those that were made at least once
    std::bitset<kMostLines> linesPassed; ///< those that came back, and are not to be tried again at once
    std::optional<Condition> after; ///< AtGate: the lesson's order for this line

    bool has(Function wanted) const { return succeeded >> static_cast<unsigned>(wanted) & 1U; }
    bool hasEntered(Function wanted) const { return entered >> static_cast<unsigned>(wanted) & 1U; }
};

/// One thread that makes the calls of one program, each when the gate lets it.
///
/// Threads: the public functions may be called from any thread, but for start() and join(), which
/// belong to the session, and startWith(), which is called once. The thread itself sleeps in two places only:
/// at the gate (woken by release, setFreeRun, say, endChat, tellToClose, make, requestStop, endWithProcess)
/// and inside a system call (woken by the kernel, or by interrupt()).
///
/// SIGPIPE is blocked in the thread and looked for after each call that can raise it: where it has come, the
/// actor ends as its process would. The thread that met it lets the others of the process end, records that,
/// and only then has the kernel close the descriptors, in one system call that is none of the program's.
class Actor {
public:
    struct Surroundings {
        Recording &recording;
        KernelView &kernel;
        std::function<void()> progressed; ///< called on the actor's thread after every change
        std::function<void()> chatIsOver; ///< called on the actor's thread, once
        std::function<bool()> enterNetwork; ///< brings the calling thread to where its sockets will live
        std::function<bool()> mayOpenPorts; ///< to the networks of this machine
        /// The actor that a pthread_create of this start routine would start, which is its alone from
        /// then on; nothing if all have been.
        std::function<std::optional<ActorId>(const std::string &routine)> reserveThread;
        /// Starts it, with the descriptor that it is given and the table that this is of: pthread_create(3),
        /// which returns an error number.
        std::function<int(ActorId, Handle argument, std::shared_ptr<DescriptorTable>)> startThread;
        /// Ends the other actors of the process of \p dying, which has that table, and waits for them.
        /// Returns who they were.
        std::function<std::vector<ActorId>(ActorId dying, const DescriptorTable &)> endThreads;
    };
    enum class Begins : std::uint8_t {
        WithSession,
        Later, ///< when another actor calls pthread_create, or the person wants it
    };

    Actor(ActorId id, std::string name, Program program, Surroundings surroundings,
        Begins begins = Begins::WithSession);
    ~Actor();

    /// 0, or the error number of pthread_create(3); then nothing has begun.
    [[nodiscard]] int start();
    /// For one that begins Later: on the thread of the actor that starts it, whose network and \p descriptors
    /// it shares. Returns 0, or the error number of pthread_create(3); then \p argument is still the
    /// caller's.
    int startWith(ProgramCursor::Handle argument, std::shared_ptr<DescriptorTable> descriptors);
    /// For one whose program grows and whose process a signal has ended: another process, without a line yet.
    static constexpr int kNotEnded = -1;
    /// As start(). Returns 0 or an error number; kNotEnded if none has ended it, or all is over.
    int startAgain();
    /// If it is a living thread of \p process: ends it, in the middle of whatever call, and waits until it
    /// has. It records nothing more. Another actor's thread.
    bool endWithProcess(const DescriptorTable &process);
    /// Asks the thread to end: it leaves a blocked call with EINTR, closes what it still has open
    /// with recorded calls, and finishes. Returns at once.
    void requestStop();
    /// Waits for that, waking the thread until it has seen the request.
    void join();

    const std::string &name() const { return name_; }
    ActorId id() const { return id_; }
    Begins begins() const { return begins_; }
    ActorStatus status() const;
    Program program() const;
    /// The call that would come next, with its arguments as they are now; nothing unless AtGate.
    std::optional<CallEntered> nextCall() const;

    /// Lets \p calls through. False if the actor is not held at the gate. With \p meeting, which must
    /// outlive the actor, the first one waits there for those of other actors.
    bool release(unsigned calls = 1, Rendezvous *meeting = nullptr);
    /// While on, the gate is open; only the chat waits for its person.
    void setFreeRun(bool on);
    /// Queues a message. False if the conversation is over. A recv that only waits for the end is
    /// interrupted, so that the message can be sent.
    bool say(std::string message);
    void endChat();
    /// Ends the echo loop; a blocked recv is interrupted and returns EINTR.
    void tellToClose();
    /// For a program that is the same up to the present line.
    void replaceProgram(Program program);
    /// The longest that a program can grow, in lines.
    static constexpr std::size_t kMostLines = 2000;
    /// Adds \p lines to a program that grows, and lets the actor make their calls at once. False if it is
    /// not AtEnd, or if the program would be too long.
    bool make(const std::vector<Line> &lines);
    /// A signal wakes it from the call that it is in, which returns EINTR. False if it is in none.
    bool interrupt();
    /// What its variables hold: the sockets that are open, in the order in which they were made.
    std::vector<ProgramCursor::Variable> openVariables() const;
    /// See DescriptorTable.
    bool opensAnyPort(SocketId socket) const;

    /// The monitor's question: asks the kernel whether the call in progress sleeps, and records it
    /// the first time. Also repeats an interrupt that came too early to be felt. Of a call in progress,
    /// returns 0 or the errno with which the kernel would not say: then one that takes long counts as
    /// blocked, and is not recorded so.
    std::optional<int> observe();

private:
    void run(std::stop_token stop);
    bool settleIn();
    bool waitAtGate(std::stop_token stop, std::size_t &line);
    void waitForLines(std::unique_lock<std::mutex> &lock, const std::stop_token &stop);
    void publishNext(const ProgramCursor::Next &next);
    void republishLocked();
    void notePolledLocked(const CallEntered &call);
    bool makeCall(std::size_t line);
    void preparePoll(const CallEntered &call);
    void closeEverything();
    void dieOfSigpipe(CallId call, std::size_t line);
    bool isCutOff(const calls::Outcome &outcome);
    bool isEndingLocked() const { return cursor_.descriptors()->isEnding(); }
    void noteOutcome(const CallEntered &call, const calls::Outcome &outcome);
    ProgramCursor::Handle handleOf(
        const CallEntered &call, const calls::Outcome &outcome, std::uint32_t &inode);
    SocketId newSocket(const CallEntered &call, std::uint32_t inode);
    calls::Outcome perform(const CallEntered &call);
    void interruptLocked();
    bool hasTakenLong(CallId call);

    const ActorId id_;
    const std::string name_;
    const Begins begins_;
    const Surroundings around_;

    mutable std::mutex mutex_; // guards what follows
    std::condition_variable_any woken_;
    ProgramCursor cursor_;
    ActorStatus status_;
    unsigned permits_ = 0;
    Rendezvous *meeting_ = nullptr; // for the call that was let through
    bool freeRun_ = false;
    bool saidOver_ = false;
    bool calling_ = false; // from passing the gate until the call has been recorded as returned
    bool interruptPending_ = false;
    CallId blockedCall_ = 0; // the last call that was recorded as blocked
    CallId timedCall_ = 0; // for hasTakenLong(), as the next
    std::chrono::steady_clock::time_point timedSince_ {};

    bool isThread_ = false; // of another actor's; written before the thread begins

    std::atomic<CallId> inCall_ {0}; // set around the system call and nothing else
    TaskState task_; // guarded by mutex_
    std::vector<char> buffer_; // buf, the thread's alone
    std::vector<Polled> asked_; // what poll is called with, the thread's alone
    std::array<pollfd, kMostPolled> pollfds_ {}; // the same for the kernel
    std::jthread thread_;
};

} // namespace sockstep
