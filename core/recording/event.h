// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a recording is made of: one value type per event. An event is immutable once it is recorded.
// The words are those of the file format, which the README describes.

#include "core/base/endpoint.h"
#include "core/base/vocabulary.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sockstep {

using ActorId = std::uint8_t; ///< index into Header::actors
using CallId = std::uint32_t; ///< from 1, in the order in which calls were entered; 0 is none
using SegmentId = std::uint32_t; ///< from 1, in the order in which the wire took them; 0 is none
using SocketId = std::uint32_t; ///< from 1, never used twice (a descriptor's number is); 0 is none
using EventIndex = std::uint32_t; ///< "n" in a file: position in the recording, from 0

/// An actor entered a system call. Recorded on the actor's thread, immediately before the call.
struct CallEntered {
    CallId call = 0;
    SocketId socket = 0; ///< the socket that the call is about; 0 for socket()
    ActorId actor = 0;
    Function function {};
    std::uint16_t line = 0; ///< the program's line that made it, from 1; 0 if there is no program
    Arguments args;
    Endpoint address; ///< for bind and connect
    std::string data; ///< the bytes given to send; for poll, what it asks about (poll_set.h)
    friend bool operator==(const CallEntered &, const CallEntered &) = default;
};

/// The kernel had put the calling thread to sleep when we asked (/proc/self/task/TID/stat).
struct CallBlocked {
    CallId call = 0;
    friend bool operator==(const CallBlocked &, const CallBlocked &) = default;
};

/// A system call returned. Recorded on the actor's thread, immediately after the call.
struct CallReturned {
    std::int64_t result = 0; ///< as the C function returns it: -1 for an error
    CallId call = 0;
    int error = 0; ///< errno where result is -1, else 0
    SocketId socket = 0; ///< the socket that socket() or accept() made
    int fd = -1; ///< its descriptor
    std::uint32_t inode = 0; ///< its inode, as in /proc/self/fd
    std::int32_t value = 0; ///< the option's value that getsockopt filled in
    bool hasValue = false; ///< did getsockopt fill one in?
    bool isReadyList = false; ///< \c data is what poll found ready
    Endpoint address; ///< what accept or getsockname filled in
    std::string data; ///< the bytes that recv got; for poll, what is ready (poll_set.h)
    friend bool operator==(const CallReturned &, const CallReturned &) = default;
};

/// What the kernel says of one socket beside its state (sock_diag(7)).
struct SocketSample {
    std::uint32_t recvQueue = 0; ///< bytes not yet read; for a listener, connections waiting for accept
    std::uint32_t sendQueue = 0; ///< bytes not yet acknowledged; for a listener, the backlog
    std::uint32_t timerMs = 0; ///< milliseconds until the timer fires
    SocketTimer timer = SocketTimer::None;
    /// SO_RCVBUF and SO_SNDBUF, as the kernel counts them: with its own overhead. 0 if it did not say.
    std::uint32_t recvBuffer = 0;
    std::uint32_t sendBuffer = 0;
    friend bool operator==(const SocketSample &, const SocketSample &) = default;
};

/// A socket went from one TCP state to another.
struct StateChanged {
    SocketId socket = 0;
    SocketId listener = 0; ///< for a connection's first state: the listener it came from
    TcpState from = TcpState::Close;
    TcpState to = TcpState::Close;
    Evidence evidence = Evidence::Observed;
    Endpoint local;
    Endpoint remote;
    SocketSample sample;
    friend bool operator==(const StateChanged &, const StateChanged &) = default;
};

/// The state is the same but a queue or the timer is not. TIME_WAIT's clock is recorded this way.
struct Sampled {
    SocketId socket = 0;
    SocketSample sample;
    friend bool operator==(const Sampled &, const Sampled &) = default;
};

/// The program that an actor runs from here on: the very lines that the window shows.
struct ProgramShown {
    ActorId actor = 0;
    std::vector<std::string> lines;
    std::uint32_t from = 0; ///< the lines before this one, from 0, stay as they were: a program that grows
    friend bool operator==(const ProgramShown &, const ProgramShown &) = default;
};

/// The person gave an actor a message to send. Its calls come later, when the actor is stepped.
struct MessageTyped {
    ActorId actor = 0;
    std::string data;
    friend bool operator==(const MessageTyped &, const MessageTyped &) = default;
};

/// One of the lab's hosts put a packet on the wire, or the wire made a copy of one.
struct SegmentSent {
    SegmentId segment = 0;
    SegmentId original = 0; ///< the segment that this one is a copy of; 0 if it is new
    Host from {};
    bool byWire = false; ///< the wire made the copy; else the kernel sent it once more
    std::string raw; ///< from the IP header on
    friend bool operator==(const SegmentSent &, const SegmentSent &) = default;
};

/// What became of a segment.
struct SegmentMoved {
    SegmentId segment = 0;
    SegmentPhase phase {}; ///< anything but Sent
    DropReason reason = DropReason::None; ///< for Dropped
    friend bool operator==(const SegmentMoved &, const SegmentMoved &) = default;
};

/// The person pulled the wire's cable out, or plugged it in again.
struct CableMoved {
    bool plugged = true;
    friend bool operator==(const CableMoved &, const CableMoved &) = default;
};

/// The far end of a connection, or the sender of a datagram, is no socket of the session: somebody else's.
struct OutsideSeen {
    SocketId socket = 0; ///< of the session
    Endpoint address; ///< of the other
    std::string program; ///< that has it, as "nc[4711]"; empty if the kernel does not tell
    std::string user; ///< whose it is; empty if the kernel does not list it
    friend bool operator==(const OutsideSeen &, const OutsideSeen &) = default;
};

/// A signal has ended an actor's process: the program never sees what \c call returned, its other threads end
/// in the middle of theirs, and the kernel closes the descriptors, which is no call of anybody. Recorded when
/// nothing moves in the process any more, before the first descriptor is closed. What one of its actors does
/// later is another process's, whose program is shown before.
struct ActorKilled {
    CallId call = 0; ///< with which the signal came
    ActorId actor = 0; ///< who had made it
    int signal = 0; ///< as signal(7) numbers it
    std::vector<ActorId> threads; ///< the other actors that end with it
    std::vector<SocketId> closed; ///< by the kernel, in the order of their descriptors
    friend bool operator==(const ActorKilled &, const ActorKilled &) = default;
};

using EventBody = std::variant<CallEntered, CallBlocked, CallReturned, StateChanged, Sampled, ProgramShown,
    MessageTyped, SegmentSent, SegmentMoved, CableMoved, OutsideSeen, ActorKilled>;

struct Event {
    std::chrono::nanoseconds t {}; ///< monotonic, since the session began
    EventBody body;
    friend bool operator==(const Event &, const Event &) = default;
};

/// The first line of a recording: what was run, where and when.
struct Header {
    std::string started; ///< ISO 8601, UTC, milliseconds: "2026-11-22T10:00:00.123Z"
    std::string network = "loopback";
    std::string kernel; ///< uname's sysname and release: "Linux 6.1.0"
    std::string lesson;
    std::vector<std::string> actors; ///< ActorId is an index into this
    friend bool operator==(const Header &, const Header &) = default;
};

} // namespace sockstep
