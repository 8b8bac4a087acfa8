// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/program_outline.h"

#include <algorithm>
#include <cctype>

namespace sockstep {

std::vector<std::string> identifiersIn(std::string_view code)
{
    const auto isPart = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    std::vector<std::string> found;
    const std::string_view text = takeApart(code).text;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\\' && quoted) {
            i += 2;
        } else if (quoted || !isPart(text[i])) {
            quoted = quoted != (text[i++] == '"');
        } else {
            std::size_t end = i;
            while (end < text.size() && isPart(text[end]))
                ++end;
            if (!std::isdigit(static_cast<unsigned char>(text[i])))
                found.emplace_back(text.substr(i, end - i));
            i = end;
        }
    }
    return found;
}

ProgramOutline::ProgramOutline(const Program &program)
    : program_(program)
    , rows_(program.lines.size())
{
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].code = takeApart(program_.lines[i].code);
        for (std::string &name : identifiersIn(program_.lines[i].code))
            names_.insert(std::move(name));
    }
    nestBlocks();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (line(i).call)
            findJumps(i);
    }
}

/// As the reader of lessons nests them: what is further to the right, and a brace of its own behind that.
void ProgramOutline::nestBlocks()
{
    for (std::size_t head = 0; head < rows_.size(); ++head) {
        if (!beginsBlock(head))
            continue;
        std::size_t end = head + 1;
        while (end < rows_.size()
            && (rows_[end].code.indent > rows_[head].code.indent || rows_[end].code.text.empty()))
            ++end;
        if (rows_[head].code.opensBlock && end < rows_.size() && !beginsElse(end))
            ++end;
        rows_[head].end = end;
        for (std::size_t i = head + 1; i < end; ++i)
            rows_[i].block = head; // inner blocks come later and have the last word
    }
}

bool ProgramOutline::beginsElse(std::size_t line) const
{
    const std::string_view text = row(line).code.text;
    return text == "else" || text == "} else" || text.starts_with("else if (")
        || text.starts_with("} else if (");
}

std::size_t ProgramOutline::endOfIf(std::size_t line) const
{
    std::size_t end = row(line).end;
    while (end < size() && beginsElse(end))
        end = row(end).end;
    return end;
}

std::size_t ProgramOutline::resolved(std::size_t line, Target target) const
{
    if (target == kNextLine)
        return line + 1;
    if (target == kSameLine)
        return line;
    return target == kEndOfProgram ? size() : target;
}

std::size_t ProgramOutline::followed(std::size_t at) const
{
    for (std::size_t steps = 0; at < size() && steps <= size(); ++steps) {
        if (line(at).call || line(at).statement || line(at).kind != LineKind::Plain)
            return at;
        at = resolved(at, line(at).onSuccess);
    }
    return size();
}

/// Where C goes when the line, or the loop that it begins, is over.
std::size_t ProgramOutline::naturalAfter(std::size_t at) const
{
    std::size_t next = beginsLoop(at) ? row(at).end : at + 1;
    for (std::size_t block = row(at).block; block != kNone && next >= row(block).end;
         block = row(block).block) {
        // The one line of the for that counts what has come repeats itself until the whole echo is there.
        const bool repeatsItself = row(block).code.text.starts_with("for (got ");
        if (beginsLoop(block) && !repeatsItself)
            return block;
        if (!beginsLoop(block))
            next = endOfIf(block);
    }
    return next;
}

void ProgramOutline::findJumps(std::size_t at)
{
    const Line &here = line(at);
    const Function function = here.call->function;
    const std::size_t natural = followed(naturalAfter(at));
    const auto labelled = [&](Target target) {
        std::size_t to = resolved(at, target);
        while (to < size() && row(to).code.text == "}")
            to = resolved(to, line(to).onSuccess);
        return to;
    };
    std::vector<Jump> &jumps = rows_[at].jumps;
    if (const std::size_t onError = labelled(here.onError); followed(onError) != natural)
        jumps.push_back({true, false, onError});
    const bool canEnd = receives(function) || function == Function::Readlink;
    if (const std::size_t onEnd = labelled(here.onEnd); canEnd && followed(onEnd) != natural) {
        if (!jumps.empty() && jumps[0].target == onEnd)
            jumps[0].onEnd = true;
        else
            jumps.push_back({false, true, onEnd});
    }
    const bool loops = row(at).code.text.starts_with("while (");
    if (const std::size_t then = labelled(here.onSuccess); !loops && followed(then) != natural)
        jumps.push_back({false, false, then});
}

bool ProgramOutline::sendsOnce() const
{
    return std::all_of(program_.lines.begin(), program_.lines.end(),
        [](const Line &line) { return !line.call || !sends(line.call->function) || line.once; });
}

bool ProgramOutline::calls(Function function) const
{
    return std::any_of(program_.lines.begin(), program_.lines.end(),
        [&](const Line &line) { return line.call && line.call->function == function; });
}

} // namespace sockstep
