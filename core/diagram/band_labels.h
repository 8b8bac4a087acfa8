// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram/excerpt.h"

#include <span>
#include <vector>

namespace sockstep {

/// The states that an excerpt names, by the rows of their labels: for whoever writes row after row, to whom a
/// look at every lane for each would be one look too many.
class BandLabels {
public:
    struct Label {
        Row row = 0;
        LaneIndex lane = 0;
        TcpState state {};
        Evidence evidence {};
    };

    BandLabels(const Layout &layout, const Excerpt &excerpt);
    /// Of one row, the lanes from left to right.
    std::span<const Label> in(Row row) const;

private:
    std::vector<Label> labels_; // by row
};

} // namespace sockstep
