// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/c_source.h"

#include "core/source/c_faults.h"
#include "core/source/c_prelude.h"
#include "core/source/program_outline.h"
#include "core/source/source_header.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace sockstep {

namespace {

/// Ends a line that is not the program's own.
constexpr std::string_view kAdded = "  // added";

/// The variable that holds the struct of the address.
std::string variableOf(const SourceAddress &address)
{
    const auto family = address.endpoint.family();
    return address.name
        + (family == Endpoint::Family::Unix        ? "_un"
                : family == Endpoint::Family::IPv6 ? "_in6"
                                                   : "_in");
}

/// Writes main(), or what a thread runs.
class MainWriter {
public:
    MainWriter(const LessonSource &lesson, const Program &program, const ProgramOutline &outline)
        : lesson_(lesson)
        , program_(program)
        , outline_(outline)
    {
    }
    std::string write();
    /// The same as what a thread runs.
    std::string writeRoutine(std::string_view routine);

private:
    void lines();
    void addressVariables(const SourceAddress &address);
    void roomForAddresses();
    void variables();
    void nameLabels();
    std::string labelFor(std::size_t target) const;
    bool needsBraces(std::size_t head) const;
    void endBlocks(std::size_t line);
    void writeLabel(std::size_t line);
    void writeJumps(std::size_t line);
    void writeLine(std::size_t line);
    void restoreAddress(std::size_t line);
    void useVariable(std::size_t line);
    void add(std::size_t indent, std::string_view text, std::string_view end = {})
    {
        text_ += fmt::format("{:{}}{}{}\n", "", indent + 4, text, end);
    }

    const LessonSource &lesson_;
    const Program &program_;
    const ProgramOutline &outline_;
    std::map<std::size_t, std::string> labels_; ///< of lines, and of the end
    std::string text_;
};

/// struct sockaddr_in addr_in = {…}, and what the lines of the program call it: addr, addrlen.
void MainWriter::addressVariables(const SourceAddress &address)
{
    const std::string &name = address.name;
    const std::string host = address.endpoint.addressText();
    const std::string port
        = address.hasServersPort ? std::string("port") : std::to_string(address.endpoint.port());
    const std::string htons = address.htonsForgotten ? port : fmt::format("htons({})", port);
    const std::string_view forgotten = address.htonsForgotten
        ? lesson_.say("  // htons() is forgotten", "  // htons()를 잊었다")
        : std::string_view();
    const std::string variable = variableOf(address);
    std::string length;
    switch (address.endpoint.family()) {
    case Endpoint::Family::IPv4:
    case Endpoint::Family::None:
        add(0,
            fmt::format(
                "struct sockaddr_in {} = {{.sin_family = AF_INET, .sin_port = {}}};", variable, htons),
            forgotten);
        add(0, fmt::format("inet_pton(AF_INET, \"{}\", &{}.sin_addr);", host, variable));
        break;
    case Endpoint::Family::IPv6:
        add(0,
            fmt::format(
                "struct sockaddr_in6 {} = {{.sin6_family = AF_INET6, .sin6_port = {}}};", variable, htons),
            forgotten);
        add(0, fmt::format("inet_pton(AF_INET6, \"{}\", &{}.sin6_addr);", host, variable));
        break;
    case Endpoint::Family::Unix:
        add(0, fmt::format("struct sockaddr_un {} = {{.sun_family = AF_UNIX}};", variable));
        if (address.hasServersPort)
            add(0,
                fmt::format(
                    "snprintf({0}.sun_path, sizeof {0}.sun_path, \"/tmp/sockstep-%d\", port);", variable));
        else
            add(0,
                fmt::format(
                    "snprintf({0}.sun_path, sizeof {0}.sun_path, \"%s\", {1});", variable, cString(host)));
        if (outline_.names(name + "_path"))
            add(0, fmt::format("const char *{}_path = {}.sun_path;", name, variable));
        length = fmt::format(
            "(socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen({}.sun_path) + 1)", variable);
        break;
    }
    if (!outline_.names(name))
        return; // its path alone
    add(0, fmt::format("struct sockaddr *{} = (struct sockaddr *)&{};", name, variable));
    if (outline_.names(name + "len"))
        add(0, fmt::format("socklen_t {}len = {};", name, length.empty() ? "sizeof " + variable : length));
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        if (fillsIn(outline_, i, name) && usedLater(outline_, i, name))
            return add(0,
                fmt::format("const {2} {1}_before = {0};", variable, name,
                    address.endpoint.family() == Endpoint::Family::IPv6 ? "struct sockaddr_in6"
                                                                        : "struct sockaddr_in"));
    }
}

