// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/json_lines.h"

#include "core/base/base64.h"
#include "core/packet/packet.h"
#include "core/recording/address_text.h"
#include "core/recording/json_writer.h"
#include "core/recording/poll_set.h"

namespace sockstep {

namespace {

void writeEndpoint(JsonWriter &out, std::string_view key, const Endpoint &endpoint)
{
    if (!endpoint.isEmpty())
        out.field(key, addressText(endpoint));
}

void writeData(JsonWriter &out, std::string_view data) { out.field("data", encodeBase64(data)); }

void writeSample(JsonWriter &out, const SocketSample &sample)
{
    out.field("recv_queue", sample.recvQueue);
    out.field("send_queue", sample.sendQueue);
    if (sample.recvBuffer || sample.sendBuffer) {
        out.field("recv_buffer", sample.recvBuffer);
        out.field("send_buffer", sample.sendBuffer);
    }
    if (sample.timer != SocketTimer::None) {
        out.field("timer", name(sample.timer));
        out.field("timer_ms", sample.timerMs);
    }
}

void writeStrings(JsonWriter &out, std::string_view key, const std::vector<std::string> &all)
{
    out.beginArray(key);
    for (const std::string &one : all)
        out.value(one);
    out.endArray();
}

/// The array of poll(): \p bits says which of an element's bits are told.
void writePolled(JsonWriter &out, std::string_view key, const std::vector<Polled> &all, std::string_view bits)
{
    out.beginArray(key);
    for (const Polled &one : all) {
        out.beginObject();
        out.field("fd", one.fd);
        if (one.socket)
            out.field("socket", one.socket);
        // Sixteen bits, of which none is a sign.
        out.field(
            bits, pollEventsText(static_cast<std::uint16_t>(bits == "events" ? one.events : one.revents)));
        out.endObject();
    }
    out.endArray();
}

std::string_view actorName(const Header &header, ActorId actor) { return header.actors.at(actor); }

struct BodyWriter {
    JsonWriter &out;
    const Header &header;

