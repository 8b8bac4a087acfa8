// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/kernel_view.h"

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace sockstep {

namespace {

std::uint32_t portsKey(const Endpoint &local, const Endpoint &remote)
{
    return (std::uint32_t {local.port()} << 16) | remote.port();
}

/// Both ends of a connection are ours, and one sample may find several changes. This is the order
/// in which a segment from one end causes the next change at the other (RFC 9293 figures 6 and 12):
/// SYN, SYN+ACK, ACK; FIN, ACK, FIN, ACK.
int causalRank(TcpState from, TcpState to)
{
    switch (to) {
    case TcpState::Listen:
        return 0;
    case TcpState::SynSent:
        return 1;
    case TcpState::SynRecv:
        return 2;
    case TcpState::Established:
        return from == TcpState::SynSent ? 3 : 4;
    case TcpState::FinWait1:
        return 5;
    case TcpState::CloseWait:
        return 6;
    case TcpState::FinWait2:
        return 7;
    case TcpState::LastAck:
    case TcpState::Closing:
        return 8;
    case TcpState::TimeWait:
        return 9;
    case TcpState::Close:
        return 10;
    }
    return 10;
}

/// The states in which a connection can be that nobody has accepted yet. A socket of an earlier
/// session that is still closing on the same port is in none of them.
bool mayWaitForAccept(TcpState state)
{
    return state == TcpState::SynRecv || state == TcpState::Established || state == TcpState::CloseWait;
}

bool coversAddress(const Endpoint &listener, const Endpoint &local)
{
    return listener == local || (listener.isWildcard() && listener.port() == local.port());
}

} // namespace

KernelView::KernelView()
    : canBeReached_(true)
{
    tables_.push_back(std::make_unique<SockDiag>());
}

KernelView::KernelView(std::vector<std::unique_ptr<SockDiag>> tables, bool canBeReached)
    : tables_(std::move(tables))
    , canBeReached_(canBeReached)
{
}

KernelView::Entry &KernelView::add(std::uint32_t inode)
{
    Entry &entry = entries_.emplace_back();
    entry.id = static_cast<SocketId>(entries_.size());
    entry.inode = inode;
    if (inode)
        byInode_[inode] = entry.id;
    return entry;
}

/// A socket of another protocol: it has an id and nothing that the table of TCP sockets could tell.
KernelView::Entry &KernelView::addOther()
{
    Entry &entry = add(0);
    entry.isTcp = false;
    entry.gone = true;
    return entry;
}

KernelView::Entry *KernelView::find(SocketId socket)
{
    return socket && socket <= entries_.size() ? &entries_[socket - 1] : nullptr;
}

KernelView::Entry *KernelView::touch(SocketId socket)
{
    Entry *entry = find(socket);
    if (!entry || !entry->isTcp)
        return nullptr;
    entry->touched = true;
    return entry;
}

const KernelView::Entry *KernelView::find(SocketId socket) const
{
    return socket && socket <= entries_.size() ? &entries_[socket - 1] : nullptr;
}

void KernelView::setAddresses(Entry &entry, const Endpoint &local, const Endpoint &remote)
{
    entry.local = local;
    entry.remote = remote;
    if (local.port() && remote.port())
        byPorts_[portsKey(local, remote)] = entry.id;
}

SocketId KernelView::created(std::uint32_t inode, bool isTcp)
{
    if (!isTcp)
        outside_.made(inode);
    const std::lock_guard lock(mutex_);
    return isTcp ? add(inode).id : addOther().id;
}

void KernelView::bound(SocketId socket, const Endpoint &local)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->local = local;
}

void KernelView::accepting(SocketId listener)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = find(listener))
        ++entry->accepting;
}

void KernelView::acceptFailed(SocketId listener)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = find(listener))
        --entry->accepting;
}

SocketId KernelView::accepted(SocketId listener, std::uint32_t inode, const Endpoint &remote)
{
    const std::lock_guard lock(mutex_);
    Entry *parent = find(listener);
    if (parent && parent->accepting > 0)
        --parent->accepting;
    if (parent && !parent->isTcp) {
        return addOther().id;
    }
    const Endpoint local = parent ? parent->local : Endpoint();
    const auto known = byPorts_.find(portsKey(local, remote));
    if (known != byPorts_.end()) {
        Entry &entry = *find(known->second);
        if (!entry.gone && entry.listener == listener && entry.remote == remote) {
            entry.touched = true;
            entry.inode = inode;
            byInode_[inode] = entry.id;
            return entry.id;
        }
    }
    Entry &entry = add(inode);
    entry.listener = listener;
    entry.state = TcpState::Listen; // where RFC 9293 has a passive open begin
    if (!local.isWildcard())
        setAddresses(entry, local, remote);
    return entry.id;
}

