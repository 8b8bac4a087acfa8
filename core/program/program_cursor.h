// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/socket_calls.h"
#include "core/program/descriptor_table.h"
#include "core/program/program.h"
#include "core/program/variables.h"

#include <deque>
#include <memory>
#include <string>

namespace sockstep {

/// Where an actor stands in its program, and the program's variables. No threads, no system calls:
/// it says which call comes next and takes in what the call returned.
class ProgramCursor {
public:
    using Handle = sockstep::Handle;
    struct Variable {
        std::string name;
        Handle handle;
    };
    struct Next {
        std::size_t line = 0;
        /// The chat has nothing to send: the call of this line ends the conversation, and the person
        /// decides when.
        bool waitsForPerson = false;
    };

    explicit ProgramCursor(Program program)
        : program_(std::make_shared<const Program>(std::move(program)))
        , entered_(program_)
    {
    }

    const Program &program() const { return *program_; }
    /// What its descriptors are. The threads that an actor starts have the same; else each has its own.
    const std::shared_ptr<DescriptorTable> &descriptors() const { return descriptors_; }
    /// What the program of a thread gets from pthread_create: the descriptor that is its own from now on, in
    /// the table of the actor that starts it.
    void setArgument(Handle argument, std::shared_ptr<DescriptorTable> descriptors);
    /// For a program that is the same up to the present line.
    void replaceProgram(Program program) { program_ = std::make_shared<const Program>(std::move(program)); }

    /// More lines at the end of a program that grows; not while a call is in progress.
    void append(const std::vector<Line> &lines);

    /// The line whose call comes next; nothing at the end of the program.
    std::optional<Next> next() const;
    /// Why the program ends although it has not come to its last line; empty if it does not.
    std::string fault() const { return walk().fault; }
    /// That call as it would be entered now, and as enter() will enter it.
    CallEntered preview(std::size_t line) const;
    /// Commits to the call of \p line: takes the message that it sends.
    CallEntered enter(std::size_t line);
    /// The call of \p line came back; \p received is what recv got, or the array that poll filled in,
    /// \p made what socket or accept made.
    void leave(std::size_t line, const calls::Outcome &outcome, std::string received, Handle made);

    /// True if the actor will still come to the chat loop, or could be brought back to it.
    bool canSay() const;
    void say(std::string message) { messages_.push_back(std::move(message)); }
    bool hasMessages() const { return !messages_.empty(); }
    /// The echo loop is to end.
    void tellToClose() { told_ = true; }
    bool isTold() const { return told_; }
    /// Is the actor in its echo loop, where telling it to close has an effect?
    bool inEchoLoop() const;
    /// The chat no longer waits for the person.
    void endChat() { chatOver_ = true; }
    /// Nobody will be waited for any more, and everything that was typed has come back.
    bool chatIsOver() const;

    /// The sockets that are still open, in the order in which they were made.
    const std::vector<Handle> &openSockets() const { return open_; }
    /// The same with the variables that hold them.
    std::vector<Variable> openVariables() const;

private:
    /// The way over the lines without a call, from where the program stands to its next call.
    struct Walk {
        std::size_t line = 0; ///< of the call; one past the last line at the end
        bool waitsForPerson = false;
        std::string fault; ///< why it cannot go on
        std::optional<Variables> changed; ///< as the lines on the way leave them, if they change any
    };
    Walk walk() const;
    bool take(Walk &walk, std::size_t previous) const;
    const Variables &variablesAt(const Walk &walk) const { return walk.changed ? *walk.changed : variables_; }
    CallEntered previewWith(std::size_t line, const Variables &variables) const;
    void noteOwner(const CallTemplate &call, const calls::Outcome &outcome, Handle made);
    Handle handleAt(const Place &place, const Variables &variables) const;
    std::size_t resolve(std::size_t line, Target target) const;
    std::optional<std::size_t> chatLine() const;
    static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
    std::string_view payload(const CallTemplate &call) const;

    std::shared_ptr<const Program> program_;
    std::shared_ptr<const Program> entered_; ///< the program that the call in progress is of
    std::size_t position_ = 0;
    std::size_t previous_ = kNowhere; ///< the line that led to it: a loop is entered, or goes round
    Variables variables_;
    std::shared_ptr<DescriptorTable> descriptors_ = std::make_shared<DescriptorTable>();
    Handle about_; ///< what the call in progress is about
    std::vector<Handle> open_; ///< that this program has to close, in the order in which they were made
    std::deque<std::string> messages_;
    std::string piece_; ///< msg: what is being sent and waited for
    std::string received_; ///< buf
    Endpoint peer_; ///< peer, as the last recvfrom filled it in
    std::size_t sent_ = 0; ///< bytes of the payload that send has taken
    std::size_t got_ = 0; ///< bytes of the piece that have come back
    bool told_ = false;
    bool chatOver_ = false;
};

} // namespace sockstep
