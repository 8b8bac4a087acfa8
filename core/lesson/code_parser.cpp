// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/code_parser.h"

#include "lesson/call_parser.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace sockstep {

namespace {

constexpr std::string_view kChat = "while ((len = typed(msg, sizeof msg)) > 0)";
constexpr std::string_view kUntilEchoed = "for (got = 0; got < len; got += n)";
constexpr std::string_view kToldToClose = "!told && ";

class CodeReader {
public:
    explicit CodeReader(const AddressBook &addresses)
        : addresses_(addresses)
    {
    }

    ParsedCode read(std::string_view code);

private:
    void readLine(std::size_t index);
    void readWhile(std::size_t index);
    void readStatement(std::size_t index);
    bool setCall(std::size_t index, std::string_view expression, std::string result);
    void closeLoops();
    void closeLoop(std::size_t head);
    void setErrorTargets();
    void fail(std::size_t index, std::string message)
    {
        faults_.push_back({index, sources_[index].indent, std::move(message)});
    }

    const AddressBook &addresses_;
    Declarations declared_;
    std::vector<CodeLine> sources_;
    std::vector<Line> lines_;
    std::vector<std::size_t> loops_; ///< the lines that begin one
    std::map<std::size_t, std::size_t> ends_; ///< the first line behind each
    std::vector<CodeFault> faults_;
};

bool CodeReader::setCall(std::size_t index, std::string_view expression, std::string result)
{
    std::string fault;
    lines_[index].call = parseCall(trimmed(expression), std::move(result), declared_, addresses_, fault);
    if (!lines_[index].call)
        fail(index, fault);
    return lines_[index].call.has_value();
}

/// while (CALL > 0) ; · while ((n = CALL) > 0) · while (!told && (n = CALL) > 0)
void CodeReader::readWhile(std::size_t index)
{
    constexpr std::string_view kBegin = "while (";
    constexpr std::string_view kPositive = " > 0)";
    std::string_view text = sources_[index].text;
    const bool empty = text.ends_with(';');
    if (empty)
        text = trimmed(text.substr(0, text.size() - 1));
    if (!text.ends_with(kPositive))
        return fail(index, "expected while (… > 0), with a call in it");
    text = text.substr(kBegin.size(), text.size() - kBegin.size() - kPositive.size());
    if (text.starts_with(kToldToClose)) {
        lines_[index].kind = LineKind::EchoLoop;
        text.remove_prefix(kToldToClose.size());
    }
    std::string result;
    if (text.starts_with('(') && text.ends_with(')')) {
        text = text.substr(1, text.size() - 2);
        const std::size_t equals = text.find(" = ");
        if (equals == std::string_view::npos)
            return fail(index, "expected while ((n = CALL) > 0)");
        result = trimmed(text.substr(0, equals));
        text = text.substr(equals + 3);
    }
    if (!setCall(index, text, std::move(result)))
        return;
    if (empty)
        lines_[index].onSuccess = kSameLine;
    else
        loops_.push_back(index);
}

/// CALL; · fd = CALL; · int fd = CALL; or a declaration.
void CodeReader::readStatement(std::size_t index)
{
    std::string_view text = sources_[index].text;
    if (parseDeclaration(text, declared_))
        return;
    if (!text.ends_with(';'))
        return fail(index, "expected a call with ; at its end, a loop or a declaration");
    text = trimmed(text.substr(0, text.size() - 1));
    const std::size_t open = text.find('(');
    const std::size_t equals = text.substr(0, open).find(" = ");
    if (equals == std::string_view::npos) {
        setCall(index, text, {});
        return;
    }
    std::string_view variable = trimmed(text.substr(0, equals));
    for (const std::string_view type : {"int ", "ssize_t "}) {
        if (variable.starts_with(type))
            variable = trimmed(variable.substr(type.size()));
    }
    setCall(index, text.substr(equals + 3), std::string(variable));
}

void CodeReader::readLine(std::size_t index)
{
    const CodeLine &source = sources_[index];
    if (source.text.empty() || source.text == "{" || source.text == "}")
        return;
    if (source.text == kChat) {
        lines_[index].kind = LineKind::Chat;
        loops_.push_back(index);
    } else if (source.text == kUntilEchoed) {
        const bool followed = index + 1 < sources_.size();
        if (!followed)
            fail(index, "expected n = recv(…); in the next line");
    } else if (source.text.starts_with("while (")) {
        readWhile(index);
    } else {
        readStatement(index);
        const bool echoed = index > 0 && sources_[index - 1].text == kUntilEchoed;
        if (echoed && lines_[index].call)
            lines_[index].untilEchoed = true;
    }
}

/// The lines of a loop are those that are further to the right, with a brace of its own after them.
void CodeReader::closeLoop(std::size_t head)
{
    std::size_t end = head + 1;
    while (
        end < lines_.size() && (sources_[end].indent > sources_[head].indent || sources_[end].text.empty()))
        ++end;
    if (sources_[head].opensBlock) {
        if (end == lines_.size() || sources_[end].text != "}")
            return fail(head, "the brace { of this line is closed nowhere");
        ++end;
    }
    if (end == head + 1)
        return fail(head, "a loop without lines in it: indent them, or put ; after the condition");
    // Whatever its last line comes to, the loop goes round again.
    Line &last = lines_[end - 1];
    if (last.onSuccess != kSameLine)
        last.onSuccess = static_cast<Target>(head);
    last.onEnd = static_cast<Target>(head);
    ends_[head] = end;
    lines_[head].onEnd = static_cast<Target>(end);
    // As does a loop around it which has no line behind this one.
    for (const auto &[outer, outerEnd] : ends_) {
        if (outer < head && outerEnd == end)
            lines_[head].onEnd = static_cast<Target>(outer);
    }
}

void CodeReader::closeLoops()
{
    // From the inside out, so that a line which ends two loops leads to the inner one.
    for (const std::size_t head : loops_)
        closeLoop(head);
}

void CodeReader::setErrorTargets()
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        Line &line = lines_[i];
        if (!line.call)
            continue;
        const Function function = line.call->function;
        if (sends(function) || receives(function)) {
            const auto close = std::find_if(
                lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines_.end(), [&](const Line &later) {
                    return later.call && later.call->function == Function::Close
                        && later.call->socket == line.call->socket;
                });
            line.onError
                = close == lines_.end() ? pastError(line) : static_cast<Target>(close - lines_.begin());
            if (line.untilEchoed)
                line.onEnd = line.onError;
        } else {
            const bool prepares = function == Function::Socket || function == Function::Bind
                || function == Function::Listen || function == Function::Accept
                || function == Function::Connect;
            line.onError = prepares ? kSameLine : pastError(line);
        }
    }
}

