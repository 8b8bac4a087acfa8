// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_pane.h"

#include "ui/diagram/diagram_menu.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/find_bar.h"
#include "ui/parts/space_key.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"
#include "ui/words/excerpt_words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QToolButton>
#include <utility>

namespace sockstep {

DiagramPane::DiagramPane(
    const Follower &follower, Selection &selection, DiagramOptions &options, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , selection_(selection)
    , options_(options)
    , finder_(follower)
    , hiddenLine_(new QWidget(this))
    , hidden_(new QLabel(hiddenLine_))
    , showAll_(new QToolButton(hiddenLine_))
    , view_(new DiagramView(follower, selection, this, &options))
    , menu_(new DiagramMenu(options, follower, this))
    , menuButton_(new QToolButton(view_))
{
    setFocusProxy(view_);
    hidden_->setObjectName(QStringLiteral("note"));
    hidden_->setTextFormat(Qt::PlainText); // actors' names come from files
    hidden_->setWordWrap(true);
    showAll_->setObjectName(QStringLiteral("showEveryRow"));
    letSpacePress(showAll_);
    auto *line = new QHBoxLayout(hiddenLine_);
    line->setContentsMargins(10, 4, 10, 4);
    line->addWidget(hidden_, 1);
    line->addWidget(showAll_);
    menuButton_->setObjectName(QStringLiteral("diagramShows"));
    menuButton_->setMenu(menu_);
    menuButton_->setPopupMode(QToolButton::InstantPopup);
    letSpacePress(menuButton_);
    view_->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(hiddenLine_);
    column->addWidget(view_, 1);

    connect(showAll_, &QToolButton::clicked, &options_, &DiagramOptions::showEveryRow);
    connect(&options_, &DiagramOptions::changed, this, &DiagramPane::sayWhatIsHidden);
    connect(&follower_, &Follower::replaced, this, &DiagramPane::sayWhatIsHidden);
    connect(&finder_, &DiagramFinder::changed, view_->viewport(), qOverload<>(&QWidget::update));
    view_->setFinder(&finder_, [this] { return find_ ? find_->present() : kNoRow; });
    retranslate();
}

FindBar &DiagramPane::findBar()
{
    if (!find_) {
        find_ = new FindBar(finder_, this);
        QWidget *before = showAll_;
        for (QWidget *child : find_->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (child->focusPolicy() & Qt::TabFocus)
                setTabOrder(std::exchange(before, child), child);
        }
        static_cast<QBoxLayout *>(layout())->insertWidget(0, find_);
        connect(find_, &FindBar::matchWanted, this, &DiagramPane::showMatch);
        connect(find_, &FindBar::closed, this, [this] { view_->setFocus(); });
    }
    return *find_;
}

void DiagramPane::refresh()
{
    view_->refresh();
    finder_.refresh();
}

void DiagramPane::showMenu()
{
    if (menuButton_->isVisible())
        menuButton_->showMenu();
}

void DiagramPane::retranslate()
{
    menu_->retranslate();
    if (find_)
        find_->retranslate();
    showAll_->setText(tr("Show every row"));
    showAll_->setToolTip(tr("Show what is not shown of the diagram (Shift+E)"));
    showAll_->setAccessibleName(showAll_->toolTip());
    menuButton_->setText(tr("View ▾"));
    menuButton_->setToolTip(tr("What the diagram shows (V)"));
    menuButton_->setAccessibleName(tr("What the diagram shows"));
    view_->retranslate();
    finder_.restart();
    sayWhatIsHidden();
    placeButton();
}

void DiagramPane::sayWhatIsHidden()
{
    const QString said = ExcerptWords::leftOut(options_.choices(), follower_.recording().header().actors);
    hidden_->setText(said);
    hiddenLine_->setVisible(!said.isEmpty());
    hiddenLine_->setAccessibleName(said);
}

void DiagramPane::showMatch(Row row)
{
    if (row >= follower_.layout().rowCount())
        return;
    if (options_.reveal(row))
        findBar().say(tr("What was not shown is shown again"));
    const RowContent &content = follower_.layout().row(row);
    if (const CallId call = content.entered ? content.entered : content.returned)
        selection_.setCall(call);
    else if (const SegmentId segment = content.sent ? content.sent : content.moved)
        selection_.setSegment(segment);
    view_->showRow(row);
}

/// Above the times, where the heads of the lifelines leave room.
void DiagramPane::placeButton()
{
    menuButton_->adjustSize();
    menuButton_->move(3, 3);
}

bool DiagramPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        placeButton();
    return QWidget::eventFilter(watched, event);
}

} // namespace sockstep
