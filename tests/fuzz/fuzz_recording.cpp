// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file: what is read of it can be looked up, looked at at any moment, laid out and exported,
// and reads back the same once it is written.
#include "diagram/mermaid.h"
#include "diagram/text_sequence.h"
#include "recording/history.h"
#include "recording/recorded_steps.h"
#include "recording/recording_file.h"
#include "replay/standing.h"
#include "replay/timeline.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>

using namespace sockstep;

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

std::string written(const Recording &recording)
{
    std::string text = headerLine(recording.header()) + '\n';
    for (EventIndex n = 0; n < recording.size(); ++n)
        text += eventLine(recording.header(), n, recording.at(n)) + '\n';
    return text;
}

void lookUp(const Recording &recording)
{
    History history(recording);
    history.advance();
    for (CallId call = 1; call <= history.callCount(); ++call) {
        history.entered(call);
        history.returned(call);
    }
    for (SocketId socket = 1; socket <= history.socketCount() && socket < 100; ++socket)
        history.peerOf(socket);
    for (SegmentId segment = 1; segment <= history.segmentCount(); ++segment)
        history.sent(segment);
    for (EventIndex n = 0; n < recording.size(); ++n)
        history.callOf(n);
    Layout layout(recording);
    layout.advance(history.size());
    TextSequence(layout, history).all();
    mermaidSequence(layout, history);
    for (const RecordedStep &step : stepsOf(recording))
        require(step.begin < step.end && step.end <= recording.size(), "a step has events");
}

/// As the window does with it: every moment, by way of checkpoints.
void lookAt(const Recording &recording)
{
    constexpr EventIndex kManyCheckpoints = 4;
    constexpr EventIndex kMostMoments = 16;
    Timeline timeline(recording, kManyCheckpoints);
    timeline.advance();
    const History &whole = timeline.end().history();
    for (EventIndex n = 0; n <= std::min(recording.size(), kMostMoments); ++n) {
        const auto moment = timeline.at(n);
        require(moment->size() == n, "the moment that was asked for");
        TextSequence(moment->layout(), moment->history()).all();
        for (ActorId actor = 0; actor < moment->history().actorCount(); ++actor)
            standingOf(actor, moment->history(), whole);
        const Conversation &conversation = moment->conversation();
        for (Conversation::Line line = 0; line < conversation.lineCount(); ++line) {
            const auto &entry = conversation.line(line);
            if (entry.kind != Conversation::Entry::Kind::Notice)
                conversation.bytes(conversation.message(entry.message));
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::istringstream input(std::string(reinterpret_cast<const char *>(data), size));
    const ReadResult first = readRecording(input);
    require(first.recording || !first.error.empty(), "without a recording there is an error");
    if (!first.recording)
        return 0;
    lookUp(*first.recording);
    lookAt(*first.recording);
    const std::string text = written(*first.recording);
    std::istringstream again(text);
    const ReadResult second = readRecording(again);
    if (!second.error.empty())
        std::fprintf(stderr, "%s\n", second.error.c_str());
    require(second.error.empty(), "what we write can be read");
    require(second.recording->size() == first.recording->size(), "as many events");
    // Not the same events: what means nothing in its place, as a descriptor without a socket, is left out.
    require(written(*second.recording) == text, "the same text");
    return 0;
}
