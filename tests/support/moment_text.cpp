// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/moment_text.h"

#include "core/diagram/text_sequence.h"

#include <fmt/format.h>

namespace sockstep::test {

namespace {

std::string sockets(const History &history)
{
    std::string text;
    for (SocketId id = 1; id <= history.socketCount(); ++id) {
        const SocketRecord &socket = history.socket(id);
        text += fmt::format(
            "socket {} {} {} open {} fd {} {} {} {} {} queues {} {} timer {} window {} peer {}\n", id,
            socket.exists, static_cast<int>(socket.role), socket.open, socket.fd, socket.inode,
            socket.local.text(), socket.remote.text(), name(socket.state), socket.sample.recvQueue,
            socket.sample.sendQueue, socket.sample.timerMs, history.offeredWindow(id).value_or(1),
            history.peerOf(id));
    }
    return text;
}

std::string calls(const History &history)
{
    std::string text;
    for (CallId id = 1; id <= history.callCount(); ++id) {
        const CallRecord &call = history.call(id);
        text += fmt::format("call {} {} {} {}\n", id, call.entered, call.blocked, call.returned);
    }
    for (ActorId id = 0; id < history.actorCount(); ++id) {
        const ActorRecord &actor = history.actor(id);
        text += fmt::format("actor {} in {} last {} program {} of {} calls, lines", id, actor.current,
            actor.last, actor.program, actor.calls.size());
        for (const CallId call : actor.lastCallOfLine)
            text += fmt::format(" {}", call);
        text += '\n';
    }
    for (SegmentId id = 1; id <= history.segmentCount(); ++id) {
        const SegmentRecord &segment = history.segment(id);
        text += fmt::format("segment {} {} {} {} {} {}\n", id, segment.sent, segment.moved,
            static_cast<int>(segment.phase), segment.absorbed, segment.windowShift);
    }
    return text + (history.isCablePlugged() ? "" : "unplugged\n");
}

std::string shapes(const Layout &layout)
{
    std::string text;
    for (LaneIndex lane = 0; lane < layout.lanes().size(); ++lane) {
        const Lane &entry = layout.lanes()[lane];
        text += fmt::format("lane {} {} {}:", entry.socket, entry.first, entry.closed);
        for (const Band &band : layout.bands(lane))
            text += fmt::format(" {} {}-{} at {}", name(band.state), band.first, band.last, band.label);
        for (const Span &span : layout.spans(lane))
            text += fmt::format(" {} {}-{}", span.call, span.first, span.last);
        text += '\n';
    }
    for (const auto &arrows :
        {layout.arrowsNear(0, layout.rowCount()), layout.longArrows(), layout.arrowsOnWire()}) {
        for (const Arrow &arrow : arrows)
            text += fmt::format("arrow {} lanes {} {} rows {} {} calls {} {} bytes {} {} end {}\n",
                static_cast<int>(arrow.kind), arrow.fromLane, arrow.toLane, arrow.from, arrow.to,
                arrow.fromCall, arrow.toCall, arrow.offset, arrow.length, static_cast<int>(arrow.end));
    }
    return text;
}

std::string paths(const StatePath &path)
{
    std::string text;
    for (const End end : {End::Client, End::Server}) {
        text += fmt::format("path {}:", path.present(end) ? name(*path.present(end)) : "none");
        for (const StateStep &step : path.steps(end))
            text += fmt::format(" {} {} {} {}", step.number, name(step.to), step.event, step.call);
        text += '\n';
    }
    return text;
}

std::string lines(const Conversation &conversation)
{
    std::string text;
    for (Conversation::Line line = 0; line < conversation.lineCount(); ++line) {
        const auto &entry = conversation.line(line);
        text += fmt::format("line {} {} {}", static_cast<int>(entry.kind), entry.message, entry.call);
        if (entry.kind != Conversation::Entry::Kind::Notice) {
            const auto &message = conversation.message(entry.message);
            text += fmt::format(" {} of {}, {} back, {} {}", message.sent, message.size, message.echoed,
                message.firstSend, message.lastRecv);
        }
        text += '\n';
    }
    return text;
}

} // namespace

std::string describe(const Moment &moment)
{
    return TextSequence(moment.layout(), moment.history()).all() + sockets(moment.history())
        + calls(moment.history()) + shapes(moment.layout()) + paths(moment.path())
        + lines(moment.conversation());
}

} // namespace sockstep::test
