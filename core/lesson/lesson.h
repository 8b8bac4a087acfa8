// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A lesson as its file describes it: programs, addresses, texts and questions. The format is described in
// resources/lessons/README.md.

#include "core/session/session.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sockstep {

/// A text in the languages of the program. English is always there, Korean may be missing.
struct LocalText {
    std::string en;
    std::string ko;
    const std::string &in(std::string_view language) const
    {
        return language == "ko" && !ko.empty() ? ko : en;
    }
    bool isEmpty() const { return en.empty(); }
};

/// "client send 2": the second line of the client's program that calls send.
struct LineReference {
    std::string actor;
    Function function {};
    std::size_t nth = 1;
    friend bool operator==(const LineReference &, const LineReference &) = default;
};

struct LessonAddress {
    Endpoint endpoint;
    bool isServer = false; ///< the session's server, with the port that the person chose
    bool htonsForgotten = false; ///< the port's two bytes are in the host's order
};

struct LessonProgram {
    std::string actor;
    std::string code;
    std::size_t fileLine = 0; ///< where the code begins in the file, from 1
};

/// What a lesson says about one line of a program.
struct LessonStep {
    LineReference at;
    std::optional<LineReference> after; ///< the lesson's order
    bool afterEntered = false; ///< the call that it waits for need not have come back
    enum class OnError : std::uint8_t { Usual, Again, Next, End };
    OnError onError = OnError::Usual;
    LocalText text;
};

/// What a question asks about the call of its line.
enum class Asked : std::uint8_t {
    Returns, ///< what the call returns: "0", "-1 EADDRINUSE", "> 0", or that it "blocks"
    State, ///< the TCP state that its socket is in afterwards
    TimeWait, ///< who keeps TIME_WAIT: the name of an actor, "both" or "nobody"
    Segment, ///< the flags of the next segment on the wire: "SYN, ACK"
};

struct Question {
    LineReference before;
    std::size_t round = 1; ///< the how manieth time that the line is run
    Asked asked {};
    std::vector<std::string> answers; ///< two to four, in the words above
    std::string expected; ///< one of them: what the author believes
    LocalText text;
    LocalText because; ///< said with the verdict
};

struct Lesson {
    std::string name; ///< as on the command line; the file's name without its ending
    std::string chapter; ///< of the catalogue; empty for a lesson of one's own
    bool isBuiltIn = false; ///< of the catalogue, and so known to mean no harm
    NetworkKind network = NetworkKind::Loopback;
    LocalText title;
    LocalText aim;
    LocalText misconception; ///< that the lesson answers; may be empty
    std::optional<Closing> closing; ///< of the echo programs, which are used if there are no others
    std::vector<LessonProgram> programs;
    /// What a pthread_create of the server starts; its \c actor is the function's name. There are as many
    /// actors for it, thread-1, thread-2, …, as the lesson has clients.
    std::optional<LessonProgram> thread;
    std::map<std::string, LessonAddress, std::less<>> addresses;
    /// What the client says; without it, what the person chose for every session.
    std::optional<std::vector<std::string>> messages;
    std::vector<WireRule> wire;
    std::vector<LessonStep> steps;
    std::vector<Question> questions;
};

} // namespace sockstep
