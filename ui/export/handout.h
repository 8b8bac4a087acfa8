// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/diagram_sheet.h"
#include "ui/export/sheet_file.h"

#include <QCoreApplication>

namespace sockstep {

/// A recording as one page of HTML, to be handed out: the diagram, what the narration says of each step,
/// and buttons to step with. It loads nothing from anywhere, and is sound XML as well.
class Handout {
    Q_DECLARE_TR_FUNCTIONS(sockstep::Handout)
public:
    /// Both must have taken in the same events, and outlive this. \p language is that of the texts, which
    /// are translated as the application's are at the time.
    Handout(
        const Layout &layout, const History &history, const SheetLook &look, RowRange rows, QString language);

    Made html() const;

    struct Step {
        QString told; ///< rich text
        RowRange rows;
    };
    /// Those that have a row among the chosen ones, in order.
    std::vector<Step> steps() const;

private:
    RowRange linesOf(RowRange rows) const;
    QString facts() const;
    QString opening() const;
    QString closing() const;
    QString listOf(const std::vector<Step> &steps) const;

    const Layout &layout_;
    const History &history_;
    const DiagramSheet sheet_;
    const RowRange rows_;
    const QString language_;
};

} // namespace sockstep
