// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QString>
#include <algorithm>
#include <vector>

namespace sockstep::test {

/// What is promised. On a machine that is busy with something else a thread may wait that long for
/// its turn alone, so a few stops may take longer, but never as if something had been waited for.
inline constexpr std::chrono::milliseconds kAtMost {1000 * kSlowdown};
inline constexpr std::chrono::milliseconds kAtOnce {100 * kSlowdown};

/// How long stops took.
class StopTimes {
public:
    void add(std::chrono::milliseconds time) { times_.push_back(time); }
    std::chrono::milliseconds longest() const { return *std::max_element(times_.begin(), times_.end()); }
    /// What is wrong if all but \p exceptions are to be at once; empty if nothing is.
    QString complaint(std::size_t exceptions)
    {
        std::sort(times_.rbegin(), times_.rend());
        if (times_.front() > kAtMost || times_.at(exceptions) > kAtOnce)
            return QStringLiteral("of %1 stops the longest took %2 ms, number %3 took %4 ms")
                .arg(QString::number(times_.size()), QString::number(times_.front().count()),
                    QString::number(exceptions + 1), QString::number(times_.at(exceptions).count()));
        return {};
    }

private:
    std::vector<std::chrono::milliseconds> times_;
};

} // namespace sockstep::test
