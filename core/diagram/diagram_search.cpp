// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/diagram_search.h"

#include "core/diagram/call_text.h"
#include "core/diagram/killed_text.h"
#include "core/diagram/segment_text.h"

#include <algorithm>

namespace sockstep {

namespace {

constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

} // namespace

DiagramSearch::DiagramSearch(std::string_view text)
    : text_(text)
{
    std::transform(text_.begin(), text_.end(), text_.begin(), small);
}

bool DiagramSearch::isIn(std::string_view text) const
{
    if (text_.empty() || text.size() < text_.size())
        return false;
    const auto found = std::search(
        text.begin(), text.end(), text_.begin(), text_.end(), [](char a, char b) { return small(a) == b; });
    return found != text.end();
}

bool DiagramSearch::isInCall(const History &history, CallId id, bool entered, bool returned) const
{
    const CallEntered &call = history.entered(id);
    if (entered && (isIn(fullCallText(call)) || isIn(shortCallText(call)) || isIn(call.data)))
        return true;
    const CallReturned *result = returned ? history.returned(id) : nullptr;
    return result && (isIn(resultLabel(call, *result)) || isIn(resultNumber(*result)) || isIn(result->data));
}

bool DiagramSearch::isIn(const Layout &layout, const History &history, Row row) const
{
    const RowContent &content = layout.row(row);
    if (content.entered && isInCall(history, content.entered, true, content.entered == content.returned))
        return true;
    if (content.returned && content.returned != content.entered
        && isInCall(history, content.returned, false, true))
        return true;
    const Recording &recording = history.recording();
    const auto *killed = std::get_if<ActorKilled>(&recording.at(content.event).body);
    if (killed && isIn(killedText(*killed, recording.header())))
        return true;
    for (const SegmentId segment : {content.sent, content.moved}) {
        if (segment && isIn(segmentText(history, segment)))
            return true;
    }
    for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
        for (const Band &band : layout.bandsIn(static_cast<LaneIndex>(i), row, row)) {
            if (band.label == row && isIn(name(band.state)))
                return true;
        }
    }
    return false;
}

} // namespace sockstep
