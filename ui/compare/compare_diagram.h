// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/diagram_view.h"

namespace sockstep {

class Comparison;

/// One of two diagrams that lie side by side: rows that correspond are in one line, and behind them
/// stands which phase it is and where the runs differ.
class CompareDiagram : public DiagramView {
    Q_OBJECT
public:
    CompareDiagram(Comparison &comparison, int side, QWidget *parent = nullptr);

protected:
    DiagramGeometry makeGeometry() const override;
    void paintBackdrop(QPainter &painter, const Theme &theme) const override;
    bool showsTimes() const override { return false; } // its column has the phases
    DiagramGeometry::Metrics metrics() const override;

private:
    const Comparison &comparison_;
    const int side_;
};

} // namespace sockstep
