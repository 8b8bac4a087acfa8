// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/alignment.h"
#include "core/compare/facts.h"
#include "ui/compare/fact_words.h"
#include "ui/export/diagram_sheet.h"

namespace sockstep {

/// All that is read from one run to lay it beside another one.
struct RunReading {
    explicit RunReading(const Recording &recording);

    const Header &header() const { return history.recording().header(); }
    /// What the run is called: how its connection ends.
    QString title() const;

    Layout layout;
    History history;
    Facts facts;
};

/// Two runs side by side, as the compare page shows them, with the table of facts below the last line.
class CompareSheet : public Sheet {
public:
    enum class Table { Below, None };
    /// Both outlive this.
    CompareSheet(
        const RunReading &left, const RunReading &right, const SheetLook &look, Table table = Table::Below);

    const std::vector<FactRow> &facts() const { return facts_; }
    const DiagramSheet &side(int side) const { return sides_[side]; }

    const Theme &theme() const override { return sides_[0].theme(); }
    Row rowCount() const override { return sides_[0].rowCount(); }
    double width() const override { return sides_[0].width() + sides_[1].width() + kBetween; }
    double headerHeight() const override { return titleHeight() + sides_[0].headerHeight(); }
    double topOf(Row row) const override { return sides_[0].topOf(row); }
    double bottomOf(Row row) const override;
    bool isCrossedBelow(Row row) const override;
    void paintHeader(QPainter &painter) const override;
    void paintRows(QPainter &painter, RowRange rows) const override;

private:
    static constexpr double kBetween = 9;
    double leftOf(int side) const { return side == 0 ? 0 : sides_[0].width() + kBetween; }
    double titleHeight() const { return factHeight(); }
    double factHeight() const { return sides_[0].geometry().rowHeight(); }
    double diagramBottom(Row row) const;
    void paintFacts(QPainter &painter, double top) const;
    QFont plainFont() const;

    const RunReading &left_;
    const RunReading &right_;
    const Alignment alignment_;
    const DiagramSheet sides_[2];
    const std::vector<FactRow> facts_;
    const Table table_;
};

} // namespace sockstep
