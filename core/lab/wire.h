// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The wire between the lab's two hosts.
//
// Theory of operation. Each host's only device is a TUN device, whose other side we hold: what a host's
// kernel sends is read here as whole IP packets, and what is written here that kernel receives. One
// thread moves them. Each packet is recorded as sent with all its bytes when it has been read, and as
// delivered just before it is written, so that a recording never shows an effect before its cause.
//
// Modes. Automatic: a packet is due after its direction's delay, in the order of sending; some are lost by
// chance, from a seeded generator. Step: a packet is held until somebody says what becomes of it. A cable
// that is pulled loses what is sent and what is on its way; what is held stays in our hands.
//
// Copies. A kernel that hears nothing sends again. A copy of what is held, or of what was delivered while
// its acknowledgement is held, says nothing new: it is absorbed, that is counted on its original and
// thrown away. All other copies travel as segments of their own and name their original.
//
// Threads. The wire's own thread reads, writes and records. It sleeps in poll(2) on both devices, on an
// eventfd that every public function writes to, and until the next packet is due; after each packet it stays
// awake for some microseconds, because the answer is often there by then. Public functions may be
// called from any thread and return at once: they leave a command and wake the thread.
//
// Timeouts. None of ours: a packet is held for as long as the class talks. The kernels' own are raised in
// the lab's namespaces (lab_host.cpp says which, and how far).

#include "core/base/descriptor.h"
#include "core/lab/sent_segments.h"
#include "core/lab/wire_plan.h"
#include "core/recording/recording.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <span>
#include <thread>

struct pollfd;

namespace sockstep {

struct WireSettings {
    enum class Mode : std::uint8_t { Automatic, Step };
    Mode mode = Mode::Automatic;
    std::chrono::milliseconds delayFromClient {500}; ///< Automatic: 0 to 5 s
    std::chrono::milliseconds delayFromServer {500};
    double lossPercent = 0; ///< Automatic: of all segments, in each direction
    std::uint64_t seed = 1; ///< of the chance: the same seed loses the same segments
    bool absorbCopies = true; ///< false: every retransmission is shown in full
};

/// A segment that waits for somebody to say what becomes of it.
struct HeldSegment {
    SegmentId segment = 0;
    Host from {};
    bool toBeLost = false; ///< the lesson's plan is to lose it
    /// It only asks whether the other end has room again, and will be sent again if it gets no answer
    /// (RFC 9293 section 3.8.6.1).
    bool isProbe = false;
};

class Wire {
public:
    /// Both devices are to be non-blocking, and so is \p wake, an eventfd(2). \p progressed is called on the
    /// wire's thread after each change.
    Wire(Descriptor client, Descriptor server, Descriptor wake, Recording &recording,
        std::function<void()> progressed, WirePlan plan, WireSettings settings);
    ~Wire();

    /// 0, or the error number of pthread_create(3).
    [[nodiscard]] int start();
    /// Ends the thread. What is on the wire stays where it is, as when a recording is cut off.
    void stop();

    WireSettings settings() const;
    void set(const WireSettings &settings);
    /// What was commanded counts once the wire has obeyed.
    bool isPlugged() const;
    void setPlugged(bool plugged) { command({plugged ? Command::Kind::Plug : Command::Kind::Pull}); }
    /// The other way round than it is when the wire obeys: twice in a row is pulled and plugged in again.
    void movePlug() { command({Command::Kind::MovePlug}); }
    /// The lesson pulled the cable, and enough has been lost to it.
    bool wantsToBePlugged() const;

    /// What is held, in the order of sending.
    std::vector<HeldSegment> held() const;
    /// What becomes of a held segment; no effect if it is not held any more. Delivering one that is not
    /// the oldest lets it overtake. With the cable out nothing can be delivered.
    void deliver(SegmentId segment) { command({Command::Kind::Deliver, segment}); }
    void drop(SegmentId segment) { command({Command::Kind::Drop, segment}); }
    /// The copy is held as well, right behind its original.
    void duplicate(SegmentId segment) { command({Command::Kind::Duplicate, segment}); }

    /// All that the hosts have sent, and all that was commanded, is in the recording.
    bool isCaughtUp() const;
    /// Nothing is on its way that moves without somebody's doing.
    bool isQuiet() const;
    /// Nothing is on the wire at all.
    bool isEmpty() const { return flights_.load() == 0 && isQuiet(); }

private:
    using Clock = std::chrono::steady_clock;
    struct Command {
        enum class Kind : std::uint8_t { Deliver, Drop, Duplicate, Settings, Plug, Pull, MovePlug, Stop };
        Kind kind {};
        SegmentId segment = 0;
        WireSettings settings {};
    };
    struct Flight {
        SegmentId segment = 0;
        Host from {};
        bool held = false;
        bool isProbe = false;
        DropReason fate = DropReason::None; ///< it will be lost for this reason, when it is due
        std::string raw;
        std::optional<Packet> packet;
        Clock::time_point due {};
    };

    void command(Command command);
    void run();
    void await(std::span<pollfd> watched);
    void obey();
    void apply(const WireSettings &settings);
    void setCable(bool in);
    bool readFrom(Host host);
    void take(Host from, std::string_view raw);
    bool absorb(Host from, const Packet &packet);
    void launch(Flight flight, SegmentId original, bool byWire);
    void land(Flight &flight);
    void lose(const Flight &flight, DropReason reason);
    void settleDue();
    std::deque<Flight>::iterator find(SegmentId segment);
    std::chrono::milliseconds delay(Host from) const;
    void publish();
    int device(Host host) const { return devices_[static_cast<std::size_t>(host)].get(); }

    const Descriptor devices_[2]; // by Host
    const Descriptor wake_; // eventfd(2)
    Recording &recording_;
    const std::function<void()> progressed_;

    // The thread's alone.
    WirePlanReader plan_;
    std::deque<Flight> onWire_; // in the order of sending
    SentSegments sent_;
    SegmentId lastSegment_ = 0;
    WireSettings now_;
    std::mt19937_64 chance_;
    Clock::time_point lastDue_[2] {}; // by Host: nothing overtakes by itself
    bool cableIn_ = true;
    bool cableIsWanted_ = false;
    Clock::time_point lastMove_ {};
    unsigned lostToPull_ = 0;
    bool pulledByLesson_ = false;
    bool stopping_ = false;
    bool changed_ = false; // since the last publish()
    std::vector<char> buffer_;

    mutable std::mutex mutex_; // guards what follows
    std::vector<Command> commands_;
    std::vector<HeldSegment> held_;
    WireSettings settings_;
    bool plugged_ = true; // as cableIn_, written by publish() alone, as the next
    bool wantsPlug_ = false;

    std::atomic<std::size_t> flights_ {0}; // held or on their way
    std::atomic<std::size_t> moving_ {0}; // on their way: due by the clock
    std::atomic<unsigned> rounds_ {0}; // begun and ended: odd between poll(2) and the next one
    std::atomic<unsigned> pendingCommands_ {0};
    std::jthread thread_;
};

} // namespace sockstep
