// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/statement_parser.h"

#include "core/program/c_text.h"
#include "core/recording/poll_set.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

std::optional<PollField> fieldNamed(std::string_view word)
{
    for (const PollField field : {PollField::Fd, PollField::Events, PollField::Revents}) {
        if (name(field) == word)
            return field;
    }
    return std::nullopt;
}

bool isIndex(std::string_view text, std::size_t size)
{
    const auto given = number(text);
    return given ? *given >= 0 && static_cast<std::size_t>(*given) < size : isName(text);
}

/// {fd, POLLIN, 0} as the three assignments to the members of an element.
bool addElement(Statement &statement, std::string_view braced, const std::string &array,
    const std::string &index, const Declarations &declared)
{
    if (!braced.starts_with('{') || !braced.ends_with('}'))
        return false;
    const Parts fields = splitArguments(braced.substr(1, braced.size() - 2));
    if (fields.size() != 3)
        return false;
    constexpr PollField kOrder[] = {PollField::Fd, PollField::Events, PollField::Revents};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto value = parseOperand(fields[i], declared);
        if (!value)
            return false;
        statement.assignments.push_back({{array, index, kOrder[i]}, *value});
    }
    return true;
}

/// struct pollfd ready = {fd, POLLIN, 0}; · struct pollfd set[10] = {{lfd, POLLIN, 0}};
std::optional<Statement> parseArray(std::string_view text, Declarations &declared, std::string &fault)
{
    constexpr std::string_view kType = "struct pollfd ";
    const std::size_t equals = text.find(" = ");
    fault
        = fmt::format("expected struct pollfd ready = {{fd, POLLIN, 0}}; or struct pollfd set[10] = {{{{lfd, "
                      "POLLIN, 0}}}}; with {} elements at most",
            kMostPolled);
    if (equals == std::string_view::npos || !text.ends_with(';'))
        return Statement {};
    std::string_view declarator = trimmed(text.substr(kType.size(), equals - kType.size()));
    std::string_view value = trimmed(text.substr(equals + 3, text.size() - equals - 4));
    Statement statement;
    Declarations::PollArray array {1, true};
    const std::size_t bracket = declarator.find('[');
    if (bracket != std::string_view::npos) {
        const auto size = declarator.ends_with(']')
            ? number(declarator.substr(bracket + 1, declarator.size() - bracket - 2))
            : std::nullopt;
        if (!size || *size < 1 || static_cast<std::size_t>(*size) > kMostPolled)
            return Statement {};
        array = {static_cast<std::size_t>(*size), false};
        declarator = declarator.substr(0, bracket);
    }
    if (!isName(declarator))
        return Statement {};
    const std::string name(declarator);
    statement.array = PollArray {name, array.size};
    if (array.single) {
        if (!addElement(statement, value, name, {}, declared))
            return Statement {};
    } else {
        if (!value.starts_with('{') || !value.ends_with('}'))
            return Statement {};
        const Parts elements = splitArguments(value.substr(1, value.size() - 2));
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (i >= array.size || !addElement(statement, elements[i], name, std::to_string(i), declared))
                return Statement {};
        }
    }
    declared.polled[name] = array;
    fault.clear();
    return statement;
}

/// set[used++] = (struct pollfd) {cfd, POLLIN, 0};
std::optional<Statement> parseElement(
    std::string_view target, std::string_view value, const Declarations &declared, std::string &fault)
{
    constexpr std::string_view kCast = "(struct pollfd) ";
    const std::size_t bracket = target.find('[');
    fault = "expected an assignment like set[used++] = (struct pollfd) {cfd, POLLIN, 0}; and the array above";
    const auto array = declared.polled.find(target.substr(0, bracket));
    if (array == declared.polled.end() || bracket == std::string_view::npos || !target.ends_with(']'))
        return Statement {};
    std::string_view index = target.substr(bracket + 1, target.size() - bracket - 2);
    const bool counts = index.ends_with("++");
    if (counts)
        index.remove_suffix(2);
    Statement statement;
    if (!isIndex(index, array->second.size) || (counts && !isName(index))
        || !addElement(statement, value.substr(kCast.size()), array->first, std::string(index), declared))
        return Statement {};
    if (counts)
        statement.assignments.push_back({std::string(index), {{}, 1}, true});
    fault.clear();
    return statement;
}

} // namespace

std::optional<Place> parsePlace(std::string_view text, const Declarations &declared, std::string &fault)
{
    if (isName(text))
        return Place(std::string(text));
    const std::size_t dot = text.rfind('.');
    const auto field = fieldNamed(dot == std::string_view::npos ? std::string_view {} : text.substr(dot + 1));
    const std::string_view element = text.substr(0, dot);
    const std::size_t bracket = element.find('[');
    const auto array = declared.polled.find(element.substr(0, bracket));
    if (!field || array == declared.polled.end()) {
        fault = fmt::format("\"{}\" where a variable, or a member of an array of struct pollfd that is "
                            "declared above, is expected",
            text);
        return std::nullopt;
    }
    if (bracket == std::string_view::npos && array->second.single)
        return Place(array->first, {}, *field);
    const std::string_view index = bracket == std::string_view::npos || !element.ends_with(']')
        ? std::string_view {}
        : element.substr(bracket + 1, element.size() - bracket - 2);
    if (array->second.single || !isIndex(index, array->second.size)) {
        fault
            = fmt::format("\"{}\" is no element of {}, which has {}", text, array->first, array->second.size);
        return std::nullopt;
    }
    return Place(array->first, std::string(index), *field);
}

