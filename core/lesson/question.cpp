// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/question.h"

#include "core/diagram/call_text.h"
#include "core/packet/packet.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <set>
#include <sys/socket.h>

namespace sockstep {

namespace {

constexpr std::string_view kAsked[] = {"returns", "state", "time-wait", "segment"};
constexpr std::string_view kBlocks = "blocks";
constexpr std::string_view kPositive = "> 0";
constexpr std::string_view kNotNegative = ">= 0";
constexpr std::string_view kNobody = "nobody";
constexpr std::string_view kBoth = "both";
constexpr std::string_view kNone = "none";
constexpr std::string_view kFailed = "-1 ";

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// May SIGPIPE have come with it? That is told a moment after the call.
bool mayHaveKilled(const CallEntered &call, const CallReturned &back)
{
    const int flags = call.args.find(ArgumentName::Flags).value_or(0);
    return sends(call.function) && back.error == EPIPE && !(flags & MSG_NOSIGNAL);
}

std::optional<std::string> returned(
    const Question &question, const History &history, CallId call, bool settled)
{
    const CallRecord &record = history.call(call);
    const bool blockingAsked
        = std::find(question.answers.begin(), question.answers.end(), kBlocks) != question.answers.end();
    if (record.blocked != kNoEvent && blockingAsked)
        return std::string(kBlocks);
    const ActorKilled *killed = history.killedIn(call);
    if (killed && killed->call == call)
        return signalName(killed->signal); // the program never sees what it returned
    const CallReturned *back = history.returned(call);
    if (back && !settled && mayHaveKilled(history.entered(call), *back))
        return std::nullopt;
    return back ? std::optional(resultNumber(*back)) : std::nullopt;
}

std::optional<std::string> stateAfter(const History &history, CallId call, bool settled)
{
    const CallReturned *back = history.returned(call);
    const SocketId socket = back && back->socket ? back->socket : history.entered(call).socket;
    if (!settled || !socket || socket > history.socketCount())
        return std::nullopt;
    return std::string(name(history.socket(socket).state));
}

/// Decided when every connection has come to an end, or to TIME_WAIT.
std::optional<std::string> keeperOfTimeWait(const History &history, bool settled)
{
    std::set<std::string> keepers;
    bool open = !settled;
    for (SocketId id = 1; id <= history.socketCount(); ++id) {
        const SocketRecord &socket = history.socket(id);
        const bool connection
            = socket.role == SocketRecord::Role::Client || socket.role == SocketRecord::Role::Connection;
        if (!connection)
            continue;
        open |= socket.state != TcpState::TimeWait && socket.state != TcpState::Close;
        if (socket.state == TcpState::TimeWait)
            keepers.insert(history.recording().header().actors[socket.actor]);
    }
    if (open)
        return std::nullopt;
    if (keepers.empty())
        return std::string(kNobody);
    return keepers.size() == 1 ? *keepers.begin() : std::string(kBoth);
}

std::optional<std::string> nextSegment(const History &history, CallId call, bool settled)
{
    const EventIndex since = history.call(call).entered;
    for (SegmentId id = 1; id <= history.segmentCount(); ++id) {
        if (history.segment(id).sent < since)
            continue;
        const auto packet = decodePacket(history.sent(id).raw);
        if (packet && packet->protocol == Packet::Protocol::Tcp)
            return flagsText(packet->flags);
    }
    return settled ? std::optional(std::string(kNone)) : std::nullopt;
}

} // namespace

std::string_view name(Asked asked) { return kAsked[static_cast<std::size_t>(asked)]; }

std::optional<Asked> askedNamed(std::string_view word)
{
    const auto found = std::find(std::begin(kAsked), std::end(kAsked), word);
    return found == std::end(kAsked) ? std::nullopt
                                     : std::optional(static_cast<Asked>(found - std::begin(kAsked)));
}

std::string faultOfAnswer(Asked asked, std::string_view answer)
{
    switch (asked) {
    case Asked::Returns: {
        if (answer == kBlocks || answer == kPositive || answer == kNotNegative || number(answer))
            return {};
        if (answer.starts_with(kFailed) && errorNumber(answer.substr(kFailed.size())))
            return {};
        if (answer == signalName(SIGPIPE))
            return {};
        return fmt::format(
            "no call returns \"{}\"; expected a number, \"> 0\", \">= 0\", \"blocks\", \"SIGPIPE\" "
            "or an error like \"-1 EADDRINUSE\"",
            answer);
    }
    case Asked::State:
        if (stateNamed(answer))
            return {};
        return fmt::format("\"{}\" is no TCP state; expected one as Linux prints it, like FIN_WAIT2", answer);
    case Asked::TimeWait:
        if (answer == kBoth || answer == kNobody || answer.starts_with("server")
            || answer.starts_with("client") || answer.starts_with("thread"))
            return {};
        return fmt::format("\"{}\" cannot keep TIME_WAIT; expected an actor, both or nobody", answer);
    case Asked::Segment:
        if (answer == kNone || flagsNamed(answer))
            return {};
        return fmt::format("\"{}\" are no flags of a segment; expected them like SYN,ACK, or none", answer);
    }
    return {};
}

CallId nthCallOfLine(const History &history, ActorId actor, std::size_t line, std::size_t nth)
{
    if (actor >= history.actorCount())
        return 0;
    const auto &calls = history.actor(actor).calls;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        if (history.entered(calls[i]).line == line && --nth == 0)
            return calls[i];
    }
    return 0;
}

std::optional<std::string> whatHappened(
    const Question &question, const History &history, CallId call, bool settled)
{
    switch (question.asked) {
    case Asked::Returns:
        return returned(question, history, call, settled);
    case Asked::State:
        return stateAfter(history, call, settled);
    case Asked::TimeWait:
        return keeperOfTimeWait(history, settled);
    case Asked::Segment:
        return nextSegment(history, call, settled);
    }
    return std::nullopt;
}

bool fits(std::string_view answer, std::string_view happened)
{
    const auto value = number(happened);
    if (answer == kPositive)
        return value && *value > 0;
    if (answer == kNotNegative)
        return value && *value >= 0;
    return answer == happened;
}

} // namespace sockstep
