// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "support/segment_query.h"

#include <condition_variable>
#include <mutex>

namespace sockstep::test {

/// Calls \p act on a thread that lives on \p host and ends afterwards. A socket that is made there stays
/// there, whoever uses it. False if the host cannot be entered.
bool actOn(const Lab &lab, Host host, const std::function<void()> &act);

/// A TCP socket on \p host that does not block.
Descriptor tcpSocketOn(const Lab &lab, Host host, Endpoint::Family family = Endpoint::Family::IPv4);
/// Where the server of a lab is to be found.
Endpoint serverOf(Endpoint::Family family, std::uint16_t port);

/// Waits for an event of poll(2) on \p fd. False if it does not come.
bool waitFor(const Descriptor &fd, short event);
/// Reads what comes until it is \p length bytes, or the end of the stream or an error.
std::string receive(const Descriptor &fd, std::size_t length);

/// A lab with a wire and a recording, and no session: a test's own sockets talk across it, and none of
/// their calls blocks.
class WiredLab {
public:
    explicit WiredLab(const WireSettings &settings, WirePlan plan = {});
    ~WiredLab();

    static WireSettings stepped();
    static WireSettings automatic(std::chrono::milliseconds delay = {});

    /// A complaint if there can be no lab; empty if there is one.
    const std::string &error() const { return error_; }
    const Lab &lab() const { return *lab_; }
    Wire &wire() { return lab_->wire(); }
    const Recording &recording() const { return *recording_; }

    /// Makes the server listen on port 9000 of its host.
    bool listen(int backlog = 5, Endpoint::Family family = Endpoint::Family::IPv4);
    /// Calls it from a new socket, which becomes client().
    bool call(Endpoint::Family family = Endpoint::Family::IPv4);
    /// listen(), call(), and whatever the wire needs until accept() has returned server().
    bool connect(Endpoint::Family family = Endpoint::Family::IPv4);
    bool accept();
    const Descriptor &listener() const { return listener_; }
    const Descriptor &client() const { return client_; }
    const Descriptor &server() const { return server_; }
    void closeClient() { client_ = Descriptor(-1); }
    void closeServer() { server_ = Descriptor(-1); }

    /// Waits until \p done, asked again whenever the wire or the recording has moved. False, with what is
    /// on the wire, if it does not come.
    bool waitUntil(const std::function<bool()> &done);
    /// Waits until \p count segments are held, and no more come by themselves.
    bool waitUntilHeld(std::size_t count);
    /// Waits until nothing moves on the wire by itself.
    bool waitUntilQuiet();
    /// "client SYN" for each segment that is held.
    QStringList held() const;
    /// Delivers the oldest that is held, and waits until it is.
    bool deliverOldest();
    bool deliver(SegmentId segment);
    bool drop(SegmentId segment);
    /// Delivers, oldest first, until nothing is held and nothing moves.
    bool deliverAll();
    SegmentId heldSegment(std::size_t index) const { return lab_->wire().held().at(index).segment; }
    RecordedSegment segment(SegmentId id) const { return segmentsIn(*recording_).at(id - 1); }

private:
    bool isHeld(SegmentId segment) const;
    bool complain() const;

    // These outlive the wire, whose thread wakes us.
    mutable std::mutex mutex_;
    std::condition_variable grown_;
    bool woken_ = false; // guarded by mutex_
    std::string error_;
    std::unique_ptr<Recording> recording_;
    std::unique_ptr<Lab> lab_;
    Descriptor listener_;
    Descriptor client_;
    Descriptor server_;
};

} // namespace sockstep::test
