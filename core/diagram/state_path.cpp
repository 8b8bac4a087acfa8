// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/state_path.h"

#include <algorithm>
#include <cassert>

namespace sockstep {

/// One event into the tracks and walks.
struct StatePath::Reader {
    StatePath &path;
    EventIndex n;

    void operator()(const CallEntered &call) const
    {
        if (call.socket == 0)
            return;
        Track &track = path.track(call.socket);
        switch (call.function) {
        case Function::Listen:
            track.listened = call.call;
            break;
        case Function::Connect:
            track.connected = call.call;
            break;
        case Function::Close:
            track.closed = call.call;
            [[fallthrough]];
        case Function::Shutdown:
            if (track.finished == 0)
                track.finished = call.call;
            break;
        default:
            break;
        }
    }
    void operator()(const CallReturned &returned) const
    {
        const CallEntered &call = path.history_->entered(returned.call);
        if (call.function == Function::Shutdown && call.socket != 0 && returned.error != 0) {
            Track &track = path.track(call.socket);
            if (track.finished == returned.call) // it sent nothing: the FIN is yet to come
                track.finished = 0;
        }
        if (call.function != Function::Socket || returned.socket == 0)
            return;
        const std::string &actor = path.history_->recording().header().actors[call.actor];
        Walk &walk = actor.starts_with("client") ? path.client_ : path.server_;
        // A later socket takes over when it has a state of its own: most of what a server binds again
        // never listens.
        if (walk.socket == 0) {
            walk.socket = returned.socket;
            walk.present = TcpState::Close;
            path.changed_ = true;
        }
    }
    void operator()(const StateChanged &change) const
    {
        Track &track = path.track(change.socket);
        track.local = change.local;
        track.remote = change.remote;
        Walk *walk = path.walkOf(change);
        if (!walk)
            return;
        StateStep step;
        step.number = static_cast<unsigned>(walk->steps.size()) + 1;
        step.from = change.from;
        step.to = change.to;
        step.evidence = change.evidence;
        step.event = n;
        step.socket = change.socket;
        if (const Transition *known = findTransition(change.from, change.to)) {
            step.cause = known->cause;
            step.call = path.callBehind(change, known->cause);
        }
        walk->steps.push_back(step);
        path.changed_ = true;
        // The listener goes on beside its connection, and is not where the server's end is.
        if (walk->connection == 0 || walk->connection == change.socket)
            walk->present = change.to;
    }
    void operator()(const ActorKilled &killed) const
    {
        for (const SocketId socket : killed.closed) {
            Track &track = path.track(socket);
            track.closed = killed.call;
            if (track.finished == 0)
                track.finished = killed.call;
        }
    }
    template <typename Other> void operator()(const Other &) const { }
};

bool StatePath::advance()
{
    changed_ = false;
    for (; next_ < history_->size(); ++next_)
        std::visit(Reader {*this, next_}, history_->recording().at(next_).body);
    return changed_;
}

StatePath::Track &StatePath::track(SocketId socket)
{
    assert(socket > 0); // a call may be about no socket of ours: whoever asks has made sure
    if (tracks_.size() < socket)
        tracks_.resize(socket);
    return tracks_.edit(socket - 1);
}

/// Not History's: that may know more already than the recording did at this event.
SocketId StatePath::peerOf(const Track &track) const
{
    if (track.remote.port() == 0)
        return 0;
    // The latest that fits: addresses come round again, ids do not.
    for (std::size_t id = tracks_.size(); id > 0; --id) {
        const Track &other = tracks_[id - 1];
        if (&other != &track && other.local == track.remote && other.remote == track.local)
            return static_cast<SocketId>(id);
    }
    return 0;
}

/// Whose path the change belongs to, begun anew if its socket is; null for a socket that another has
/// taken the place of.
StatePath::Walk *StatePath::walkOf(const StateChanged &change)
{
    const SocketId socket = change.socket;
    if (change.listener != 0) {
        if (change.listener != server_.socket)
            return nullptr;
        if (socket > server_.connection) {
            std::erase_if(
                server_.steps, [this](const StateStep &step) { return step.socket != server_.socket; });
            for (unsigned number = 0; StateStep & step : server_.steps)
                step.number = ++number;
            server_.connection = socket;
        }
        return socket == server_.connection ? &server_ : nullptr;
    }
    if (socket == client_.socket && change.to != TcpState::Listen)
        return &client_;
    if (socket == server_.socket && change.to != TcpState::SynSent)
        return &server_;
    if (change.to == TcpState::Listen || change.to == TcpState::SynSent) {
        Walk &walk = change.to == TcpState::Listen ? server_ : client_;
        walk = {};
        walk.socket = socket;
        return &walk;
    }
    return nullptr;
}

CallId StatePath::callBehind(const StateChanged &change, Cause cause)
{
    const Track &own = track(change.socket);
    const SocketId peerSocket = peerOf(own);
    const Track peer = peerSocket ? tracks_[peerSocket - 1] : Track {};
    switch (cause) {
    case Cause::ListenCalled:
        return own.listened;
    case Cause::ConnectCalled:
    case Cause::SynAckReceived:
        return own.connected;
    case Cause::SynReceived:
    case Cause::AckOfSynReceived:
        return peer.connected;
    case Cause::ClosedByUs:
    case Cause::AckOfFinReceived:
        return own.finished;
    case Cause::FinReceived:
    case Cause::FinAndAckReceived:
        return peer.finished;
    case Cause::ListenerClosed:
        return own.closed;
    case Cause::TwoMinutesOver:
        return 0;
    case Cause::Reset:
        if (change.from == TcpState::SynSent)
            return own.connected; // refused
        // Whoever closed first tore it down: the other end could only close what was gone already.
        return own.closed && peer.closed ? std::min(own.closed, peer.closed)
                                         : std::max(own.closed, peer.closed);
    }
    return 0;
}

} // namespace sockstep
