// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/c_faults.h"

#include "core/program/c_text.h"
#include "core/source/c_prelude.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace sockstep {

namespace {

constexpr std::string_view kKeywords[] = {"auto", "break", "case", "char", "const", "continue", "default",
    "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long",
    "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
    "union", "unsigned", "void", "volatile", "while"};

bool isTaken(std::string_view name)
{
    const auto &prelude = namesOfPrelude();
    return std::find(std::begin(kKeywords), std::end(kKeywords), name) != std::end(kKeywords)
        || std::find(prelude.begin(), prelude.end(), name) != prelude.end()
        || functionNamed(name).has_value();
}

/// "\x03dead": C takes every hexadecimal digit that follows, a lesson two.
bool hasLongEscape(std::string_view text)
{
    const auto isHex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '\\')
            continue;
        const bool hex = text[i + 1] == 'x' && i + 4 < text.size() && isHex(text[i + 4]);
        const bool octal
            = text[i + 1] == '0' && i + 2 < text.size() && text[i + 2] >= '0' && text[i + 2] <= '7';
        if (hex || octal)
            return true;
        ++i;
    }
    return false;
}

class FaultFinder {
public:
    FaultFinder(const ActorProgram &program, const ProgramOutline &outline)
        : program_(program)
        , actor_(program.actor)
        , outline_(outline)
    {
    }
    std::vector<SourceFault> find(const LessonSource &lesson);

private:
    void fail(std::size_t line, std::string message)
    {
        faults_.push_back({actor_, line, std::move(message)});
    }
    void checkName(std::size_t line, std::string_view name);
    void checkDeclaration(std::size_t line);
    void checkJumps(std::size_t line);
    void checkRoutine(const LessonSource &lesson);
    bool names(std::size_t line, std::string_view name) const
    {
        const auto all = identifiersIn(outline_.line(line).code);
        return std::find(all.begin(), all.end(), name) != all.end();
    }

    const ActorProgram &program_;
    const std::string &actor_;
    const ProgramOutline &outline_;
    std::vector<SourceFault> faults_;
};

void FaultFinder::checkName(std::size_t line, std::string_view name)
{
    if (isTaken(name))
        fail(line, fmt::format("a variable cannot be called {} in a C file; choose another name", name));
}

void FaultFinder::checkDeclaration(std::size_t line)
{
    const std::string variable = declaredIn(outline_.row(line).code.text);
    if (variable.empty())
        return;
    // The variable of a counted loop is known in the loop alone.
    const bool counts = outline_.beginsLoop(line);
    const std::size_t block = counts ? line : outline_.row(line).block;
    if (!counts && block != ProgramOutline::kNone && !outline_.row(block).code.opensBlock)
        fail(line, "C allows a declaration in a loop only in braces: put { } around the lines of the loop");
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        if (i == line || !names(i, variable))
            continue;
        const bool again = i > line && declaredIn(outline_.row(i).code.text) == variable;
        const bool outside = block != ProgramOutline::kNone && !outline_.isWithin(i, block);
        if (again && outline_.beginsLoop(i))
            break; // another one of that name
        if (again && !counts && outline_.row(i).block == block)
            fail(i,
                fmt::format(
                    "{} is declared in line {} already: write it without the type", variable, line + 1));
        else if (i < line || outside)
            fail(i,
                fmt::format("{} is declared in line {}, which C does not see from here", variable, line + 1));
    }
}

/// What is jumped over is not declared for those behind it.
void FaultFinder::checkJumps(std::size_t line)
{
    for (const ProgramOutline::Jump &jump : outline_.row(line).jumps) {
        for (std::size_t skipped = line + 1; skipped < jump.target; ++skipped) {
            const std::string variable = declaredIn(outline_.row(skipped).code.text);
            for (std::size_t i = jump.target; !variable.empty() && i < outline_.size(); ++i) {
                if (names(i, variable))
                    return fail(line,
                        fmt::format("an error leads past line {}, which declares {}: declare it further up",
                            skipped + 1, variable));
            }
        }
    }
}

