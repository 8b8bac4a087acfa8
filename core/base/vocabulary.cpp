// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/vocabulary.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <limits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace sockstep {

namespace {

template <typename Enum, std::size_t Size>
std::optional<Enum> lookUp(const std::array<std::string_view, Size> &names, std::string_view word)
{
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end() || word.empty())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

constexpr std::array<std::string_view, kFunctionCount> kFunctions {"socket", "setsockopt", "bind",
    "getsockname", "listen", "accept", "connect", "send", "recv", "shutdown", "close", "read", "write",
    "sendto", "recvfrom", "poll", "fcntl", "readlink", "unlink", "getsockopt", "pthread_create"};

constexpr std::array<std::string_view, kArgumentNameCount> kArguments {"domain", "type", "protocol", "fd",
    "backlog", "length", "flags", "how", "level", "option", "value", "command", "events", "timeout",
    "address_length", "thread"};

// Index is Linux's number; 0 is no state.
constexpr std::array<std::string_view, kTcpStateCount + 1> kStates {"", "ESTABLISHED", "SYN_SENT", "SYN_RECV",
    "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING"};

constexpr std::array<std::string_view, 5> kTimers {"none", "retransmit", "keepalive", "timewait", "probe"};

constexpr std::array<std::string_view, 2> kHosts {"client", "server"};
constexpr std::array<std::string_view, 5> kPhases {"sent", "held", "delivered", "dropped", "absorbed"};
constexpr std::array<std::string_view, 5> kReasons {"none", "person", "chance", "lesson", "cable"};
constexpr std::array<std::string_view, 2> kEvidence {"observed", "inferred"};

struct Symbol {
    ArgumentName argument;
    std::int32_t value;
    std::string_view text;
    std::int32_t level = SOL_SOCKET; ///< of an option: SO_SNDBUF and TCP_SYNCNT are both 7
};

// In a place where several names share a value (SOL_SOCKET's options, SHUT_RD and AF_UNSPEC) the
// argument's name tells them apart.
constexpr Symbol kSymbols[] = {
    {ArgumentName::Domain, AF_INET, "AF_INET"},
    {ArgumentName::Domain, AF_INET6, "AF_INET6"},
    {ArgumentName::Domain, AF_UNIX, "AF_UNIX"},
    {ArgumentName::Type, SOCK_STREAM, "SOCK_STREAM"},
    {ArgumentName::Type, SOCK_DGRAM, "SOCK_DGRAM"},
    {ArgumentName::Type, SOCK_RDM, "SOCK_RDM"},
    {ArgumentName::How, SHUT_RD, "SHUT_RD"},
    {ArgumentName::How, SHUT_WR, "SHUT_WR"},
    {ArgumentName::How, SHUT_RDWR, "SHUT_RDWR"},
    {ArgumentName::Level, SOL_SOCKET, "SOL_SOCKET"},
    {ArgumentName::Level, IPPROTO_TCP, "IPPROTO_TCP"},
    {ArgumentName::Level, IPPROTO_IPV6, "IPPROTO_IPV6"},
    {ArgumentName::Option, SO_REUSEADDR, "SO_REUSEADDR"},
    {ArgumentName::Option, SO_LINGER, "SO_LINGER"},
    {ArgumentName::Option, SO_RCVBUF, "SO_RCVBUF"},
    {ArgumentName::Option, SO_SNDBUF, "SO_SNDBUF"},
    {ArgumentName::Option, SO_REUSEPORT, "SO_REUSEPORT"},
    {ArgumentName::Option, SO_ERROR, "SO_ERROR"},
    {ArgumentName::Option, IPV6_V6ONLY, "IPV6_V6ONLY", IPPROTO_IPV6},
    {ArgumentName::Option, TCP_SYNCNT, "TCP_SYNCNT", IPPROTO_TCP},
    {ArgumentName::Protocol, IPPROTO_TCP, "IPPROTO_TCP"},
    {ArgumentName::Protocol, IPPROTO_UDP, "IPPROTO_UDP"},
    {ArgumentName::Flags, MSG_NOSIGNAL, "MSG_NOSIGNAL"},
    {ArgumentName::Flags, MSG_DONTWAIT, "MSG_DONTWAIT"},
    {ArgumentName::Flags, MSG_PEEK, "MSG_PEEK"},
    {ArgumentName::Flags, MSG_TRUNC, "MSG_TRUNC"},
    {ArgumentName::Flags, MSG_WAITALL, "MSG_WAITALL"},
    {ArgumentName::Command, F_GETFL, "F_GETFL"},
    {ArgumentName::Command, F_SETFL, "F_SETFL"},
    {ArgumentName::Flags, O_NONBLOCK, "O_NONBLOCK"},
    {ArgumentName::Events, POLLIN, "POLLIN"},
    {ArgumentName::Events, POLLOUT, "POLLOUT"},
};

struct ErrorName {
    int error;
    std::string_view text;
};
constexpr std::array kErrorAliases {ErrorName {EAGAIN, "EWOULDBLOCK"}, ErrorName {ENOTSUP, "ENOTSUP"}};

} // namespace

