// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagram_slice.h"
#include "theme.h"

#include <QFont>

class QPainter;

namespace sockstep {

/// Paints a slice in the theme's colours. Knows no widget: the window and the exports use it.
class DiagramPainter {
public:
    DiagramPainter(Theme theme, QFont labelFont)
        : theme_(std::move(theme))
        , font_(std::move(labelFont))
    {
    }

    void paint(QPainter &painter, const DiagramSlice &slice, CallId selected, SegmentId segment = 0) const;

private:
    void paintBand(QPainter &painter, const DiagramSlice::BandShape &band) const;
    void paintArrow(QPainter &painter, const DiagramSlice::ArrowShape &arrow, bool selected) const;
    void paintLabel(QPainter &painter, const DiagramSlice::Label &label, bool selected) const;
    void paintHeld(QPainter &painter, const DiagramSlice::Label &label, bool selected) const;

    Theme theme_;
    QFont font_;
};

} // namespace sockstep
