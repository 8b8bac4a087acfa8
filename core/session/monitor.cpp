// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/monitor.h"

#include "core/base/start_thread.h"

#include <algorithm>
#include <utility>

namespace sockstep {

namespace {
using namespace std::chrono_literals;

constexpr auto kRegularLook = 500ms; // a modest rate: queues and TIME_WAIT's clock
// At rest, only somebody outside can change anything; a window that shows nothing new is to be silent.
constexpr auto kRestingLook = 3000ms;
constexpr auto kFreeRunLook = 20ms;
// While a call is neither asleep nor back: how soon to ask again. Doubles up to the longest.
constexpr auto kShortestRetry = 30us;
constexpr auto kLongestRetry = 2000us;
// FIN_WAIT1 and the like end by themselves on loopback, with the peer's delayed ACK after 40 ms at
// the latest (TCP_DELACK_MIN). A step has not settled before that, so that both states are seen.
constexpr auto kPassingStates = 80ms;
constexpr unsigned kMostRefusals = 20; // by the kernel, in a row, before that is told: some 30 ms
} // namespace

Monitor::Monitor(Recording &recording, KernelView &kernel, std::vector<Actor *> actors, Between between,
    Troubles &troubles)
    : recording_(recording)
    , kernel_(kernel)
    , actors_(std::move(actors))
    , between_(std::move(between))
    , troubles_(troubles)
{
}

Monitor::~Monitor() { stop(); }

int Monitor::start()
{
    return startThread(thread_, [this](std::stop_token stop) { run(std::move(stop)); });
}

void Monitor::stop()
{
    if (!thread_.joinable())
        return;
    thread_.request_stop();
    thread_.join();
    refusals_ = std::max(refusals_, kMostRefusals); // there is no other time
    sample(activity_.load());
}

void Monitor::poke()
{
    // Sequentially consistent, both here and in sleep(): either we see asleep_, or the monitor sees
    // the new activity_ before it sleeps.
    if (freeRun_.load(std::memory_order_relaxed))
        return; // looks by the clock, and a shared counter would cost the actors more than the rest
    activity_.fetch_add(1);
    if (asleep_.load()) {
        const std::lock_guard lock(mutex_);
        poked_.notify_one();
    }
}

void Monitor::setFreeRun(bool on)
{
    const std::lock_guard lock(mutex_);
    freeRun_.store(on);
    activity_.fetch_add(1);
    poked_.notify_all();
}

bool Monitor::waitUntilSettled(std::chrono::milliseconds patience)
{
    std::unique_lock lock(mutex_);
    return settled_.wait_for(lock, patience, [this] { return isSettled(); });
}

void Monitor::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        if (freeRun_.load())
            activity_.fetch_add(1); // the actors do not say so themselves
        const std::uint64_t activity = activity_.load();
        look(activity);
        sleep(stop, activity);
    }
}

void Monitor::look(std::uint64_t activity)
{
    observe();

    // A sample must begin after the calls that it is to cover; those that are still on their way
    // will poke again when they return. And what they sent is to be recorded before the states that
    // followed from it, though the wire's thread had to wait for its turn.
    const bool quiet = actorsAreQuiet() && between_.isCaughtUp();
    const auto now = std::chrono::steady_clock::now();
    const bool regular = now - lastSample_ >= kRegularLook;
    const bool changed = activity != sampledAt_;
    if (changed)
        lastChange_ = now;
    if (const EventIndex recorded = recording_.size(); std::exchange(known_, recorded) != recorded)
        lastNews_ = now;
    const bool passing = sampledAt_ != 0 && willPass();
    if ((changed && (quiet || freeRun_.load())) || regular || passing || asksAgain()) {
        lastSample_ = now;
        sample(activity);
        // What slept when we asked may have been woken while we sampled.
        observe();
    }
    const bool settling
        = !quiet || sampledAt_ != activity || !actorsAreQuiet() || !between_.isQuiet() || willPass();
    retry_ = settling || asksAgain() ? std::min(std::max(retry_ * 2, kShortestRetry), kLongestRetry) : 0us;
    if (settling)
        return;
    if (settledAt_.exchange(activity) != activity) {
        {
            const std::lock_guard lock(mutex_);
            settled_.notify_all();
        }
        recording_.wakeReader();
    }
}

