// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_view.h"

#include "ui/compare/compare_bar.h"
#include "ui/compare/compare_diagram.h"
#include "ui/compare/compare_words.h"
#include "ui/compare/cost_view.h"
#include "ui/compare/fact_model.h"
#include "ui/compare/fact_table.h"
#include "ui/look/zoom.h"
#include "ui/words/closing_words.h"
#include "ui/words/narrator.h"
#include "ui/words/trouble_words.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace sockstep {

CompareView::CompareView(Zoom &zoom, const QList<QAction *> &shared, QMenu *more, QWidget *parent)
    : QWidget(parent)
    , model_(new FactModel(comparison_, this))
    , bar_(new CompareBar(comparison_, shared, more, this))
    , pages_(new QStackedWidget(this))
    , table_(new FactTable(*model_, zoom, this))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    pages_->addWidget(buildSequence());
    cost_ = new CostView(comparison_, pages_);
    pages_->addWidget(cost_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar_);
    column->addWidget(pages_, 1);
    buildKeys();
    keepTogether();
    connect(bar_, &CompareBar::backWanted, this, &CompareView::backWanted);
    connect(bar_, &CompareBar::costWanted, this, &CompareView::showCost);
    connect(&comparison_, &Comparison::replaced, this, &CompareView::replaced);
    connect(&comparison_, &Comparison::advanced, this, &CompareView::advanced);
    connect(&comparison_, &Comparison::changed, cost_, &CostView::refresh);
    retranslate();
    applyStyle();
}

CompareView::~CompareView()
{
    // The views ask their models once more while they are taken down; see ~MainWindow.
    delete pages_;
}

QWidget *CompareView::buildSide(int side)
{
    auto *pane = new QWidget(this);
    pane->setObjectName(side == 0 ? QStringLiteral("leftPane") : QStringLiteral("pane"));
    pane->setAttribute(Qt::WA_StyledBackground);
    titles_[side] = new QLabel(pane);
    titles_[side]->setObjectName(QStringLiteral("title"));
    titles_[side]->setAlignment(Qt::AlignCenter);
    diagrams_[side] = new CompareDiagram(comparison_, side, pane);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 8, side == 0 ? 1 : 0, 0);
    column->setSpacing(4);
    column->addWidget(titles_[side]);
    column->addWidget(diagrams_[side], 1);
    return pane;
}

QWidget *CompareView::buildSequence()
{
    auto *diagrams = new QWidget(this);
    auto *row = new QHBoxLayout(diagrams);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int side = 0; side < Comparison::kSides; ++side)
        row->addWidget(buildSide(side), 1);
    auto *facts = new QWidget(this);
    facts->setObjectName(QStringLiteral("narration"));
    facts->setAttribute(Qt::WA_StyledBackground);
    story_ = new QLabel(facts);
    story_->setObjectName(QStringLiteral("story"));
    story_->setWordWrap(true);
    story_->setTextFormat(Qt::RichText);
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(6);
    column->addWidget(story_);
    column->addWidget(table_, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(diagrams);
    splitter->addWidget(facts);
    splitter->setStretchFactor(0, 1);

    return splitter;
}

void CompareView::buildKeys()
{
    const auto bind = [this](QKeyCombination key, auto action) {
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, action);
    };
    bind(Qt::Key_N, [this] { comparison_.selection(told_).moveBy(1); });
    bind(Qt::SHIFT | Qt::Key_N, [this] { comparison_.selection(told_).moveBy(-1); });
    bind(Qt::Key_Escape, [this] {
        for (int side = 0; side < Comparison::kSides; ++side)
            comparison_.selection(side).clear();
    });
    for (int side = 0; side < Comparison::kSides; ++side) {
        connect(&comparison_.selection(side), &Selection::changed, this, [this, side](CallId call) {
            if (call)
                told_ = side;
            tell();
        });
    }
}

/// Both diagrams show the same lines: scrolling one scrolls the other. When they grow each follows for
/// itself, for their ranges are the same only after both have.
void CompareView::keepTogether()
{
    for (int side = 0; side < Comparison::kSides; ++side) {
        const CompareDiagram *from = diagrams_[side];
        const CompareDiagram *to = diagrams_[1 - side];
        for (const auto &[one, other] : {std::pair {from->verticalScrollBar(), to->verticalScrollBar()},
                 std::pair {from->horizontalScrollBar(), to->horizontalScrollBar()}}) {
            connect(one, &QScrollBar::valueChanged, this, [from, other = other](int value) {
                if (!from->isAdjusting())
                    other->setValue(value);
            });
        }
    }
}

void CompareView::replaced()
{
    for (int side = 0; side < Comparison::kSides; ++side)
        titles_[side]->setText(ClosingWords::name(comparison_.closing(side)));
    emit model_->headerDataChanged(Qt::Horizontal, 0, model_->columnCount() - 1);
    bar_->fitInto(width()); // the closings have names of other lengths
    advanced();
}

void CompareView::advanced()
{
    for (CompareDiagram *diagram : diagrams_)
        diagram->refresh();
    model_->refresh();
    tell();
}

void CompareView::tell()
{
    if (const auto troubles = comparison_.troubles(); !troubles.empty()) {
        story_->setText(QStringLiteral("<b>%1</b>").arg(TroubleWords::all(troubles).toHtmlEscaped()));
        return;
    }
    const CallId call = comparison_.selection(told_).call();
    const bool known = call && call <= comparison_.follower(told_).history().callCount();
    story_->setText(known ? QStringLiteral("<b>%1</b>: ").arg(ClosingWords::name(comparison_.closing(told_)))
                + Narrator(comparison_.follower(told_).history()).call(call)
                          : CompareWords::story(comparison_));
}

void CompareView::showCost(bool shown)
{
    pages_->setCurrentIndex(shown ? 1 : 0);
    bar_->setCostShown(shown);
    if (shown)
        comparison_.pace().setPlaying(false);
}

bool CompareView::isCostShown() const { return pages_->currentIndex() == 1; }

void CompareView::retranslate()
{
    bar_->retranslate();
    for (int side = 0; side < Comparison::kSides; ++side) {
        diagrams_[side]->retranslate();
        diagrams_[side]->setAccessibleName(
            side == 0 ? tr("Sequence diagram of the left run") : tr("Sequence diagram of the right run"));
    }
    table_->retranslate();
    cost_->retranslate();
    replaced();
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    bar_->fitInto(width());
    reserveHeights();
}

void CompareView::applyStyle()
{
    bar_->fitInto(width());
    table_->applyZoom();
    reserveHeights();
}

/// Room for the story at its longest, so that the diagrams do not jump, and for all facts if the window
/// is high enough; else they scroll.
void CompareView::reserveHeights()
{
    constexpr int kRoomForTwoLines = 1400;
    const QFontMetrics metrics(story_->font());
    story_->setMinimumHeight(metrics.lineSpacing() * (width() < kRoomForTwoLines ? 3 : 2));
    const int rows = table_->model()->rowCount() * table_->verticalHeader()->defaultSectionSize();
    const int whole = table_->horizontalHeader()->sizeHint().height() + rows + 4;
    table_->setMaximumHeight(whole);
    table_->setMinimumHeight(qMin(whole, height() * 3 / 10));
    table_->setPreferredHeight(whole);
}

} // namespace sockstep
