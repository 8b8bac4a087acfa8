// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/python_source.h"

#include "core/program/c_text.h"
#include "core/source/c_faults.h"
#include "core/source/program_outline.h"
#include "core/source/python_prelude.h"
#include "core/source/python_statement.h"
#include "core/source/source_header.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

/// Lines in a try whose errors lead to the line behind them.
struct Region {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool hasEnd = false; ///< an end of the stream leads there, too
    bool onlyInterrupts = false; ///< of a loop that is left when it is told to close
    bool isOpen = false;
};

class ProgramWriter {
public:
    ProgramWriter(const LessonSource &lesson, const ActorProgram &program, const ProgramOutline &outline)
        : lesson_(lesson)
        , program_(program)
        , outline_(outline)
        , statements_(outline)
    {
        needs_.noSocket = statements_.needsNoSocket();
    }
    std::string write();
    /// The same as what a thread runs.
    std::string writeRoutine();
    const PythonNeeds &needs() const { return needs_; }
    std::vector<SourceFault> takeFaults() { return std::move(faults_); }

private:
    void findRegions();
    void addRegion(std::size_t line, std::size_t target, bool onEnd);
    void nestRegions();
    void checkRegions();
    bool triesAgain(std::size_t line) const;
    bool errorGoesOn(std::size_t line) const;
    void writeBlock(std::size_t begin, std::size_t end, std::size_t depth);
    bool writeRegion(std::size_t &line, std::size_t end, std::size_t depth);
    void writeLoop(std::size_t line, std::size_t depth);
    void writeStatement(std::size_t line, std::size_t depth);
    void writeAddresses();
    void writeIf(std::size_t line, std::size_t depth);
    static std::string valueOf(const CallTemplate &call, const PythonCall &python);
    PythonCall callOf(std::size_t line)
    {
        PythonCall call = pythonCall(
            *outline_.line(line).call, outline_.line(line).code, lesson_, statements_, needs_.names);
        if (outline_.sendsOnce() && call.function.ends_with(".sendall"))
            call.function.resize(call.function.size() - 3);
        return call;
    }
    void fail(std::size_t line, std::string message)
    {
        faults_.push_back({program_.actor, line, std::move(message)});
    }
    /// With the line of C beside it, if one is given.
    void add(std::size_t depth, std::string_view text, std::string_view beside = {})
    {
        const std::string_view c = beside.substr(std::min(beside.find_first_not_of(' '), beside.size()));
        text_ += fmt::format("{:{}}{}{}{}\n", "", depth * 4, text, c.empty() ? "" : "  # ", c);
    }

    const LessonSource &lesson_;
    const ActorProgram &program_;
    const ProgramOutline &outline_;
    const PythonStatements statements_;
    std::vector<Region> regions_;
    PythonNeeds needs_;
    bool listensForCtrlC_ = false;
    std::vector<SourceFault> faults_;
    std::string text_;
};

bool ProgramWriter::triesAgain(std::size_t line) const
{
    const auto &jumps = outline_.row(line).jumps;
    return std::any_of(jumps.begin(), jumps.end(),
        [&](const ProgramOutline::Jump &jump) { return jump.onError && jump.target == line; });
}

bool ProgramWriter::errorGoesOn(std::size_t line) const
{
    const auto &jumps = outline_.row(line).jumps;
    return std::none_of(
        jumps.begin(), jumps.end(), [](const ProgramOutline::Jump &jump) { return jump.onError; });
}

/// Python has no goto: an exception leads from a line to another one behind it, in the same loop or outside.
void ProgramWriter::addRegion(std::size_t line, std::size_t target, bool onEnd)
{
    std::size_t block = target < outline_.size() ? outline_.row(target).block : ProgramOutline::kNone;
    if (target <= line) { // to the head of a loop around the line: to the end of its lines
        if (!outline_.beginsLoop(target) || !outline_.isWithin(line, target))
            return fail(line, "an error leads back to an earlier line, which a Python file cannot do");
        block = target;
        target = outline_.row(target).end;
    }
    std::size_t begin = line;
    while (begin != ProgramOutline::kNone && outline_.row(begin).block != block)
        begin = outline_.row(begin).block;
    while (begin != ProgramOutline::kNone && outline_.beginsElse(begin))
        --begin; // no try between if and else
    if (begin == ProgramOutline::kNone)
        return fail(line, "an error leads into a loop, which a Python file cannot do");
    auto same = std::find_if(regions_.begin(), regions_.end(),
        [&](const Region &region) { return region.end == target && !region.onlyInterrupts; });
    if (same == regions_.end())
        same = regions_.insert(regions_.end(), {begin, target});
    same->begin = std::min(same->begin, begin);
    same->hasEnd = same->hasEnd || onEnd;
}