std::optional<Operand> parseOperand(std::string_view text, const Declarations &declared)
{
    for (const std::string_view cast : {"(int)", "(intptr_t)"}) {
        if (text.starts_with(cast))
            text = trimmed(text.substr(cast.size()));
    }
    if (const auto value = number(text))
        return Operand {{}, *value};
    if (const auto flag = pollEventsNamed(text))
        return Operand {{}, *flag};
    std::string ignored;
    const auto place = parsePlace(text, declared, ignored);
    return place ? std::optional(Operand {*place}) : std::nullopt;
}

std::optional<Statement> parseStatement(std::string_view text, Declarations &declared, std::string &fault)
{
    if (text.starts_with("struct pollfd "))
        return parseArray(text, declared, fault);
    if (!text.ends_with(';'))
        return std::nullopt;
    text = trimmed(text.substr(0, text.size() - 1));
    if (text.ends_with("++") && isName(text.substr(0, text.size() - 2)))
        return Statement {{}, {{std::string(text.substr(0, text.size() - 2)), {{}, 1}, true}}, {}, {}, false};
    const std::size_t equals = text.find(" = ");
    if (equals == std::string_view::npos)
        return std::nullopt;
    std::string_view target = trimmed(text.substr(0, equals));
    const std::string_view value = trimmed(text.substr(equals + 3));
    if (value.starts_with("(struct pollfd) "))
        return parseElement(target, value, declared, fault);
    const bool declares = target.starts_with("int ");
    if (declares)
        target = trimmed(target.substr(4));
    const auto from = parseOperand(value, declared);
    if (!from)
        return std::nullopt; // a call
    const auto place = parsePlace(target, declared, fault);
    if (!place)
        return Statement {};
    if (!place->field())
        declared.integers[place->variable()] = from->number;
    return Statement {{}, {{*place, *from}}, {}, {}, false};
}

std::optional<Test> parseTest(std::string_view text, const Declarations &declared)
{
    using Relation = Test::Relation;
    text = trimmed(text);
    if (text.starts_with('!')) {
        std::string_view inner = text.substr(1);
        if (inner.starts_with('(') && inner.ends_with(')'))
            inner = inner.substr(1, inner.size() - 2);
        auto test = parseTest(inner, declared);
        if (test)
            test->negated = !test->negated;
        return test;
    }
    constexpr std::pair<std::string_view, Relation> kRelations[] = {{" < ", Relation::Less},
        {" <= ", Relation::LessOrEqual}, {" > ", Relation::Greater}, {" >= ", Relation::GreaterOrEqual},
        {" == ", Relation::Equal}, {" != ", Relation::NotEqual}, {" & ", Relation::AnyBit}};
    for (const auto &[sign, relation] : kRelations) {
        const std::size_t at = text.find(sign);
        if (at == std::string_view::npos)
            continue;
        const auto left = parseOperand(trimmed(text.substr(0, at)), declared);
        const auto right = parseOperand(trimmed(text.substr(at + sign.size())), declared);
        return left && right ? std::optional(Test {*left, relation, *right}) : std::nullopt;
    }
    const auto operand = parseOperand(text, declared);
    return operand ? std::optional(Test {*operand, Relation::NotEqual, {}, false}) : std::nullopt;
}

std::optional<Statement> parseCountedLoop(std::string_view text, Declarations &declared)
{
    const std::size_t first = text.find(';');
    const std::size_t second = text.find(';', std::min(first, text.size() - 1) + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return std::nullopt;
    Statement loop;
    loop.isLoop = true;
    std::string fault;
    if (const auto begin = trimmed(text.substr(0, first)); !begin.empty()) {
        const auto statement = parseStatement(std::string(begin) + ';', declared, fault);
        if (!statement || !fault.empty())
            return std::nullopt;
        loop.assignments = statement->assignments;
    }
    if (const auto test = trimmed(text.substr(first + 1, second - first - 1)); !test.empty()) {
        loop.test = parseTest(test, declared);
        if (!loop.test)
            return std::nullopt;
    }
    if (const auto again = trimmed(text.substr(second + 1)); !again.empty()) {
        const auto statement = parseStatement(std::string(again) + ';', declared, fault);
        if (!statement || !fault.empty())
            return std::nullopt;
        loop.afterBody = statement->assignments;
    }
    return loop;
}

} // namespace sockstep
