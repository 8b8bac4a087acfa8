// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson_session.h"

#include "core/program/code_parser.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

namespace sockstep {

namespace {

Endpoint forgottenHtons(const Endpoint &endpoint)
{
    const auto port = endpoint.port();
    return endpoint.withPort(static_cast<std::uint16_t>((port << 8) | (port >> 8)));
}

AddressBook addressesFor(const Lesson &lesson, const Endpoint &server)
{
    AddressBook book;
    int paths = 0;
    if (lesson.addresses.empty())
        book["addr"] = server;
    for (const auto &[name, address] : lesson.addresses) {
        Endpoint &endpoint = book[name];
        endpoint = address.isServer && address.endpoint.isEmpty() ? server : address.endpoint;
        if (address.isServer && endpoint.family() != Endpoint::Family::Unix)
            endpoint = endpoint.withPort(server.port());
        else if (address.isServer)
            endpoint = SessionFolder::placeholder(++paths == 1 ? "server" : std::to_string(paths));
        // Big-endian machines have nothing to forget, and the lesson says so.
        if (address.htonsForgotten && std::endian::native == std::endian::little)
            endpoint = forgottenHtons(endpoint);
    }
    return book;
}

/// A pthread_create must name the lesson's thread, and a thread lives where the server does.
void checkThreads(const LessonProgram &written, const Program &program, const Lesson &lesson,
    std::vector<ProgramFault> &faults)
{
    for (std::size_t i = 0; i < program.lines.size(); ++i) {
        const auto &call = program.lines[i].call;
        if (!call || call->function != Function::PthreadCreate)
            continue;
        if (!lesson.thread || call->start != lesson.thread->actor)
            faults.push_back({written.actor, i, 0,
                fmt::format("there is no program of \"{}\"; expected [threads] with {} = the lines of C that "
                            "the thread runs",
                    call->start, call->start)});
        else if (written.actor != "server")
            faults.push_back({written.actor, i, 0, "expected pthread_create in the server's program alone"});
    }
}

ActorProgram *find(std::vector<ActorProgram> &programs, std::string_view actor)
{
    const auto found = std::find_if(programs.begin(), programs.end(),
        [&](const ActorProgram &program) { return program.actor == actor; });
    return found == programs.end() ? nullptr : &*found;
}

void applyStep(const LessonStep &step, std::vector<ActorProgram> &programs)
{
    ActorProgram *program = find(programs, step.at.actor);
    const auto index = program ? lineOf(step.at, program->program) : std::nullopt;
    if (!index)
        return;
    Line &line = program->program.lines[*index];
    if (step.after) {
        const ActorProgram *other = find(programs, step.after->actor);
        Condition condition {step.after->actor, step.after->function, step.afterEntered, {}};
        condition.line = other ? lineOf(*step.after, other->program) : std::nullopt;
        line.after = condition;
    }
    switch (step.onError) {
    case LessonStep::OnError::Usual:
        break;
    case LessonStep::OnError::Again:
        line.onError = kSameLine;
        break;
    case LessonStep::OnError::Next:
        line.onError = pastError(line);
        break;
    case LessonStep::OnError::End:
        line.onError = kEndOfProgram;
        break;
    }
}

/// A lesson of the catalogue means no harm, but nobody outside is to reach what it opens. If it reaches for
/// another port of this machine only, that is its own.
Reach reachForBuiltIn(const SessionOptions &options)
{
    const auto found = reachOf(options.programs, options.server.port());
    if (found.empty())
        return Reach::Session;
    const bool opens = std::any_of(found.begin(), found.end(),
        [](const Reaching &one) { return one.kind != Reaching::Kind::OtherProgram; });
    return opens ? Reach::PrivateLoopback : Reach::Network;
}

} // namespace

std::optional<std::size_t> lineOf(const LineReference &reference, const Program &program)
{
    std::size_t seen = 0;
    for (std::size_t i = 0; i < program.lines.size(); ++i) {
        const auto &call = program.lines[i].call;
        if (call && call->function == reference.function && ++seen == reference.nth)
            return i;
    }
    return std::nullopt;
}

std::vector<ActorProgram> lessonPrograms(
    const Lesson &lesson, const EchoOptions &options, std::vector<ProgramFault> &faults)
{
    std::vector<ActorProgram> programs;
    if (lesson.programs.empty()) {
        programs = {{"server", echoServer(options)}, {"client", echoClient(options)}};
        return programs;
    }
    const AddressBook book = addressesFor(lesson, options.server);
    const auto parse = [&](const LessonProgram &written) {
        ParsedCode parsed = parseCode(written.code, book);
        for (CodeFault &fault : parsed.faults)
            faults.push_back({written.actor, fault.line, fault.column, std::move(fault.message)});
        checkThreads(written, parsed.program, lesson, faults);
        return parsed.program;
    };
    const auto isClient = [](const LessonProgram &program) { return program.actor.starts_with("client"); };
    for (const LessonProgram &written : lesson.programs) {
        if (!isClient(written))
            programs.push_back({written.actor, parse(written)});
    }
    if (lesson.thread) {
        const Program program = parse(*lesson.thread);
        // As many as there can be connections at once.
        const auto clients = std::count_if(lesson.programs.begin(), lesson.programs.end(), isClient);
        for (std::ptrdiff_t i = 1; i <= clients; ++i)
            programs.push_back({fmt::format("thread-{}", i), program, lesson.thread->actor});
    }
    for (const LessonProgram &written : lesson.programs) {
        if (isClient(written))
            programs.push_back({written.actor, parse(written)});
    }
    if (!faults.empty())
        return {};
    for (const LessonStep &step : lesson.steps)
        applyStep(step, programs);
    return programs;
}

SessionOptions lessonSession(std::shared_ptr<const Lesson> lesson, SessionOptions base)
{
    SessionOptions options = std::move(base);
    // An echo on loopback is named by how it ends, which can be changed while it runs.
    const bool isEcho = lesson->closing && lesson->network == NetworkKind::Loopback;
    options.lesson = isEcho ? std::string() : lesson->name;
    options.network = lesson->network;
    options.server = serverAddressOn(options.network, options.server.port());
    options.withServer = options.withClient = true;
    options.withSecondServer = false;
    options.closing = lesson->closing.value_or(Closing::ClientFirst);
    // So that the lesson shows by stepping alone what it is about; one that is silent stays so.
    const bool silent = lesson->messages && lesson->messages->empty();
    if (options.messages.empty() || silent || !lesson->programs.empty())
        options.messages = lesson->messages.value_or(std::vector<std::string> {});
    options.plan = {};
    options.plan.rules = lesson->wire;
    options.programs.clear();
    options.programsFor = nullptr;
    if (!lesson->programs.empty()) {
        options.programsFor = [lesson](const Endpoint &server) {
            EchoOptions there;
            there.server = server;
            std::vector<ProgramFault> none; // the file was read before, and with the same parser
            return lessonPrograms(*lesson, there, none);
        };
        options.programs = options.programsFor(options.server);
    }
    if (lesson->isBuiltIn && options.reach == Reach::Session)
        options.reach = reachForBuiltIn(options);
    options.script = std::move(lesson);
    return options;
}

} // namespace sockstep