/// What a thread runs is a function, which shares only what stands outside of all functions.
void FaultFinder::checkRoutine(const LessonSource &lesson)
{
    if (isTaken(program_.routine))
        fail(0,
            fmt::format("a function cannot be called {} in a C file; choose another name", program_.routine));
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        if (names(i, "told") || names(i, "typed"))
            fail(i,
                "told and typed() are the main thread's: a thread of the lesson cannot have them in a file");
        for (const SourceAddress &address : lesson.addresses) {
            if (names(i, address.name) || names(i, address.name + "_path"))
                fail(i,
                    fmt::format(
                        "{} is the main thread's: a thread's function does not see it", address.name));
        }
    }
}

std::vector<SourceFault> FaultFinder::find(const LessonSource &lesson)
{
    for (const SourceAddress &address : lesson.addresses) {
        const bool isName = !address.name.empty()
            && !std::isdigit(static_cast<unsigned char>(address.name[0]))
            && identifiersIn(address.name) == std::vector {address.name};
        if (!isName)
            fail(0,
                fmt::format(
                    "the address \"{}\" has a name that C does not allow: use letters and _", address.name));
        else if (isTaken(address.name))
            fail(0,
                fmt::format("an address cannot be called {} in a C file; choose another name", address.name));
    }
    if (!program_.routine.empty())
        checkRoutine(lesson);
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        // Phases 1 and 2 of C's translation, before there are comments: C17 5.1.1.2.
        const std::string_view whole = trimmed(outline_.line(i).code);
        if (whole.ends_with('\\') || whole.find("?\?/") != std::string_view::npos)
            fail(i,
                "C joins a line that ends in a backslash, or in its trigraph, to the next: leave that out");
        if (hasLongEscape(outline_.row(i).code.text))
            fail(i, "C takes the digit behind the escape as a part of it: let another character follow it");
        checkName(i, declaredIn(outline_.row(i).code.text));
        if (outline_.isTold() && outline_.line(i).call
            && outline_.line(i).call->function == Function::PthreadCreate)
            fail(i, "a program that is told to close cannot start threads in a file: leave out !told");
        if (outline_.line(i).call)
            checkName(i, outline_.line(i).call->result);
        checkDeclaration(i);
        checkJumps(i);
    }
    return std::move(faults_);
}

} // namespace

std::vector<SourceFault> cFaults(
    const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline)
{
    return FaultFinder(program, outline).find(lesson);
}

std::string declaredIn(std::string_view statement)
{
    if (statement.starts_with("for (int "))
        statement.remove_prefix(std::string_view("for (").size());
    for (const std::string_view type : {"int ", "ssize_t ", "socklen_t ", "pthread_t ", "struct linger ",
             "struct pollfd ", "struct sockaddr_in ", "struct sockaddr_in6 "}) {
        const std::size_t end = std::min({statement.find(" = "), statement.find('['), statement.find(';')});
        if (statement.starts_with(type) && end != std::string_view::npos)
            return std::string(trimmed(statement.substr(type.size(), end - type.size())));
    }
    return {};
}

bool declares(const Program &program, std::string_view variable)
{
    return std::any_of(program.lines.begin(), program.lines.end(),
        [&](const Line &line) { return declaredIn(takeApart(line.code).text) == variable; });
}

bool isRead(const ProgramOutline &outline, std::string_view variable)
{
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto names = identifiersIn(outline.line(i).code);
        auto times = std::count(names.begin(), names.end(), variable);
        const std::string_view text = outline.row(i).code.text;
        const bool assigns = declaredIn(text) == variable || text.starts_with(fmt::format("{} = ", variable));
        if (times > (assigns ? 1 : 0))
            return true;
    }
    return false;
}

bool fillsIn(const ProgramOutline &outline, std::size_t line, std::string_view name)
{
    return outline.row(line).code.text.find(fmt::format(", {0}, &{0}len", name)) != std::string_view::npos;
}

bool usedLater(const ProgramOutline &outline, std::size_t line, std::string_view name)
{
    std::size_t loop = outline.row(line).block;
    while (loop != ProgramOutline::kNone && !outline.beginsLoop(loop))
        loop = outline.row(loop).block;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto &call = outline.line(i).call;
        const bool again = i > line || (loop != ProgramOutline::kNone && outline.isWithin(i, loop));
        const bool takes = call
            && (call->function == Function::Bind || call->function == Function::Connect
                || call->function == Function::Sendto);
        const auto names = identifiersIn(outline.line(i).code);
        if (again && takes && std::find(names.begin(), names.end(), name) != names.end())
            return true;
    }
    return false;
}

} // namespace sockstep
