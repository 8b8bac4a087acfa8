// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/comparison.h"

#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;

namespace sockstep {

class CompareBar;
class CompareDiagram;
class CostView;
class FactModel;
class FactTable;
class Zoom;

/// The compare page: two runs in lockstep with the facts read from them, and on a second page what
/// many connections of each kind cost.
class CompareView : public QWidget {
    Q_OBJECT
public:
    CompareView(Zoom &zoom, const QList<QAction *> &shared, QMenu *more, QWidget *parent = nullptr);
    ~CompareView() override;

    Comparison &comparison() { return comparison_; }
    CostView &cost() { return *cost_; }
    CompareDiagram &diagram(int side) { return *diagrams_[side]; }

    void showCost(bool shown);
    bool isCostShown() const;
    void retranslate();
    /// Takes over the window's font and zoom.
    void applyStyle();

signals:
    void backWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildSequence();
    QWidget *buildSide(int side);
    void buildKeys();
    void keepTogether();
    void reserveHeights();
    void replaced();
    void advanced();
    void tell();

    Comparison comparison_; // before the widgets that read from it
    FactModel *model_;
    CompareBar *bar_;
    QStackedWidget *pages_;
    QLabel *titles_[Comparison::kSides] = {};
    CompareDiagram *diagrams_[Comparison::kSides] = {};
    QLabel *story_ = nullptr;
    FactTable *table_ = nullptr;
    CostView *cost_ = nullptr;
    int told_ = 0; ///< the side whose selected call the story tells
};

} // namespace sockstep
