// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/segment_figure.h"

#include <QWidget>
#include <string>

namespace sockstep {

class SegmentCanvas;
class SegmentCard;

/// One segment, bit by bit: its headers as their RFCs draw them, its bytes, and a sentence on the field
/// that is selected or under the mouse. Knows bytes only, of no session and no recording.
class SegmentView : public QWidget {
    Q_OBJECT
public:
    explicit SegmentView(QWidget *parent = nullptr);

    using QWidget::show;
    /// \p raw begins with the IP header. The same field stays selected from one segment to the next.
    void show(const std::string &raw, const DissectionContext &context);
    /// Shows how to choose a segment.
    void clear();
    void retranslate();

    SegmentCanvas &canvas() { return *canvas_; }

private:
    SegmentCanvas *canvas_;
    SegmentCard *card_;
};

} // namespace sockstep