void KernelView::refused(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket)) {
        entry->refused = true;
        entry->connects = false;
    }
}

void KernelView::finSent(SocketId socket, bool sent)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->finSent = sent;
}

void KernelView::endOfStream(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    Entry *entry = touch(socket);
    if (entry && !entry->finSent)
        entry->hints.peerClosedFirst = true;
}

void KernelView::abortsOnClose(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->abortsOnClose = true;
}

void KernelView::closing(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    Entry *entry = touch(socket);
    if (!entry)
        return;
    entry->finSent = true;
    // The kernel counts the peer's FIN as one byte in the queue until recv has returned 0.
    const bool finQueued = entry->state == TcpState::CloseWait && !entry->hints.peerClosedFirst;
    const bool unread = entry->sample.recvQueue > (finQueued ? 1U : 0U);
    if (entry->state == TcpState::Listen || (!unread && !entry->abortsOnClose))
        return;
    entry->hints.reset = true;
    const auto peer = byPorts_.find(portsKey(entry->remote, entry->local));
    if (peer != byPorts_.end())
        find(peer->second)->hints.reset = true;
}

void KernelView::connecting(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->connects = true;
}

void KernelView::connectFailed(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->connects = false;
}

void KernelView::connected(SocketId socket, const Endpoint &remote)
{
    const std::lock_guard lock(mutex_);
    Entry *entry = touch(socket);
    if (!entry)
        return;
    entry->remote = remote;
    entry->hasConnected = true;
    entry->localMayBeOld = true; // until a look sees the connection
}

void KernelView::reset(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    if (Entry *entry = touch(socket))
        entry->hints.reset = true;
}

void KernelView::closed(SocketId socket)
{
    const std::lock_guard lock(mutex_);
    Entry *entry = touch(socket);
    if (!entry)
        return;
    entry->held = false;
    byInode_.erase(entry->inode);
}

KernelView::Entry *KernelView::match(const DiagRow &row)
{
    if (row.inode) {
        const auto found = byInode_.find(row.inode);
        if (found != byInode_.end())
            return find(found->second);
    }
    const auto found = byPorts_.find(portsKey(row.local, row.remote));
    if (found == byPorts_.end()) {
        // Connected and closed again before we looked once: its peer, if that is ours, knows its port.
        const auto peer = byPorts_.find(portsKey(row.remote, row.local));
        if (peer == byPorts_.end() || !find(peer->second)->listener)
            return nullptr;
        const auto unseen = std::find_if(entries_.begin(), entries_.end(), [&](const Entry &e) {
            return !e.held && !e.gone && (e.local.isEmpty() || e.localMayBeOld) && e.remote == row.remote;
        });
        return unseen == entries_.end() ? nullptr : &*unseen;
    }
    Entry *entry = find(found->second);
    const bool same = !entry->gone && entry->local == row.local && entry->remote == row.remote;
    // A socket that a descriptor of ours holds is found by its inode, or it is not that socket.
    const bool free = !entry->held || !entry->inode;
    return same && (free || !row.inode || row.inode == entry->inode) ? entry : nullptr;
}

KernelView::Entry *KernelView::newborn(const DiagRow &row)
{
    if (!mayWaitForAccept(row.state))
        return nullptr;
    const Entry *listener = nullptr;
    for (const Entry &entry : entries_) {
        if (entry.state != TcpState::Listen || entry.listener || !coversAddress(entry.local, row.local))
            continue;
        // Two listen on one port (SO_REUSEPORT): the table does not say whose connection this is, accept
        // will.
        if (listener)
            return nullptr;
        listener = &entry;
    }
    if (!listener)
        return nullptr;
    const SocketId parent = listener->id;
    Entry &child = add(row.inode); // may move the entries
    child.listener = parent;
    child.state = TcpState::Listen;
    setAddresses(child, row.local, row.remote);
    return &child;
}

