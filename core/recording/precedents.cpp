// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/precedents.h"

#include "core/packet/packet.h"
#include "core/recording/history.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

/// A kind of event as a number: what happened, and up to three things that tell it from others of the sort.
enum class Sort : std::uint8_t { None, Blocked, Returned, Failed, State, Sent, Moved };
constexpr std::uint64_t kNoKind = 0;

constexpr std::uint64_t kind(Sort sort, unsigned one, unsigned two = 0, unsigned three = 0)
{
    return (std::uint64_t {static_cast<unsigned>(sort)} << 56) | (std::uint64_t {one & 0xFFFF} << 40)
        | (std::uint64_t {two & 0xFFFF} << 24) | (three & 0xFFFFFF);
}

unsigned protocolOf(const History &history, SocketId socket)
{
    return static_cast<unsigned>(history.socket(socket).protocol);
}

/// What tells one close() from another: of a listener, of an end that has sent its FIN, of a connection.
unsigned closingOf(const History &history, const CallEntered &call)
{
    const Precedents &precedents = history.precedents();
    const SocketPast &past = precedents.of(call.socket);
    const EventIndex entered = history.call(call.call).entered;
    if (past.listening < entered)
        return 1;
    const StateChanged *change = precedents.lastChange(history.recording(), call.socket, entered);
    const SocketRecord::Role role = history.socket(call.socket).role;
    const bool hadPeer = role == SocketRecord::Role::Client || role == SocketRecord::Role::Connection;
    if (history.socket(call.socket).protocol != SocketRecord::Protocol::Tcp)
        return hadPeer ? 5 : 2; // no states, and no FIN
    // In a free run a connection may close before anybody has looked.
    if (change ? change->to == TcpState::Close : !hadPeer)
        return 2;
    return past.stoppedSending < entered ? 3 : 4;
}

/// Which of the things that a function can do: the option, the way of a shutdown, the mode of a descriptor.
unsigned detailOf(const History &history, const CallEntered &call)
{
    const SocketPast &past = history.precedents().of(call.socket);
    const EventIndex entered = history.call(call.call).entered;
    switch (call.function) {
    case Function::Close:
        return closingOf(history, call);
    case Function::Connect:
        return past.pending < entered ? 1 : 0;
    case Function::Recv:
    case Function::Read:
    case Function::Recvfrom: {
        const bool peeks = (call.args.find(ArgumentName::Flags).value_or(0) & MSG_PEEK) != 0;
        return (peeks ? 1U : 0U) | (past.stoppedReading < entered ? 2U : 0U)
            | (past.reset < entered ? 4U : 0U);
    }
    case Function::Setsockopt:
    case Function::Getsockopt:
        return static_cast<unsigned>(call.args.find(ArgumentName::Level).value_or(0)) * 1024U
            + static_cast<unsigned>(
                call.args.find(ArgumentName::Option).value_or(0)); // any, in a foreign file
    case Function::Shutdown:
        return static_cast<unsigned>(call.args.find(ArgumentName::How).value_or(SHUT_WR)) + 1;
    case Function::Fcntl:
        return (call.args.find(ArgumentName::Flags).value_or(0) & O_NONBLOCK) != 0 ? 1 : 0;
    default:
        return 0;
    }
}

/// 0 where a call came back with less than its own: the end of a stream, no time left, not all taken.
unsigned fullnessOf(const CallEntered &call, const CallReturned &returned)
{
    if (call.function == Function::Send || call.function == Function::Write)
        return returned.result < static_cast<std::int64_t>(call.data.size()) ? 0 : 1;
    const bool counts = receives(call.function) || call.function == Function::Poll
        || call.function == Function::PthreadCreate;
    return counts && returned.result == 0 ? 0 : 1;
}

std::uint64_t kindOfSegment(Sort sort, const SegmentSent &sent, unsigned more)
{
    const auto packet = decodePacket(sent.raw);
    if (!packet)
        return kind(sort, 0xFF, 0, more);
    constexpr unsigned kAbout
        = tcp_flag::kSyn | tcp_flag::kFin | tcp_flag::kRst | tcp_flag::kAck; // PSH and the rest tell nothing
    const unsigned about = packet->flags & kAbout;
    const unsigned holds = (packet->length > 0 ? 1U : 0U) | (packet->window == 0 ? 2U : 0U);
    return kind(sort, static_cast<unsigned>(packet->protocol), about << 2 | holds, more);
}

std::uint64_t kindOf(const History &history, EventIndex n)
{
    const EventBody &body = history.recording().at(n).body;
    if (const auto *blocked = std::get_if<CallBlocked>(&body)) {
        const CallEntered &call = history.entered(blocked->call);
        return kind(Sort::Blocked, static_cast<unsigned>(call.function), protocolOf(history, call.socket));
    }
    if (const auto *returned = std::get_if<CallReturned>(&body)) {
        const CallEntered &call = history.entered(returned->call);
        const auto function = static_cast<unsigned>(call.function);
        const unsigned protocol = protocolOf(history, call.socket ? call.socket : returned->socket) << 1;
        if (returned->error)
            return kind(Sort::Failed, function, protocol, static_cast<unsigned>(returned->error));
        return kind(
            Sort::Returned, function, protocol | fullnessOf(call, *returned), detailOf(history, call));
    }
    if (const auto *change = std::get_if<StateChanged>(&body))
        return kind(Sort::State, static_cast<unsigned>(change->to));
    if (const auto *sent = std::get_if<SegmentSent>(&body))
        return kindOfSegment(Sort::Sent, *sent, sent->original ? 1 : 0);
    if (const auto *moved = std::get_if<SegmentMoved>(&body))
        return kindOfSegment(
            Sort::Moved, history.sent(moved->segment), static_cast<unsigned>(moved->phase) + 1);
    return kNoKind;
}

} // namespace

