// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/text_sequence.h"

#include "core/diagram/call_text.h"
#include "core/diagram/killed_text.h"
#include "core/diagram/outside_text.h"
#include "core/diagram/segment_text.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

// Together with the spaces between them: 80 columns.
constexpr std::size_t kTime = 8;
constexpr std::size_t kActor = 6;
constexpr std::size_t kLongestActor = 8; // "client-2": what it takes, the call gives
constexpr std::size_t kCall = 31;
constexpr std::size_t kResult = 13;
constexpr std::size_t kWire = kCall + 1 + kResult;
constexpr std::size_t kLeft = kActor + 1 + kCall + 1 + kResult;

/// As roleName, but short enough for the last column.
std::string_view shortRole(SocketRecord::Role role)
{
    switch (role) {
    case SocketRecord::Role::Listener:
        return "listen";
    case SocketRecord::Role::Connection:
        return "conn";
    case SocketRecord::Role::Client:
    case SocketRecord::Role::Unused:
        break;
    }
    return roleName(role);
}

} // namespace

std::string_view roleName(SocketRecord::Role role)
{
    switch (role) {
    case SocketRecord::Role::Listener:
        return "listener";
    case SocketRecord::Role::Client:
        return "client";
    case SocketRecord::Role::Connection:
        return "connection";
    case SocketRecord::Role::Unused:
        break;
    }
    return "socket";
}

std::string sentText(const History &history, SegmentId id)
{
    const std::string who = fmt::format("{} sends ", name(history.sent(id).from));
    return who + segmentLabel(history, id, kWire - who.size());
}

std::string movedText(const History &history, SegmentId id)
{
    const SegmentRecord &record = history.segment(id);
    const Host to = otherHost(history.sent(id).from);
    const std::string what = record.phase == SegmentPhase::Delivered ? fmt::format("{} gets ", name(to))
        : record.reason == DropReason::Cable                         ? "lost, the cable is out: "
        : record.reason == DropReason::Chance                        ? "lost by chance: "
                                                                     : "lost: ";
    return what + segmentLabel(history, id, kWire - what.size());
}

std::string foldText(const Excerpt::Fold &fold)
{
    return fmt::format("{} echo rounds, {} bytes each way", fold.rounds, fold.bytes);
}

TextSequence::TextSequence(const Layout &layout, const History &history, Excerpt excerpt)
    : layout_(layout)
    , history_(history)
    , excerpt_(std::move(excerpt))
    , actorWidth_(kActor)
{
    for (const std::string &actor : history.recording().header().actors)
        actorWidth_ = std::clamp(columnsOf(shownText(actor, kLongestActor)), actorWidth_, kLongestActor);
}

/// A line of the columns that are wanted; empty if all of them are.
std::string TextSequence::joined(
    const std::string &time, const std::string &left, const std::string &state) const
{
    const DiagramChoices &choices = excerpt_.choices();
    std::string line;
    if (choices.times != DiagramChoices::Times::Off)
        line += shownCell(time, kTime, true) + ' ';
    if (choices.calls || choices.segments)
        line += left + ' ';
    if (choices.namesStates())
        line += state;
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string TextSequence::heading() const
{
    const std::string left = fmt::format("{} {} {}", shownCell("actor", actorWidth_),
        shownCell("call", kCall + kActor - actorWidth_), shownCell("result", kResult));
    return joined("time", left, "state (~ inferred)") + '\n';
}

std::vector<std::string> TextSequence::stateCells(Row row) const
{
    std::vector<std::string> states;
    if (!excerpt_.choices().namesStates())
        return states;
    for (const NamedState &named : layout_.statesNamedIn(row)) {
        if (excerpt_.hidesLane(layout_, named.lane))
            continue;
        const SocketRecord &socket = history_.socket(layout_.lanes()[named.lane].socket);
        states.push_back(fmt::format("{} {}{}", shortRole(socket.role),
            named.band->evidence == Evidence::Inferred ? "~" : "", name(named.band->state)));
    }
    return states;
}

std::string TextSequence::timeText(Row row, Row above) const
{
    const auto when = layout_.timeOf(row);
    if (!when)
        return {};
    const auto before = above == kNoRow ? std::nullopt : layout_.timeOf(above);
    if (excerpt_.choices().times == DiagramChoices::Times::Absolute || !before)
        return durationText(*when);
    return '+' + durationText(std::max(*when - *before, std::chrono::nanoseconds {}));
}

std::string TextSequence::line(Row row, Row above) const
{
    std::vector<std::string> left = leftCells(layout_.row(row));
    const std::vector<std::string> states = stateCells(row);
    const bool isEmpty = left.empty() && states.empty();
    if (isEmpty && !(excerpt_.choices().calls && excerpt_.choices().states && excerpt_.choices().segments))
        return {};
    left.resize(std::max({left.size(), states.size(), std::size_t {1}}), shownCell("", kLeft));
    std::string text;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const std::string time = i == 0 ? timeText(row, above) : std::string();
        text += joined(time, left[i], i < states.size() ? states[i] : "") + '\n';
    }
    return text;
}