/// Only if the FINs crossed do both ends of a connection come to CLOSING or TIME_WAIT.
bool KernelView::finsCrossed(const Entry &entry) const
{
    const auto waits = [](const Entry &e) {
        const TcpState state = e.row ? e.row->state : e.state;
        return state == TcpState::Closing || state == TcpState::TimeWait;
    };
    const auto peer = byPorts_.find(portsKey(entry.remote, entry.local));
    return waits(entry) && peer != byPorts_.end() && waits(entries_[peer->second - 1]);
}

void KernelView::collectChanges(Entry &entry, std::vector<Change> &changes) const
{
    // The kernel lists every TCP socket but those in CLOSE: absence is its word for that state.
    const TcpState now = entry.row ? entry.row->state : TcpState::Close;
    std::vector<TcpState> path;
    entry.hints.finsCrossed = finsCrossed(entry);
    // Looks may have found the connection attempt under way, and even its end, before connect came back;
    // else it came and went inside the call.
    const bool unseen = entry.state != TcpState::SynSent && !entry.attemptShown;
    if (entry.refused && now == TcpState::Close && unseen)
        path = {TcpState::SynSent, TcpState::Close};
    else if (now != entry.state)
        path = pathBetween(entry.state, now, entry.hints);
    if (std::exchange(entry.refused, false))
        entry.attemptShown = false;
    if (now == TcpState::SynSent) // perhaps of the next attempt already
        entry.attemptShown = true;

    for (std::size_t i = 0; i < path.size(); ++i) {
        StateChanged event;
        event.socket = entry.id;
        event.listener = entry.listener;
        event.from = entry.state;
        event.to = path[i];
        event.local = entry.local;
        event.remote = entry.remote;
        const bool present = i + 1 == path.size();
        event.evidence = present ? Evidence::Observed : Evidence::Inferred;
        if (present && entry.row)
            event.sample = entry.row->sample;
        changes.push_back({causalRank(event.from, event.to), event});
        entry.state = path[i];
    }
}

bool KernelView::sample(Recording &recording)
{
    if (!sampleSockets(recording))
        return false;
    if (canBeReached_)
        lookOutside(recording);
    return true;
}

bool KernelView::sampleSockets(Recording &recording)
{
    {
        // Before the first socket and after the last there is nothing to ask about.
        const std::lock_guard lock(mutex_);
        if (entries_.empty())
            return true;
        for (Entry &entry : entries_)
            entry.touched = false;
    }
    rows_.clear();
    for (const auto &table : tables_) {
        for (const int family : {AF_INET, AF_INET6}) {
            if (family == AF_INET6 && !withIPv6_.load())
                continue;
            if (!table->dump(oneTable_, 0, family)) {
                error_ = table->error();
                failedStep_ = table->failedStep();
                return false;
            }
            rows_.insert(rows_.end(), oneTable_.begin(), oneTable_.end());
        }
    }

    const std::lock_guard lock(mutex_);
    for (Entry &entry : entries_)
        entry.row = nullptr;
    for (const DiagRow &row : rows_) {
        Entry *entry = match(row);
        if (!entry)
            entry = newborn(row);
        if (!entry)
            continue;
        if (entry->hasConnected && row.state == TcpState::SynSent)
            continue; // the dump is older than that: an attempt that was refused, from another port
        entry->row = &row;
        entry->localMayBeOld = false;
        entry->connects = false;
        if (entry->local != row.local || entry->remote != row.remote)
            setAddresses(*entry, row.local, row.remote);
    }

    std::vector<Change> changes;
    std::vector<Sampled> samples;
    for (Entry &entry : entries_) {
        // The dump may be older than what we were told meanwhile: then absence means nothing yet.
        if (entry.gone || (!entry.row && entry.touched))
            continue;
        const std::size_t before = changes.size();
        collectChanges(entry, changes);
        const SocketSample sample = entry.row ? entry.row->sample : SocketSample {};
        const bool moved = sample.recvQueue != entry.sample.recvQueue
            || sample.sendQueue != entry.sample.sendQueue || sample.timer != entry.sample.timer
            || sample.timer == SocketTimer::TimeWait;
        if (changes.size() == before && moved)
            samples.push_back({entry.id, sample});
        entry.sample = sample;
        if (!entry.held && !entry.row)
            entry.gone = true;
    }
    std::stable_sort(
        changes.begin(), changes.end(), [](const Change &a, const Change &b) { return a.rank < b.rank; });
    std::vector<EventBody> found;
    for (const Change &change : changes)
        found.emplace_back(change.event);
    found.insert(found.end(), samples.begin(), samples.end());
    recording.append(std::move(found));
    return true;
}

