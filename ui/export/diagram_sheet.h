// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_slice.h"
#include "ui/export/sheet.h"

#include <QFont>
#include <QString>

namespace sockstep {

/// How a diagram looks that is not in the window.
struct SheetLook {
    bool dark = false;
    double pointSize = 10; ///< of the window's letters; those of the diagram are a little smaller
    double widthInChars = 0; ///< at the least; what the labels need to stand whole is always there
    SequenceNumbers numbers = SequenceNumbers::Relative;
    Excerpt excerpt {}; ///< what is shown; of one diagram, not of two that lie side by side
};

/// The diagram on a sheet of its own, for files and the clipboard: the same rows, labels and lane headers
/// as in the window, painted by the same painter, without a widget.
class DiagramSheet : public Sheet {
public:
    /// Both must have taken in the same events, and outlive this.
    DiagramSheet(const Layout &layout, const History &history, const SheetLook &look);
    /// Beside another one: its rows are the lines of both, and it has no times, for the phases stand there.
    DiagramSheet(const Layout &layout, const History &history, const SheetLook &look, Excerpt lines);

    const DiagramGeometry &geometry() const { return geometry_; }
    const QFont &labelFont() const { return font_; }
    /// In the coordinates of the geometry; nothing is outside of the rows' height.
    DiagramSlice slice(RowRange rows) const;

    const Theme &theme() const override { return theme_; }
    Row rowCount() const override { return geometry_.excerpt().lineCount(layout_.rowCount()); }
    double width() const override { return geometry_.contentWidth(); }
    double headerHeight() const override { return metrics_.lineHeight * 3.1; }
    double topOf(Row row) const override;
    double bottomOf(Row row) const override;
    bool isCrossedBelow(Row row) const override;
    void paintHeader(QPainter &painter) const override;
    void paintRows(QPainter &painter, RowRange rows) const override;
    /// The same on whatever is there already.
    void paintSlice(QPainter &painter, RowRange rows) const;

private:
    DiagramSheet(
        const Layout &layout, const History &history, const SheetLook &look, Excerpt excerpt, bool beside);

    const Layout &layout_;
    const History &history_;
    const SheetLook look_;
    const Theme theme_;
    const QFont font_;
    const DiagramGeometry::Metrics metrics_;
    DiagramGeometry geometry_;
    const bool beside_; // another diagram
    const QString leftOut_; // in words
};

} // namespace sockstep