/// One event into the tables.
struct Precedents::Reader {
    Precedents &past;
    const History &history;
    EventIndex n;

    void operator()(const CallEntered &e) const
    {
        if (e.socket && e.function == Function::Close)
            past.at(e.socket).closed = n;
    }
    void operator()(const ActorKilled &e) const
    {
        for (const SocketId socket : e.closed)
            past.at(socket).closed = n;
    }
    void operator()(const CallReturned &e) const
    {
        const CallEntered &call = history.entered(e.call);
        if (!call.socket)
            return;
        SocketPast &socket = past.at(call.socket);
        if (e.error)
            failed(socket, call, e.error);
        else
            succeeded(socket, call);
    }
    void failed(SocketPast &socket, const CallEntered &call, int error) const
    {
        // EPIPE is the end's own doing where it has closed its sending side.
        const bool reset = error == ECONNRESET || (error == EPIPE && socket.stoppedSending > n);
        if (reset)
            socket.reset = std::min(socket.reset, n);
        if (error == ETIMEDOUT)
            socket.timedOut = std::min(socket.timedOut, n);
        if (call.function == Function::Connect && (error == EINPROGRESS || error == EINTR))
            socket.pending = std::min(socket.pending, n);
    }
    void succeeded(SocketPast &socket, const CallEntered &call) const
    {
        switch (call.function) {
        case Function::Bind:
            socket.bound = std::min(socket.bound, n);
            break;
        case Function::Listen:
            socket.listening = std::min(socket.listening, n);
            break;
        case Function::Shutdown: {
            const auto how = call.args.find(ArgumentName::How).value_or(SHUT_WR);
            if (how != SHUT_RD)
                socket.stoppedSending = std::min(socket.stoppedSending, n);
            if (how != SHUT_WR)
                socket.stoppedReading = std::min(socket.stoppedReading, n);
            break;
        }
        case Function::Setsockopt:
            if (setsOption(call.args, "SO_LINGER"))
                socket.linger = history.call(call.call).entered;
            if (setsOption(call.args, "SO_REUSEADDR") && call.args.find(ArgumentName::Value) != 0)
                socket.reuseAddress = std::min(socket.reuseAddress, n);
            break;
        case Function::Send:
        case Function::Write:
            socket.lastSend = history.call(call.call).entered;
            break;
        default:
            break;
        }
    }
    void operator()(const StateChanged &e) const
    {
        SocketPast &socket = past.at(e.socket);
        const std::uint32_t before = socket.lastChange;
        past.changes_.push_back({n, before});
        socket.lastChange = static_cast<std::uint32_t>(past.changes_.size());
        if (before == 0)
            return;
        const Recording &recording = history.recording();
        const EventIndex passed = past.changes_[before - 1].event;
        const std::uint64_t its = kindOf(history, passed);
        const EventIndex *first = past.firsts_.find(its);
        if (recording.at(passed).t == recording.at(n).t && first && *first == passed)
            past.firsts_.edit(its) = SocketPast::kNever;
    }
    void operator()(const SegmentSent &e) const
    {
        const auto packet = decodePacket(e.raw);
        if (!packet || packet->protocol != Packet::Protocol::Tcp || !packet->has(tcp_flag::kRst))
            return;
        const Ends ends = endsOf(packet->source, packet->destination);
        if (!past.resets_.find(ends))
            past.resets_.edit(ends) = n;
    }
    template <typename Other> void operator()(const Other &) const { }
};

void Precedents::take(const History &history, EventIndex n)
{
    std::visit(Reader {*this, history, n}, history.recording().at(n).body);
    const std::uint64_t its = kindOf(history, n);
    if (its == kNoKind)
        return;
    const EventIndex *first = firsts_.find(its);
    if (!first || *first == SocketPast::kNever)
        firsts_.edit(its) = n;
}

bool Precedents::isFirstOfItsKind(const History &history, EventIndex n) const
{
    const EventIndex *first = firsts_.find(kindOf(history, n));
    return first && *first == n;
}

const SocketPast &Precedents::of(SocketId socket) const
{
    static const SocketPast none;
    return socket > 0 && socket <= sockets_.size() ? sockets_[socket - 1] : none;
}

SocketPast &Precedents::at(SocketId socket)
{
    if (sockets_.size() < socket)
        sockets_.resize(socket);
    return sockets_.edit(socket - 1);
}

const StateChanged *Precedents::lastChange(const Recording &recording, SocketId socket, EventIndex end) const
{
    for (std::uint32_t change = of(socket).lastChange; change != 0; change = changes_[change - 1].before) {
        const EventIndex n = changes_[change - 1].event;
        if (n < end)
            return &std::get<StateChanged>(recording.at(n).body);
    }
    return nullptr;
}

bool Precedents::wasIn(const Recording &recording, SocketId socket, TcpState state, EventIndex end) const
{
    for (std::uint32_t change = of(socket).lastChange; change != 0; change = changes_[change - 1].before) {
        const EventIndex n = changes_[change - 1].event;
        if (n < end && std::get<StateChanged>(recording.at(n).body).to == state)
            return true;
    }
    return false;
}

Precedents::Ends Precedents::endsOf(const Endpoint &one, const Endpoint &other)
{
    return one < other ? Ends {one, other} : Ends {other, one};
}

EventIndex Precedents::resetBetween(const Endpoint &one, const Endpoint &other) const
{
    const EventIndex *found = resets_.find(endsOf(one, other));
    return found ? *found : SocketPast::kNever;
}

} // namespace sockstep
