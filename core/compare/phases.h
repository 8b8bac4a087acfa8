// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "core/recording/history.h"

#include <array>

namespace sockstep {

/// The parts of a connection's life by which two runs are laid side by side.
enum class Phase : std::uint8_t { Connect, Talk, Close, After };
inline constexpr std::array kPhases {Phase::Connect, Phase::Talk, Phase::Close, Phase::After};

/// In which row each phase begins; a phase that is empty begins where the next one does, and one that
/// has not come yet at the number of rows.
struct PhaseRows {
    std::array<Row, kPhases.size() + 1> begin {}; ///< the last entry is the number of rows

    Row first(Phase phase) const { return begin[static_cast<std::size_t>(phase)]; }
    /// One past its last row.
    Row end(Phase phase) const { return begin[static_cast<std::size_t>(phase) + 1]; }
    Phase of(Row row) const;
};

/// \p history and \p layout are of the same recording and as far advanced.
PhaseRows phasesOf(const Layout &layout, const History &history);

} // namespace sockstep
