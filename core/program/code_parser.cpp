// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/code_parser.h"

#include "core/program/c_text.h"
#include "core/program/call_parser.h"
#include "core/program/code_line.h"
#include "core/program/statement_parser.h"
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace sockstep {

namespace {

constexpr std::string_view kChat = "while ((len = typed(msg, sizeof msg)) > 0)";
constexpr std::string_view kUntilEchoed = "for (got = 0; got < len; got += n)";
constexpr std::string_view kToldToClose = "!told && ";
constexpr std::string_view kContinue = "continue;";
constexpr std::string_view kBreak = "break;";

class CodeReader {
public:
    explicit CodeReader(const AddressBook &addresses)
        : addresses_(addresses)
    {
    }

    ParsedCode read(std::string_view code);

private:
    void refuseTheInvisible();
    std::size_t readOne(std::size_t index);
    std::size_t readLoop(std::size_t index);
    std::size_t readIf(std::size_t index, std::string_view condition);
    std::size_t readElse(std::size_t index);
    std::size_t readBody(std::size_t head);
    std::size_t readBlock(std::size_t head);
    void readWhile(std::size_t index);
    void readFor(std::size_t index);
    void readStatement(std::size_t index);
    void readJump(std::size_t index);
    bool setCall(std::size_t index, std::string_view expression, std::string result);
    void redirect(std::size_t begin, std::size_t end, std::size_t target);
    void setErrorTargets();
    void setErrorTarget(std::size_t index);
    bool isExamined(std::size_t index) const;
    std::size_t skipBlank(std::size_t index) const;
    bool startsWith(std::size_t index, std::string_view word) const
    {
        return index < sources_.size() && sources_[index].text.starts_with(word);
    }
    void fail(std::size_t index, std::string message)
    {
        faults_.push_back({index, sources_[index].indent, std::move(message)});
    }

    struct Loop {
        std::size_t head = 0;
        std::vector<std::size_t> breaks; ///< the lines that leave it
    };

    const AddressBook &addresses_;
    Declarations declared_;
    std::vector<CodeLine> sources_;
    std::vector<Line> lines_;
    std::vector<Loop> loops_; ///< those around the line that is read
    std::vector<bool> inBranch_; ///< of each line: is it part of an if or else?
    std::size_t branches_ = 0; ///< around the line that is read
    std::size_t depth_ = 0;
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

/// while (CALL > 0) ; · while ((n = CALL) > 0) · while (!told && (n = CALL) > 0) · while (n > 0)
void CodeReader::readWhile(std::size_t index)
{
    constexpr std::string_view kBegin = "while (";
    constexpr std::string_view kPositive = " > 0)";
    std::string_view text = sources_[index].text;
    if (text.ends_with(';'))
        text = trimmed(text.substr(0, text.size() - 1));
    if (text.ends_with(')')) {
        const auto test = parseTest(text.substr(kBegin.size(), text.size() - kBegin.size() - 1), declared_);
        if (test) {
            lines_[index].statement = Statement {{}, {}, {}, *test, false};
            return;
        }
    }
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
    setCall(index, text, std::move(result));
}

/// for (int i = 1; i < used; i++) · for (;;)
void CodeReader::readFor(std::size_t index)
{
    const std::string_view text = sources_[index].text;
    const std::size_t open = text.find('(');
    auto loop = text.ends_with(')')
        ? parseCountedLoop(text.substr(open + 1, text.size() - open - 2), declared_)
        : std::nullopt;
    if (!loop)
        return fail(index, "expected for (int i = 1; i < used; i++) or for (;;)");
    lines_[index].statement = std::move(loop);
}

/// CALL; · fd = CALL; · int fd = CALL; or a declaration or an assignment.
void CodeReader::readStatement(std::size_t index)
{
    std::string_view text = sources_[index].text;
    std::string fault;
    if (parseDeclaration(text, declared_, fault)) {
        if (!fault.empty())
            fail(index, fault);
        return;
    }
    if (auto statement = parseStatement(text, declared_, fault)) {
        if (!fault.empty())
            return fail(index, fault);
        lines_[index].statement = std::move(statement);
        return;
    }
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

/// continue; · break;
void CodeReader::readJump(std::size_t index)
{
    if (loops_.empty())
        return fail(index, "there is no loop around this line");
    if (sources_[index].text == kContinue)
        lines_[index].onSuccess = static_cast<Target>(loops_.back().head);
    else
        loops_.back().breaks.push_back(index);
}

std::size_t CodeReader::skipBlank(std::size_t index) const
{
    while (index < sources_.size() && sources_[index].text.empty())
        ++index;
    return index;
}

/// All that would go on at \p end when it comes from the lines before goes on at \p target.
void CodeReader::redirect(std::size_t begin, std::size_t end, std::size_t target)
{
    for (std::size_t i = begin; i < end; ++i) {
        for (Target *way : {&lines_[i].onSuccess, &lines_[i].onEnd}) {
            if (*way == end || (*way == kNextLine && i + 1 == end))
                *way = static_cast<Target>(target);
        }
    }
}

/// What is between the braces, or the one statement after a line without one. Returns the line after it;
/// "} else" is not part of it.
std::size_t CodeReader::readBody(std::size_t head)
{
    if (sources_[head].opensBlock)
        return readBlock(head);
    const std::size_t first = skipBlank(head + 1);
    if (first >= sources_.size() || sources_[first].indent <= sources_[head].indent) {
        fail(head, "a loop or condition without lines in it: indent them, or put ; after the condition");
        return head + 1;
    }
    const std::size_t end = readOne(first);
    const std::size_t next = skipBlank(end);
    if (next < sources_.size() && sources_[next].indent > sources_[head].indent && !startsWith(next, "else"))
        fail(next, "this line looks like part of what is above, and C takes one only: use braces");
    return end;
}

std::size_t CodeReader::readBlock(std::size_t head)
{
    std::size_t index = skipBlank(head + 1);
    if (index < sources_.size() && startsWith(index, "}"))
        fail(head, "there is nothing between the braces");
    while (index < sources_.size() && !startsWith(index, "}"))
        index = skipBlank(readOne(index));
    if (index == sources_.size()) {
        fail(head, "the brace { of this line is closed nowhere");
        return index;
    }
    return sources_[index].text == "}" ? index + 1 : index;
}

std::size_t CodeReader::readLoop(std::size_t index)
{
    const std::string_view text = sources_[index].text;
    if (text == kChat)
        lines_[index].kind = LineKind::Chat;
    else if (text.starts_with("while ("))
        readWhile(index);
    else
        readFor(index);
    if (text.starts_with("while (") && text.ends_with(';')) {
        lines_[index].onSuccess = kSameLine;
        return index + 1;
    }
    loops_.push_back({index, {}});
    const std::size_t end = readBody(index);
    redirect(index + 1, end, index);
    lines_[index].onEnd = static_cast<Target>(end);
    for (const std::size_t leaves : loops_.back().breaks)
        lines_[leaves].onSuccess = static_cast<Target>(end);
    loops_.pop_back();
    return end;
}

std::size_t CodeReader::readIf(std::size_t index, std::string_view condition)
{
    const auto test = condition.starts_with("if (") && condition.ends_with(')')
        ? parseTest(condition.substr(4, condition.size() - 5), declared_)
        : std::nullopt;
    if (test)
        lines_[index].statement = Statement {{}, {}, {}, *test, false};
    else
        fail(index, "expected if (n > 0), or a flag like if (set[0].revents & POLLIN)");
    ++branches_;
    const std::size_t end = readBody(index);
    // "else" in a line of its own, or after the closing brace.
    std::size_t otherwise = startsWith(end, "} else") ? end : skipBlank(end);
    if (!startsWith(otherwise, "else") && !startsWith(otherwise, "} else"))
        otherwise = sources_.size();
    lines_[index].onEnd = static_cast<Target>(end);
    std::size_t after = end;
    if (otherwise < sources_.size()) {
        after = readElse(otherwise);
        redirect(index + 1, end, after);
        lines_[index].onEnd = static_cast<Target>(otherwise);
    }
    --branches_;
    return after;
}

std::size_t CodeReader::readElse(std::size_t index)
{
    std::string_view text = sources_[index].text;
    if (text.starts_with('}'))
        text = trimmed(text.substr(1));
    text = trimmed(text.substr(std::string_view("else").size()));
    if (!text.empty())
        return readIf(index, text);
    return readBody(index);
}

/// Reads the statement that begins in a line, with all that belongs to it. Returns the line after it.
std::size_t CodeReader::readOne(std::size_t index)
{
    constexpr std::size_t kDeepest = 16;
    const CodeLine &source = sources_[index];
    inBranch_[index] = branches_ > 0;
    if (depth_ == kDeepest) {
        fail(index, "more loops and conditions in each other than a class could follow");
        return sources_.size();
    }
    ++depth_;
    std::size_t end = index + 1;
    if (source.text == "{")
        fail(index, "put the brace at the end of the line that it belongs to");
    else if (source.text.starts_with('}'))
        fail(index, "a closing brace without an opening one");
    else if (source.text.starts_with("else"))
        fail(index, "there is no if before this else");
    else if (source.text.starts_with("if ("))
        end = readIf(index, source.text);
    else if (source.text == kUntilEchoed) {
        end = readBody(index);
        const std::size_t last = skipBlank(index + 1);
        if (last < lines_.size() && lines_[last].call)
            lines_[last].untilEchoed = true;
        else
            fail(index, "expected n = recv(…); in the next line");
    } else if (source.text.starts_with("while (") || source.text.starts_with("for ("))
        end = readLoop(index);
    else if (source.text == kContinue || source.text == kBreak)
        readJump(index);
    else
        readStatement(index);
    --depth_;
    return end;
}

/// Does the next line ask what the call of line \p index returned?
bool CodeReader::isExamined(std::size_t index) const
{
    const std::string &result = lines_[index].call->result;
    const std::size_t next = skipBlank(index + 1);
    if (result.empty() || next >= lines_.size() || !startsWith(next, "if (") || !lines_[next].statement)
        return false;
    const auto &test = lines_[next].statement->test;
    return test && (test->left.place == Place(result) || test->right.place == Place(result));
}

void CodeReader::setErrorTarget(std::size_t index)
{
    Line &line = lines_[index];
    const Function function = line.call->function;
    const bool prepares = function == Function::Socket || function == Function::Bind
        || function == Function::Listen || function == Function::Accept || function == Function::Connect;
    if (inBranch_[index] || isExamined(index)) {
        line.onError = line.onSuccess; // as C goes on
    } else if (sends(function) || receives(function)) {
        const auto close = std::find_if(
            lines_.begin() + static_cast<std::ptrdiff_t>(index) + 1, lines_.end(), [&](const Line &later) {
                return later.call && later.call->function == Function::Close
                    && later.call->socket == line.call->socket;
            });
        line.onError = close == lines_.end() ? pastError(line) : static_cast<Target>(close - lines_.begin());
        if (line.untilEchoed)
            line.onEnd = line.onError;
    } else if (prepares) {
        line.onError = kSameLine;
    } else {
        line.onError = pastError(line);
    }
}

void CodeReader::setErrorTargets()
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].call)
            setErrorTarget(i);
    }
}

/// What a class sees of a program is what runs, in a saved one as well: nothing in it turns the direction of
/// a line or hides (CVE-2021-42574). A string may have any byte, as \xHH.
void CodeReader::refuseTheInvisible()
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        std::string code = lines_[i].code;
        std::replace(code.begin(), code.end(), '\t', ' ');
        const std::size_t at = firstEscaped(code);
        if (at != std::string::npos)
            faults_.push_back({i, at,
                fmt::format("{} cannot be seen in a program; leave it out, or write its bytes in a string as "
                            "\\xHH",
                    shownText(std::string_view(code).substr(at), 1))});
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
    refuseTheInvisible();
    inBranch_.resize(lines_.size());
    for (std::size_t i = skipBlank(0); i < lines_.size();)
        i = skipBlank(readOne(i));
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
