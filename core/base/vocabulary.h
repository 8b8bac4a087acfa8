// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The closed word lists of a recording: which system calls, arguments, TCP states and timers it can
// name, and how each is written in a file. Everything that prints one of them asks here.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sockstep {

/// A call that an actor can make: a system call, but for the last.
enum class Function : std::uint8_t {
    Socket,
    Setsockopt,
    Bind,
    Getsockname,
    Listen,
    Accept,
    Connect,
    Send,
    Recv,
    Shutdown,
    Close,
    Read,
    Write,
    Sendto,
    Recvfrom,
    Poll,
    Fcntl, ///< F_SETFL and F_GETFL
    Readlink, ///< of /proc/self/fd/N
    Unlink, ///< of the file that a Unix-domain socket is bound to
    Getsockopt,
    PthreadCreate, ///< a function of the C library, pthread_create(3): the system call below it is clone(2)
};
inline constexpr int kFunctionCount = static_cast<int>(Function::PthreadCreate) + 1;

/// Does the call give the kernel bytes to be sent, or get bytes that have come?
constexpr bool sends(Function function)
{
    return function == Function::Send || function == Function::Write || function == Function::Sendto;
}
constexpr bool receives(Function function)
{
    return function == Function::Recv || function == Function::Read || function == Function::Recvfrom;
}

std::string_view name(Function function);
std::optional<Function> functionNamed(std::string_view name);
/// The section of the manual that documents the call: 2 for system calls, 3 for the C library's.
int manualSection(Function function);

/// The name of a call's argument, as its manual page calls it.
enum class ArgumentName : std::uint8_t {
    Domain,
    Type,
    Protocol,
    Fd,
    Backlog,
    Length,
    Flags,
    How,
    Level,
    Option,
    Value,
    Command,
    Events,
    Timeout, ///< milliseconds; −1 waits for ever
    AddressLength, ///< only where it is not the address's own
    Thread, ///< the ActorId of the thread that pthread_create starts; in a file, its actor's name
};
inline constexpr int kArgumentNameCount = static_cast<int>(ArgumentName::Thread) + 1;

std::string_view name(ArgumentName argument);
std::optional<ArgumentName> argumentNamed(std::string_view name);

struct Argument {
    ArgumentName name {};
    std::int32_t value = 0;
    friend bool operator==(const Argument &, const Argument &) = default;
};

class Arguments;

/// "AF_INET", "SHUT_WR", … where the value has a name in that place, else the number.
std::string symbol(Argument argument);
/// The same for the argument \p wanted of a whole call: an option's name depends on its level. "?" if the
/// call has no such argument.
std::string symbol(const Arguments &args, ArgumentName wanted);
/// The value that \p symbol has in that place; nothing if it names none.
std::optional<std::int32_t> valueOfSymbol(ArgumentName argument, std::string_view symbol);

/// The arguments of a call in the order of its manual page. Names and values lie in arrays of their
/// own, without a heap allocation: every recorded call carries one of these.
class Arguments {
public:
    static constexpr std::size_t kCapacity = 4;

    class Iterator {
    public:
        Iterator(const Arguments &list, std::size_t index)
            : list_(&list)
            , index_(index)
        {
        }
        Argument operator*() const { return (*list_)[index_]; }
        Iterator &operator++()
        {
            ++index_;
            return *this;
        }
        friend bool operator==(const Iterator &a, const Iterator &b) { return a.index_ == b.index_; }

    private:
        const Arguments *list_;
        std::size_t index_;
    };

    Arguments() = default;
    Arguments(std::initializer_list<Argument> list);
    /// False, and nothing added, if there are kCapacity already.
    bool add(Argument argument);
    /// Replaces the argument of that name, or adds it at the front (a descriptor comes first).
    void setFirst(Argument argument);
    std::optional<std::int32_t> find(ArgumentName name) const;

    Argument operator[](std::size_t index) const { return {names_[index], values_[index]}; }
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, count_}; }
    std::size_t size() const { return count_; }
    /// What is beyond size() is always zero, so that members can be compared as they are.
    friend bool operator==(const Arguments &, const Arguments &) = default;

private:
    std::array<std::int32_t, kCapacity> values_ {};
    std::array<ArgumentName, kCapacity> names_ {};
    std::uint8_t count_ = 0;
};

/// Does a call of socket() with these arguments ask for TCP?
bool asksForTcp(const Arguments &args);

/// Is \p option, "SO_LINGER" say, the one that a call with these arguments sets or asks for?
bool setsOption(const Arguments &args, std::string_view option);

/// Bits as poll(2) has them, "POLLIN|POLLHUP"; "0" for none, and a number for what has no name.
std::string pollEventsText(int events);
std::optional<int> pollEventsNamed(std::string_view text);

/// TCP states with Linux's own numbers (include/net/tcp_states.h), as sock_diag reports them.
enum class TcpState : std::uint8_t {
    Established = 1,
    SynSent = 2,
    SynRecv = 3,
    FinWait1 = 4,
    FinWait2 = 5,
    TimeWait = 6,
    Close = 7,
    CloseWait = 8,
    LastAck = 9,
    Listen = 10,
    Closing = 11,
};
inline constexpr int kTcpStateCount = 11;

/// "ESTABLISHED", "FIN_WAIT1", … as Linux prints them.
std::string_view name(TcpState state);
std::optional<TcpState> stateNamed(std::string_view name);

/// Which timer the kernel runs for a socket (idiag_timer in sock_diag(7)).
enum class SocketTimer : std::uint8_t { None, Retransmit, Keepalive, TimeWait, ZeroWindowProbe };

std::string_view name(SocketTimer timer);
std::optional<SocketTimer> timerNamed(std::string_view name);

/// One of the lab's two hosts, or what stands for it: who is at which end of the wire.
enum class Host : std::uint8_t { Client, Server };

std::string_view name(Host host);
std::optional<Host> hostNamed(std::string_view name);
constexpr Host otherHost(Host host) { return host == Host::Client ? Host::Server : Host::Client; }

/// What the wire does with a segment.
enum class SegmentPhase : std::uint8_t {
    Sent, ///< the host's kernel put it on the wire
    Held, ///< it stays on the wire until the person says what becomes of it
    Delivered, ///< the wire gave it to the other host's kernel
    Dropped, ///< it is lost
    Absorbed, ///< the kernel sent it again while it was held: the copy is counted on it and thrown away
};

std::string_view name(SegmentPhase phase);
std::optional<SegmentPhase> phaseNamed(std::string_view name);

/// Why a segment was lost.
enum class DropReason : std::uint8_t { None, Person, Chance, Lesson, Cable };

std::string_view name(DropReason reason);
std::optional<DropReason> reasonNamed(std::string_view name);

/// Did we see it, or conclude it? Nothing else may be on the screen.
enum class Evidence : std::uint8_t { Observed, Inferred };

std::string_view name(Evidence evidence);
std::optional<Evidence> evidenceNamed(std::string_view name);

/// "ECONNREFUSED" for an errno, "E<number>" for one without a name.
std::string errorName(int error);
/// The number of an errno's name; nothing if there is none.
std::optional<int> errorNumber(std::string_view name);
/// What the C library says of it, in English: "Connection refused".
std::string describeError(int error);

/// "SIGPIPE" for a signal's number, "SIG<number>" for one without a name.
std::string signalName(int signal);
/// The number of a signal's name; nothing if there is none.
std::optional<int> signalNamed(std::string_view name);

} // namespace sockstep