/// What an actor or the wire did in a row: actor, call and result, or actor and segment.
std::vector<std::string> TextSequence::leftCells(const RowContent &content) const
{
    const Recording &recording = history_.recording();
    std::vector<std::string> cells;
    const auto addWire = [&](const std::string &what) {
        cells.push_back(
            fmt::format("{} {}", shownCell("wire", actorWidth_), shownCell(what, kLeft - 1 - actorWidth_)));
    };
    const CallId shown = content.entered ? content.entered : content.returned;
    if (shown && excerpt_.choices().calls && excerpt_.showsCall(history_, shown)) {
        const CallEntered &entered = history_.entered(shown);
        const std::string call = content.entered ? fullCallText(entered)
                                                 : fmt::format("  … {} came back", name(entered.function));
        const CallReturned *returned = content.returned == shown ? history_.returned(shown) : nullptr;
        std::string result;
        if (returned)
            result = resultLabel(entered, *returned);
        else if (history_.call(shown).blocked != kNoEvent)
            result = "blocks …";
        cells.push_back(
            fmt::format("{} {} {}", shownCell(recording.header().actors[entered.actor], actorWidth_),
                shownCell(call, kCall + kActor - actorWidth_), shownCell(result, kResult)));
    }
    if (const auto *cable = std::get_if<CableMoved>(&recording.at(content.event).body))
        addWire(cable->plugged ? "the cable is plugged in" : "the cable is pulled");
    if (const auto *outside = std::get_if<OutsideSeen>(&recording.at(content.event).body))
        cells.push_back(shownCell(outsideText(*outside), kLeft));
    if (const auto *killed = std::get_if<ActorKilled>(&recording.at(content.event).body))
        cells.push_back(shownCell(killedText(*killed, recording.header()), kLeft));
    const bool segments = excerpt_.choices().segments;
    if (content.moved && segments && excerpt_.showsSegment(history_, content.moved))
        addWire(movedText(history_, content.moved));
    if (content.sent && segments && excerpt_.showsSegment(history_, content.sent))
        addWire(sentText(history_, content.sent));
    return cells;
}

std::string TextSequence::leftOut() const
{
    const DiagramChoices &choices = excerpt_.choices();
    std::string list;
    const auto add = [&](std::string_view what) { list.append(list.empty() ? "" : ", ").append(what); };
    for (const std::string &actor : history_.recording().header().actors) {
        if (choices.hides(actor))
            add(shownName(actor));
    }
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds) {
        if (choices.leavesOut(kind))
            add(name(kind));
    }
    return list.empty() ? list : "(not shown: " + list + ")\n";
}

std::string TextSequence::all(RowRange lines) const
{
    std::string text = leftOut() + heading();
    const Row count = excerpt_.lineCount(layout_.rowCount());
    Row above = kNoRow;
    for (Row at = lines.first; at < count && at <= lines.last; ++at) {
        const Row row = excerpt_.shownIn(at, layout_.rowCount());
        const auto fold = row == kNoRow ? excerpt_.foldIn(at) : std::nullopt;
        if (fold) {
            const char *mark = fold->open ? "" : "… ";
            text += joined(fold->open ? "" : timeText(fold->last, above),
                        shownCell(mark + foldText(*fold), kLeft), "")
                + '\n';
        }
        if (fold && !fold->open)
            above = fold->last;
        if (row == kNoRow)
            continue;
        text += line(row, above);
        if (layout_.timeOf(row))
            above = row;
    }
    return text;
}

} // namespace sockstep