std::string_view name(Function function) { return kFunctions.at(static_cast<std::size_t>(function)); }
std::optional<Function> functionNamed(std::string_view word) { return lookUp<Function>(kFunctions, word); }
int manualSection(Function function) { return function == Function::PthreadCreate ? 3 : 2; }

std::string_view name(ArgumentName argument) { return kArguments.at(static_cast<std::size_t>(argument)); }
std::optional<ArgumentName> argumentNamed(std::string_view word)
{
    return lookUp<ArgumentName>(kArguments, word);
}

std::string symbol(Argument argument)
{
    for (const Symbol &known : kSymbols) {
        if (known.argument == argument.name && known.value == argument.value)
            return std::string(known.text);
    }
    return std::to_string(argument.value);
}

std::string symbol(const Arguments &args, ArgumentName wanted)
{
    const auto value = args.find(wanted);
    if (!value)
        return "?";
    const auto level = args.find(ArgumentName::Level);
    if (wanted != ArgumentName::Option || !level)
        return symbol({wanted, *value});
    for (const Symbol &known : kSymbols) {
        if (known.argument == wanted && known.value == *value && known.level == *level)
            return std::string(known.text);
    }
    return std::to_string(*value);
}

std::optional<std::int32_t> valueOfSymbol(ArgumentName argument, std::string_view word)
{
    for (const Symbol &known : kSymbols) {
        if (known.argument == argument && known.text == word)
            return known.value;
    }
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

Arguments::Arguments(std::initializer_list<Argument> list)
{
    for (const Argument &argument : list)
        add(argument);
}

bool Arguments::add(Argument argument)
{
    if (count_ == kCapacity)
        return false;
    names_[count_] = argument.name;
    values_[count_++] = argument.value;
    return true;
}

void Arguments::setFirst(Argument argument)
{
    for (std::size_t i = 0; i < count_; ++i) {
        if (names_[i] == argument.name) {
            values_[i] = argument.value;
            return;
        }
    }
    if (count_ == kCapacity)
        return;
    std::move_backward(names_.begin(), names_.begin() + count_, names_.begin() + count_ + 1);
    std::move_backward(values_.begin(), values_.begin() + count_, values_.begin() + count_ + 1);
    names_[0] = argument.name;
    values_[0] = argument.value;
    ++count_;
}

std::optional<std::int32_t> Arguments::find(ArgumentName wanted) const
{
    for (const Argument argument : *this) {
        if (argument.name == wanted)
            return argument.value;
    }
    return std::nullopt;
}

bool asksForTcp(const Arguments &args)
{
    const auto domain = args.find(ArgumentName::Domain);
    const auto protocol = args.find(ArgumentName::Protocol).value_or(0);
    return (domain == AF_INET || domain == AF_INET6) && args.find(ArgumentName::Type) == SOCK_STREAM
        && (protocol == 0 || protocol == IPPROTO_TCP);
}

bool setsOption(const Arguments &args, std::string_view option)
{
    return symbol(args, ArgumentName::Option) == option;
}

namespace {

struct PollEvent {
    int bit;
    std::string_view text;
};
constexpr PollEvent kPollEvents[] = {{POLLIN, "POLLIN"}, {POLLOUT, "POLLOUT"}, {POLLPRI, "POLLPRI"},
    {POLLERR, "POLLERR"}, {POLLHUP, "POLLHUP"}, {POLLNVAL, "POLLNVAL"}};

} // namespace

std::string pollEventsText(int events)
{
    std::string text;
    for (const PollEvent &known : kPollEvents) {
        if (events & known.bit)
            text += (text.empty() ? "" : "|") + std::string(known.text);
        events &= ~known.bit;
    }
    if (events != 0 || text.empty())
        text += (text.empty() ? "" : "|") + std::to_string(events);
    return text;
}

std::optional<int> pollEventsNamed(std::string_view text)
{
    int events = 0;
    while (true) {
        const std::size_t bar = std::min(text.find('|'), text.size());
        const std::string_view word = text.substr(0, bar);
        const auto known = std::find_if(std::begin(kPollEvents), std::end(kPollEvents),
            [&](const PollEvent &event) { return event.text == word; });
        int number = 0;
        if (known != std::end(kPollEvents))
            events |= known->bit;
        else if (const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
                 error == std::errc() && end == word.data() + word.size() && !word.empty() && number >= 0
                 && number <= std::numeric_limits<std::uint16_t>::max())
            events |= number;
        else
            return std::nullopt;
        if (bar == text.size())
            return events;
        text.remove_prefix(bar + 1);
    }
}

std::string_view name(TcpState state) { return kStates.at(static_cast<std::size_t>(state)); }
std::optional<TcpState> stateNamed(std::string_view word) { return lookUp<TcpState>(kStates, word); }

std::string_view name(SocketTimer timer) { return kTimers.at(static_cast<std::size_t>(timer)); }
std::optional<SocketTimer> timerNamed(std::string_view word) { return lookUp<SocketTimer>(kTimers, word); }

std::string_view name(Host host) { return kHosts.at(static_cast<std::size_t>(host)); }
std::optional<Host> hostNamed(std::string_view word) { return lookUp<Host>(kHosts, word); }

std::string_view name(SegmentPhase phase) { return kPhases.at(static_cast<std::size_t>(phase)); }
std::optional<SegmentPhase> phaseNamed(std::string_view word) { return lookUp<SegmentPhase>(kPhases, word); }

std::string_view name(DropReason reason) { return kReasons.at(static_cast<std::size_t>(reason)); }
std::optional<DropReason> reasonNamed(std::string_view word) { return lookUp<DropReason>(kReasons, word); }

std::string_view name(Evidence evidence) { return kEvidence.at(static_cast<std::size_t>(evidence)); }
std::optional<Evidence> evidenceNamed(std::string_view word) { return lookUp<Evidence>(kEvidence, word); }

std::string errorName(int error)
{
    // glibc 2.32 and later; returns null for a number that no error has.
    const char *known = strerrorname_np(error);
    return known ? std::string(known) : fmt::format("E{}", error);
}

std::optional<int> errorNumber(std::string_view word)
{
    constexpr int kLastErrno = 133; // EHWPOISON, the last that Linux defines
    for (int error = 1; error <= kLastErrno; ++error) {
        const char *known = strerrorname_np(error);
        if (known && word == known)
            return error;
    }
    for (const ErrorName &alias : kErrorAliases) {
        if (alias.text == word)
            return alias.error;
    }
    int value = 0;
    if (word.size() < 2 || word.front() != 'E')
        return std::nullopt;
    const auto [end, failure] = std::from_chars(word.data() + 1, word.data() + word.size(), value);
    if (failure != std::errc() || end != word.data() + word.size() || value <= 0)
        return std::nullopt;
    return value;
}

std::string signalName(int signal)
{
    // glibc 2.32 and later; returns null for a number that no signal has.
    const char *known = sigabbrev_np(signal);
    return known ? fmt::format("SIG{}", known) : fmt::format("SIG{}", signal);
}

std::optional<int> signalNamed(std::string_view word)
{
    for (int signal = 1; signal < NSIG; ++signal) {
        if (sigabbrev_np(signal) && signalName(signal) == word)
            return signal;
    }
    return std::nullopt;
}

std::string describeError(int error)
{
    const char *known = strerrordesc_np(error);
    return known ? std::string(known) : "Unknown error " + std::to_string(error);
}

} // namespace sockstep
