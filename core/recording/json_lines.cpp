// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/json_lines.h"

#include "packet/packet.h"
#include "recording/base64.h"
#include "recording/poll_set.h"

#include <fmt/format.h>

namespace sockstep {

namespace {

using Buffer = fmt::memory_buffer;

template <typename... Values> void put(Buffer &out, fmt::format_string<Values...> format, Values &&...values)
{
    fmt::format_to(std::back_inserter(out), format, std::forward<Values>(values)...);
}

/// JSON's own escapes (RFC 8259 section 7). Bytes above 0x7f pass as they are: our strings are UTF-8.
void putString(Buffer &out, std::string_view text)
{
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            put(out, "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

void putField(Buffer &out, std::string_view key, std::string_view value)
{
    put(out, ",\"{}\":", key);
    putString(out, value);
}

void putEndpoint(Buffer &out, std::string_view key, const Endpoint &endpoint)
{
    if (!endpoint.isEmpty())
        putField(out, key, endpoint.text());
}

void putData(Buffer &out, std::string_view data) { putField(out, "data", encodeBase64(data)); }

void putSample(Buffer &out, const SocketSample &sample)
{
    put(out, ",\"recv_queue\":{},\"send_queue\":{}", sample.recvQueue, sample.sendQueue);
    if (sample.recvBuffer || sample.sendBuffer)
        put(out, ",\"recv_buffer\":{},\"send_buffer\":{}", sample.recvBuffer, sample.sendBuffer);
    if (sample.timer != SocketTimer::None)
        put(out, ",\"timer\":\"{}\",\"timer_ms\":{}", name(sample.timer), sample.timerMs);
}

/// The array of poll(): \p bits says which of an element's bits are told.
void putPolled(Buffer &out, std::string_view key, const std::vector<Polled> &all, std::string_view bits)
{
    put(out, ",\"{}\":[", key);
    const char *comma = "";
    for (const Polled &one : all) {
        put(out, "{}{{\"fd\":{}", comma, one.fd);
        if (one.socket)
            put(out, ",\"socket\":{}", one.socket);
        putField(out, bits, pollEventsText(bits == "events" ? one.events : one.revents));
        out.push_back('}');
        comma = ",";
    }
    out.push_back(']');
}

std::string_view actorName(const Header &header, ActorId actor) { return header.actors.at(actor); }

struct BodyWriter {
    Buffer &out;
    const Header &header;

    void operator()(const CallEntered &e) const
    {
        put(out, ",\"kind\":\"call\"");
        putField(out, "actor", actorName(header, e.actor));
        put(out, ",\"call\":{},\"name\":\"{}\"", e.call, name(e.function));
        if (e.socket)
            put(out, ",\"socket\":{}", e.socket);
        if (e.line)
            put(out, ",\"line\":{}", e.line);
        put(out, ",\"args\":{{");
        const char *comma = "";
        for (const Argument argument : e.args) {
            put(out, "{}\"{}\":", comma, name(argument.name));
            const std::string value = argumentText(e.args, argument);
            if (value == std::to_string(argument.value))
                put(out, "{}", argument.value);
            else
                putString(out, value);
            comma = ",";
        }
        if (!e.address.isEmpty())
            put(out, "{}\"address\":\"{}\"", comma, e.address.text());
        put(out, "}}");
        if (e.function == Function::Poll && !e.data.empty())
            putPolled(out, "fds", unpackPolled(e.data), "events");
        if (sends(e.function))
            putData(out, e.data);
    }
    /// A thread is named as its actor, and an option by its level.
    std::string argumentText(const Arguments &args, Argument argument) const
    {
        if (argument.name != ArgumentName::Thread)
            return symbol(args, argument.name);
        const auto thread = static_cast<std::size_t>(argument.value);
        return thread < header.actors.size() ? header.actors[thread] : symbol(argument);
    }
    void operator()(const CallBlocked &e) const { put(out, ",\"kind\":\"blocked\",\"call\":{}", e.call); }
    void operator()(const CallReturned &e) const
    {
        put(out, ",\"kind\":\"return\",\"call\":{},\"result\":{}", e.call, e.result);
        if (e.error)
            putField(out, "errno", errorName(e.error));
        if (e.socket)
            put(out, ",\"socket\":{},\"fd\":{},\"inode\":{}", e.socket, e.fd, e.inode);
        if (e.hasValue)
            put(out, ",\"value\":{}", e.value);
        putEndpoint(out, "address", e.address);
        if (e.isReadyList)
            putPolled(out, "ready", unpackPolled(e.data), "revents");
        else if (!e.data.empty())
            putData(out, e.data);
    }
    void operator()(const StateChanged &e) const
    {
        put(out, ",\"kind\":\"state\",\"socket\":{},\"from\":\"{}\",\"to\":\"{}\",\"evidence\":\"{}\"",
            e.socket, name(e.from), name(e.to), name(e.evidence));
        if (e.listener)
            put(out, ",\"listener\":{}", e.listener);
        putEndpoint(out, "local", e.local);
        putEndpoint(out, "remote", e.remote);
        putSample(out, e.sample);
    }
    void operator()(const Sampled &e) const
    {
        put(out, ",\"kind\":\"sample\",\"socket\":{}", e.socket);
        putSample(out, e.sample);
    }
    void operator()(const ProgramShown &e) const
    {
        put(out, ",\"kind\":\"program\"");
        putField(out, "actor", actorName(header, e.actor));
        if (e.from)
            put(out, ",\"from\":{}", e.from);
        put(out, ",\"lines\":[");
        for (std::size_t i = 0; i < e.lines.size(); ++i) {
            if (i)
                out.push_back(',');
            putString(out, e.lines[i]);
        }
        out.push_back(']');
    }
    void operator()(const MessageTyped &e) const
    {
        put(out, ",\"kind\":\"message\"");
        putField(out, "actor", actorName(header, e.actor));
        putData(out, e.data);
    }
    void operator()(const SegmentSent &e) const
    {
        put(out, ",\"kind\":\"segment\",\"segment\":{},\"phase\":\"sent\",\"from\":\"{}\"", e.segment,
            name(e.from));
        if (e.original)
            put(out, ",\"{}\":{}", e.byWire ? "duplicate_of" : "retransmission_of", e.original);
        // For whoever reads the file: our own reader takes the bytes' word for it.
        if (const auto packet = decodePacket(e.raw)) {
            put(out, ",\"protocol\":\"{}\"", name(packet->protocol));
            if (packet->protocol == Packet::Protocol::Tcp)
                put(out, ",\"flags\":\"{}\",\"seq\":{},\"ack\":{},\"window\":{}", flagsText(packet->flags),
                    packet->seq, packet->ack, packet->window);
            put(out, ",\"length\":{}", packet->length);
        }
        putField(out, "raw", encodeBase64(e.raw));
    }
    void operator()(const SegmentMoved &e) const
    {
        put(out, ",\"kind\":\"segment\",\"segment\":{},\"phase\":\"{}\"", e.segment, name(e.phase));
        if (e.reason != DropReason::None)
            putField(out, "reason", name(e.reason));
    }
    void operator()(const OutsideSeen &e) const
    {
        put(out, ",\"kind\":\"outside\",\"socket\":{}", e.socket);
        putEndpoint(out, "address", e.address);
        if (!e.program.empty())
            putField(out, "program", e.program);
        if (!e.user.empty())
            putField(out, "user", e.user);
    }
    void operator()(const CableMoved &e) const { put(out, ",\"kind\":\"cable\",\"plugged\":{}", e.plugged); }
};

} // namespace

std::string headerLine(const Header &header)
{
    Buffer out;
    put(out, "{{\"format\":\"sockstep\",\"version\":{}", kFormatVersion);
    putField(out, "started", header.started);
    putField(out, "network", header.network);
    putField(out, "kernel", header.kernel);
    putField(out, "lesson", header.lesson);
    put(out, ",\"actors\":[");
    for (std::size_t i = 0; i < header.actors.size(); ++i) {
        if (i)
            out.push_back(',');
        putString(out, header.actors[i]);
    }
    put(out, "]}}");
    return fmt::to_string(out);
}

std::string eventLine(const Header &header, EventIndex n, const Event &event)
{
    Buffer out;
    put(out, "{{\"n\":{},\"t\":{}", n, event.t.count());
    std::visit(BodyWriter {out, header}, event.body);
    out.push_back('}');
    return fmt::to_string(out);
}

} // namespace sockstep