void ProgramWriter::findRegions()
{
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const Line &line = outline_.line(i);
        if (!line.call)
            continue;
        for (const ProgramOutline::Jump &jump : outline_.row(i).jumps) {
            if (!jump.onError && (!jump.onEnd || outline_.beginsLoop(i)))
                fail(i, "it goes on at another line, which a Python file cannot do");
            else if (jump.target != i)
                addRegion(i, jump.target, jump.onEnd);
        }
        if (outline_.beginsLoop(i) && errorGoesOn(i))
            addRegion(i, outline_.row(i).end, false);
    }
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const std::size_t end = outline_.row(i).end;
        const bool caught = std::any_of(regions_.begin(), regions_.end(),
            [&](const Region &region) { return region.begin <= i && region.end == end; });
        if (outline_.line(i).kind == LineKind::EchoLoop && !caught)
            regions_.push_back({i, end, false, true});
    }
    nestRegions();
    checkRegions();
}

/// One try lies within another, or beside it: never across.
void ProgramWriter::nestRegions()
{
    bool moved = true;
    while (std::exchange(moved, false)) {
        for (Region &outer : regions_) {
            for (const Region &inner : regions_) {
                const bool across
                    = inner.begin < outer.begin && outer.begin < inner.end && inner.end < outer.end;
                if (across) {
                    outer.begin = inner.begin;
                    moved = true;
                }
            }
        }
    }
    // The outermost first.
    std::stable_sort(regions_.begin(), regions_.end(), [](const Region &a, const Region &b) {
        return std::tuple(a.begin, b.end, a.onlyInterrupts) < std::tuple(b.begin, a.end, b.onlyInterrupts);
    });
}

/// The innermost try catches the error: it must be the one that leads where the line wants to go.
void ProgramWriter::checkRegions()
{
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        for (const ProgramOutline::Jump &jump : outline_.row(i).jumps) {
            const auto innermost
                = std::find_if(regions_.rbegin(), regions_.rend(), [&](const Region &region) {
                      return !region.onlyInterrupts && region.begin <= i && i < region.end;
                  });
            const bool leadsBack = jump.target <= i;
            if (!leadsBack && innermost != regions_.rend() && innermost->end != jump.target)
                fail(i,
                    fmt::format("an error leads to line {}, and one of a line around it to line {}: a Python "
                                "file cannot keep the two apart",
                        jump.target + 1, innermost->end + 1));
        }
    }
}

/// Opens the outermost try that begins here, if one does.
bool ProgramWriter::writeRegion(std::size_t &line, std::size_t end, std::size_t depth)
{
    const auto found = std::find_if(regions_.begin(), regions_.end(),
        [&](const Region &region) { return region.begin == line && region.end <= end && !region.isOpen; });
    if (found == regions_.end())
        return false;
    found->isOpen = true;
    const Region region = *found;
    if (outline_.line(line).kind == LineKind::EchoLoop && !std::exchange(listensForCtrlC_, true))
        add(depth, "signal.signal(signal.SIGINT, tell)");
    add(depth, "try:");
    writeBlock(region.begin, region.end, depth + 1);
    if (region.onlyInterrupts) {
        add(depth, "except InterruptedError:");
        add(depth + 1, lesson_.say("pass  # told to close", "pass  # 닫으라는 알림"));
    } else {
        add(depth, region.hasEnd ? "except (OSError, EOFError):" : "except OSError:");
        add(depth + 1, lesson_.say("pass  # an error leads here", "pass  # 오류가 나면 여기로 온다"));
    }
    line = region.end;
    return true;
}

