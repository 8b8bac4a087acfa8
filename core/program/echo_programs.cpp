// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/echo_programs.h"

#include "core/program/program_builder.h"

#include <sys/socket.h>

namespace sockstep {

namespace {

/// What the server of a half-closed connection still has to say.
constexpr const char *kFarewell = "goodbye";
/// What the client sends last when it does not wait for the echo.
constexpr const char *kLastWord = "bye";

CallTemplate sendWords(std::string socket, const char *words)
{
    CallTemplate call = sendTo(std::move(socket), Payload::Fixed);
    call.data = words;
    return call;
}

/// shutdown(SHUT_WR), then read until the peer has closed too: no byte is lost and no RST is sent.
void addGracefulEnd(ProgramBuilder &program, const std::string &socket, Closing closing)
{
    Line &stop = program.add(stopSending(socket));
    goOnAfterError(stop);
    stop.together = closing == Closing::BothAtOnce;
    Line &drain = program.add(recvFrom(socket), "while ({} > 0) ;");
    drain.onSuccess = kSameLine;
    drain.onError = kNextLine;
}

/// The rest of the client's program after the chat, up to its close.
void addClientsEnd(ProgramBuilder &program, Closing closing, Target chat)
{
    switch (closing) {
    case Closing::ClientFirst:
    case Closing::BothAtOnce:
    case Closing::ClientHalfClose:
        addGracefulEnd(program, "fd", closing);
        break;
    case Closing::ServerFirst: {
        Line &wait = program.add(recvFrom("fd"), "while ({} > 0) ;");
        wait.onSuccess = kSameLine;
        wait.onError = kNextLine;
        wait.onInterrupt = chat; // a message was typed, or the other end is to close first after all
        wait.after = Condition {"server", Function::Shutdown};
        break;
    }
    case Closing::ClientUnread:
        goOnAfterError(program.add(sendWords("fd", kLastWord), "{};  // nobody reads the echo"));
        break;
    case Closing::ClientLinger:
        program.add("struct linger linger = {1, 0};");
        goOnAfterError(program.add(setOption("fd", SO_LINGER, 0)));
        break;
    }
}

struct NamedClosing {
    Closing closing;
    std::string_view lesson;
};
constexpr NamedClosing kLessons[] = {
    {Closing::ClientFirst, "client-close"},
    {Closing::ServerFirst, "server-close"},
    {Closing::BothAtOnce, "both-close"},
    {Closing::ClientUnread, "client-unread"},
    {Closing::ClientLinger, "client-linger"},
    {Closing::ClientHalfClose, "half-close"},
};

} // namespace

std::string_view lessonName(Closing closing) { return kLessons[static_cast<std::size_t>(closing)].lesson; }

std::optional<Closing> closingNamed(std::string_view lesson)
{
    for (const NamedClosing &known : kLessons) {
        if (known.lesson == lesson)
            return known.closing;
    }
    return std::nullopt;
}

bool serverIsTold(Closing closing)
{
    return closing == Closing::ServerFirst || closing == Closing::BothAtOnce;
}

Program echoServer(const EchoOptions &options)
{
    ProgramBuilder program;
    program.add(tcpSocket("lfd"), "int lfd = {};");
    if (options.reuseAddress)
        program.add(setOption("lfd", SO_REUSEADDR, 1));
    program.add({Function::Bind, "lfd", {}, {}, options.server}, "{};  // " + options.server.text());
    program.add({Function::Listen, "lfd", {}, {{ArgumentName::Backlog, 5}}, {}});
    // Not before connect: that the handshake completes without accept is worth seeing.
    program.add({Function::Accept, "lfd", "cfd", {}, {}}, "int cfd = {};").after
        = Condition {"client", Function::Connect};

    const Target loop = program.next();
    program.add(recvFrom("cfd"), "while (!told && (n = {}) > 0)").kind = LineKind::EchoLoop;
    const Target echo = program.next();
    program.add(sendTo("cfd", Payload::Received), "    {};").onSuccess = loop;

    const Target toldToClose = program.next();
    if (serverIsTold(options.closing))
        addGracefulEnd(program, "cfd", options.closing);
    else if (options.closing == Closing::ClientHalfClose)
        goOnAfterError(program.add(sendWords("cfd", kFarewell)));
    const Target closeConnection = program.next();
    goOnAfterError(program.add(closing("cfd")));
    Line &last = program.add(closing("lfd"));
    last.after = Condition {"client", Function::Close};
    goOnAfterError(last);

    program.at(loop).onEnd = toldToClose;
    program.at(loop).onError = closeConnection;
    program.at(echo).onError = closeConnection;
    return program.take();
}

Program serverAgain(const Endpoint &address, bool reuse)
{
    ProgramBuilder program;
    const Target again = program.next();
    program.add(tcpSocket("lfd"), "int lfd = {};");
    if (reuse)
        program.add(setOption("lfd", SO_REUSEADDR, 1));
    goOnAfterError(program.add({Function::Bind, "lfd", {}, {}, address}, "{};  // " + address.text()));
    Line &last = program.add(closing("lfd"));
    last.onSuccess = again;
    last.onError = again;
    return program.take();
}

Program echoClient(const EchoOptions &options)
{
    ProgramBuilder program;
    program.add(tcpSocket("fd"), "int fd = {};").after = Condition {"server", Function::Listen};
    program.add({Function::Connect, "fd", {}, {}, options.server}, "{};  // " + options.server.text());

    const Target chat = program.next();
    program.add("while ((len = typed(msg, sizeof msg)) > 0) {").kind = LineKind::Chat;
    const Target say = program.next();
    program.add(sendTo("fd", Payload::Message), "    {};");
    program.add("    for (got = 0; got < len; got += n)");
    const Target hear = program.next();
    program.add(recvFrom("fd"), "        n = {};").untilEchoed = true;
    program.add("}").onSuccess = chat;

    const Target end = program.next();
    addClientsEnd(program, options.closing, chat);
    const Target closeConnection = program.next();
    goOnAfterError(program.add(closing("fd")));

    program.at(chat).onEnd = end;
    program.at(say).onError = closeConnection;
    program.at(hear).onEnd = closeConnection;
    program.at(hear).onError = closeConnection;
    return program.take();
}

} // namespace sockstep
