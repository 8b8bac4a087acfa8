// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/program_cursor.h"

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

namespace {
// More lines than any server of a lesson passes between two calls.
constexpr std::size_t kLongestWalk = 4096;
} // namespace

/// Goes from the line of \p walk, which has no call, to the one after it. False if it cannot.
bool ProgramCursor::take(Walk &walk, std::size_t previous) const
{
    const Line &line = program_->lines[walk.line];
    Target target = line.onSuccess;
    if (line.statement) {
        const Statement &statement = *line.statement;
        const std::size_t end = resolve(walk.line, line.onEnd);
        const bool again = statement.isLoop && previous > walk.line && previous < end;
        if (!walk.changed)
            walk.changed = variables_;
        if (!walk.changed->run(statement, again)) {
            walk.fault = "an index is beyond the end of its array";
            return false;
        }
        if (statement.test && !walk.changed->holds(*statement.test))
            target = line.onEnd;
    }
    walk.line = resolve(walk.line, target);
    return true;
}

ProgramCursor::Walk ProgramCursor::walk() const
{
    Walk walk;
    walk.line = position_;
    std::size_t previous = previous_;
    for (std::size_t steps = 0; walk.line < program_->lines.size(); ++steps) {
        const std::size_t here = walk.line;
        const Line &line = program_->lines[here];
        if (line.kind == LineKind::Chat && messages_.empty()) {
            walk.waitsForPerson = !chatOver_;
            walk.line = resolve(here, line.onEnd);
        } else if (line.kind == LineKind::EchoLoop && told_) {
            walk.line = resolve(here, line.onEnd);
        } else if (line.call) {
            const Variables &now = variablesAt(walk);
            if (line.call->function == Function::Poll
                && !now.polled(line.call->array, now.value(line.call->count)))
                walk.fault = "poll() is to look at more elements than its array has";
            return walk;
        } else if (!take(walk, previous)) {
            return walk;
        }
        previous = here;
        if (steps == kLongestWalk) {
            walk.fault = "it goes round without making a call";
            return walk;
        }
    }
    return walk;
}

std::optional<ProgramCursor::Next> ProgramCursor::next() const
{
    const Walk way = walk();
    if (way.line >= program_->lines.size() || !way.fault.empty())
        return std::nullopt;
    return Next {way.line, way.waitsForPerson};
}

void ProgramCursor::setArgument(Handle argument, std::shared_ptr<DescriptorTable> descriptors)
{
    descriptors_ = std::move(descriptors);
    variables_.set("arg", argument);
    open_ = {argument};
}

/// The number that stands there, and the socket that it is now.
Handle ProgramCursor::handleAt(const Place &place, const Variables &variables) const
{
    const int fd = variables.read(place).fd;
    return {fd, descriptors_->socketOf(fd)};
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
    const Walk way = walk();
    return previewWith(index, way.line == index ? variablesAt(way) : variables_);
}

CallEntered ProgramCursor::previewWith(std::size_t index, const Variables &variables) const
{
    const CallTemplate &call = *program_->lines.at(index).call;
    CallEntered entered;
    entered.function = call.function;
    entered.line = static_cast<std::uint16_t>(index + 1);
    entered.args = call.args;
    entered.address = call.address;
    if (call.toPeer)
        entered.address = peer_;
    if (call.payload != Payload::None) {
        entered.data = payload(call);
        entered.args.setFirst({ArgumentName::Length, static_cast<std::int32_t>(entered.data.size())});
    }
    if (!call.socket.empty()) {
        const Handle handle = handleAt(call.socket, variables);
        entered.socket = handle.socket;
        entered.args.setFirst({ArgumentName::Fd, handle.fd});
    }
    if (call.function == Function::Setsockopt && variables.has(call.variable))
        entered.args.setFirst({ArgumentName::Value, variables.read(call.variable).fd});
    if (call.function == Function::Poll) {
        auto all = variables.polled(call.array, variables.value(call.count)).value_or(std::vector<Polled> {});
        for (Polled &one : all) {
            one.revents = 0; // left from the last time: the kernel does not read it
            one.socket = descriptors_->socketOf(one.fd);
        }
        entered.data = packPolled(all);
        // The call is drawn at the first of them; where there is no other, it is an argument as well.
        if (!all.empty())
            entered.socket = all.front().socket;
        if (all.size() == 1) {
            entered.args.setFirst({ArgumentName::Events, all.front().events});
            entered.args.setFirst({ArgumentName::Fd, all.front().fd});
        }
    }
    return entered;
}

CallEntered ProgramCursor::enter(std::size_t index)
{
    if (Walk way = walk(); way.line == index && way.changed)
        variables_ = *std::move(way.changed);
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
    CallEntered entered = previewWith(index, variables_);
    about_ = {entered.args.find(ArgumentName::Fd).value_or(-1), entered.socket};
    return entered;
}

/// Whom the program has to close, and what its descriptors are now.
void ProgramCursor::noteOwner(const CallTemplate &call, const calls::Outcome &outcome, Handle made)
{
    // Linux frees the descriptor even if close failed: close(2).
    const bool closes = call.function == Function::Close;
    const bool handsOver = call.function == Function::PthreadCreate && outcome.result == 0;
    if (closes || handsOver) {
        std::erase_if(open_, [&](const Handle &open) { return open.socket == about_.socket; });
        if (closes)
            descriptors_->remove(about_.fd, about_.socket);
    }
    if (made.fd >= 0) {
        open_.push_back(made);
        descriptors_->add(made.fd, made.socket, call.function == Function::Socket && asksForTcp(call.args));
    }
    if (outcome.ok() && (call.function == Function::Bind || call.function == Function::Connect))
        descriptors_->namedItself(about_.socket);
    if (!call.result.empty())
        variables_.set(call.result, made.fd >= 0 ? made : Handle {static_cast<int>(outcome.result), 0});
    if (call.function == Function::Getsockopt && outcome.ok())
        variables_.set(call.variable, {outcome.value, 0});
}

void ProgramCursor::leave(std::size_t index, const calls::Outcome &outcome, std::string received, Handle made)
{
    // The program may have been replaced meanwhile: a line that both have leads on in the new one.
    const Line &before = entered_->lines.at(index);
    const bool gone = entered_ != program_
        && (index >= program_->lines.size() || program_->lines[index].code != before.code);
    const Line &line = gone ? before : program_->lines[index];
    const CallTemplate &call = *line.call;
    previous_ = index;
    noteOwner(call, outcome, made);
    if (!outcome.ok()) {
        position_ = resolve(index, outcome.error == EINTR ? line.onInterrupt : line.onError);
        return;
    }
    Target target = line.onSuccess;
    if (call.function == Function::Recvfrom)
        peer_ = outcome.address;
    if (sends(call.function)) {
        const std::size_t left = payload(call).size();
        const auto taken = static_cast<std::size_t>(outcome.result);
        const bool more = taken < left && !line.once;
        sent_ = more ? sent_ + taken : 0;
        if (more)
            target = kSameLine; // the kernel took only a part: the rest is sent by another call
    } else if (call.function == Function::Poll) {
        variables_.answered(call.array, unpackPolled(received));
        if (outcome.result == 0)
            target = line.onEnd;
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
    for (const Handle &handle : open_)
        open.push_back({variables_.nameOf(handle.socket), handle});
    return open;
}

} // namespace sockstep
