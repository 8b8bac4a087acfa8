// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording.h"

#include <bit>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <new>
#include <sys/utsname.h>

namespace sockstep {

// Two events a call; the README promises at most 300 bytes for them.
static_assert(sizeof(Event) <= 112, "an event has grown: see the memory figure in the README");

Recording::Recording(Header header)
    : header_(std::move(header))
{
}

Recording::~Recording()
{
    const EventIndex count = size();
    for (EventIndex n = 0; n < count; ++n)
        std::destroy_at(&at(n));
    for (auto &chunk : chunks_)
        ::operator delete(chunk.load());
}

Recording::Place Recording::place(EventIndex n)
{
    // Chunk k holds kFirstChunk · 2^k events, so the chunk is the logarithm of n counted in chunks.
    const std::size_t k = static_cast<std::size_t>(std::bit_width(n / kFirstChunk + 1)) - 1;
    return {k, n - kFirstChunk * ((std::size_t {1} << k) - 1)};
}

const Event &Recording::at(EventIndex n) const
{
    const Place where = place(n);
    return chunks_[where.chunk].load(std::memory_order_acquire)[where.offset];
}

void Recording::append(EventBody body)
{
    {
        const std::lock_guard lock(mutex_);
        appendLocked(Event {now(), std::move(body)});
    }
    wakeReader();
}

void Recording::append(std::vector<EventBody> bodies)
{
    if (bodies.empty())
        return;
    {
        const std::lock_guard lock(mutex_);
        const auto t = now();
        for (EventBody &body : bodies)
            appendLocked(Event {t, std::move(body)});
    }
    wakeReader();
}

CallId Recording::enter(CallEntered call)
{
    CallId id = 0;
    {
        const std::lock_guard lock(mutex_);
        id = ++lastCall_;
        call.call = id;
        appendLocked(Event {now(), std::move(call)});
    }
    wakeReader();
    return id;
}

void Recording::appendRead(Event event)
{
    const std::lock_guard lock(mutex_);
    if (const auto *call = std::get_if<CallEntered>(&event.body))
        lastCall_ = std::max(lastCall_, call->call);
    appendLocked(std::move(event));
}

void Recording::appendLocked(Event event)
{
    const EventIndex n = size_.load(std::memory_order_relaxed);
    const Place where = place(n);
    Event *chunk = chunks_[where.chunk].load(std::memory_order_relaxed);
    if (!chunk) {
        // Raw memory: the pages of a chunk become resident only as events are built in it.
        chunk = static_cast<Event *>(::operator new((kFirstChunk << where.chunk) * sizeof(Event)));
        chunks_[where.chunk].store(chunk, std::memory_order_release);
    }
    new (chunk + where.offset) Event(std::move(event));
    size_.store(n + 1, std::memory_order_release);
}

void Recording::wakeFollowers() const
{
    pulse_.fetch_add(1, std::memory_order_acq_rel);
    pulse_.notify_all();
}

void Recording::wakeReader()
{
    wakeFollowers();
    if (wake_ && !awake_.exchange(true, std::memory_order_acq_rel))
        wake_();
}

Header headerForNow(std::string lesson, std::vector<std::string> actors)
{
    Header header;
    const auto now = std::chrono::system_clock::now();
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
    header.started = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
        fmt::gmtime(std::chrono::system_clock::to_time_t(now)), ms.count() % 1000);
    utsname system {};
    if (uname(&system) == 0)
        header.kernel = fmt::format("{} {}", system.sysname, system.release);
    header.lesson = std::move(lesson);
    header.actors = std::move(actors);
    return header;
}

} // namespace sockstep