    void operator()(const CallEntered &e) const
    {
        out.field("kind", "call");
        out.field("actor", actorName(header, e.actor));
        out.field("call", e.call);
        out.field("name", name(e.function));
        if (e.socket)
            out.field("socket", e.socket);
        if (e.line)
            out.field("line", e.line);
        out.beginObject("args");
        for (const Argument argument : e.args)
            writeArgument(e.args, argument);
        writeEndpoint(out, "address", e.address);
        out.endObject();
        if (e.function == Function::Poll && !e.data.empty())
            writePolled(out, "fds", unpackPolled(e.data), "events");
        if (sends(e.function))
            writeData(out, e.data);
    }
    void writeArgument(const Arguments &args, Argument argument) const
    {
        const std::string value = argumentText(args, argument);
        if (value == std::to_string(argument.value))
            out.field(name(argument.name), argument.value);
        else
            out.field(name(argument.name), value);
    }
    /// A thread is named as its actor, and an option by its level.
    std::string argumentText(const Arguments &args, Argument argument) const
    {
        if (argument.name != ArgumentName::Thread)
            return symbol(args, argument.name);
        const auto thread = static_cast<std::size_t>(argument.value);
        return thread < header.actors.size() ? header.actors[thread] : symbol(argument);
    }
    void operator()(const CallBlocked &e) const
    {
        out.field("kind", "blocked");
        out.field("call", e.call);
    }
    void operator()(const CallReturned &e) const
    {
        out.field("kind", "return");
        out.field("call", e.call);
        out.field("result", e.result);
        if (e.error)
            out.field("errno", errorName(e.error));
        if (e.socket) {
            out.field("socket", e.socket);
            out.field("fd", e.fd);
            out.field("inode", e.inode);
        }
        if (e.hasValue)
            out.field("value", e.value);
        writeEndpoint(out, "address", e.address);
        if (e.isReadyList)
            writePolled(out, "ready", unpackPolled(e.data), "revents");
        else if (!e.data.empty())
            writeData(out, e.data);
    }
    void operator()(const StateChanged &e) const
    {
        out.field("kind", "state");
        out.field("socket", e.socket);
        out.field("from", name(e.from));
        out.field("to", name(e.to));
        out.field("evidence", name(e.evidence));
        if (e.listener)
            out.field("listener", e.listener);
        writeEndpoint(out, "local", e.local);
        writeEndpoint(out, "remote", e.remote);
        writeSample(out, e.sample);
    }
    void operator()(const Sampled &e) const
    {
        out.field("kind", "sample");
        out.field("socket", e.socket);
        writeSample(out, e.sample);
    }
    void operator()(const ProgramShown &e) const
    {
        out.field("kind", "program");
        out.field("actor", actorName(header, e.actor));
        if (e.from)
            out.field("from", e.from);
        writeStrings(out, "lines", e.lines);
    }
    void operator()(const MessageTyped &e) const
    {
        out.field("kind", "message");
        out.field("actor", actorName(header, e.actor));
        writeData(out, e.data);
    }
    void operator()(const SegmentSent &e) const
    {
        out.field("kind", "segment");
        out.field("segment", e.segment);
        out.field("phase", "sent");
        out.field("from", name(e.from));
        if (e.original)
            out.field(e.byWire ? "duplicate_of" : "retransmission_of", e.original);
        // For whoever reads the file: our own reader takes the bytes' word for it.
        if (const auto packet = decodePacket(e.raw)) {
            out.field("protocol", name(packet->protocol));
            if (packet->protocol == Packet::Protocol::Tcp) {
                out.field("flags", flagsText(packet->flags));
                out.field("seq", packet->seq);
                out.field("ack", packet->ack);
                out.field("window", packet->window);
            }
            out.field("length", packet->length);
        }
        out.field("raw", encodeBase64(e.raw));
    }
    void operator()(const SegmentMoved &e) const
    {
        out.field("kind", "segment");
        out.field("segment", e.segment);
        out.field("phase", name(e.phase));
        if (e.reason != DropReason::None)
            out.field("reason", name(e.reason));
    }
    void operator()(const CableMoved &e) const
    {
        out.field("kind", "cable");
        out.field("plugged", e.plugged);
    }
    void operator()(const OutsideSeen &e) const
    {
        out.field("kind", "outside");
        out.field("socket", e.socket);
        writeEndpoint(out, "address", e.address);
        if (!e.program.empty())
            out.field("program", e.program);
        if (!e.user.empty())
            out.field("user", e.user);
    }
    void operator()(const ActorKilled &e) const
    {
        out.field("kind", "killed");
        out.field("actor", actorName(header, e.actor));
        out.field("call", e.call);
        out.field("signal", signalName(e.signal));
        if (!e.threads.empty()) {
            out.beginArray("threads");
            for (const ActorId thread : e.threads)
                out.value(actorName(header, thread));
            out.endArray();
        }
        out.beginArray("closed");
        for (const SocketId socket : e.closed)
            out.value(socket);
        out.endArray();
    }
};

} // namespace

std::string headerLine(const Header &header)
{
    JsonWriter out;
    out.beginObject();
    out.field("format", "sockstep");
    out.field("version", kFormatVersion);
    out.field("started", header.started);
    out.field("network", header.network);
    out.field("kernel", header.kernel);
    out.field("lesson", header.lesson);
    writeStrings(out, "actors", header.actors);
    out.endObject();
    return out.text();
}

std::string eventLine(const Header &header, EventIndex n, const Event &event)
{
    JsonWriter out;
    out.beginObject();
    out.field("n", n);
    out.field("t", event.t.count());
    std::visit(BodyWriter {out, header}, event.body);
    out.endObject();
    return out.text();
}

} // namespace sockstep