/// The entry at the far end of \p entry, which may be itself; null if there is none.
const KernelView::Entry *KernelView::farEndOf(const Entry &entry) const
{
    const auto found = byPorts_.find(portsKey(entry.remote, entry.local));
    const Entry *other = found == byPorts_.end() ? nullptr : find(found->second);
    const bool fits = other && other->local.unmapped() == entry.remote.unmapped()
        && other->remote.unmapped() == entry.local.unmapped();
    return fits ? other : nullptr;
}

OutsideWatch::OwnSockets KernelView::ownSockets() const
{
    OutsideWatch::OwnSockets own;
    const std::lock_guard lock(mutex_);
    for (const Entry &entry : entries_) {
        own.inodes.insert(entry.inode);
        own.hasUnseenClient |= entry.isTcp && entry.connects; // also one that has come and gone since
        if (entry.accepting > 0)
            own.accepting.push_back(entry.local);
    }
    own.inodes.erase(0);
    return own;
}

/// After a sample: is anybody else at the far end of a socket of ours? The kernel is asked without the lock.
void KernelView::lookOutside(Recording &recording)
{
    std::vector<OutsideWatch::Connection> unknown;
    {
        const std::lock_guard lock(mutex_);
        for (Entry &entry : entries_) {
            const bool isConnected = entry.isTcp && !entry.gone && entry.row && entry.remote.port() != 0
                && entry.row->state != TcpState::SynSent && entry.row->state != TcpState::SynRecv;
            if (!isConnected || entry.farEndKnown)
                continue;
            entry.farEndKnown = farEndOf(entry) != nullptr;
            if (!entry.farEndKnown)
                unknown.push_back({entry.id, entry.listener == 0, entry.local, entry.remote});
        }
    }
    std::vector<OutsideSeen> seen;
    for (const OutsideWatch::Connection &connection : unknown) {
        const auto rows = OutsideWatch::rowsOf(connection, *tables_.front());
        const bool known = OutsideWatch::recognise(connection, rows, ownSockets(), seen);
        const std::lock_guard lock(mutex_);
        find(connection.socket)->farEndKnown = known;
    }
    outside_.recogniseSenders(*tables_.front(), withIPv6_.load(), seen);
    for (OutsideSeen &one : seen)
        recording.append(std::move(one));
}

bool KernelView::anythingLeft() const
{
    const std::lock_guard lock(mutex_);
    return std::any_of(entries_.begin(), entries_.end(), [](const Entry &e) { return !e.gone && e.isTcp; });
}

bool KernelView::anyClock() const
{
    const std::lock_guard lock(mutex_);
    return std::any_of(entries_.begin(), entries_.end(), [](const Entry &e) {
        return e.sample.timer != SocketTimer::None && e.sample.timer != SocketTimer::Keepalive;
    });
}

bool KernelView::anythingPassing() const
{
    const std::lock_guard lock(mutex_);
    return !unseen_ && std::any_of(entries_.begin(), entries_.end(), [](const Entry &e) {
        return e.state == TcpState::SynSent || e.state == TcpState::SynRecv || e.state == TcpState::FinWait1
            || e.state == TcpState::Closing || e.state == TcpState::LastAck;
    });
}

bool KernelView::anythingUnacknowledged() const
{
    const std::lock_guard lock(mutex_);
    return !unseen_ && std::any_of(entries_.begin(), entries_.end(), [](const Entry &e) {
        return e.sample.timer == SocketTimer::Retransmit;
    });
}

bool KernelView::anyTimer() const
{
    const std::lock_guard lock(mutex_);
    return !unseen_ && std::any_of(entries_.begin(), entries_.end(), [](const Entry &e) {
        return e.sample.timer == SocketTimer::Retransmit || e.sample.timer == SocketTimer::ZeroWindowProbe;
    });
}

bool KernelView::somethingToRead(SocketId socket) const
{
    const std::lock_guard lock(mutex_);
    const Entry *entry = find(socket);
    if (!entry || unseen_)
        return false;
    const bool ended = entry->state == TcpState::CloseWait || entry->state == TcpState::LastAck
        || entry->state == TcpState::Closing || entry->state == TcpState::TimeWait;
    return entry->sample.recvQueue > 0 || ended;
}

} // namespace sockstep
