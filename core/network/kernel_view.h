// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/outside_watch.h"
#include "core/network/sock_diag.h"
#include "core/network/tcp_transitions.h"
#include "core/recording/recording.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace sockstep {

/// What the kernel says of the sockets of one session, and only of those. Actors tell it which
/// sockets they made and how they closed them; sample() finds them in the kernel's table, by inode
/// while a descriptor holds them and by both addresses before accept and after close, and records
/// what changed.
///
/// Threads: actors call the functions that name a socket, one monitor thread calls sample().
class KernelView {
public:
    /// Reads the sockets of the network namespace of the calling thread.
    KernelView();
    /// Reads those of several namespaces, each from its own table. \p canBeReached: others are on the network
    /// too, and are to be told apart from the session (one table).
    explicit KernelView(std::vector<std::unique_ptr<SockDiag>> tables, bool canBeReached = false);

    /// socket() returned: a new socket of ours. One that is not TCP has an id, but no state.
    SocketId created(std::uint32_t inode, bool isTcp = true);
    /// From now on IPv6 sockets are looked for as well: another table, and half a millisecond more a sample.
    void watchIPv6() { withIPv6_ = true; }
    /// bind() or getsockname() told the address of \p socket.
    void bound(SocketId socket, const Endpoint &local);
    /// accept() on \p listener begins: what the kernel makes of it is ours before anybody has told.
    void accepting(SocketId listener);
    /// It came to nothing.
    void acceptFailed(SocketId listener);
    /// accept() on \p listener returned the connection with \p remote. The kernel has had that
    /// connection since the handshake, so a sample may have given it an id already.
    SocketId accepted(SocketId listener, std::uint32_t inode, const Endpoint &remote);
    /// connect() was refused: SYN_SENT came and went inside the call.
    void refused(SocketId socket);
    /// shutdown(SHUT_WR) or close(): we send FIN now, if nobody has before. Or else: the call has failed, and
    /// sent nothing.
    void finSent(SocketId socket, bool sent = true);
    /// recv() returned 0: the peer's FIN has come.
    void endOfStream(SocketId socket);
    /// SO_LINGER {1, 0} was set: close() will send RST instead of FIN.
    void abortsOnClose(SocketId socket);
    /// close(), perhaps with bytes that nobody has read: the kernel sends RST instead of FIN, if so.
    void closing(SocketId socket);
    /// connect() begins.
    void connecting(SocketId socket);
    /// It came to nothing, and nothing of it goes on.
    void connectFailed(SocketId socket);
    /// recvfrom() on \p socket got a datagram of \p sender.
    void received(SocketId socket, const Endpoint &sender) { outside_.received(socket, sender); }
    /// connect() succeeded.
    void connected(SocketId socket, const Endpoint &remote);
    /// A call failed with ECONNRESET or EPIPE.
    void reset(SocketId socket);
    /// close() returned: no descriptor holds it any more.
    void closed(SocketId socket);

    /// Asks the kernel, and appends what changed since the last time: first the states, passed
    /// through or present, in the order in which one end causes the other; then queues and timers.
    /// False, with an error() and the step that failed, if the kernel would not answer.
    bool sample(Recording &recording);
    int error() const { return error_; }
    const std::string &failedStep() const { return failedStep_; }
    /// The kernel does not answer any more: what is said "by the last sample" is no, for nothing is known.
    void setUnseen(bool unseen) { unseen_ = unseen; }

    /// Does the kernel's table still list any socket of ours (open, or closing, or in TIME_WAIT)?
    bool anythingLeft() const;
    /// By the last sample: does a clock run that is recorded as it goes on, or that ends in something?
    bool anyClock() const;
    /// By the last sample: is a socket in a state that ends when the peer's kernel has answered?
    bool anythingPassing() const;
    /// By the last sample: has a connection sent what the peer has not acknowledged?
    bool anythingUnacknowledged() const;
    /// By the last sample: will the kernel send something again if nothing comes?
    bool anyTimer() const;
    /// By the last sample: would a recv or accept that sleeps on \p socket find something? Then its
    /// thread is about to wake up.
    bool somethingToRead(SocketId socket) const;

private:
    struct Entry {
        SocketId id = 0;
        SocketId listener = 0;
        std::uint32_t inode = 0;
        Endpoint local;
        Endpoint remote;
        TcpState state = TcpState::Close;
        SocketSample sample;
        PathHints hints;
        bool isTcp = true;
        bool held = true; ///< by a descriptor, or by the accept queue
        bool gone = false; ///< closed, and the kernel lists it no more
        bool finSent = false;
        bool abortsOnClose = false;
        bool refused = false;
        bool attemptShown = false; ///< SYN_SENT has been recorded since the last connect was refused
        bool hasConnected = false; ///< connect returned 0
        bool connects = false; ///< connect has begun, and the kernel has not listed the attempt yet
        bool farEndKnown = false; ///< whose it is
        int accepting = 0; ///< calls of accept() that have not told yet what they made
        /// That was seen of an attempt before, which was refused: each gets a port of its own.
        bool localMayBeOld = false;
        bool touched = true; ///< an actor told something of it since the last dump began
        const DiagRow *row = nullptr; ///< during sample()
    };
    /// A change of state with its place in the order of cause and effect.
    struct Change {
        int rank;
        StateChanged event;
    };

    Entry &add(std::uint32_t inode);
    Entry &addOther();
    Entry *find(SocketId socket);
    Entry *touch(SocketId socket);
    const Entry *find(SocketId socket) const;
    void setAddresses(Entry &entry, const Endpoint &local, const Endpoint &remote);
    Entry *match(const DiagRow &row);
    Entry *newborn(const DiagRow &row);
    bool finsCrossed(const Entry &entry) const;
    bool sampleSockets(Recording &recording);
    void lookOutside(Recording &recording);
    OutsideWatch::OwnSockets ownSockets() const;
    const Entry *farEndOf(const Entry &entry) const;
    void collectChanges(Entry &entry, std::vector<Change> &changes) const;

    std::vector<std::unique_ptr<SockDiag>> tables_; // the monitor's alone, as the next four
    std::vector<DiagRow> rows_;
    std::vector<DiagRow> oneTable_;
    int error_ = 0;
    std::string failedStep_;
    const bool canBeReached_;
    OutsideWatch outside_;
    std::atomic<bool> withIPv6_ = false;
    std::atomic<bool> unseen_ = false;
    mutable std::mutex mutex_; // guards what follows
    std::vector<Entry> entries_; // index is id − 1
    std::unordered_map<std::uint32_t, SocketId> byInode_;
    std::unordered_map<std::uint32_t, SocketId> byPorts_; // local port · 2^16 + remote port
};

} // namespace sockstep
