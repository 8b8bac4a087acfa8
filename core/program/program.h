// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A program is the list of calls that an actor makes, in order, as lines of C. The actor runs the
// list and the window shows it: what is shown is what runs.

#include "core/program/statement.h"
#include "core/recording/event.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace sockstep {

/// What send() sends.
enum class Payload : std::uint8_t {
    None,
    Message, ///< what the person typed, in pieces that fit the buffer
    Received, ///< what the last recv() got
    Fixed, ///< the bytes that the line itself names
};

/// The size of the buffers msg and buf of every program, in bytes.
inline constexpr std::size_t kBufferSize = 65536;

/// The call of a line, with what is known before it runs. The descriptor, the length and the data
/// are filled in when it does.
struct CallTemplate {
    Function function {};
    Place socket; ///< what holds its descriptor: "lfd", "set[i].fd"; empty for socket() and poll()
    std::string result; ///< the variable that gets what it returns: "cfd", "n"; may be empty
    Arguments args; ///< those that are fixed: domain, backlog, how, flags, …
    Endpoint address; ///< bind, connect, sendto, unlink
    Payload payload = Payload::None;
    std::string data {}; ///< for Payload::Fixed
    bool toPeer = false; ///< sendto: to where the last recvfrom came from
    std::string variable {}; ///< getsockopt and setsockopt: the integer whose address they get
    std::string array {}; ///< poll: the array of struct pollfd
    Operand count {}; ///< poll: how many of its elements
    std::string start {}; ///< pthread_create: what the thread runs
};

/// Where to go after a line: the index of another line, or one of these.
using Target = std::uint16_t;
inline constexpr Target kNextLine = std::numeric_limits<Target>::max();
inline constexpr Target kSameLine = kNextLine - 1;
inline constexpr Target kEndOfProgram = kNextLine - 2;

/// "Not before \c actor has made \c function with success": the lesson's order, which Step follows
/// and which Step server and Step client need not.
struct Condition {
    std::string actor;
    Function function {};
    bool enteredIsEnough = false; ///< it need not have come back
    /// This line of the actor's program, whatever it returns; without it, any of its calls of \c function.
    std::optional<std::size_t> line {};
};

enum class LineKind : std::uint8_t {
    Plain, ///< a call, a statement, or only a brace
    Chat, ///< the loop over what the person types: goes to the next line with a message, else waits
    EchoLoop, ///< a recv that is skipped, or interrupted, when the actor is told to close
};

struct Line {
    std::string code; ///< C, indented by four spaces a level
    std::optional<Statement> statement; ///< of a line without a call
    std::optional<CallTemplate> call;
    LineKind kind = LineKind::Plain;
    Target onSuccess = kNextLine; ///< for recv: on data, once enough of it has come
    /// recv or poll returned 0; Chat: no more messages; EchoLoop: told to close; the statement's test does
    /// not hold.
    Target onEnd = kNextLine;
    Target onError = kSameLine; ///< the step after an error tries again, unless this says otherwise
    Target onInterrupt = kSameLine; ///< a signal interrupted the call (EINTR)
    bool untilEchoed = false; ///< recv: repeats until as many bytes have come as the piece had
    bool together = false; ///< one step lets it through and the other actor's line that has this too
    bool once = false; ///< send: what the kernel did not take is not sent by another call
    std::optional<Condition> after;
};

struct Program {
    std::vector<Line> lines;
    bool grows = false; ///< more lines may come: at its end the actor waits for them

    std::vector<std::string> code() const;
};

/// The program of one actor.
struct ActorProgram {
    std::string actor; ///< "server", "client", "client-2", …, "thread-1", …
    Program program;
    /// Of a thread that another actor starts: the function that its pthread_create names; else empty.
    std::string routine {};
};

/// The C expression of a call: "send(fd, msg, len, 0)".
std::string cExpression(const CallTemplate &call);

} // namespace sockstep
