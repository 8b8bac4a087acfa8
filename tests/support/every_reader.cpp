// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/every_reader.h"

#include "core/compare/alignment.h"
#include "core/compare/fact_text.h"
#include "core/diagram/arrow_text.h"
#include "core/diagram/call_text.h"
#include "core/diagram/diagram_search.h"
#include "core/diagram/mermaid.h"
#include "core/diagram/text_sequence.h"
#include "core/packet/dissection.h"
#include "core/recording/json_writer.h"
#include "core/recording/recorded_steps.h"
#include "core/recording/recording_file.h"
#include "core/replay/standing.h"
#include "core/replay/timeline.h"
#include "core/session/likely_calls.h"

#include <sstream>

namespace sockstep::test {

namespace {

/// What a person may choose to see: everything, the echo rounds in one line, and as little as there can be.
std::vector<DiagramChoices> choicesFor(const Header &header)
{
    std::vector<DiagramChoices> all(3);
    all[1].fold = true;
    DiagramChoices &least = all[2];
    least.fold = true;
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds)
        least.leaveOut(kind, true);
    if (!header.actors.empty())
        least.hide(header.actors.back(), true);
    return all;
}

std::string wrongWithTables(const History &history)
{
    for (CallId call = 1; call <= history.callCount(); ++call) {
        const CallEntered &entered = history.entered(call);
        const CallReturned *returned = history.returned(call);
        if (fullCallText(entered).empty() || shortCallText(entered).empty())
            return "a call without a text";
        if (returned && (resultLabel(entered, *returned).empty() || resultNumber(*returned).empty()))
            return "a result without a text";
    }
    for (SocketId socket = 0; socket <= history.socketCount() + 1; ++socket) {
        history.peerOf(socket);
        history.offeredWindow(socket);
        likelyCalls(history, socket, socket % 2 == 0);
    }
    for (SegmentId segment = 1; segment <= history.segmentCount(); ++segment) {
        const SegmentRecord &record = history.segment(segment);
        dissect(history.sent(segment).raw, {record.seqBase, record.ackBase, record.windowShift});
        if (segmentLabel(history, segment, 60).empty() || segmentText(history, segment).empty())
            return "a segment without a text";
    }
    for (ActorId actor = 0; actor < history.actorCount(); ++actor)
        history.programOf(actor);
    for (EventIndex n = 0; n < history.size(); ++n)
        history.callOf(n);
    return {};
}

std::string wrongWithLayout(const Layout &layout, const History &history)
{
    const auto visit = [&](const Arrow &arrow) {
        for (const SequenceNumbers numbers : {SequenceNumbers::Relative, SequenceNumbers::Absolute})
            arrowLabel(history, arrow, 30, numbers);
    };
    for (const auto &arrows :
        {layout.arrowsNear(0, layout.rowCount()), layout.longArrows(), layout.arrowsOnWire()})
        std::for_each(arrows.begin(), arrows.end(), visit);
    const DiagramSearch search("a");
    for (Row row = 0; row < layout.rowCount(); ++row) {
        layout.timeOf(row);
        search.isIn(layout, history, row);
    }
    for (CallId call = 1; call <= history.callCount(); ++call) {
        const Row row = layout.rowOfCall(call);
        if (row != kNoRow && row >= layout.rowCount())
            return "a call beyond the last row";
    }
    for (LaneIndex lane = 0; lane < layout.lanes().size(); ++lane) {
        for (const Band &band : layout.bands(lane)) {
            if (band.first >= layout.rowCount())
                return "a state beyond the last row";
        }
    }
    return {};
}

std::string wrongWithTexts(const Layout &layout, const History &history)
{
    for (const DiagramChoices &choices : choicesFor(history.recording().header())) {
        Excerpt excerpt(choices);
        excerpt.update(layout, history);
        const Row lines = excerpt.lineCount(layout.rowCount());
        for (Row row = 0; row < layout.rowCount(); ++row) {
            if (excerpt.isShown(row) && excerpt.lineOf(row) >= lines)
                return "a row beyond the last line";
            excerpt.choicesToShow(layout, history, row);
        }
        if (mermaidSequence(layout, history, excerpt).empty())
            return "no Mermaid";
        if (TextSequence(layout, history, excerpt).all().empty())
            return "no text";
    }
    return {};
}

std::string wrongWithFacts(const Layout &layout, const History &history)
{
    const Header &header = history.recording().header();
    FactReader reader(history);
    reader.advance();
    factTable(reader.facts(), header);
    JsonWriter json;
    writeFacts(json, header.lesson, reader.facts(), header);
    const Alignment alignment({layout, history}, {layout, history});
    return alignment.rows().size() < layout.rowCount() ? "a row that is beside nothing" : "";
}

std::string wrongWithMoment(const Moment &moment, const History &whole)
{
    const History &history = moment.history();
    for (ActorId actor = 0; actor < history.actorCount(); ++actor)
        standingOf(actor, history, whole);
    const Conversation &conversation = moment.conversation();
    for (Conversation::Line line = 0; line < conversation.lineCount(); ++line) {
        const auto &entry = conversation.line(line);
        if (entry.kind != Conversation::Entry::Kind::Notice)
            conversation.bytes(conversation.message(entry.message));
    }
    for (const End end : {End::Client, End::Server}) {
        for (const StateStep &step : moment.path().steps(end)) {
            if (step.call > history.callCount() || step.socket > history.socketCount())
                return "a step of nobody";
        }
    }
    std::string wrong = wrongWithTables(history);
    return wrong.empty() ? wrongWithLayout(moment.layout(), history) : wrong;
}

std::string wrongWithMoments(const Recording &recording)
{
    constexpr EventIndex kManyCheckpoints = 8;
    constexpr EventIndex kMostMoments = 8;
    Timeline timeline(recording, kManyCheckpoints);
    timeline.advance();
    timeline.marks().between(0, recording.size());
    const History &whole = timeline.end().history();
    const EventIndex distance = recording.size() / kMostMoments + 1;
    for (EventIndex n = 0; n <= recording.size(); n += distance) {
        const auto moment = timeline.at(n);
        if (moment->size() != n)
            return "not the moment that was asked for";
        if (std::string wrong = wrongWithMoment(*moment, whole); !wrong.empty())
            return wrong;
    }
    for (const RecordedStep &step : stepsOf(recording)) {
        if (step.begin >= step.end || step.end > recording.size())
            return "a step without events";
    }
    return wrongWithMoment(timeline.end(), whole);
}

} // namespace