void Monitor::observe()
{
    std::optional<int> worst; // of the calls in progress: 0 if the kernel has told of each
    for (Actor *actor : actors_)
        worst = std::max(worst, actor->observe());
    if (worst > 0)
        troubles_.report({Trouble::Kind::SleepUnseen, *worst});
    else if (worst)
        troubles_.over(Trouble::Kind::SleepUnseen);
}

void Monitor::sample(std::uint64_t activity)
{
    if (kernel_.sample(recording_)) {
        sampledAt_ = activity;
        if (std::exchange(refusals_, 0) > kMostRefusals) {
            kernel_.setUnseen(false);
            troubles_.over(Trouble::Kind::StatesUnseen);
        }
        return;
    }
    if (++refusals_ <= kMostRefusals)
        return; // soon again
    kernel_.setUnseen(true);
    sampledAt_ = activity; // there is nothing to be had
    troubles_.report({Trouble::Kind::StatesUnseen, kernel_.error(), kernel_.failedStep()});
}

/// The kernel has refused, and it is not yet said that it does.
bool Monitor::asksAgain() const { return refusals_ > 0 && refusals_ <= kMostRefusals; }

/// Is a state about to end by itself? Not if what would end it is held on the wire.
bool Monitor::willPass() const
{
    return std::chrono::steady_clock::now() - lastChange_ < kPassingStates
        && (kernel_.anythingPassing() || (between_.isWatched && kernel_.anythingUnacknowledged()))
        && between_.isEmpty();
}

bool Monitor::actorsAreQuiet() const
{
    using State = ActorStatus::State;
    return std::all_of(actors_.begin(), actors_.end(), [&](const Actor *actor) {
        const ActorStatus status = actor->status();
        if (status.state == State::Starting || status.state == State::InCall)
            return false;
        if (status.state != State::Blocked)
            return true;
        // Asleep, but the last sample shows what will wake it: it only has not run yet.
        const bool reads = status.function == Function::Recv || status.function == Function::Accept;
        const bool oneIsReady = std::any_of(status.polled.begin(), status.polled.end(),
            [&](SocketId socket) { return kernel_.somethingToRead(socket); });
        return !oneIsReady && !(reads && kernel_.somethingToRead(status.socket));
    });
}

/// As long as nothing has been new, within limits.
std::chrono::steady_clock::duration Monitor::untilNextLook() const
{
    if (kernel_.anyClock() || refusals_ > 0)
        return kRegularLook;
    const auto silent = std::chrono::steady_clock::now() - lastNews_;
    return std::clamp<std::chrono::steady_clock::duration>(silent, kRegularLook, kRestingLook);
}

void Monitor::sleep(std::stop_token stop, std::uint64_t activity)
{
    std::unique_lock lock(mutex_);
    if (freeRun_.load()) {
        // Deliberately deaf to pokes.
        poked_.wait_for(lock, stop, kFreeRunLook, [this] { return !freeRun_.load(); });
        return;
    }
    const bool settled = settledAt_.load() == activity;
    asleep_.store(true);
    const auto poked = [&] { return activity_.load() != activity || freeRun_.load(); };
    if (!settled || asksAgain())
        poked_.wait_for(lock, stop, std::max<std::chrono::microseconds>(retry_, kShortestRetry), poked);
    else if (kernel_.anythingLeft())
        poked_.wait_for(lock, stop, untilNextLook(), poked);
    else
        poked_.wait(lock, stop, poked);
    asleep_.store(false);
}

} // namespace sockstep
