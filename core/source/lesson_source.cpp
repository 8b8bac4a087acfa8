// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/lesson_source.h"

#include "lesson/lesson_library.h"

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

} // namespace

const SourceAddress *LessonSource::address(std::string_view wanted) const
{
    const auto found = std::find_if(addresses.begin(), addresses.end(),
        [&](const SourceAddress &address) { return address.name == wanted; });
    return found == addresses.end() ? nullptr : &*found;
}

LessonSource lessonSource(
    const SessionOptions &options, std::vector<ActorProgram> programs, std::string language)
{
    LessonSource source;
    source.name = options.lesson.empty() ? std::string(lessonName(options.closing)) : options.lesson;
    source.title = source.name;
    // How an echo ends can have been changed since it was chosen.
    const bool isEcho = options.programs.empty() && options.network == NetworkKind::Loopback;
    const bool isChanged = isEcho && !(options.script && options.script->closing == options.closing);
    const auto script = isChanged ? builtInLesson(lessonName(options.closing)) : options.script;
    if (script) {
        source.name = script->name;
        source.title = script->title.in(language);
        source.aim = script->aim.in(language);
    }
    source.language = std::move(language);
    source.network = options.network;
    source.port = options.server.port();
    source.programs = std::move(programs);
    source.addresses = addressesOf(options);
    source.messages = options.messages;
    return source;
}

std::string faultText(const SourceFault &fault)
{
    return fmt::format("{}, line {}: {}", fault.actor, fault.line + 1, fault.message);
}

} // namespace sockstep
