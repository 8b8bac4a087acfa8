// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram/band_labels.h"

#include <algorithm>

namespace sockstep {

BandLabels::BandLabels(const Layout &layout, const Excerpt &excerpt)
{
    if (!excerpt.choices().namesStates() || layout.rowCount() == 0)
        return;
    for (const LaneIndex lane : layout.lanesFromLeft()) {
        if (excerpt.hidesLane(layout, lane))
            continue;
        for (const Band &band : layout.bandsIn(lane, 0, layout.rowCount() - 1)) {
            if (band.label != kNoRow)
                labels_.push_back({band.label, lane, band.state, band.evidence});
        }
    }
    std::stable_sort(
        labels_.begin(), labels_.end(), [](const Label &a, const Label &b) { return a.row < b.row; });
}

std::span<const BandLabels::Label> BandLabels::in(Row row) const
{
    const auto first = std::partition_point(
        labels_.begin(), labels_.end(), [&](const Label &label) { return label.row < row; });
    const auto last
        = std::find_if(first, labels_.end(), [&](const Label &label) { return label.row != row; });
    return {first, last};
}

} // namespace sockstep
