// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/python_statement.h"

#include "core/base/vocabulary.h"
#include "core/program/c_text.h"
#include "core/source/c_faults.h"

#include <algorithm>
#include <fmt/format.h>
#include <poll.h>

namespace sockstep {

namespace {

/// The text between \p before and \p after; empty if there is none.
std::string between(std::string_view text, std::string_view before, std::string_view after)
{
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos)
        return {};
    text.remove_prefix(at + before.size());
    return std::string(text.substr(0, text.find(after)));
}

/// struct sockaddr_in and inet_pton() are the two halves of what Python takes as one: (host, port).
std::vector<std::string> addressLines(std::string_view text)
{
    if (text.starts_with("struct sockaddr_in")) {
        const char *any = text.starts_with("struct sockaddr_in6 ") ? "::" : "0.0.0.0";
        return {fmt::format(
            "{} = (\"{}\", {})", pythonName(declaredIn(text)), any, between(text, "htons(", ")"))};
    }
    if (text.starts_with("inet_pton(")) {
        const std::string name = pythonName(between(text, "&", "."));
        const std::string family = between(text, "inet_pton(", ",");
        return {
            fmt::format("{0} = (socket.inet_ntop(socket.{1}, socket.inet_pton(socket.{1}, \"{2}\")), {0}[1])",
                name, family, between(text, "\"", "\""))};
    }
    return {};
}

constexpr std::string_view sign(Test::Relation relation)
{
    constexpr std::string_view kSigns[] = {"<", "<=", ">", ">=", "==", "!=", "&"};
    return kSigns[static_cast<std::size_t>(relation)];
}

} // namespace

std::string pythonEvents(int events, PythonNames &names)
{
    std::string text;
    for (const int bit : {POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL}) {
        if (!(events & bit))
            continue;
        const std::string name = pollEventsText(bit);
        names.insert({"select", name});
        text += (text.empty() ? "" : " | ") + name;
        events &= ~bit;
    }
    if (events != 0 || text.empty())
        text += (text.empty() ? "" : " | ") + std::to_string(events);
    return text;
}

PythonStatements::PythonStatements(const ProgramOutline &outline)
    : outline_(outline)
    , sockets_ {"arg"} // of a thread: the descriptor that it was given
{
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const Line &line = outline_.line(i);
        if (line.call && (line.call->function == Function::Socket || line.call->function == Function::Accept))
            sockets_.insert(line.call->result);
        if (line.call && line.call->function == Function::Getsockopt)
            numbers_.insert(line.call->variable);
        if (line.call)
            noteAsked(line.call->count);
        if (!line.statement)
            continue;
        for (const auto *all : {&line.statement->assignments, &line.statement->afterBody}) {
            for (const Assignment &assignment : *all) {
                noteAsked(assignment.from);
                if (!assignment.to.field() && !assignment.adds && !assignment.from.place.empty()
                    && isSocket(assignment.from.place.variable()))
                    sockets_.insert(assignment.to.variable());
                else if (!assignment.to.field())
                    numbers_.insert(assignment.to.variable());
            }
        }
        if (line.statement->test) {
            noteAsked(line.statement->test->left);
            noteAsked(line.statement->test->right);
        }
    }
}

bool PythonStatements::needsNoSocket() const
{
    for (std::size_t i = 0; i < outline_.size(); ++i) {
        const auto &statement = outline_.line(i).statement;
        if (!statement)
            continue;
        const bool noneAssigned = std::any_of(
            statement->assignments.begin(), statement->assignments.end(), [&](const Assignment &assignment) {
                const bool toSocket = assignment.to.field() ? assignment.to.field() == PollField::Fd
                                                            : isSocket(assignment.to.variable());
                return toSocket && assignment.from.place.empty();
            });
        if (noneAssigned || (statement->array && statement->array->size * 3 > statement->assignments.size()))
            return true;
    }
    return false;
}

/// "set[i].fd", "ready.revents", "used".
std::string PythonStatements::place(const Place &place) const { return pythonPlace(place); }

/// What is assigned to a place of that kind.
std::string PythonStatements::value(
    const Operand &operand, std::optional<PollField> field, PythonNames &names) const
{
    if (!operand.place.empty())
        return place(operand.place);
    if (field == PollField::Fd)
        return "no_socket()";
    return field ? pythonEvents(operand.number, names) : std::to_string(operand.number);
}

/// What is compared with a place of that kind: the number of a socket.
std::string PythonStatements::asked(
    const Operand &operand, std::optional<PollField> field, PythonNames &names) const
{
    if (operand.place.empty())
        return field && field != PollField::Fd ? pythonEvents(operand.number, names)
                                               : std::to_string(operand.number);
    const bool isFd = operand.place.field() == PollField::Fd
        || (!operand.place.field() && isSocket(operand.place.variable()));
    return place(operand.place) + (isFd ? ".fileno()" : "");
}

