// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/program_cursor.h"

#include <algorithm>
#include <cerrno>

namespace sockstep {

std::size_t ProgramCursor::resolve(std::size_t line, Target target) const
{
    if (target == kNextLine)
        return line + 1;
    if (target == kSameLine)
        return line;
    return target == kEndOfProgram ? program_->lines.size() : target;
}

void ProgramCursor::append(const std::vector<Line> &lines)
{
    auto longer = std::make_shared<Program>(*program_);
    longer->lines.insert(longer->lines.end(), lines.begin(), lines.end());
    program_ = std::move(longer);
}

std::optional<ProgramCursor::Next> ProgramCursor::next() const
{
    Next result {position_, false};
    // Lines without a call lead on without stopping; a program cannot loop over them alone.
    for (std::size_t steps = 0; steps <= program_->lines.size(); ++steps) {
        if (result.line >= program_->lines.size())
            return std::nullopt;
        const Line &line = program_->lines[result.line];
        if (line.kind == LineKind::Chat && messages_.empty()) {
            result.waitsForPerson = !chatOver_;
            result.line = resolve(result.line, line.onEnd);
        } else if (line.kind == LineKind::EchoLoop && told_) {
            result.line = resolve(result.line, line.onEnd);
        } else if (line.call) {
            return result;
        } else {
            result.line = resolve(result.line, line.onSuccess);
        }
    }
    return std::nullopt;
}

std::string_view ProgramCursor::payload(const CallTemplate &call) const
{
    const auto rest = [&](std::string_view all) { return all.substr(std::min(sent_, all.size())); };
    if (call.payload == Payload::Received)
        return rest(received_);
    if (call.payload == Payload::Fixed)
        return rest(call.data);
    if (call.payload == Payload::Message) {
        if (piece_.empty() && !messages_.empty())
            return std::string_view(messages_.front()).substr(0, kBufferSize);
        return rest(piece_);
    }
    return {};
}

CallEntered ProgramCursor::preview(std::size_t index) const
{
    const CallTemplate &call = *program_->lines.at(index).call;
    CallEntered entered;
    entered.function = call.function;
    entered.line = static_cast<std::uint16_t>(index + 1);
    entered.args = call.args;
    entered.address = call.address;
    const bool toServer = call.function == Function::Connect || call.function == Function::Sendto;
    if (call.toPeer)
        entered.address = peer_;
    else if (toServer && call.address.port() == 0 && call.address.family() != Endpoint::Family::Unix)
        entered.address = call.address.withPort(serverAddress_.port());
    if (call.payload != Payload::None) {
        entered.data = payload(call);
        entered.args.setFirst({ArgumentName::Length, static_cast<std::int32_t>(entered.data.size())});
    }
    if (!call.socket.empty()) {
        const auto found = variables_.find(call.socket);
        const Handle handle = found == variables_.end() ? Handle {} : found->second;
        entered.socket = handle.socket;
        entered.args.setFirst({ArgumentName::Fd, handle.fd});
    }
    return entered;
}

CallEntered ProgramCursor::enter(std::size_t index)
{
    position_ = index;
    if (entered_ != program_)
        entered_ = program_;
    const CallTemplate &call = *program_->lines.at(index).call;
    if (call.payload == Payload::Message && piece_.empty() && !messages_.empty()) {
        // As read(2) would into msg: at most a buffer full, the rest stays for the next time round.
        std::string &message = messages_.front();
        piece_ = message.substr(0, kBufferSize);
        message.erase(0, piece_.size());
        if (message.empty())
            messages_.pop_front();
    }
    return preview(index);
}

void ProgramCursor::leave(std::size_t index, const calls::Outcome &outcome, std::string received, Handle made)
{
    // The program may have been replaced meanwhile: a line that both have leads on in the new one.
    const Line &before = entered_->lines.at(index);
    const bool gone = entered_ != program_
        && (index >= program_->lines.size() || program_->lines[index].code != before.code);
    const Line &line = gone ? before : program_->lines[index];
    const CallTemplate &call = *line.call;
    if (call.function == Function::Close)
        variables_.erase(call.socket); // the descriptor is free even if close failed: close(2)
    if (!outcome.ok()) {
        position_ = resolve(index, outcome.error == EINTR ? line.onInterrupt : line.onError);
        return;
    }
    Target target = line.onSuccess;
    if (made.fd >= 0)
        variables_[call.result] = made;
    if (call.function == Function::Recvfrom)
        peer_ = outcome.address;
    if (sends(call.function)) {
        const std::size_t left = payload(call).size();
        const auto taken = static_cast<std::size_t>(outcome.result);
        const bool more = taken < left && !line.once;
        sent_ = more ? sent_ + taken : 0;
        if (more)
            target = kSameLine; // the kernel took only a part: the rest is sent by another call
    } else if (receives(call.function) || call.function == Function::Readlink) {
        received_ = std::move(received);
        got_ += static_cast<std::size_t>(outcome.result);
        if (outcome.result == 0)
            target = line.onEnd;
        else if (line.untilEchoed && got_ < piece_.size())
            target = kSameLine;
        if (target != kSameLine || !line.untilEchoed) {
            got_ = 0;
            if (line.untilEchoed)
                piece_.clear();
        }
    }
    position_ = resolve(index, target);
}

std::optional<std::size_t> ProgramCursor::chatLine() const
{
    const auto found = std::find_if(program_->lines.begin(), program_->lines.end(),
        [](const Line &line) { return line.kind == LineKind::Chat; });
    if (found == program_->lines.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - program_->lines.begin());
}

bool ProgramCursor::canSay() const
{
    const auto chat = chatLine();
    if (!chat || chatOver_ || position_ >= program_->lines.size())
        return false;
    return position_ < resolve(*chat, program_->lines[*chat].onEnd)
        || program_->lines[position_].onInterrupt == *chat;
}

bool ProgramCursor::chatIsOver() const
{
    const auto chat = chatLine();
    const auto coming = next();
    return chat && chatOver_ && messages_.empty()
        && (!coming || coming->line >= resolve(*chat, program_->lines[*chat].onEnd));
}

bool ProgramCursor::inEchoLoop() const
{
    const auto loop = std::find_if(program_->lines.begin(), program_->lines.end(),
        [](const Line &line) { return line.kind == LineKind::EchoLoop; });
    if (loop == program_->lines.end())
        return false;
    const auto first = static_cast<std::size_t>(loop - program_->lines.begin());
    return position_ >= first && position_ < resolve(first, loop->onEnd);
}

std::vector<ProgramCursor::Variable> ProgramCursor::openVariables() const
{
    std::vector<Variable> open;
    for (const auto &[variable, handle] : variables_)
        open.push_back({variable, handle});
    std::sort(open.begin(), open.end(),
        [](const Variable &a, const Variable &b) { return a.handle.socket < b.handle.socket; });
    return open;
}

std::vector<ProgramCursor::Handle> ProgramCursor::openSockets() const
{
    std::vector<Handle> open;
    for (const Variable &variable : openVariables())
        open.push_back(variable.handle);
    return open;
}

} // namespace sockstep
