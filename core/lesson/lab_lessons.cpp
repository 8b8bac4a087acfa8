// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lab_lessons.h"

#include "session/program_builder.h"

#include <algorithm>
#include <sys/socket.h>

namespace sockstep {

namespace {

constexpr LabLesson kLessons[] = {
    {"handshake", "the three-way handshake, segment by segment"},
    {"four-way-close", "both directions are closed by a FIN and an ACK each; half-open in between"},
    {"simultaneous-close", "both FINs cross on the wire: CLOSING on both ends"},
    {"lost-syn", "the first SYN is lost: the kernel sends it again after a second"},
    {"lost-data", "a segment with data is lost: it is sent again, and the echo comes late but whole"},
    {"lost-fin", "a FIN is lost: FIN_WAIT1 lasts until the copy is acknowledged"},
    {"lost-last-ack", "the last ACK is lost: the end in TIME_WAIT answers the repeated FIN"},
    {"closed-port", "a SYN to a port on which nobody listens: RST, and ECONNREFUSED"},
    {"cable-pulled", "the cable is pulled while data is sent, and plugged in again: nothing is lost"},
    {"zero-window", "the receiver does not read: the window closes, send blocks, reading opens it"},
    {"full-backlog", "listen(1) and nobody calls accept: the third client's SYN is not answered"},
};

// Kept small, so that the window closes after a handful of segments; the kernel doubles both (socket(7)).
constexpr int kSmallBuffer = 8192;
constexpr std::size_t kMoreThanFits = 24'000;

Program reluctantServer(const Endpoint &address)
{
    ProgramBuilder program;
    program.add(tcpSocket("lfd"), "int lfd = {};");
    program.add("int size = 8192;  // the connection inherits it");
    program.add(setOption("lfd", SO_RCVBUF, kSmallBuffer));
    program.add({Function::Bind, "lfd", {}, {}, address}, "{};  // " + address.text());
    if (address.port() == 0)
        program.add({Function::Getsockname, "lfd", {}, {}, {}});
    program.add({Function::Listen, "lfd", {}, {{ArgumentName::Backlog, 5}}, {}});
    program.add({Function::Accept, "lfd", "cfd", {}, {}}, "int cfd = {};").after
        = Condition {"client", Function::Connect};
    Line &read = program.add(recvFrom("cfd"), "while ({} > 0) ;  // not before the client has filled all");
    read.onSuccess = kSameLine;
    read.onError = kNextLine;
    read.after = Condition {"client", Function::Send, true};
    goOnAfterError(program.add(closing("cfd")));
    Line &last = program.add(closing("lfd"));
    last.after = Condition {"client", Function::Close};
    goOnAfterError(last);
    return program.take();
}

Program eagerClient(const Endpoint &server)
{
    ProgramBuilder program;
    program.add(tcpSocket("fd"), "int fd = {};").after = Condition {"server", Function::Listen};
    program.add("int size = 8192;");
    program.add(setOption("fd", SO_SNDBUF, kSmallBuffer));
    program.add({Function::Connect, "fd", {}, {}, server}, "{};  // " + server.text());
    const Target chat = program.next();
    program.add("while ((len = typed(msg, sizeof msg)) > 0)").kind = LineKind::Chat;
    const Target say = program.next();
    program.add(sendTo("fd", Payload::Message), "    {};").onSuccess = chat;
    const Target end = program.next();
    goOnAfterError(program.add(stopSending("fd")));
    Line &drain = program.add(recvFrom("fd"), "while ({} > 0) ;");
    drain.onSuccess = kSameLine;
    drain.onError = kNextLine;
    const Target last = program.next();
    goOnAfterError(program.add(closing("fd")));
    program.at(chat).onEnd = end;
    program.at(say).onError = last;
    return program.take();
}

/// Has a port, but does not listen on it.
Program deafServer(const Endpoint &address)
{
    ProgramBuilder program;
    program.add(tcpSocket("fd"), "int fd = {};");
    program.add({Function::Bind, "fd", {}, {}, address}, "{};  // " + address.text());
    program.add({Function::Getsockname, "fd", {}, {}, {}});
    program.add("// no listen(): nobody is to be found here");
    Line &last = program.add(closing("fd"));
    last.after = Condition {"client", Function::Connect, true};
    goOnAfterError(last);
    return program.take();
}

Program hopefulClient(const Endpoint &server)
{
    ProgramBuilder program;
    program.add(tcpSocket("fd"), "int fd = {};").after = Condition {"server", Function::Getsockname};
    goOnAfterError(program.add({Function::Connect, "fd", {}, {}, server}, "{};  // " + server.text()));
    goOnAfterError(program.add(closing("fd")));
    return program.take();
}

constexpr const char *kQueueingClients[] = {"client", "client-2", "client-3"};

/// listen(1), and accept not before the last client has called connect.
Program busyServer(const Endpoint &address)
{
    ProgramBuilder program;
    program.add(tcpSocket("lfd"), "int lfd = {};");
    program.add({Function::Bind, "lfd", {}, {}, address}, "{};  // " + address.text());
    if (address.port() == 0)
        program.add({Function::Getsockname, "lfd", {}, {}, {}});
    program.add({Function::Listen, "lfd", {}, {{ArgumentName::Backlog, 1}}, {}});
    const char *const variables[] = {"a", "b", "c"};
    for (const char *variable : variables) {
        Line &accept = program.add(
            {Function::Accept, "lfd", variable, {}, {}}, std::string("int ") + variable + " = {};");
        accept.after = Condition {kQueueingClients[2], Function::Connect, true};
    }
    for (const char *variable : variables)
        goOnAfterError(program.add(closing(variable)));
    goOnAfterError(program.add(closing("lfd")));
    return program.take();
}

Program queueingClient(const Endpoint &server, std::size_t index)
{
    ProgramBuilder program;
    program.add(tcpSocket("fd"), "int fd = {};").after = index == 0
        ? Condition {"server", Function::Listen}
        : Condition {kQueueingClients[index - 1], Function::Connect};
    program.add({Function::Connect, "fd", {}, {}, server}, "{};  // " + server.text());
    Line &wait = program.add(recvFrom("fd"), "while ({} > 0) ;");
    wait.onSuccess = kSameLine;
    wait.onError = kNextLine;
    wait.after = Condition {kQueueingClients[2], Function::Connect};
    goOnAfterError(program.add(closing("fd")));
    return program.take();
}

void usePrograms(std::string_view name, SessionOptions &options)
{
    const Endpoint &server = options.server;
    if (name == "zero-window") {
        options.programs = {{"server", reluctantServer(server)}, {"client", eagerClient(server)}};
        options.messages = {std::string(kMoreThanFits, 'x')};
    } else if (name == "closed-port") {
        options.programs = {{"server", deafServer(server)}, {"client", hopefulClient(server)}};
        options.messages.clear();
    } else if (name == "full-backlog") {
        options.programs = {{"server", busyServer(server)}};
        for (std::size_t i = 0; i < std::size(kQueueingClients); ++i)
            options.programs.push_back({kQueueingClients[i], queueingClient(server, i)});
        options.messages.clear();
    }
}

struct PlannedRule {
    std::string_view lesson;
    WireRule rule;
};
constexpr PlannedRule kRules[] = {
    {"lost-syn", {Host::Client, SegmentKind::Syn}},
    {"lost-data", {Host::Client, SegmentKind::Data}},
    {"lost-fin", {Host::Client, SegmentKind::Fin}},
    {"lost-last-ack", {Host::Client, SegmentKind::AckOfFin}},
    {"cable-pulled", {Host::Client, SegmentKind::Data, 1, WireRule::Act::PullCable}},
};

} // namespace

std::span<const LabLesson> labLessons() { return kLessons; }

const LabLesson *labLessonNamed(std::string_view name)
{
    const auto *found = std::find_if(std::begin(kLessons), std::end(kLessons),
        [&](const LabLesson &lesson) { return lesson.name == name; });
    return found == std::end(kLessons) ? nullptr : found;
}

SessionOptions labSession(std::string_view name, SessionOptions base)
{
    SessionOptions options = std::move(base);
    options.lesson = name;
    options.network = NetworkKind::Lab;
    options.server = serverAddressOn(options.network, options.server.port());
    options.programs.clear();
    options.withServer = options.withClient = true;
    options.withSecondServer = false;
    options.plan = {};
    options.closing = name == "simultaneous-close" ? Closing::BothAtOnce : Closing::ClientFirst;
    if (name == "handshake")
        options.messages.clear();
    else if (options.messages.empty())
        options.messages = {"hello"}; // so that the lesson shows by stepping alone what it is about
    usePrograms(name, options);
    for (const PlannedRule &planned : kRules) {
        if (planned.lesson == name)
            options.plan.rules.push_back(planned.rule);
    }
    return options;
}

} // namespace sockstep
