// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_slice.h"
#include "ui/look/theme.h"

#include <QFont>

class QPainter;

namespace sockstep {

/// Paints a slice in the theme's colours. Knows no widget: the window and the exports use it.
class DiagramPainter {
public:
    /// Lines grow with the letters; \p lineWeight makes them thicker still.
    DiagramPainter(Theme theme, QFont labelFont, double lineWeight = 1)
        : theme_(std::move(theme))
        , font_(std::move(labelFont))
        , unit_(lineUnit(font_))
        , lineWeight_(lineWeight)
    {
    }

    /// What one pixel at the normal size is for letters of this font.
    static double lineUnit(const QFont &labelFont);

    void paint(QPainter &painter, const DiagramSlice &slice, CallId selected, SegmentId segment = 0) const;

private:
    void paintBand(QPainter &painter, const DiagramSlice::BandShape &band) const;
    void paintArrow(QPainter &painter, const DiagramSlice::ArrowShape &arrow, bool selected) const;
    void paintLabel(QPainter &painter, const DiagramSlice::Label &label, bool selected) const;
    void paintFold(QPainter &painter, const DiagramSlice::Label &label) const;
    void paintHeld(QPainter &painter, const DiagramSlice::Label &label, bool selected) const;

    /// A line that is \p pixels thick at the normal size; never thinner than that.
    double thick(double pixels) const { return pixels * std::max(1.0, unit_ * lineWeight_); }

    Theme theme_;
    QFont font_;
    double unit_;
    double lineWeight_;
};

} // namespace sockstep
