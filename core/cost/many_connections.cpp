// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cost/many_connections.h"

#include "core/base/start_thread.h"
#include "core/network/ephemeral_ports.h"
#include "core/network/sock_diag.h"
#include "core/session/interrupt.h"

#include <algorithm>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <tuple>

namespace sockstep {

namespace {
using namespace std::chrono_literals;

constexpr int kMostConnections = 5000;
constexpr int kBacklog = 5; // the client is never more than one connection ahead
constexpr int kMostPorts = 16; // to try, of which nearly every one will do
constexpr int kSides = 2;
constexpr auto kTimeWait = 60s; // TCP_TIMEWAIT_LEN in include/net/tcp.h, not to be configured
constexpr auto kLook = 100ms;
// Where many other sockets are a look takes long: no more than this part of the time goes to looks,
// for the connections are not to feel them.
constexpr int kPartForLooks = 20;
constexpr auto kWakeInterval = 1ms;

} // namespace

LeftBehind leftBehind(Closing closing, int count)
{
    switch (closing) {
    case Closing::ClientFirst:
    case Closing::ClientHalfClose:
        return {count, 0, kTimeWait};
    case Closing::ServerFirst:
        return {0, count, kTimeWait};
    case Closing::BothAtOnce:
        return {count, count, kTimeWait};
    case Closing::ClientUnread:
    case Closing::ClientLinger:
        return {};
    }
    return {};
}

int mostConnections() { return std::clamp(freeEphemeralPorts() - 1, 0, kMostConnections); }

/// The kernel's socket table, as far as one port goes. Belongs to one thread.
class ManyConnections::Table {
public:
    /// Fills in the TIME_WAIT sockets of \p port; false, with an errorText(), if the kernel would
    /// not answer.
    bool look(std::uint16_t port, CostSample &sample)
    {
        left_ = false;
        if (port == 0) // there is no listener: 0 would stand for any port
            return true;
        if (!diag_.dump(rows_, port))
            return false;
        left_ = !rows_.empty();
        // The kernel answers in pieces, and a socket may be in two of them if others came meanwhile.
        const auto ends = [](const DiagRow &row) { return std::tie(row.local, row.remote); };
        std::sort(rows_.begin(), rows_.end(),
            [&](const DiagRow &a, const DiagRow &b) { return ends(a) < ends(b); });
        rows_.erase(std::unique(rows_.begin(), rows_.end(),
                        [&](const DiagRow &a, const DiagRow &b) { return ends(a) == ends(b); }),
            rows_.end());
        for (const DiagRow &row : rows_) {
            if (row.state == TcpState::TimeWait)
                ++(row.local.port() == port ? sample.timeWaitServer : sample.timeWaitClient);
        }
        return true;
    }
    /// Whether any socket but one that is merely bound has \p port, at either end.
    bool knows(std::uint16_t port)
    {
        return diag_.dump(rows_, port) && std::any_of(rows_.begin(), rows_.end(), [](const DiagRow &row) {
            return row.state != TcpState::Close;
        });
    }
    /// Whether the last look found any socket at all: one may be on its way to TIME_WAIT.
    bool anythingLeft() const { return left_; }
    const std::string &errorText() const { return diag_.errorText(); }

private:
    SockDiag diag_;
    std::vector<DiagRow> rows_;
    bool left_ = false;
};

ManyConnections::ManyConnections(const ManyConnectionsOptions &options)
    : count_(std::clamp(options.count, 0, mostConnections()))
    , closing_(options.closing)
{
    installInterruptHandler();
}

ManyConnections::~ManyConnections() { stop(); }

void ManyConnections::start()
{
    {
        const std::lock_guard lock(mutex_);
        if (phase_ != Phase::NotStarted)
            return;
        phase_ = Phase::Connecting;
        started_ = Clock::now();
    }
    const int refused = startThread(thread_, [this](const std::stop_token &stop) { run(stop); });
    if (!refused)
        return;
    part_.fail({kPthreadCreate, refused});
    enter(Phase::Stopped);
}

void ManyConnections::cancel()
{
    const std::lock_guard lock(mutex_);
    part_.end();
    woken_.notify_all();
}

void ManyConnections::stop()
{
    if (!thread_.joinable())
        return;
    thread_.request_stop(); // first: what ends because of it has been stopped and is not finished
    part_.end();
    thread_.join();
}

ManyConnections::Progress ManyConnections::progress() const
{
    const std::lock_guard lock(mutex_);
    Progress progress;
    progress.phase = phase_;
    progress.count = count_;
    progress.done = done_;
    const bool connecting = phase_ == Phase::Connecting && finishedSides_ < kSides;
    progress.connecting = connecting ? Clock::now() - started_ : connecting_;
    progress.failure = part_.failure();
    progress.tableError = tableError_;
    return progress;
}

std::vector<CostSample> ManyConnections::samples(std::size_t first) const
{
    const std::lock_guard lock(mutex_);
    const auto skipped = static_cast<std::ptrdiff_t>(std::min(first, samples_.size()));
    return {samples_.begin() + skipped, samples_.end()};
}

void ManyConnections::run(const std::stop_token &stop)
{
    Table table; // before the connections: they may use up the descriptors
    {
        const Descriptor listener = listen(table);
        if (listener)
            connectAll(stop, listener.get(), table);
    }
    enter(Phase::Watching);
    const bool toTheEnd = watch(stop, table, [&] { return !table.anythingLeft(); });
    enter(toTheEnd ? Phase::Finished : Phase::Stopped);
}

/// Without SO_REUSEADDR: nothing is to be hidden. The kernel gives a port out again while clients of an
/// earlier server there are in TIME_WAIT: those are not ours to count, so another port is taken.
Descriptor ManyConnections::listen(Table &table)
{
    Descriptor listener = bindAnywhere();
    for (int tries = 0; listener && table.knows(port_) && tries < kMostPorts; ++tries)
        listener = bindAnywhere(); // before the other is closed, so it is another port
    if (!listener)
        return {};
    const calls::Outcome outcome = calls::listen(listener.get(), kBacklog);
    if (outcome.ok())
        return listener;
    part_.fail({"listen", outcome.error});
    return {};
}

Descriptor ManyConnections::bindAnywhere()
{
    const auto fail = [this](std::string_view function, const calls::Outcome &outcome) {
        part_.fail({function, outcome.error});
        return Descriptor();
    };
    port_ = 0; // should this fail, what others left at a port tried before is not ours to wait for
    calls::Outcome outcome = calls::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (!outcome.ok())
        return fail("socket", outcome);
    Descriptor socket(static_cast<int>(outcome.result));
    outcome = calls::bind(socket.get(), Endpoint::loopback(0));
    if (!outcome.ok())
        return fail("bind", outcome);
    outcome = calls::getsockname(socket.get());
    if (!outcome.ok())
        return fail("getsockname", outcome);
    port_ = outcome.address.port();
    return socket;
}

void ManyConnections::connectAll(const std::stop_token &stop, int listener, Table &table)
{
    using Side = ConnectingPart::Side;
    std::jthread server;
    std::jthread client;
    const auto start = [this, listener](std::jthread &thread, Side side) {
        const int refused = startThread(thread, [this, listener, side] { runSide(side, listener); });
        if (!refused)
            return;
        part_.fail({kPthreadCreate, refused}); // which ends the other one, too
        const std::lock_guard lock(mutex_);
        ++finishedSides_; // it never began
    };
    start(server, Side::Server);
    start(client, Side::Client);
    const auto over = [this] { return part_.isOver() || finishedSides_ == kSides; };
    watch(stop, table, over);
    endSides(client, server);
}

void ManyConnections::runSide(ConnectingPart::Side side, int listener)
{
    const bool isClient = side == ConnectingPart::Side::Client;
    const Endpoint address = Endpoint::loopback(port_);
    blockSigpipe();
    ShortConnection connection(part_, side, closing_);
    for (int made = 0; made < count_ && !part_.isOver(); ++made) {
        if (!(isClient ? connection.connectTo(address) : connection.acceptFrom(listener)))
            break;
        if (isClient)
            done_.fetch_add(1, std::memory_order_relaxed);
    }
    const std::lock_guard lock(mutex_);
    ++finishedSides_;
    connecting_ = Clock::now() - started_;
    woken_.notify_all();
}

/// A signal that arrives just before a thread enters its call is lost, so it is sent until the
/// thread has finished.
void ManyConnections::endSides(std::jthread &client, std::jthread &server)
{
    std::unique_lock lock(mutex_);
    const auto finished = [this] { return finishedSides_ == kSides; };
    while (!woken_.wait_for(lock, kWakeInterval, finished)) {
        for (std::jthread *side : {&client, &server}) {
            if (side->joinable())
                pthread_kill(side->native_handle(), kInterrupt);
        }
    }
}

/// Looks at the table every 100 ms, until there is \p enough, which is asked after each look and
/// whenever woken_ is notified. False if it was stopped before that.
bool ManyConnections::watch(const std::stop_token &stop, Table &table, const std::function<bool()> &enough)
{
    while (!stop.stop_requested()) {
        const auto began = Clock::now();
        look(table);
        const auto next = began + std::max<Clock::duration>(kLook, kPartForLooks * (Clock::now() - began));
        std::unique_lock lock(mutex_);
        if (enough() || woken_.wait_until(lock, stop, next, enough))
            return true;
    }
    return false;
}

void ManyConnections::look(Table &table)
{
    CostSample sample;
    const bool answered = table.look(port_, sample);
    {
        const std::lock_guard lock(mutex_);
        sample.t = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started_);
        sample.done = done_;
        if (answered)
            samples_.push_back(sample);
        tableError_ = table.errorText();
    }
    if (wake_)
        wake_();
}

void ManyConnections::enter(Phase phase)
{
    {
        const std::lock_guard lock(mutex_);
        phase_ = phase;
    }
    if (wake_)
        wake_();
}

} // namespace sockstep
