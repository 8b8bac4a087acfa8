// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/history.h"

#include "core/packet/packet.h"

#include <algorithm>
#include <cassert>
#include <sys/socket.h>
#include <utility>

namespace sockstep {

namespace {

SocketRecord::Protocol protocolOf(const Arguments &args)
{
    if (asksForTcp(args))
        return SocketRecord::Protocol::Tcp;
    const auto domain = args.find(ArgumentName::Domain);
    if (domain == AF_UNIX)
        return SocketRecord::Protocol::Unix;
    const bool internet = domain == AF_INET || domain == AF_INET6;
    return internet && args.find(ArgumentName::Type) == SOCK_DGRAM ? SocketRecord::Protocol::Udp
                                                                   : SocketRecord::Protocol::Other;
}

} // namespace

/// One event into the tables.
struct History::Reader {
    History &history;
    EventIndex n;
    std::chrono::nanoseconds t;

    void operator()(const CallEntered &e) const
    {
        history.calls_.push_back({n, kNoEvent, kNoEvent});
        ActorRecord &actor = history.actors_[e.actor];
        actor.current = actor.last = e.call;
        actor.calls.push_back(e.call);
        if (e.line) {
            if (actor.lastCallOfLine.size() <= e.line)
                actor.lastCallOfLine.resize(std::size_t {e.line} + 1);
            actor.lastCallOfLine.edit(e.line) = e.call;
        }
        if (e.socket && e.function == Function::Connect)
            history.socketAt(e.socket).role = SocketRecord::Role::Client;
    }
    void operator()(const CallBlocked &e) const { history.calls_.edit(e.call - 1).blocked = n; }
    void operator()(const CallReturned &e) const
    {
        history.calls_.edit(e.call - 1).returned = n;
        const CallEntered &call = history.entered(e.call);
        ActorRecord &actor = history.actors_[call.actor];
        if (actor.current == e.call)
            actor.current = 0;
        if (e.socket)
            opened(e, call);
        if (call.function == Function::Close && call.socket)
            history.socketAt(call.socket).open = false; // even if it failed: close(2)
        if (e.result == 0 && call.socket)
            addressed(e, call);
        if (e.result == 0)
            handedOver(call);
        if (call.function == Function::Listen && e.result == 0 && call.socket)
            history.socketAt(call.socket).role = SocketRecord::Role::Listener;
    }
    /// What the calls tell of addresses: of a TCP socket until it is in the kernel's table, of others for
    /// ever.
    void addressed(const CallReturned &e, const CallEntered &call) const
    {
        const bool binds = call.function == Function::Bind
            && (call.address.port() || call.address.family() == Endpoint::Family::Unix);
        const bool asks = call.function == Function::Getsockname;
        const bool connects = call.function == Function::Connect;
        if (!binds && !asks && !connects)
            return;
        SocketRecord &socket = history.socketAt(call.socket);
        if (!connects)
            socket.local = binds ? call.address : e.address;
        else if (socket.protocol != SocketRecord::Protocol::Tcp)
            socket.remote = call.address;
    }
    /// pthread_create gave a descriptor to another thread of the process: what happens to its socket is that
    /// thread's doing from now on.
    void handedOver(const CallEntered &call) const
    {
        const auto thread = threadStartedBy(call, history.actors_.size());
        if (!thread || !call.socket)
            return;
        SocketRecord &socket = history.socketAt(call.socket);
        socket.actor = *thread;
        socket.handedOver = true;
    }
    void opened(const CallReturned &e, const CallEntered &call) const
    {
        SocketRecord &socket = history.socketAt(e.socket);
        socket.actor = call.actor;
        socket.open = true;
        socket.fd = e.fd;
        socket.inode = e.inode;
        if (call.function == Function::Socket)
            socket.protocol = protocolOf(call.args);
        if (call.function == Function::Accept) {
            const SocketId listener = call.socket;
            socket.protocol = listener ? history.sockets_[listener - 1].protocol : socket.protocol;
            socket.role = SocketRecord::Role::Connection;
            socket.listener = call.socket;
            socket.remote = e.address;
        }
    }
    void operator()(const StateChanged &e) const
    {
        // First, because it may move the table that socketAt() refers into.
        const ActorId parent = e.listener ? history.socketAt(e.listener).actor : ActorId {0};
        SocketRecord &socket = history.socketAt(e.socket);
        if (e.listener) {
            socket.role = SocketRecord::Role::Connection;
            socket.listener = e.listener;
            if (socket.fd < 0) // nobody has accepted it yet
                socket.actor = parent;
        }
        socket.state = e.to;
        socket.local = e.local;
        socket.remote = e.remote;
        socket.sample = e.sample;
        socket.sampledAt = t;
    }
    void operator()(const Sampled &e) const
    {
        SocketRecord &socket = history.socketAt(e.socket);
        socket.sample = e.sample;
        socket.sampledAt = t;
    }
    void operator()(const ProgramShown &e) const
    {
        ActorRecord &actor = history.actors_[e.actor];
        actor.program = n;
        if (e.from == 0)
            actor.programParts.clear();
        actor.programParts.push_back(n);
        if (e.from == 0 && std::exchange(actor.killed, false))
            actor.lastCallOfLine.clear(); // those were of another process
    }
    void operator()(const MessageTyped &) const { }
    void operator()(const SegmentSent &e) const { history.takeSegment(n, e); }
    void operator()(const SegmentMoved &e) const
    {
        SegmentRecord &segment = history.segments_.edit(e.segment - 1);
        if (e.phase == SegmentPhase::Absorbed) {
            ++segment.absorbed;
            return;
        }
        segment.phase = e.phase;
        segment.reason = e.reason;
        if (e.phase == SegmentPhase::Delivered || e.phase == SegmentPhase::Dropped)
            segment.moved = n;
    }
    void operator()(const CableMoved &e) const { history.plugged_ = e.plugged; }
    void operator()(const OutsideSeen &e) const { history.socketAt(e.socket).outside = n; }
    void operator()(const ActorKilled &e) const
    {
        ended(e.actor);
        for (const ActorId thread : e.threads)
            ended(thread);
        for (const SocketId socket : e.closed)
            history.socketAt(socket).open = false;
    }
    void ended(ActorId id) const
    {
        ActorRecord &actor = history.actors_[id];
        actor.current = 0;
        actor.killed = true;
        actor.kills.push_back(n);
    }
};

std::optional<ActorId> threadStartedBy(const CallEntered &call, std::size_t actors)
{
    const auto thread = call.args.find(ArgumentName::Thread);
    const bool known = call.function == Function::PthreadCreate && thread && *thread >= 0
        && static_cast<std::size_t>(*thread) < actors;
    return known ? std::optional(static_cast<ActorId>(*thread)) : std::nullopt;
}

const ActorKilled *History::killedIn(CallId call) const
{
    const SharedVector<EventIndex, 8> &kills = actors_[entered(call).actor].kills;
    const auto after = std::partition_point(
        kills.begin(), kills.end(), [&](EventIndex n) { return n < this->call(call).entered; });
    if (after == kills.end())
        return nullptr;
    const auto *killed = std::get_if<ActorKilled>(&recording_.at(*after).body);
    return killed && (killed->call == call || !returned(call)) ? killed : nullptr;
}

const OutsideSeen *History::outsideOf(SocketId socket) const
{
    const EventIndex n = this->socket(socket).outside;
    return n == kNoEvent ? nullptr : &std::get<OutsideSeen>(recording_.at(n).body);
}

History::History(const Recording &recording)
    : recording_(recording)
    , actors_(recording.header().actors.size())
{
}

void History::advance(EventIndex end)
{
    end = std::min(end, recording_.size());
    for (; size_ < end; ++size_) {
        const Event &event = recording_.at(size_);
        std::visit(Reader {*this, size_, event.t}, event.body);
        precedents_.take(*this, size_);
    }
}

void History::takeSegment(EventIndex n, const SegmentSent &sent)
{
    SegmentRecord &segment = segments_.push_back({});
    segment.sent = n;
    const auto packet = decodePacket(sent.raw);
    if (!packet || packet->protocol != Packet::Protocol::Tcp)
        return;
    const bool opens = packet->has(tcp_flag::kSyn);
    if (opens)
        streams_.edit({packet->source, packet->destination}) = {packet->seq, packet->windowShift};
    const StreamStart *ours = streams_.find({packet->source, packet->destination});
    const StreamStart *theirs = streams_.find({packet->destination, packet->source});
    if (ours)
        segment.seqBase = ours->initial;
    if (theirs)
        segment.ackBase = theirs->initial;
    // A SYN's window is never scaled, and scaling needs the option from both (RFC 7323 2.2).
    const bool scaled = !opens && ours && theirs && ours->windowShift && theirs->windowShift;
    constexpr std::uint8_t kMostShift = 14; // RFC 7323 2.3
    if (scaled)
        segment.windowShift = std::min(*ours->windowShift, kMostShift);
    if (!packet->has(tcp_flag::kRst))
        windows_.edit({packet->source, packet->destination}) = std::uint32_t {packet->window}
            << segment.windowShift;
}

std::optional<std::uint32_t> History::offeredWindow(SocketId id) const
{
    const SocketRecord &one = socket(id);
    const std::uint32_t *known = windows_.find({one.local, one.remote});
    return known ? std::optional(*known) : std::nullopt;
}

const SegmentSent &History::sent(SegmentId id) const
{
    return std::get<SegmentSent>(recording_.at(segment(id).sent).body);
}

SocketRecord &History::socketAt(SocketId socket)
{
    assert(socket > 0); // a call may be about no socket of ours: whoever asks has made sure
    if (sockets_.size() < socket)
        sockets_.resize(socket);
    SocketRecord &record = sockets_.edit(socket - 1);
    record.exists = true;
    return record;
}

const CallEntered &History::entered(CallId id) const
{
    return std::get<CallEntered>(recording_.at(call(id).entered).body);
}

const CallReturned *History::returned(CallId id) const
{
    const EventIndex n = call(id).returned;
    return n == kNoEvent ? nullptr : &std::get<CallReturned>(recording_.at(n).body);
}

SocketId History::peerOf(SocketId id) const
{
    const SocketRecord &one = socket(id);
    if (one.remote.port() == 0)
        return 0;
    // The latest that fits: addresses come round again, ids do not.
    for (SocketId other = socketCount(); other > 0; --other) {
        const SocketRecord &candidate = socket(other);
        if (candidate.local == one.remote && candidate.remote == one.local && other != id)
            return other;
    }
    return 0;
}

std::vector<std::string> History::programOf(ActorId id) const
{
    std::vector<std::string> lines;
    for (const EventIndex n : actor(id).programParts) {
        const auto &part = std::get<ProgramShown>(recording_.at(n).body);
        lines.resize(std::min<std::size_t>(lines.size(), part.from));
        lines.insert(lines.end(), part.lines.begin(), part.lines.end());
    }
    return lines;
}

CallId History::callOf(EventIndex n) const
{
    const EventBody &body = recording_.at(n).body;
    if (const auto *entered = std::get_if<CallEntered>(&body))
        return entered->call;
    if (const auto *blocked = std::get_if<CallBlocked>(&body))
        return blocked->call;
    if (const auto *returned = std::get_if<CallReturned>(&body))
        return returned->call;
    return 0;
}

} // namespace sockstep
