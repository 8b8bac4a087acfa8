// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/excerpt.h"

#include <algorithm>

// The part of the excerpt that says what of a row, a lane or an arrow is shown.

namespace sockstep {

namespace {

using Kind = DiagramChoices::Kind;

bool isPreparation(Function function)
{
    return function == Function::Setsockopt || function == Function::Getsockname
        || function == Function::Fcntl;
}

/// Nothing but an ACK: no byte, and neither SYN, FIN nor RST.
bool isBareAcknowledgement(const std::string &raw)
{
    const auto packet = decodePacket(raw);
    return packet && packet->protocol == Packet::Protocol::Tcp && packet->length == 0
        && packet->flags == tcp_flag::kAck;
}

/// Found by binary search, for one of the many that have arrived.
const Arrow *arrowOf(const Layout &layout, const History &history, SegmentId segment)
{
    const EventIndex moved = history.segment(segment).moved;
    const Arrow *arrow = moved == kNoEvent ? nullptr : layout.arrowTo(layout.rowOfEvent(moved), segment);
    return arrow ? arrow : layout.arrowOf(segment);
}

/// On loopback, what is inferred from states.
bool isOfStates(Arrow::Kind kind)
{
    return kind != Arrow::Kind::Data && kind != Arrow::Kind::Birth && kind != Arrow::Kind::Segment;
}

} // namespace

bool Excerpt::showsCall(const History &history, CallId call) const
{
    const CallEntered &entered = history.entered(call);
    return !hidesActor(entered.actor)
        && !(choices_.leavesOut(Kind::Preparations) && isPreparation(entered.function));
}

bool Excerpt::showsSegment(const History &history, SegmentId segment) const
{
    const SegmentSent &sent = history.sent(segment);
    return !(choices_.leavesOut(Kind::Copies) && sent.original)
        && !(choices_.leavesOut(Kind::Acknowledgements) && isBareAcknowledgement(sent.raw));
}

bool Excerpt::showsArrow(const Layout &layout, const History &history, const Arrow &arrow) const
{
    if (isPlain() || besides_)
        return true;
    if (arrow.segment && !showsSegment(history, arrow.segment))
        return false;
    if (isOfStates(arrow.kind) && choices_.leavesOut(Kind::States))
        return false;
    // Inside of what is folded, or between two rows of which neither is shown.
    const Row from = lineOf(arrow.from);
    if (from == lineOf(arrow.to) && !isShown(arrow.from) && !isShown(arrow.to))
        return false;
    const bool fromHidden = arrow.fromLane == kNoLane || hidesLane(layout, arrow.fromLane);
    const bool toHidden = arrow.toLane == kNoLane || hidesLane(layout, arrow.toLane);
    const bool nobodys = arrow.fromLane == kNoLane && arrow.toLane == kNoLane;
    return nobodys || !fromHidden || !toHidden;
}

/// Does a state that is shown have its name there?
bool Excerpt::showsStateIn(const Layout &layout, Row row) const
{
    if (choices_.leavesOut(Kind::States))
        return false;
    const auto states = layout.statesNamedIn(row);
    return std::any_of(states.begin(), states.end(),
        [&](const NamedState &named) { return !hidesLane(layout, named.lane); });
}

bool Excerpt::showsRow(const Layout &layout, const History &history, Row row) const
{
    const RowContent &content = layout.row(row);
    const EventBody &event = history.recording().at(content.event).body;
    if (std::holds_alternative<CableMoved>(event) || std::holds_alternative<OutsideSeen>(event))
        return true;
    if (const auto *killed = std::get_if<ActorKilled>(&event))
        return !hidesActor(killed->actor) || showsStateIn(layout, row);
    for (const CallId call : {content.entered, content.returned}) {
        if (call && showsCall(history, call))
            return true;
    }
    for (const SegmentId segment : {content.sent, content.moved}) {
        if (!segment || !showsSegment(history, segment))
            continue;
        if (hidden_.empty())
            return true;
        // Where it leaves counts whose it is; where it arrives, who gets it.
        const Arrow *arrow = arrowOf(layout, history, segment);
        if (!arrow || !hidesLane(layout, segment == content.sent ? arrow->fromLane : arrow->toLane))
            return true;
    }
    const bool isState = std::holds_alternative<StateChanged>(event);
    const bool ofSegment = content.sent || content.moved;
    const bool ofCall = content.entered || content.returned;
    if (!isState && !ofSegment && !ofCall)
        return true;
    return showsStateIn(layout, row);
}

DiagramChoices Excerpt::choicesToShow(const Layout &layout, const History &history, Row row) const
{
    DiagramChoices choices = choices_;
    if (isShown(row) || foldOf(row))
        return choices;
    const auto &actors = history.recording().header().actors;
    const auto showLane = [&](LaneIndex lane) {
        if (lane != kNoLane && layout.lanes()[lane].actor < actors.size())
            choices.hide(actors[layout.lanes()[lane].actor], false);
    };
    const RowContent &content = layout.row(row);
    for (const CallId call : {content.entered, content.returned}) {
        if (!call)
            continue;
        const CallEntered &entered = history.entered(call);
        if (entered.actor < actors.size())
            choices.hide(actors[entered.actor], false);
        if (isPreparation(entered.function))
            choices.leaveOut(Kind::Preparations, false);
    }
    for (const SegmentId segment : {content.sent, content.moved}) {
        if (!segment)
            continue;
        if (history.sent(segment).original)
            choices.leaveOut(Kind::Copies, false);
        if (isBareAcknowledgement(history.sent(segment).raw))
            choices.leaveOut(Kind::Acknowledgements, false);
        if (const Arrow *arrow = arrowOf(layout, history, segment)) {
            showLane(arrow->fromLane);
            showLane(arrow->toLane);
        }
    }
    const EventBody &event = history.recording().at(content.event).body;
    if (const auto *killed = std::get_if<ActorKilled>(&event))
        choices.hide(actors.at(killed->actor), false);
    const auto *state = std::get_if<StateChanged>(&event);
    if (state) {
        choices.leaveOut(Kind::States, false);
        showLane(layout.laneOf(state->socket));
    }
    return choices;
}

} // namespace sockstep
