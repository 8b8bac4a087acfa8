// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/fact_text.h"

#include "text/shown_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sockstep {

namespace {

double seconds(std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000; }

std::string endsText(bool client, bool server)
{
    if (client && server)
        return "client and server";
    return client ? "client" : server ? "server" : "nobody";
}

std::string_view segmentName(FirstEnding::Segment segment)
{
    switch (segment) {
    case FirstEnding::Segment::Fin:
        return "FIN";
    case FirstEnding::Segment::Rst:
        return "RST";
    case FirstEnding::Segment::None:
        break;
    }
    return "none";
}

std::string endingText(const FirstEnding &ending)
{
    if (ending.segment == FirstEnding::Segment::None)
        return "nobody yet";
    return fmt::format("{} ({})", endsText(ending.byClient, ending.byServer), segmentName(ending.segment));
}

std::string errorText(const CallError &error, const Header &header)
{
    return fmt::format(
        "{} {} {}", shownName(header.actors[error.actor]), name(error.function), errorName(error.error));
}

std::string errorsText(const Facts &facts, const Header &header)
{
    if (facts.errors.empty())
        return "none";
    const std::string first = errorText(facts.errors.front(), header);
    return facts.errors.size() == 1 ? first : fmt::format("{} +{}", first, facts.errors.size() - 1);
}

std::string attemptText(const std::optional<PortAttempt> &attempt)
{
    if (!attempt)
        return "not tried";
    return attempt->error ? "-1 " + errorName(attempt->error) : "0";
}

std::string_view whenName(PortAgain::When when)
{
    switch (when) {
    case PortAgain::When::Unknown:
        return "unknown";
    case PortAgain::When::AfterClose:
        return "after-close";
    case PortAgain::When::AfterTimeWait:
        return "after-time-wait";
    case PortAgain::When::WithReuseAddress:
        return "with-reuseaddr";
    case PortAgain::When::Now:
        return "now";
    }
    return "unknown";
}

std::string portText(const PortAgain &port)
{
    switch (port.when) {
    case PortAgain::When::Unknown:
        return "no port yet";
    case PortAgain::When::AfterClose:
        return "when it is closed";
    case PortAgain::When::AfterTimeWait:
        return fmt::format("in {:.1f} s", seconds(port.left));
    case PortAgain::When::WithReuseAddress:
        return "now, with SO_REUSEADDR";
    case PortAgain::When::Now:
        return "now";
    }
    return {};
}

bool holdsTimeWait(const SocketNow &socket) { return socket.exists && socket.state == TcpState::TimeWait; }

std::string socketAsJson(const SocketNow &socket)
{
    if (!socket.exists)
        return "null";
    return socket.timeWaitLeft ? fmt::format(
               "{{\"state\":\"{}\",\"time_wait_ms\":{}}}", name(socket.state), socket.timeWaitLeft->count())
                               : fmt::format("{{\"state\":\"{}\"}}", name(socket.state));
}

} // namespace

std::string socketText(const SocketNow &socket)
{
    if (!socket.exists)
        return "–";
    if (socket.timeWaitLeft)
        return fmt::format("{}, {:.1f} s left", name(socket.state), seconds(*socket.timeWaitLeft));
    return std::string(name(socket.state));
}

FactTable factTable(const Facts &facts, const Header &header)
{
    return {
        {"first to end it", endingText(facts.ending)},
        {"client's socket", socketText(facts.client)},
        {"server's connection", socketText(facts.connection)},
        {"server's listener", socketText(facts.listener)},
        {"TIME_WAIT held by", endsText(holdsTimeWait(facts.client), holdsTimeWait(facts.connection))},
        {"bytes sent, returned", fmt::format("{}, {}", facts.bytesSent, facts.bytesReturned)},
        {"system calls", std::to_string(facts.calls)},
        {"errors", errorsText(facts, header)},
        {"server's SO_REUSEADDR", facts.reuseAddress ? "set" : "not set"},
        {"bind() again, right now", attemptText(facts.attempt)},
        {"port free again", portText(facts.portAgain)},
    };
}

std::string factsAsJson(std::string_view lesson, const Facts &facts, const Header &header)
{
    std::vector<std::string> errors;
    for (const CallError &error : facts.errors)
        errors.push_back(fmt::format(R"({{"actor":"{}","call":"{}","errno":"{}"}})",
            header.actors[error.actor], name(error.function), errorName(error.error)));
    const std::string attempt = !facts.attempt
        ? "null"
        : fmt::format(R"({{"result":{},"errno":{},"reuseaddr":{}}})", facts.attempt->error ? -1 : 0,
            facts.attempt->error ? fmt::format("\"{}\"", errorName(facts.attempt->error)) : "null",
            facts.attempt->reuseAddress);
    return fmt::format(
        R"({{"lesson":"{}","first_ending":{{"segment":"{}","by":"{}","evidence":"{}"}},"client":{},)"
        R"("connection":{},"listener":{},"bytes_sent":{},"bytes_returned":{},"calls":{},"errors":[{}],)"
        R"("reuseaddr":{},"bind_again":{},"port_free":{{"when":"{}","ms":{}}}}})",
        lesson, segmentName(facts.ending.segment), endsText(facts.ending.byClient, facts.ending.byServer),
        name(facts.ending.evidence), socketAsJson(facts.client), socketAsJson(facts.connection),
        socketAsJson(facts.listener), facts.bytesSent, facts.bytesReturned, facts.calls,
        fmt::join(errors, ","), facts.reuseAddress, attempt, whenName(facts.portAgain.when),
        facts.portAgain.left.count());
}

} // namespace sockstep