std::string fileText(const Recording &recording)
{
    std::string text = headerLine(recording.header()) + '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        text += eventLine(recording.header(), n, recording.at(n)) + '\n';
    return text;
}

std::string wrongWithReaders(const Recording &recording)
{
    History history(recording);
    history.advance();
    Layout layout(recording);
    layout.advance(history.size());
    std::string wrong = wrongWithTables(history);
    for (const auto &check : {wrongWithLayout, wrongWithTexts, wrongWithFacts}) {
        if (wrong.empty())
            wrong = check(layout, history);
    }
    return wrong.empty() ? wrongWithMoments(recording) : wrong;
}

std::string wrongWithFile(const std::string &bytes)
{
    std::istringstream input(bytes);
    const ReadResult first = readRecording(input);
    if (!first.recording)
        return first.error.empty() ? "neither a recording nor an error" : "";
    if (std::string wrong = wrongWithReaders(*first.recording); !wrong.empty())
        return wrong;
    const std::string text = fileText(*first.recording);
    std::istringstream again(text);
    const ReadResult second = readRecording(again);
    if (!second.error.empty())
        return "what we write cannot be read: " + second.error;
    // Not the same events: what means nothing in its place, as a descriptor without a socket, is left out.
    return fileText(*second.recording) == text ? "" : "what we write reads back as another";
}

} // namespace sockstep::test
