// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/source_header.h"

#include "core/text/shown_text.h"
#include "core/text/wrapped_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::size_t kColumns = 96;

/// Cut at spaces into lines that an editor shows whole.
void addWrapped(std::vector<std::string> &lines, std::string_view text)
{
    for (std::string &line : wrapped(text, kColumns)) {
        // In C a comment that ends in a backslash, or in its trigraph, goes on in the next line, which is
        // code.
        if (line.ends_with('\\') || line.ends_with("?\?/"))
            line += '.';
        lines.push_back(std::move(line));
    }
}

/// What the lesson types, so that the same can be typed by hand.
std::string messagesOf(const LessonSource &lesson)
{
    constexpr std::size_t kTypable = 60;
    std::string list;
    for (const std::string &message : lesson.messages) {
        list += list.empty() ? "" : ", ";
        list += message.size() <= kTypable
            ? shownLiteral(message)
            : fmt::format(
                fmt::runtime(lesson.say("a message of {} bytes", "{}바이트의 메시지")), message.size());
    }
    return list;
}

} // namespace

bool asksForPort(const LessonSource &lesson, const ProgramOutline &outline)
{
    return std::any_of(lesson.addresses.begin(), lesson.addresses.end(), [&](const SourceAddress &address) {
        return address.hasServersPort
            && (outline.names(address.name) || outline.names(address.name + "_path"));
    });
}

std::string orderOf(const LessonSource &lesson, const Line &line)
{
    if (!line.after)
        return {};
    const Condition &after = *line.after;
    std::size_t nth = 1;
    for (const ActorProgram &other : lesson.programs) {
        const auto &lines = other.program.lines;
        if (other.actor != after.actor || !after.line)
            continue;
        nth = static_cast<std::size_t>(std::count_if(lines.begin(),
            lines.begin() + static_cast<std::ptrdiff_t>(std::min(*after.line + 1, lines.size())),
            [&](const Line &one) { return one.call && one.call->function == after.function; }));
    }
    return fmt::format("{} {}{}{}", after.actor, after.enteredIsEnough ? "enters " : "", name(after.function),
        nth > 1 ? fmt::format(" {}", nth) : std::string());
}

std::vector<std::string> sourceHeader(const LessonSource &lesson, const ActorProgram &program,
    const ProgramOutline &outline, std::string_view fileEnding, const std::vector<std::string> &commands)
{
    std::vector<std::string> lines;
    const std::string file = fmt::format("{}.{}", program.actor, fileEnding);
    addWrapped(lines,
        fmt::format(fmt::runtime(lesson.say("{0}: the {1} of the lesson \"{2}\" ({3}), saved by Sockstep.",
                        "{0}: Sockstep의 수업 \"{2}\"({3})의 {1} 프로그램.")),
            file, program.actor, lesson.title, lesson.name));
    lines.emplace_back();
    if (!lesson.opening.empty()) {
        addWrapped(lines, lesson.opening);
        lines.emplace_back();
    }
    for (const std::string &command : commands)
        lines.push_back("    " + command);
    lines.emplace_back();
    const auto processes = lesson.processes();
    if (processes.size() > 1) {
        std::string files;
        for (const ActorProgram *one : processes)
            files += fmt::format("{}{}.{}", files.empty() ? "" : ", ", one->actor, fileEnding);
        addWrapped(lines,
            fmt::format(
                fmt::runtime(lesson.say("Run each program of the lesson in a terminal of its own: {}.",
                    "수업의 프로그램마다 터미널을 하나씩 열어 실행합니다: {}.")),
                files));
    }
    if (asksForPort(lesson, outline) && lesson.port != 0)
        addWrapped(lines,
            fmt::format(
                fmt::runtime(lesson.say("PORT is {} unless you name another; name the same everywhere.",
                    "PORT를 쓰지 않으면 {}입니다. 쓸 때에는 모든 프로그램에 같은 값을 씁니다.")),
                lesson.port));
    else if (asksForPort(lesson, outline))
        addWrapped(lines,
            lesson.say(
                "Name PORT, the same everywhere: with 0 the kernel chooses one that nobody else knows.",
                "PORT를 모든 프로그램에 같은 값으로 씁니다. 0이면 다른 프로그램이 모르는 포트를 커널이 "
                "고릅니다."));
    addWrapped(lines,
        lesson.say("Each call is printed with what it returns. With --step the program stops before each one "
                   "until you press Enter.",
            "호출마다 반환값과 함께 출력합니다. --step을 쓰면 호출하기 전마다 멈추고 Enter를 기다립니다."));
    if (outline.calls(Function::PthreadCreate))
        addWrapped(lines,
            lesson.say(
                "Its threads have numbers, main's is 0. With --step, type the number of the one that is to "
                "go on, and Enter.",
                "스레드에는 번호가 있고 main은 0입니다. --step에서는 나아갈 스레드의 번호를 쓰고 Enter를 "
                "누릅니다."));
    if (outline.names("typed")) {
        addWrapped(lines,
            lesson.say(
                "Each line that you type is a message; an empty line, or Ctrl+D, ends the conversation.",
                "입력하는 한 줄이 메시지 하나입니다. 빈 줄이나 Ctrl+D로 대화를 끝냅니다."));
        if (!lesson.messages.empty())
            addWrapped(lines,
                fmt::format(
                    fmt::runtime(lesson.say("In the lesson this is typed: {}.", "수업에서 입력하는 것: {}.")),
                    messagesOf(lesson)));
    }
    if (outline.isTold())
        addWrapped(lines,
            lesson.say("In its loop, the first Ctrl+C tells it to close; the second ends it as usual.",
                "루프 안에서 첫 Ctrl+C는 닫으라고 알리고, 두 번째는 평소처럼 프로그램을 끝냅니다."));
    if (lesson.network == NetworkKind::Lab)
        addWrapped(lines,
            lesson.say(
                "In the lesson the programs are on two hosts with Sockstep's wire between them. Here they "
                "are on this machine, where no segment is held or lost.",
                "수업에서는 두 호스트 사이에 Sockstep의 회선이 있습니다. 여기서는 모두 이 컴퓨터에서 "
                "실행되므로 "
                "붙잡히거나 유실되는 세그먼트가 없습니다."));
    return lines;
}

std::string sourceEnd(const LessonSource &lesson, std::string_view comment)
{
    std::vector<std::string> lines;
    addWrapped(lines, lesson.aim);
    std::string text = lines.empty() ? "" : "\n";
    for (const std::string &line : lines)
        text += fmt::format("{} {}\n", comment, line);
    return text;
}

} // namespace sockstep
