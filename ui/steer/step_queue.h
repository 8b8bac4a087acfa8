// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace sockstep {

/// Steps that were asked for while another was still under way: they are made when that has settled. What was
/// asked for in one moment is not done from another: whoever moves in time, or begins anew, clears it.
class StepQueue {
public:
    void add() { steps_ = std::min(steps_ + 1, kMost); }
    void clear() { steps_ = 0; }
    bool isEmpty() const { return steps_ == 0; }
    /// False if there is none.
    bool take()
    {
        if (isEmpty())
            return false;
        --steps_;
        return true;
    }

private:
    static constexpr int kMost = 2; // a held key must not pile up more
    int steps_ = 0;
};

} // namespace sockstep
