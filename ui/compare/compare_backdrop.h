// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/alignment.h"
#include "ui/diagram/diagram_geometry.h"
#include "ui/look/theme.h"

#include <QFont>

class QPainter;

namespace sockstep {

/// What stands behind one of two diagrams that lie side by side: which phase each line belongs to, and
/// where the runs differ.
class CompareBackdrop {
public:
    CompareBackdrop(
        const Alignment &alignment, const DiagramGeometry &geometry, const Theme &theme, QFont font)
        : alignment_(alignment)
        , geometry_(geometry)
        , theme_(theme)
        , font_(std::move(font))
    {
    }

    /// The lines from \p first to \p last of the run on \p side.
    void paint(QPainter &painter, int side, Row first, Row last) const;

private:
    void paintLine(QPainter &painter, const AlignedRow &line, int side, const QRectF &rect) const;
    void paintPhase(QPainter &painter, Row line, const QRectF &rect) const;

    const Alignment &alignment_;
    const DiagramGeometry &geometry_;
    const Theme &theme_;
    const QFont font_;
};

} // namespace sockstep