ParsedCode CodeReader::read(std::string_view code)
{
    constexpr std::size_t kMostLines = 500; // a class could not follow more, and line numbers are small
    while (!code.empty() && code.back() == '\n')
        code.remove_suffix(1);
    while (!code.empty() && sources_.size() < kMostLines) {
        const std::size_t end = std::min(code.find('\n'), code.size());
        Line &line = lines_.emplace_back();
        line.code = code.substr(0, end);
        sources_.push_back(takeApart(code.substr(0, end)));
        code.remove_prefix(std::min(end + 1, code.size()));
    }
    if (!code.empty())
        fail(sources_.size() - 1, fmt::format("more than {} lines", kMostLines));
    for (std::size_t i = 0; i < lines_.size(); ++i)
        readLine(i);
    closeLoops();
    setErrorTargets();
    ParsedCode parsed;
    const bool anything
        = std::any_of(lines_.begin(), lines_.end(), [](const Line &line) { return line.call.has_value(); });
    if (faults_.empty() && !anything)
        faults_.push_back({0, 0, "a program without a call"});
    parsed.faults = std::move(faults_);
    if (parsed.faults.empty())
        parsed.program.lines = std::move(lines_);
    return parsed;
}

} // namespace

Target pastError(const Line &line)
{
    if (takeApart(line.code).beginsLoop())
        return line.onEnd;
    return line.onSuccess == kSameLine ? line.onEnd : line.onSuccess;
}

ParsedCode parseCode(std::string_view code, const AddressBook &addresses)
{
    return CodeReader(addresses).read(code);
}

} // namespace sockstep