std::string PythonStatements::test(const Test &test, PythonNames &names) const
{
    const auto kindOf = [](const Operand &operand) { return operand.place.field(); };
    std::string text = fmt::format("{} {} {}", asked(test.left, kindOf(test.right), names),
        sign(test.relation), asked(test.right, kindOf(test.left), names));
    if (test.relation == Test::Relation::NotEqual && test.right.place.empty() && test.right.number == 0)
        text = asked(test.left, {}, names);
    return test.negated ? fmt::format("not ({})", text) : text;
}

/// "[Pollfd(lfd, POLLIN)] + [Pollfd(no_socket(), 0) for _ in range(9)]", or one alone.
std::string PythonStatements::array(const Statement &statement, PythonNames &names) const
{
    const std::string name = pythonName(statement.array->name);
    std::string elements;
    const std::size_t given = statement.assignments.size() / 3;
    for (std::size_t i = 0; i < given; ++i)
        elements += fmt::format("{}Pollfd({}, {})", i == 0 ? "" : ", ",
            value(statement.assignments[3 * i].from, PollField::Fd, names),
            value(statement.assignments[3 * i + 1].from, PollField::Events, names));
    const bool single
        = !statement.assignments.empty() && statement.assignments[0].to.text().find('[') == std::string::npos;
    if (single)
        return fmt::format("{} = {}", name, elements);
    std::string text = fmt::format("{} = [{}]", name, elements);
    if (given < statement.array->size)
        text += fmt::format(" + [Pollfd(no_socket(), 0) for _ in range({})]", statement.array->size - given);
    return text;
}

std::vector<std::string> PythonStatements::statement(std::size_t line, PythonNames &names) const
{
    const auto &statement = outline_.line(line).statement;
    if (!statement)
        return addressLines(outline_.row(line).code.text);
    if (statement->array)
        return {array(*statement, names)};
    const auto &all = statement->assignments;
    std::vector<std::string> lines;
    std::size_t i = 0;
    // set[used++] = (struct pollfd) {cfd, POLLIN, 0};
    if (all.size() >= 3 && all[0].to.field() == PollField::Fd && all[2].to.field() == PollField::Revents) {
        const std::string element = place(all[0].to);
        lines.push_back(fmt::format("{} = Pollfd({}, {})", element.substr(0, element.rfind('.')),
            value(all[0].from, PollField::Fd, names), value(all[1].from, PollField::Events, names)));
        i = 3;
    }
    for (; i < all.size(); ++i) {
        const bool toSocket = !all[i].to.field() && isSocket(all[i].to.variable());
        lines.push_back(fmt::format("{} {} {}", place(all[i].to), all[i].adds ? "+=" : "=",
            value(all[i].from, toSocket ? PollField::Fd : all[i].to.field(), names)));
    }
    return lines;
}

bool PythonStatements::isAssignedWithin(std::size_t head, const std::string &variable) const
{
    for (std::size_t i = head + 1; i < outline_.row(head).end; ++i) {
        const Line &line = outline_.line(i);
        if (line.call && (line.call->result == variable || line.call->variable == variable))
            return true;
        const auto isTo = [&](const Assignment &assignment) { return assignment.to == Place(variable); };
        if (line.statement
            && (std::any_of(line.statement->assignments.begin(), line.statement->assignments.end(), isTo)
                || std::any_of(line.statement->afterBody.begin(), line.statement->afterBody.end(), isTo)))
            return true;
    }
    return false;
}

std::optional<std::string> PythonStatements::countedLoop(std::size_t line, PythonNames &names) const
{
    const Statement &loop = *outline_.line(line).statement;
    if (loop.assignments.empty() && loop.afterBody.empty())
        return loop.test ? fmt::format("while {}:", test(*loop.test, names)) : "while True:";
    const bool counts = loop.test && loop.assignments.size() == 1 && loop.afterBody.size() == 1;
    if (!counts)
        return std::nullopt;
    const Place &counter = loop.assignments[0].to;
    const Operand &limit = loop.test->right;
    const bool upwards = loop.afterBody[0].to == counter && loop.afterBody[0].adds
        && loop.afterBody[0].from.place.empty() && loop.afterBody[0].from.number == 1
        && loop.test->left.place == counter && !loop.test->negated;
    const bool closed = loop.test->relation == Test::Relation::LessOrEqual;
    const bool plain
        = !counter.field() && !limit.place.field() && (closed || loop.test->relation == Test::Relation::Less);
    if (!upwards || !plain || isAssignedWithin(line, counter.variable())
        || (!limit.place.empty() && isAssignedWithin(line, limit.place.variable())))
        return std::nullopt;
    return fmt::format("for {} in range({}, {}{}):", place(counter),
        value(loop.assignments[0].from, {}, names), value(limit, {}, names), closed ? " + 1" : "");
}

} // namespace sockstep