/// while (… > 0), with lines of its own.
void ProgramWriter::writeLoop(std::size_t at, std::size_t depth)
{
    const Line &line = outline_.line(at);
    const std::size_t end = outline_.row(at).end;
    if (!line.call && line.kind == LineKind::Chat) {
        add(depth, "while msg := typed():", line.code);
    } else if (!line.call && line.statement) {
        const bool counts = line.statement->isLoop;
        const auto head = counts
            ? statements_.countedLoop(at, needs_.names)
            : fmt::format("while {}:", statements_.test(*line.statement->test, needs_.names));
        if (!head)
            fail(at, "a loop that counts in this way cannot be written in a Python file");
        add(depth, head.value_or("while True:"), line.code);
    } else if (!line.call) { // for (got = 0; got < len; got += n)
        add(depth, "got = 0", line.code);
        add(depth, "while got < len(msg):");
    } else {
        const PythonCall call = callOf(at);
        if (call.result == "buf") {
            const std::string_view told = line.kind == LineKind::EchoLoop ? "not told and " : "";
            add(depth,
                fmt::format("while {}{}buf := {}{}:", told, told.empty() ? "" : "(", call.expression(),
                    told.empty() ? "" : ")"),
                line.code);
        } else if (triesAgain(at) || call.result == "buf, peer") {
            add(depth, "while True:", line.code);
            if (triesAgain(at))
                needs_.untilDone = true;
            std::string arguments = call.function;
            for (const std::string &argument : call.arguments)
                arguments += ", " + argument;
            add(depth + 1,
                triesAgain(at) ? fmt::format("{} = until_done({})", call.result, arguments)
                               : fmt::format("{} = {}", call.result, call.expression()));
            if (call.result == "buf, peer") {
                add(depth + 1, "if not buf:");
                add(depth + 2, "break");
            }
        } else if (call.result.ends_with(", peer")) {
            add(depth, "while True:", line.code);
            add(depth + 1, fmt::format("{} = {}", call.result, call.expression()));
        } else if (line.call->function == Function::Poll) {
            add(depth,
                call.result.empty() ? fmt::format("while {} > 0:", call.expression())
                                    : fmt::format("while ({} := {}) > 0:", call.result, call.expression()),
                line.code);
        } else {
            fail(at, "a loop over this call cannot be written in a Python file");
        }
    }
    writeBlock(at + 1, end, depth + 1);
    if (outline_.row(at + 1).block == at && !line.call && !line.statement && line.kind != LineKind::Chat)
        add(depth + 1, "got += len(buf)");
}

/// What the call has returned in C.
std::string ProgramWriter::valueOf(const CallTemplate &call, const PythonCall &python)
{
    const bool sent = sends(call.function);
    return python.result.starts_with("buf") ? "len(buf)"
        : sent ? fmt::format("len({})", python.arguments.at(call.function == Function::Write ? 1 : 0))
               : "0";
}

/// if, else if, else.
void ProgramWriter::writeIf(std::size_t at, std::size_t depth)
{
    const Line &line = outline_.line(at);
    const bool isElse = outline_.beginsElse(at);
    const std::string_view code = trimmed(line.code);
    if (line.statement)
        add(depth,
            fmt::format(
                "{} {}:", isElse ? "elif" : "if", statements_.test(*line.statement->test, needs_.names)),
            code);
    else
        add(depth, "else:");
    writeBlock(at + 1, outline_.row(at).end, depth + 1);
}

void ProgramWriter::writeStatement(std::size_t at, std::size_t depth)
{
    const Line &line = outline_.line(at);
    const std::string_view text = outline_.row(at).code.text;
    if (!line.call) {
        // A declaration has no counterpart, a comment has: a comment.
        const std::string_view whole = trimmed(line.code);
        const std::vector<std::string> lines = statements_.statement(at, needs_.names);
        const bool jumps = text == "continue;" || text == "break;";
        for (std::size_t i = 0; i < lines.size(); ++i)
            add(depth, lines[i], i == 0 ? std::string_view(line.code) : std::string_view());
        if (jumps)
            add(depth, text.substr(0, text.size() - 1));
        else if (whole.empty())
            text_ += '\n';
        else if (lines.empty() && text != "{" && text != "}")
            add(depth, fmt::format("# {}", text.empty() ? trimmed(whole.substr(2)) : whole));
        return;
    }
    const PythonCall call = callOf(at);
    const std::string assignment = call.result.empty() ? std::string() : call.result + " = ";
    const bool drains = text.starts_with("while (");
    if (triesAgain(at)) {
        needs_.untilDone = true;
        std::string arguments = call.function;
        for (const std::string &argument : call.arguments)
            arguments += ", " + argument;
        return add(depth, fmt::format("{}until_done({})", assignment, arguments), line.code);
    }
    // A statement asks what it returned: -1 if it fails.
    const std::string &result = line.call->result;
    const bool makes = line.call->function == Function::Socket || line.call->function == Function::Accept;
    const bool isAsked = !makes && statements_.isAsked(result);
    if (isAsked && errorGoesOn(at))
        add(depth, fmt::format("{} = -1", pythonName(result)));
    // Python itself hides what a close() might have to say.
    if (errorGoesOn(at) && line.call->function != Function::Close) {
        if (makes && isRead(outline_, result)) {
            needs_.noSocket = true;
            add(depth, fmt::format("{} = no_socket()", pythonName(result)));
        }
        needs_.suppress = true;
        add(depth++, "with suppress(OSError):");
    }
    if (drains && call.result != "buf")
        return fail(at, "a loop over this call cannot be written in a Python file");
    if (drains) {
        add(depth, fmt::format("while {}:", call.expression()), line.code);
        add(depth + 1, "pass");
    } else {
        add(depth, assignment + call.expression(), line.code);
    }
    if (isAsked && line.call->function != Function::Poll)
        add(depth, fmt::format("{} = {}", pythonName(result), valueOf(*line.call, call)));
    const auto &jumps = outline_.row(at).jumps;
    if (std::any_of(
            jumps.begin(), jumps.end(), [](const ProgramOutline::Jump &jump) { return jump.onEnd; })) {
        add(depth, "if not buf:");
        add(depth + 1, "raise EOFError");
    }
}

