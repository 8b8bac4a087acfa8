// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// What a person wants to see of a diagram: all of it, unless chosen otherwise. A plain value, the same for
/// the window, the command line and every export.
struct DiagramChoices {
    /// What the column of times says.
    enum class Times : std::uint8_t { SinceLast, Absolute, Off };
    /// What can be left out, with its rows and arrows. The bands of the states stay.
    enum class Kind : std::uint8_t {
        Preparations, ///< calls that set or ask something: setsockopt, getsockname, fcntl
        States, ///< names of states and rows that only tell one, and the segments inferred from states
        Acknowledgements, ///< segments of the lab that carry nothing but an ACK
        Copies, ///< segments of the lab that were sent or made again
    };
    static constexpr Kind kKinds[] = {Kind::Preparations, Kind::States, Kind::Acknowledgements, Kind::Copies};

    Times times = Times::SinceLast;
    bool calls = true; ///< the labels of calls and their results
    bool states = true; ///< the names of the states
    bool segments = true; ///< the labels of arrows
    std::uint8_t leftOut = 0; ///< kinds, a bit each
    bool fold = false; ///< echo rounds after the first in one line
    std::vector<std::string> hidden {}; ///< names of actors, sorted

    /// Do the states have their names?
    bool namesStates() const { return states && !leavesOut(Kind::States); }
    bool leavesOut(Kind kind) const { return (leftOut >> static_cast<unsigned>(kind) & 1U) != 0; }
    void leaveOut(Kind kind, bool out);
    bool hides(std::string_view actor) const;
    void hide(const std::string &actor, bool hide);
    /// Does every row have a line of its own?
    bool showsEveryRow() const { return leftOut == 0 && !fold && hidden.empty(); }
    friend bool operator==(const DiagramChoices &, const DiagramChoices &) = default;
};

/// "preparations", "states", "acks", "copies": as the command line names them.
std::string_view name(DiagramChoices::Kind kind);
std::optional<DiagramChoices::Kind> diagramKindNamed(std::string_view name);

/// "since,call,state,segment": the columns that are shown; "time" instead of "since" for absolute times.
std::string columnNames(const DiagramChoices &choices);
/// Shows the columns that \p names lists, separated by commas, and no others. False, with nothing changed, if
/// one is no column or both kinds of time are named.
bool chooseColumns(DiagramChoices &choices, std::string_view names);

} // namespace sockstep
