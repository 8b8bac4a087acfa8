// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/variables.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace sockstep {

std::string_view name(PollField field)
{
    constexpr std::string_view kNames[] = {"fd", "events", "revents"};
    return kNames[static_cast<std::size_t>(field)];
}

std::string Place::text() const
{
    if (!field_)
        return variable_;
    const std::string element = index_.empty() ? variable_ : fmt::format("{}[{}]", variable_, index_);
    return fmt::format("{}.{}", element, name(*field_));
}

std::optional<std::size_t> Variables::indexOf(const Place &place) const
{
    const auto array = arrays_.find(place.variable());
    if (array == arrays_.end())
        return std::nullopt;
    std::int32_t index = 0;
    const std::string &text = place.index();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc() && !text.empty())
        index = read(text).fd;
    if (index < 0 || static_cast<std::size_t>(index) >= array->second.size())
        return std::nullopt;
    return static_cast<std::size_t>(index);
}

Handle Variables::read(const Place &place) const
{
    if (!place.field()) {
        const auto found = integers_.find(place.variable());
        return found == integers_.end() ? Handle {} : found->second;
    }
    const auto index = indexOf(place);
    if (!index)
        return {};
    const Polled &element = arrays_.at(place.variable())[*index];
    switch (*place.field()) {
    case PollField::Fd:
        return {element.fd, element.socket};
    case PollField::Events:
        return {element.events, 0};
    case PollField::Revents:
        return {element.revents, 0};
    }
    return {};
}

bool Variables::assign(const Assignment &assignment)
{
    Handle from
        = assignment.from.place.empty() ? Handle {assignment.from.number, 0} : read(assignment.from.place);
    const Place &to = assignment.to;
    if (!to.field()) {
        Handle &value = integers_[to.variable()];
        // Unsigned, because there is no overflow that C leaves open.
        if (assignment.adds)
            from = {static_cast<int>(static_cast<unsigned>(value.fd) + static_cast<unsigned>(from.fd)), 0};
        value = from;
        return true;
    }
    const auto index = indexOf(to);
    if (!index)
        return false;
    Polled &element = arrays_.at(to.variable())[*index];
    switch (*to.field()) {
    case PollField::Fd:
        element.fd = from.fd;
        element.socket = from.socket;
        break;
    case PollField::Events:
        element.events = static_cast<std::int16_t>(from.fd);
        break;
    case PollField::Revents:
        element.revents = static_cast<std::int16_t>(from.fd);
        break;
    }
    return true;
}

bool Variables::run(const Statement &statement, bool afterBody)
{
    if (statement.array)
        arrays_[statement.array->name].assign(statement.array->size, Polled {0, 0, 0, 0});
    const auto &assignments = afterBody ? statement.afterBody : statement.assignments;
    return std::all_of(assignments.begin(), assignments.end(),
        [this](const Assignment &assignment) { return assign(assignment); });
}

bool Variables::holds(const Test &test) const
{
    const std::int32_t left = value(test.left);
    const std::int32_t right = value(test.right);
    bool holds = false;
    switch (test.relation) {
    case Test::Relation::Less:
        holds = left < right;
        break;
    case Test::Relation::LessOrEqual:
        holds = left <= right;
        break;
    case Test::Relation::Greater:
        holds = left > right;
        break;
    case Test::Relation::GreaterOrEqual:
        holds = left >= right;
        break;
    case Test::Relation::Equal:
        holds = left == right;
        break;
    case Test::Relation::NotEqual:
        holds = left != right;
        break;
    case Test::Relation::AnyBit:
        holds = (left & right) != 0;
        break;
    }
    return holds != test.negated;
}

std::optional<std::vector<Polled>> Variables::polled(const std::string &array, std::int32_t count) const
{
    const auto found = arrays_.find(array);
    if (found == arrays_.end() || count < 0
        || static_cast<std::size_t>(count) > std::min(found->second.size(), kMostPolled))
        return std::nullopt;
    return std::vector<Polled>(found->second.begin(), found->second.begin() + count);
}

void Variables::answered(const std::string &array, const std::vector<Polled> &all)
{
    const auto found = arrays_.find(array);
    if (found == arrays_.end())
        return;
    for (std::size_t i = 0; i < std::min(all.size(), found->second.size()); ++i)
        found->second[i].revents = all[i].revents;
}

std::string Variables::nameOf(SocketId socket) const
{
    const auto found = std::find_if(
        integers_.begin(), integers_.end(), [&](const auto &entry) { return entry.second.socket == socket; });
    return found == integers_.end() ? std::string() : found->first;
}

} // namespace sockstep
