// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace sockstep {

/// The append-only list of events of one session: the only truth. Everything on screen is read
/// from it.
///
/// Threads: any thread may append, under one short lock. Any thread may read what size() covers
/// without a lock: events never move and never change. They live in chunks of doubling size, so that
/// a reader needs no more than an atomic load to find one.
class Recording {
public:
    using Clock = std::chrono::steady_clock;

    explicit Recording(Header header);
    ~Recording();
    Recording(const Recording &) = delete;
    Recording &operator=(const Recording &) = delete;

    const Header &header() const { return header_; }

    /// Stamps the time and appends. The time is taken under the lock, so that order and time agree.
    void append(EventBody body);
    /// Appends events that were found at one moment: they follow each other and share one time.
    void append(std::vector<EventBody> bodies);
    /// As append, but also gives the call its id, in the order of entering. Returns that id.
    CallId enter(CallEntered call);
    /// For the reader of a file: appends an event that already has its time.
    void appendRead(Event event);

    EventIndex size() const { return size_.load(std::memory_order_acquire); }
    /// \p n must be below size().
    const Event &at(EventIndex n) const;

    /// Time since the session began.
    std::chrono::nanoseconds now() const { return Clock::now() - began_; }

    /// \p wake is called on the appending thread, at most once until acknowledge() is called: one
    /// wake-up for a batch of events. It must not block. Set it before other threads append.
    void setWakeUp(std::function<void()> wake) { wake_ = std::move(wake); }
    /// The reader is about to read up to size(): the next append wakes it again.
    /// An exchange, not a store: it orders itself against the append's exchange, so that an event is
    /// either covered by the size() read next or wakes the reader again.
    void acknowledge() { awake_.exchange(false, std::memory_order_acq_rel); }
    /// For any number of followers that sleep until there is more: the pulse changes with each append, after
    /// the events are there. Read it before size(), then wait for another.
    std::uint32_t pulse() const { return pulse_.load(std::memory_order_acquire); }
    void waitForPulse(std::uint32_t other) const { pulse_.wait(other, std::memory_order_acquire); }
    /// Wakes them although there is nothing new.
    void wakeFollowers() const;

    /// Calls the wake-up as append does, for a change that is not an event (a session has settled).
    void wakeReader();

    /// For those who append under a lock of their own, where no foreign function may run: appends at once,
    /// and wakes the reader when it goes. Declare it above the lock.
    class Appending {
    public:
        explicit Appending(Recording &recording)
            : recording_(recording)
        {
        }
        ~Appending()
        {
            if (any_)
                recording_.wakeReader();
        }
        Appending(const Appending &) = delete;
        Appending &operator=(const Appending &) = delete;
        void append(EventBody body)
        {
            any_ = true;
            const std::lock_guard lock(recording_.mutex_);
            recording_.appendLocked(Event {recording_.now(), std::move(body)});
        }

    private:
        Recording &recording_;
        bool any_ = false;
    };

private:
    struct Place {
        std::size_t chunk;
        std::size_t offset;
    };
    static constexpr std::size_t kFirstChunk = 1024;
    static constexpr std::size_t kChunks = 22; // 1024 · (2^22 − 1): more than an EventIndex can count
    static Place place(EventIndex n);
    void appendLocked(Event event);

    const Header header_;
    const Clock::time_point began_ = Clock::now();
    std::mutex mutex_;
    std::array<std::atomic<Event *>, kChunks> chunks_ {};
    std::atomic<EventIndex> size_ {0};
    CallId lastCall_ = 0;
    std::function<void()> wake_;
    std::atomic<bool> awake_ {false};
    mutable std::atomic<std::uint32_t> pulse_ {0};
};

/// A header for a session that starts now on this machine.
Header headerForNow(std::string lesson, std::vector<std::string> actors);

} // namespace sockstep
