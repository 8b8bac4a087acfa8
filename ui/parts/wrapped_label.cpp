// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/wrapped_label.h"

namespace sockstep {

WrappedLabel::WrappedLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
}

int WrappedLabel::heightForWidth(int width) const
{
    constexpr qsizetype kMost = 16; // widths come and go while a splitter is dragged
    if (text() != measuredText_ || font() != measuredFont_ || heights_.size() > kMost) {
        measuredText_ = text();
        measuredFont_ = font();
        heights_.clear();
    }
    const auto known = heights_.constFind(width);
    if (known != heights_.constEnd())
        return *known;
    return *heights_.insert(width, QLabel::heightForWidth(width));
}

} // namespace sockstep
