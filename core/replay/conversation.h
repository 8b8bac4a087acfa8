// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The conversation as the recording tells it: what was typed, how much of it was sent, what came back, and
// where the stream ended.

#include "core/recording/history.h"

#include <string_view>

namespace sockstep {

/// Reads a recording as it grows. One thread at a time. A copy is cheap.
class Conversation {
public:
    using Line = std::uint32_t;
    static constexpr Line kNoLine = std::numeric_limits<Line>::max();

    struct Message {
        EventIndex typed = kNoEvent; ///< its MessageTyped, which has the bytes
        std::size_t size = 0;
        std::size_t sent = 0;
        std::size_t echoed = 0;
        bool differs = false; ///< an echo that is not what was sent
        CallId firstSend = 0;
        CallId lastRecv = 0;
        std::chrono::nanoseconds sentAt {};
        std::chrono::nanoseconds echoedAt {};
        Line sentLine = kNoLine;
        Line echoLine = kNoLine;
    };
    /// One line of the conversation: a message, its echo, or what ended it.
    struct Entry {
        enum class Kind : std::uint8_t { Sent, Echo, Notice };
        Kind kind = Kind::Notice;
        std::size_t message = 0; ///< index, for Sent and Echo
        CallId call = 0; ///< for Notice
    };

    explicit Conversation(const Recording &recording)
        : recording_(recording)
    {
    }

    /// Takes in the events up to \p history's end. Returns the first line that is new or different;
    /// lineCount() if none is.
    Line advance(const History &history);

    Line lineCount() const { return static_cast<Line>(entries_.size()); }
    const Entry &line(Line line) const { return entries_[line]; }
    const Message &message(std::size_t index) const { return messages_[index]; }
    /// What was typed.
    std::string_view bytes(const Message &message) const;
    /// Who the messages were typed for.
    std::optional<ActorId> speaker() const { return speaker_; }
    /// The line that \p call had a part in.
    Line lineOfCall(CallId call) const;

private:
    /// How far one end has come in the bytes of one direction.
    struct Position {
        std::size_t message = 0;
        std::size_t offset = 0;
    };
    struct Reader;

    Line append(Entry entry);
    void touch(CallId call, Line line);
    void returned(const History &history, EventIndex n, const CallReturned &e);
    void sent(const History &history, const CallEntered &call, std::size_t taken);
    void received(const CallEntered &call, EventIndex n, const CallReturned &e);
    template <typename Visit> void distribute(Position &position, std::size_t bytes, Visit visit);

    const Recording &recording_;
    EventIndex next_ = 0;
    Line firstTouched_ = kNoLine; // by advance(), so far
    SharedVector<Message> messages_;
    SharedVector<Entry> entries_;
    SharedVector<Line> lineOfCall_; // index is the call − 1
    std::optional<ActorId> speaker_;
    Position sent_; ///< by the speaker's send
    Position heard_; ///< by the other end's recv
    Position answered_; ///< by the other end's send
    Position echoed_; ///< by the speaker's recv
};

} // namespace sockstep
