// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagram/diagram_choices.h"

#include <algorithm>

namespace sockstep {

namespace {

/// The parts of a list that is separated by commas; an empty list has none.
std::vector<std::string_view> partsOf(std::string_view list)
{
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        parts.push_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

} // namespace

void DiagramChoices::leaveOut(Kind kind, bool out)
{
    const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
    leftOut = static_cast<std::uint8_t>(out ? leftOut | bit : leftOut & ~bit);
}

bool DiagramChoices::hides(std::string_view actor) const
{
    return std::binary_search(hidden.begin(), hidden.end(), actor);
}

void DiagramChoices::hide(const std::string &actor, bool hide)
{
    const auto place = std::lower_bound(hidden.begin(), hidden.end(), actor);
    const bool is = place != hidden.end() && *place == actor;
    if (hide && !is)
        hidden.insert(place, actor);
    else if (!hide && is)
        hidden.erase(place);
}

std::string_view name(DiagramChoices::Kind kind)
{
    switch (kind) {
    case DiagramChoices::Kind::Preparations:
        return "preparations";
    case DiagramChoices::Kind::States:
        return "states";
    case DiagramChoices::Kind::Acknowledgements:
        return "acks";
    case DiagramChoices::Kind::Copies:
        return "copies";
    }
    return {};
}

std::optional<DiagramChoices::Kind> diagramKindNamed(std::string_view wanted)
{
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds) {
        if (name(kind) == wanted)
            return kind;
    }
    return std::nullopt;
}

std::string columnNames(const DiagramChoices &choices)
{
    std::string names;
    const auto add = [&](bool shown, std::string_view column) {
        if (shown)
            names.append(names.empty() ? "" : ",").append(column);
    };
    add(choices.times == DiagramChoices::Times::Absolute, "time");
    add(choices.times == DiagramChoices::Times::SinceLast, "since");
    add(choices.calls, "call");
    add(choices.states, "state");
    add(choices.segments, "segment");
    return names;
}

bool chooseColumns(DiagramChoices &choices, std::string_view names)
{
    DiagramChoices chosen = choices;
    chosen.times = DiagramChoices::Times::Off;
    chosen.calls = chosen.states = chosen.segments = false;
    for (const std::string_view column : partsOf(names)) {
        const bool isTime = column == "time" || column == "since";
        if (isTime && chosen.times != DiagramChoices::Times::Off)
            return false;
        if (isTime)
            chosen.times
                = column == "time" ? DiagramChoices::Times::Absolute : DiagramChoices::Times::SinceLast;
        else if (column == "call")
            chosen.calls = true;
        else if (column == "state")
            chosen.states = true;
        else if (column == "segment")
            chosen.segments = true;
        else
            return false;
    }
    choices = chosen;
    return true;
}

} // namespace sockstep
