// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/zoom.h"

#include <algorithm>
#include <cmath>

namespace sockstep {

void Zoom::setFactor(double factor)
{
    if (!std::isfinite(factor)) // a settings file may say anything
        return;
    factor = std::clamp(factor, 0.7, 3.0);
    if (qFuzzyCompare(factor, factor_))
        return;
    factor_ = factor;
    emit changed(factor_);
}

} // namespace sockstep