/// "accept(lfd, peer, &peerlen)": what is filled in, and is none of the lesson's addresses.
void MainWriter::roomForAddresses()
{
    std::vector<std::string> done;
    for (const Line &line : program_.lines) {
        const std::vector<std::string> names
            = line.call ? identifiersIn(line.code) : std::vector<std::string>();
        for (std::size_t i = 0; i + 1 < names.size(); ++i) {
            const std::string &name = names[i];
            const bool room
                = names[i + 1] == name + "len" && !lesson_.address(name) && !declares(program_, name);
            if (!room || std::find(done.begin(), done.end(), name) != done.end())
                continue;
            add(0, fmt::format("struct sockaddr_storage {}_storage = {{0}};", name));
            add(0, fmt::format("struct sockaddr *{0} = (struct sockaddr *)&{0}_storage;", name));
            add(0, fmt::format("socklen_t {0}len = sizeof {0}_storage;", name));
            done.push_back(name);
        }
    }
}

/// What the language of the lessons takes for granted.
void MainWriter::variables()
{
    const auto given = [&](std::string_view name, std::string_view declaration) {
        if (outline_.names(name) && !declares(program_, name))
            add(0, declaration);
    };
    given("on", "int on = 1;");
    given("msg", fmt::format("char msg[{}];", kBufferSize));
    given("len", "ssize_t len = 0;");
    given("got", "ssize_t got = 0;");
    given("buf", fmt::format("char buf[{}];", kBufferSize));
    given("n", "ssize_t n = 0;");
    std::vector<std::string> done {"n"};
    for (const Line &line : program_.lines) {
        const std::string_view text = takeApart(line.code).text;
        if (text.starts_with("snprintf(")) {
            const std::string link = identifiersIn(line.code).at(1);
            if (std::find(done.begin(), done.end(), link) == done.end())
                add(0, fmt::format("char {}[sizeof \"/proc/self/fd/\" + 10];", link));
            done.push_back(link);
        }
        if (!line.call)
            continue;
        for (const std::string &name : {line.call->socket.variable(), line.call->result}) {
            const bool known = name.empty() || declares(program_, name)
                || std::find(done.begin(), done.end(), name) != done.end();
            if (!known)
                add(0, fmt::format("int {} = -1;", name));
            done.push_back(name);
        }
    }
    text_ += '\n';
}

void MainWriter::nameLabels()
{
    std::map<std::string, int> used;
    const auto nameOf = [&](std::size_t target) -> std::string {
        if (target >= outline_.size())
            return "end";
        const auto &call = outline_.line(target).call;
        if (!call)
            return outline_.line(target).kind == LineKind::Chat ? "chat" : fmt::format("line_{}", target + 1);
        const std::string what = call->function == Function::Socket ? call->result : call->socket.variable();
        return fmt::format("{}{}{}", name(call->function), what.empty() ? "" : "_", what);
    };
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        for (const ProgramOutline::Jump &jump : outline_.row(i).jumps) {
            if (labels_.contains(jump.target))
                continue;
            std::string label = nameOf(jump.target);
            const int nth = ++used[label];
            labels_[jump.target] = nth == 1 ? label : fmt::format("{}_{}", label, nth);
        }
    }
}

/// C takes one statement as the body of a loop or condition without braces: is more to be written into it?
bool MainWriter::needsBraces(std::size_t head) const
{
    if (outline_.row(head).code.opensBlock)
        return false;
    for (std::size_t i = head + 1; i < outline_.row(head).end; ++i) {
        if (!outline_.row(i).jumps.empty() || labels_.contains(i))
            return true;
    }
    return false;
}

void MainWriter::writeLabel(std::size_t line)
{
    const auto found = labels_.find(line);
    if (found == labels_.end())
        return;
    // A label stands before a statement, which a declaration, a comment or a brace is not.
    const auto isStatement = [&] {
        const std::string_view text = outline_.row(line).code.text;
        return !text.empty() && text != "}" && declaredIn(text).empty();
    };
    const bool bare = line >= outline_.size() || isStatement();
    text_ += fmt::format("{}:{}{}\n", found->second, bare ? "" : ";", kAdded);
}

void MainWriter::writeJumps(std::size_t line)
{
    for (const ProgramOutline::Jump &jump : outline_.row(line).jumps) {
        std::string condition;
        if (jump.onError && jump.target == line && !jump.onEnd)
            condition = "if (try_again()) ";
        else if (jump.onError && outline_.line(line).kind == LineKind::EchoLoop)
            condition = "if (last_result == -1 && errno != EINTR) "; // EINTR: it was told to close
        else if (jump.onError || jump.onEnd)
            condition = fmt::format("if (last_result {}) ",
                jump.onError && jump.onEnd ? "<= 0"
                    : jump.onError         ? "== -1"
                                           : "== 0");
        add(outline_.row(line).code.indent, condition + "goto " + labels_.at(jump.target) + ';', kAdded);
    }
}

/// Writes what comes between the last line of a loop or condition and \p line.
void MainWriter::endBlocks(std::size_t line)
{
    for (std::size_t head = line; head-- > 0;) {
        if (!outline_.beginsBlock(head) || outline_.row(head).end != line)
            continue;
        if (needsBraces(head))
            add(outline_.row(head).code.indent, "}", kAdded);
        writeJumps(head);
    }
}

