// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/conversation.h"

#include <algorithm>

namespace sockstep {

struct Conversation::Reader {
    Conversation &conversation;
    const History &history;
    EventIndex n;
    void operator()(const MessageTyped &e) const
    {
        conversation.speaker_ = e.actor;
        Message message;
        message.typed = n;
        message.size = e.data.size();
        message.sentLine = conversation.append({Entry::Kind::Sent, conversation.messages_.size(), 0});
        conversation.messages_.push_back(message);
    }
    void operator()(const CallReturned &e) const { conversation.returned(history, n, e); }
    template <typename Other> void operator()(const Other &) const { }
};

Conversation::Line Conversation::advance(const History &history)
{
    firstTouched_ = kNoLine;
    for (; next_ < history.size(); ++next_)
        std::visit(Reader {*this, history, next_}, recording_.at(next_).body);
    return std::min(firstTouched_, lineCount());
}

std::string_view Conversation::bytes(const Message &message) const
{
    return std::get<MessageTyped>(recording_.at(message.typed).body).data;
}

Conversation::Line Conversation::lineOfCall(CallId call) const
{
    return call == 0 || call > lineOfCall_.size() ? kNoLine : lineOfCall_[call - 1];
}

Conversation::Line Conversation::append(Entry entry)
{
    firstTouched_ = std::min(firstTouched_, lineCount());
    entries_.push_back(entry);
    return lineCount() - 1;
}

/// \p call had a part in \p line.
void Conversation::touch(CallId call, Line line)
{
    while (lineOfCall_.size() < call)
        lineOfCall_.push_back(kNoLine);
    lineOfCall_.edit(call - 1) = line;
    firstTouched_ = std::min(firstTouched_, line);
}

/// Walks so many bytes through the messages from \p position on.
template <typename Visit> void Conversation::distribute(Position &position, std::size_t bytes, Visit visit)
{
    std::size_t done = 0;
    while (bytes > 0 && position.message < messages_.size()) {
        const std::size_t left = messages_[position.message].size - position.offset;
        const std::size_t part = std::min(left, bytes);
        visit(position.message, position.offset, done, part);
        bytes -= part;
        done += part;
        position.offset += part;
        if (part == left)
            position = {position.message + 1, 0};
    }
}

void Conversation::sent(const History &history, const CallEntered &call, std::size_t taken)
{
    const bool bySpeaker = speaker_ && call.actor == *speaker_;
    distribute(bySpeaker ? sent_ : answered_, taken,
        [&](std::size_t index, std::size_t, std::size_t, std::size_t part) {
            Message &message = messages_.edit(index);
            if (!bySpeaker) {
                touch(call.call, message.echoLine == kNoLine ? message.sentLine : message.echoLine);
                return;
            }
            if (message.sent == 0) {
                message.firstSend = call.call;
                message.sentAt = recording_.at(history.call(call.call).entered).t;
            }
            message.sent += part;
            touch(call.call, message.sentLine);
        });
}

void Conversation::received(const CallEntered &call, EventIndex n, const CallReturned &e)
{
    const bool bySpeaker = speaker_ && call.actor == *speaker_;
    const std::string_view got = e.data;
    distribute(bySpeaker ? echoed_ : heard_, got.size(),
        [&](std::size_t index, std::size_t offset, std::size_t from, std::size_t part) {
            Message &message = messages_.edit(index);
            if (!bySpeaker) {
                touch(e.call, message.sentLine);
                return;
            }
            if (message.echoLine == kNoLine)
                message.echoLine = append({Entry::Kind::Echo, index, 0});
            message.differs |= bytes(message).substr(offset, part) != got.substr(from, part);
            message.echoed += part;
            message.lastRecv = e.call;
            message.echoedAt = recording_.at(n).t;
            touch(e.call, message.echoLine);
        });
}

void Conversation::returned(const History &history, EventIndex n, const CallReturned &e)
{
    const CallEntered &call = history.entered(e.call);
    const bool isRecv = receives(call.function);
    const bool isSend = sends(call.function);
    if ((isRecv && e.result == 0) || ((isRecv || isSend) && e.error))
        touch(e.call, append({Entry::Kind::Notice, 0, e.call}));
    else if (isSend)
        sent(history, call,
            std::min(call.data.size(), static_cast<std::size_t>(std::max<std::int64_t>(e.result, 0))));
    else if (isRecv)
        received(call, n, e);
}

} // namespace sockstep
