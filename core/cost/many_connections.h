// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/cost/short_connection.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace sockstep {

struct ManyConnectionsOptions {
    int count = 100; ///< clamped to what mostConnections() says at construction
    Closing closing = Closing::ClientFirst;
};

/// One look at the kernel's socket table.
struct CostSample {
    std::chrono::milliseconds t {}; ///< since start()
    int done = 0; ///< connections whose client had closed by then
    int timeWaitServer = 0; ///< TIME_WAIT sockets whose local port is the server's
    int timeWaitClient = 0; ///< those whose remote port it is
};

/// What connections leave in TIME_WAIT, at most, by side.
struct LeftBehind {
    int client = 0;
    int server = 0;
    std::chrono::seconds time {}; ///< after the last; the kernel's timer may add some seconds
};

/// Nothing where an RST ends them. BothAtOnce is a race that either side may lose, or both, so both
/// members have the whole count. "At most", for a server's TIME_WAIT ends when a later client gets the
/// same port from the kernel and connects: of 5000 some hundreds.
LeftBehind leftBehind(Closing closing, int count);

/// How many connections may be made now: 5000 or, if that is fewer, as many as there are free
/// ports, one kept for the listener. Any thread; costs one dump of the kernel's socket table.
int mostConnections();

/// Makes many short connections on the loopback network, one after another, for real: a server
/// thread and a client thread make the bare calls, and a third one asks the kernel every 100 ms how
/// many TIME_WAIT sockets they have left behind, until the last has expired; less often where its
/// answer takes more than 5 ms, so that the connections do not feel it.
///
/// The first failure of a call (EADDRNOTAVAIL when no port is free, EMFILE, …) ends the connecting
/// and is kept; what was left behind is still watched.
///
/// Threads: start(), stop() and the destructor belong to one thread; the rest may be called from
/// any, and waits for nothing but a copy to be made.
class ManyConnections {
public:
    enum class Phase : std::uint8_t {
        NotStarted,
        Connecting,
        Watching, ///< the connecting is over; waits for what was left behind to expire
        Finished, ///< nothing is left behind any more
        Stopped, ///< by stop(), before that
    };
    static constexpr std::string_view kPthreadCreate = "pthread_create";
    struct Progress {
        Phase phase = Phase::NotStarted;
        int count = 0; ///< of connections that are to be made
        int done = 0; ///< fewer than count after Connecting: cancelled, or there is a failure
        std::chrono::nanoseconds connecting {}; ///< how long they have taken, or took
        /// The first, which ended the connecting; of kPthreadCreate, if there was no thread for it.
        std::optional<CallFailure> failure;
        std::string tableError; ///< why there are no samples (any more); empty if all is well
    };

    /// Costs one dump of the kernel's socket table.
    explicit ManyConnections(const ManyConnectionsOptions &options);
    ~ManyConnections();

    /// Called on a thread of this object when there is a new sample or another phase: must not
    /// block, nor call stop(). Before start().
    void setWakeUp(std::function<void()> wake) { wake_ = std::move(wake); }

    /// Once in the object's life. Returns at once.
    void start();
    /// Ends the connecting, but not the watching. Returns at once. Any thread.
    void cancel();
    /// Ends everything: interrupts blocked calls, closes what is open, joins every thread. Within
    /// 100 ms. Twice is once.
    void stop();

    Progress progress() const;
    /// The samples from number \p first on.
    std::vector<CostSample> samples(std::size_t first = 0) const;
    /// The server's; 0 before it listens.
    std::uint16_t port() const { return port_; }

private:
    class Table;
    using Clock = std::chrono::steady_clock;

    void run(const std::stop_token &stop);
    Descriptor listen(Table &table);
    Descriptor bindAnywhere();
    void connectAll(const std::stop_token &stop, int listener, Table &table);
    void runSide(ConnectingPart::Side side, int listener);
    bool watch(const std::stop_token &stop, Table &table, const std::function<bool()> &enough);
    void look(Table &table);
    void endSides(std::jthread &client, std::jthread &server);
    void enter(Phase phase);

    const int count_;
    const Closing closing_;
    std::function<void()> wake_;
    ConnectingPart part_;
    std::atomic<int> done_ = 0;
    std::atomic<std::uint16_t> port_ = 0;

    mutable std::mutex mutex_; // guards what follows
    std::condition_variable_any woken_; // a side has finished, or all is to end
    int finishedSides_ = 0;
    Phase phase_ = Phase::NotStarted;
    Clock::time_point started_ {};
    std::chrono::nanoseconds connecting_ {}; // until the last side had finished
    std::vector<CostSample> samples_;
    std::string tableError_;

    std::jthread thread_; // starts, watches and ends the other two
};

} // namespace sockstep
