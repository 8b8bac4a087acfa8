// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/fact_text.h"

#include "core/text/shown_text.h"

#include <fmt/format.h>

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

void writeSocket(JsonWriter &out, std::string_view key, const SocketNow &socket)
{
    out.key(key);
    if (!socket.exists)
        return out.null();
    out.beginObject();
    out.field("state", name(socket.state));
    if (socket.timeWaitLeft)
        out.field("time_wait_ms", socket.timeWaitLeft->count());
    out.endObject();
}

void writeEnding(JsonWriter &out, const FirstEnding &ending)
{
    out.beginObject("first_ending");
    out.field("segment", segmentName(ending.segment));
    out.field("by", endsText(ending.byClient, ending.byServer));
    out.field("evidence", name(ending.evidence));
    out.endObject();
}

void writeErrors(JsonWriter &out, const std::vector<CallError> &errors, const Header &header)
{
    out.beginArray("errors");
    for (const CallError &error : errors) {
        out.beginObject();
        out.field("actor", header.actors[error.actor]);
        out.field("call", name(error.function));
        out.field("errno", errorName(error.error));
        out.endObject();
    }
    out.endArray();
}

void writeAttempt(JsonWriter &out, const std::optional<PortAttempt> &attempt)
{
    out.key("bind_again");
    if (!attempt)
        return out.null();
    out.beginObject();
    out.field("result", attempt->error ? -1 : 0);
    out.key("errno");
    if (attempt->error)
        out.value(errorName(attempt->error));
    else
        out.null();
    out.field("reuseaddr", attempt->reuseAddress);
    out.endObject();
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

void writeFacts(JsonWriter &out, std::string_view lesson, const Facts &facts, const Header &header)
{
    out.beginObject();
    out.field("lesson", lesson);
    writeEnding(out, facts.ending);
    writeSocket(out, "client", facts.client);
    writeSocket(out, "connection", facts.connection);
    writeSocket(out, "listener", facts.listener);
    out.field("bytes_sent", facts.bytesSent);
    out.field("bytes_returned", facts.bytesReturned);
    out.field("calls", facts.calls);
    writeErrors(out, facts.errors, header);
    out.field("reuseaddr", facts.reuseAddress);
    writeAttempt(out, facts.attempt);
    out.beginObject("port_free");
    out.field("when", whenName(facts.portAgain.when));
    out.field("ms", facts.portAgain.left.count());
    out.endObject();
    out.endObject();
}

} // namespace sockstep