void ProgramWriter::writeBlock(std::size_t begin, std::size_t end, std::size_t depth)
{
    const std::size_t before = text_.size();
    for (std::size_t i = begin; i < end;) {
        if (writeRegion(i, end, depth))
            continue;
        const std::string order = orderOf(lesson_, outline_.line(i));
        if (!order.empty())
            add(depth, fmt::format(fmt::runtime(lesson_.say("# (after {})", "# ({} 다음)")), order));
        if (outline_.beginsLoop(i)) {
            writeLoop(i, depth);
            i = outline_.row(i).end;
        } else if (outline_.beginsBlock(i)) {
            writeIf(i, depth);
            i = outline_.row(i).end;
        } else {
            writeStatement(i++, depth);
        }
    }
    // A block of comments alone is none for Python.
    const std::string_view written = std::string_view(text_).substr(before);
    bool statement = false;
    for (std::size_t at = 0; at < written.size();) {
        const std::size_t next = std::min(written.find('\n', at), written.size());
        const std::string_view one = trimmed(written.substr(at, next - at));
        statement = statement || (!one.empty() && !one.starts_with('#'));
        at = next + 1;
    }
    if (!statement && depth > 0)
        add(depth, "pass");
}

void ProgramWriter::writeAddresses()
{
    for (const SourceAddress &address : lesson_.addresses) {
        const std::string host = address.endpoint.addressText();
        const std::string name = pythonName(address.name);
        std::string port
            = address.hasServersPort ? std::string("port") : std::to_string(address.endpoint.port());
        if (address.htonsForgotten)
            port = fmt::format("socket.htons({})", port);
        if (!outline_.names(address.name) && !outline_.names(address.name + "_path"))
            continue;
        if (address.endpoint.family() != Endpoint::Family::Unix)
            add(0, fmt::format("{} = (\"{}\", {})", name, host, port));
        else if (address.hasServersPort)
            add(0, fmt::format("{} = f\"/tmp/sockstep-{{port}}\"", name));
        else
            add(0, fmt::format("{} = os.fsdecode({})", name, pythonBytes(host)));
        if (address.htonsForgotten)
            add(0,
                lesson_.say(
                    "# Python swaps the two bytes itself: swapped once more, they are as if htons() had "
                    "been forgotten.",
                    "# 파이썬은 두 바이트를 스스로 바꾼다. 한 번 더 바꾸면 htons()를 잊은 것과 같아진다."));
    }
    text_ += fmt::format("\n# {}\n",
        lesson_.say(
            "The program. (after …) is the lesson's order.", "프로그램. (… 다음)은 수업의 순서이다."));
}

std::string ProgramWriter::write()
{
    writeAddresses();
    findRegions();
    writeBlock(0, outline_.size(), 0);
    return std::move(text_);
}

std::string ProgramWriter::writeRoutine()
{
    text_ = fmt::format("\n\ndef {}(arg):\n", pythonName(program_.routine));
    findRegions();
    writeBlock(0, outline_.size(), 1);
    return std::move(text_);
}

} // namespace

SourceFiles pythonSource(const LessonSource &lesson)
{
    SourceFiles written;
    written.faults = lessonFaults(lesson);
    for (const ActorProgram *program : lesson.processes()) {
        PythonNeeds needs;
        const auto take = [&](ProgramWriter &writer) {
            for (SourceFault &fault : writer.takeFaults())
                written.faults.push_back(std::move(fault));
            needs.add(writer.needs());
        };
        std::string routines;
        for (const ActorProgram *routine : lesson.routinesOf(program->program)) {
            const ProgramOutline outline(routine->program);
            ProgramWriter writer(lesson, *routine, outline);
            routines += writer.writeRoutine();
            take(writer);
        }
        const ProgramOutline outline(program->program);
        ProgramWriter writer(lesson, *program, outline);
        const std::string text = writer.write();
        take(writer);
        const Program everything = lesson.fileOf(program->program);
        written.files.push_back({program->actor + ".py",
            pythonPrelude(lesson, *program, ProgramOutline(everything), needs, routines) + text
                + sourceEnd(lesson, "#")});
    }
    if (!written.faults.empty())
        written.files.clear();
    return written;
}

} // namespace sockstep
