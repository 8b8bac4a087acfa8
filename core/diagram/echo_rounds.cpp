// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/echo_rounds.h"

#include <algorithm>

namespace sockstep {

namespace {

constexpr Row kLongestRound = 4096; // rows; more is no exchange that anyone would call a round
constexpr Row kBetweenBreaks = 64; // rows: a little is taken in again rather than every break kept

bool endsOrBegins(const std::string &raw)
{
    const auto packet = decodePacket(raw);
    return !packet || packet->has(tcp_flag::kSyn) || packet->has(tcp_flag::kFin)
        || packet->has(tcp_flag::kRst);
}

bool isQuiet(const History &history, const RowContent &content)
{
    if (content.sent && (history.sent(content.sent).original || endsOrBegins(history.sent(content.sent).raw)))
        return false;
    if (!content.moved)
        return true;
    return history.segment(content.moved).phase == SegmentPhase::Delivered
        && !endsOrBegins(history.sent(content.moved).raw);
}

} // namespace

bool EchoRounds::take(const Layout &layout, const History &history)
{
    const Row row = next_++;
    const RowContent &content = layout.row(row);
    const EventBody &event = history.recording().at(content.event).body;
    const bool isCall = content.entered || content.returned;
    const bool isOther = std::holds_alternative<CableMoved>(event)
        || std::holds_alternative<OutsideSeen>(event) || std::holds_alternative<ActorKilled>(event)
        || (!isCall && std::holds_alternative<StateChanged>(event));
    if (!inRound_)
        first_ = row; // if one begins
    if (isOther || !isQuiet(history, content) || (isCall && !takeCall(history, content))
        || row - first_ > kLongestRound) {
        breakChain();
        // What does not belong to one chain may begin another.
        first_ = row;
        if (!isOther && content.entered && sends(history.entered(content.entered).function))
            takeSend(history, content.entered);
        return false;
    }
    if (!inRound_ || !away_.empty())
        return false;
    inRound_ = false;
    if (!isSteady(layout, row)) {
        breakChain();
        return false;
    }
    Round round {first_, row, first_, 1, bytes_, initiator_, *echoer_};
    if (inChain_) {
        const Round &before = rounds_.back();
        round.chain = before.chain;
        round.number = before.number + 1;
        round.bytes += before.bytes;
    }
    rounds_.push_back(round);
    inChain_ = true;
    return true;
}

bool EchoRounds::takeCall(const History &history, const RowContent &content)
{
    if (content.entered) {
        const CallEntered &call = history.entered(content.entered);
        if (sends(call.function))
            return takeSend(history, content.entered);
        if (call.function != Function::Poll && !receives(call.function))
            return false;
        if ((inRound_ || inChain_) && !isOneOfTheTwo(call.actor))
            return false;
    }
    return !content.returned || takeData(history, content.returned);
}

bool EchoRounds::takeSend(const History &history, CallId id)
{
    const CallEntered &call = history.entered(id);
    const CallReturned *returned = history.returned(id);
    if (!returned || returned->result <= 0 || history.call(id).blocked != kNoEvent)
        return false;
    const auto taken = std::min(call.data.size(), static_cast<std::size_t>(returned->result));
    if (taken == 0) // a file may say that more was taken than there is
        return false;
    if (inRound_ && call.actor != initiator_)
        return isOneOfTheTwo(call.actor);
    if (!inRound_ && inChain_ && call.actor != initiator_)
        return false;
    if (!inRound_) {
        inRound_ = true;
        if (!inChain_)
            echoer_.reset();
        initiator_ = call.actor;
        bytes_ = 0;
    }
    away_.append(call.data, 0, taken);
    bytes_ += taken;
    return true;
}

bool EchoRounds::takeData(const History &history, CallId id)
{
    const CallEntered &call = history.entered(id);
    if (call.function == Function::Poll)
        return true;
    const CallReturned *returned = history.returned(id);
    if (!returned || !receives(call.function) || returned->result <= 0)
        return false;
    if (!inRound_)
        return !inChain_; // who gets bytes that nobody of the two has sent is no part of it
    if (call.actor != initiator_)
        return isOneOfTheTwo(call.actor);
    if (!echoer_ || !std::string_view(away_).starts_with(returned->data))
        return false;
    away_.erase(0, returned->data.size());
    return true;
}

bool EchoRounds::isOneOfTheTwo(ActorId actor)
{
    if (actor == initiator_)
        return true;
    if (!echoer_)
        echoer_ = actor;
    return *echoer_ == actor;
}

void EchoRounds::breakChain()
{
    inChain_ = inRound_ = false;
    away_.clear();
    echoer_.reset();
    if (breaks_.empty() || next_ - breaks_.back() >= kBetweenBreaks)
        breaks_.push_back(next_);
}

/// Does every socket stay in its state until the round is over?
bool EchoRounds::isSteady(const Layout &layout, Row last) const
{
    for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
        const auto bands = layout.bandsIn(static_cast<LaneIndex>(i), first_, last);
        const bool changed = std::any_of(bands.begin(), bands.end(), [&](const Band &band) {
            const bool named = band.label != kNoRow && band.label >= first_ && band.label <= last;
            return named || (band.first > first_ && band.first <= last);
        });
        if (changed)
            return false;
    }
    return true;
}

void EchoRounds::forgetFrom(Row row)
{
    if (row >= next_)
        return;
    while (!rounds_.empty() && rounds_.back().last >= row)
        rounds_.pop_back();
    while (!breaks_.empty() && breaks_.back() > row)
        breaks_.pop_back();
    inRound_ = false;
    away_.clear();
    echoer_.reset();
    next_ = breaks_.empty() ? 0 : breaks_.back();
    inChain_ = !rounds_.empty() && rounds_.back().last >= next_;
    if (inChain_) {
        next_ = rounds_.back().last + 1;
        initiator_ = rounds_.back().initiator;
        echoer_ = rounds_.back().echoer;
    }
}

} // namespace sockstep