/// The lines use the name for the lesson's address once more, and this one has filled in another.
void MainWriter::restoreAddress(std::size_t line)
{
    for (const SourceAddress &address : lesson_.addresses) {
        if (fillsIn(outline_, line, address.name) && usedLater(outline_, line, address.name))
            add(outline_.row(line).code.indent,
                fmt::format("{0} = {1}_before, {1}len = sizeof {0};", variableOf(address), address.name),
                kAdded);
    }
}

/// A variable that is given a value and never asked for it: the compiler would warn.
void MainWriter::useVariable(std::size_t line)
{
    const std::string name = declaredIn(outline_.row(line).code.text);
    if (!name.empty() && !isRead(outline_, name))
        add(outline_.row(line).code.indent, fmt::format("(void){};", name), kAdded);
}

void MainWriter::writeLine(std::size_t line)
{
    endBlocks(line);
    const std::size_t indent = outline_.row(line).code.indent;
    const std::string order = orderOf(lesson_, outline_.line(line));
    if (!order.empty())
        add(indent, fmt::format(fmt::runtime(lesson_.say("// (after {})", "// ({} 다음)")), order));
    if (outline_.line(line).kind == LineKind::EchoLoop)
        add(indent, "let_ctrl_c_tell();", kAdded);
    writeLabel(line);
    const std::string &code = outline_.line(line).code;
    text_ += code.empty() ? "\n" : fmt::format("    {}\n", code);
    if (outline_.beginsBlock(line)) {
        if (needsBraces(line))
            add(indent, "{", kAdded);
        return;
    }
    writeJumps(line);
    useVariable(line);
    restoreAddress(line);
}

std::string MainWriter::write()
{
    const bool port = asksForPort(lesson_, outline_);
    text_ = "\nint main(int argc, char **argv)\n{\n";
    add(0,
        port ? fmt::format("const int port = begin(argc, argv, {});", lesson_.port)
             : std::string("begin(argc, argv);"));
    for (const SourceAddress &address : lesson_.addresses) {
        if (outline_.names(address.name) || outline_.names(address.name + "_path"))
            addressVariables(address);
    }
    roomForAddresses();
    variables();
    lines();
    if (outline_.names("n") && !declares(program_, "n") && !isRead(outline_, "n"))
        add(0, "(void)n;", kAdded);
    add(0, "return 0;");
    text_ += "}\n";
    return std::move(text_);
}

std::string MainWriter::writeRoutine(std::string_view routine)
{
    text_ = fmt::format("\nstatic void *{}(void *arg)\n{{\n", routine);
    add(0, "begin_thread();");
    roomForAddresses();
    variables();
    lines();
    if (!outline_.names("arg"))
        add(0, "(void)arg;", kAdded);
    if (outline_.names("n") && !declares(program_, "n") && !isRead(outline_, "n"))
        add(0, "(void)n;", kAdded);
    add(0, "return NULL;");
    text_ += "}\n";
    return std::move(text_);
}

void MainWriter::lines()
{
    add(0,
        lesson_.say("// The program, as Sockstep shows it.", "// Sockstep이 보여 주는 그대로의 프로그램."));
    add(0,
        lesson_.say("// Lines that end in \"added\" lead on after errors; (after …) is the lesson's order.",
            "// \"added\"로 끝나는 줄은 오류 뒤에 갈 곳을, (… 다음)은 수업의 순서를 나타낸다."));
    nameLabels();
    for (std::size_t i = 0; i < outline_.size(); ++i)
        writeLine(i);
    endBlocks(outline_.size());
    writeLabel(outline_.size());
}

} // namespace

SourceFiles cSource(const LessonSource &lesson)
{
    SourceFiles written;
    written.faults = lessonFaults(lesson);
    for (const ActorProgram *program : lesson.processes()) {
        const auto findFaults = [&](const ActorProgram &part, const ProgramOutline &outline) {
            for (SourceFault &fault : cFaults(lesson, part, outline))
                written.faults.push_back(std::move(fault));
        };
        const Program everything = lesson.fileOf(program->program);
        std::string text = cPrelude(lesson, *program, ProgramOutline(everything));
        for (const ActorProgram *routine : lesson.routinesOf(program->program)) {
            const ProgramOutline outline(routine->program);
            findFaults(*routine, outline);
            text += MainWriter(lesson, routine->program, outline).writeRoutine(routine->routine);
        }
        const ProgramOutline outline(program->program);
        findFaults(*program, outline);
        text += MainWriter(lesson, program->program, outline).write();
        text += sourceEnd(lesson, "//");
        written.files.push_back({program->actor + ".c", std::move(text)});
    }
    if (!written.faults.empty())
        written.files.clear();
    return written;
}

} // namespace sockstep
