// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QLabel>

namespace sockstep {

/// A label of several lines. A layout asks it for its height again and again with the same few widths, and
/// QLabel breaks the text into lines each time; this one remembers.
class WrappedLabel : public QLabel {
    Q_OBJECT
public:
    explicit WrappedLabel(QWidget *parent = nullptr);

    int heightForWidth(int width) const override;

private:
    mutable QString measuredText_;
    mutable QFont measuredFont_;
    mutable QHash<int, int> heights_; // for each width, of what was measured
};

} // namespace sockstep
