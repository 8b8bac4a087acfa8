// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/lesson_source.h"

#include "core/lesson/lesson_library.h"
#include "core/session/free_play.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

/// The lab's hosts are nowhere to be found outside of it: there the same programs meet on loopback.
Endpoint serverOutsideTheLab(const SessionOptions &options)
{
    return options.network == NetworkKind::Lab ? Endpoint::loopback(options.server.port()) : options.server;
}

std::vector<SourceAddress> addressesOf(const SessionOptions &options)
{
    const Endpoint server = serverOutsideTheLab(options);
    if (options.freePlay) {
        std::vector<SourceAddress> addresses;
        const std::uint16_t port = options.server.port();
        for (const auto &[name, endpoint] : FreePlay::addressesOn(NetworkKind::Loopback, port, false))
            addresses.push_back({name, endpoint, name.starts_with("addr"), false});
        return addresses;
    }
    if (!options.script || options.script->addresses.empty())
        return {{"addr", server, true, false}};
    std::vector<SourceAddress> addresses;
    for (const auto &[name, address] : options.script->addresses) {
        const bool isServer = address.isServer && address.endpoint.isEmpty();
        addresses.push_back(
            {name, isServer ? server : address.endpoint, address.isServer, address.htonsForgotten});
    }
    return addresses;
}

void findThreadFaults(
    const LessonSource &lesson, const ActorProgram &program, std::vector<SourceFault> &faults)
{
    for (std::size_t i = 0; i < program.program.lines.size(); ++i) {
        const auto &call = program.program.lines[i].call;
        if (!call || call->function != Function::PthreadCreate)
            continue;
        const bool isKnown = std::any_of(lesson.programs.begin(), lesson.programs.end(),
            [&](const ActorProgram &own) { return own.routine == call->start; });
        if (!program.routine.empty())
            faults.push_back({program.actor, i,
                "a thread that starts threads cannot be saved: start them in the program itself"});
        else if (!isKnown)
            faults.push_back({program.actor, i,
                fmt::format(
                    "no client connects, so that there is no thread for {}: add a client", call->start)});
    }
}

} // namespace

const SourceAddress *LessonSource::address(std::string_view wanted) const
{
    const auto found = std::find_if(addresses.begin(), addresses.end(),
        [&](const SourceAddress &address) { return address.name == wanted; });
    return found == addresses.end() ? nullptr : &*found;
}

std::vector<const ActorProgram *> LessonSource::routinesOf(const Program &program) const
{
    std::vector<const ActorProgram *> found;
    for (const Line &line : program.lines) {
        if (!line.call || line.call->function != Function::PthreadCreate)
            continue;
        const auto isStarted = [&](const ActorProgram &own) { return own.routine == line.call->start; };
        const auto own = std::find_if(programs.begin(), programs.end(), isStarted);
        const auto isKnown = [&](const ActorProgram *one) { return one->routine == line.call->start; };
        if (own != programs.end() && std::none_of(found.begin(), found.end(), isKnown))
            found.push_back(&*own);
    }
    return found;
}

std::vector<const ActorProgram *> LessonSource::processes() const
{
    std::vector<const ActorProgram *> own;
    for (const ActorProgram &program : programs) {
        if (program.routine.empty())
            own.push_back(&program);
    }
    return own;
}

Program LessonSource::fileOf(const Program &program) const
{
    Program file;
    const auto append = [&](const Program &part) {
        const std::size_t begin = file.lines.size();
        file.lines.insert(file.lines.end(), part.lines.begin(), part.lines.end());
        for (std::size_t i = begin; i < file.lines.size(); ++i) {
            Line &line = file.lines[i];
            for (Target *target : {&line.onSuccess, &line.onEnd, &line.onError, &line.onInterrupt}) {
                if (*target < kEndOfProgram)
                    *target = static_cast<Target>(*target + begin);
            }
        }
    };
    for (const ActorProgram *routine : routinesOf(program))
        append(routine->program);
    append(program);
    return file;
}

LessonSource lessonSource(
    const SessionOptions &options, std::vector<ActorProgram> programs, std::string language)
{
    LessonSource source;
    source.name = options.lesson.empty() ? std::string(lessonName(options.closing)) : options.lesson;
    source.title = source.name;
    // How an echo ends can have been changed since it was chosen.
    const bool isEcho
        = !options.freePlay && options.programs.empty() && options.network == NetworkKind::Loopback;
    const bool isChanged = isEcho && !(options.script && options.script->closing == options.closing);
    const auto script = isChanged ? builtInLesson(lessonName(options.closing)) : options.script;
    if (script) {
        source.name = script->name;
        source.title = script->title.in(language);
        const std::string believed = shownText(script->misconception.in(language), kLongestShownLine);
        const std::string aim = shownText(script->aim.in(language), kLongestShownLine);
        source.language = language;
        if (!believed.empty())
            source.opening = fmt::format(
                fmt::runtime(source.say("Is this true: \"{}\"?", "이 말은 맞을까요? \"{}\"")), believed);
        source.aim = fmt::format(
            fmt::runtime(source.say("What this lesson shows: {}", "이 수업이 보여 주는 것: {}")), aim);
    }
    if (options.freePlay) {
        source.title = language == "ko" ? "자유 실습" : "Free play";
        source.aim.clear();
        source.opening = language == "ko" ? "직접 하나씩 고른 호출입니다."
                                          : "The calls that a person has chosen, one by one.";
        // Clients that have not begun.
        std::erase_if(programs, [](const ActorProgram &own) { return own.program.lines.empty(); });
    }
    // A lesson may be anybody's: nothing of it is more than a line of a comment.
    source.name = shownName(source.name);
    source.title = shownText(source.title, kLongestShownLine);
    source.language = std::move(language);
    source.network = options.network;
    source.port = options.server.port();
    source.programs = std::move(programs);
    source.addresses = addressesOf(options);
    source.messages = options.messages;
    return source;
}

std::vector<SourceFault> lessonFaults(const LessonSource &lesson)
{
    std::vector<SourceFault> faults;
    for (const ActorProgram &program : lesson.programs)
        findThreadFaults(lesson, program, faults);
    if (lesson.programs.empty())
        faults.push_back({"server", 0, "no call has been made yet: make one, then save"});
    return faults;
}

std::string faultText(const SourceFault &fault)
{
    return fmt::format("{}, line {}: {}", fault.actor, fault.line + 1, fault.message);
}

} // namespace sockstep
