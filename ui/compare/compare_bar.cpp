// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_bar.h"

#include "ui/look/as_shown.h"
#include "ui/words/closing_words.h"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace sockstep {

CompareBar::CompareBar(Comparison &comparison, const QList<QAction *> &shared, QMenu *more, QWidget *parent)
    : ControlBar(parent)
    , comparison_(comparison)
    , back_(makeButton(QStringLiteral("back")))
    , restart_(makeButton(QStringLiteral("restart")))
    , step_(makeButton(QStringLiteral("step")))
    , play_(makeButton(QStringLiteral("play")))
    , lab_(makeButton(QStringLiteral("lab")))
    , reuse_(makeButton(QStringLiteral("reuse")))
    , again_(makeButton(QStringLiteral("again")))
    , sequence_(makeButton(QStringLiteral("first")))
    , cost_(makeButton(QStringLiteral("last")))
    , more_(makeButton(QStringLiteral("more")))
    , stepAction_(addKey({Qt::Key_Space, Qt::Key_PageDown}))
    , playAction_(addKey({Qt::Key_P}))
    , restartAction_(addKey({Qt::CTRL | Qt::Key_R}))
    , againAction_(addKey({Qt::Key_B}))
{
    addActions(shared);
    reuse_->setCheckable(true);
    lab_->setCheckable(true);
    for (QToolButton *tab : {sequence_, cost_})
        tab->setCheckable(true);
    for (int side = 0; side < Comparison::kSides; ++side)
        buildClosings(side);
    connectAll();
    arrange(more);
    setCostShown(false);
    retranslate();
}

void CompareBar::buildClosings(int side)
{
    QToolButton *button = makeButton(side == 0 ? QStringLiteral("left") : QStringLiteral("right"));
    closings_[side] = button;
    auto *menu = new QMenu(button);
    auto *group = new QActionGroup(menu);
    for (const Closing closing : kClosings) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setData(static_cast<int>(closing));
        group->addAction(action);
        connect(action, &QAction::triggered, this,
            [this, side, closing] { comparison_.setClosing(side, closing); });
    }
    giveMenu(button, menu);
}

void CompareBar::connectAll()
{
    connect(stepAction_, &QAction::triggered, &comparison_, &Comparison::step);
    connect(restartAction_, &QAction::triggered, &comparison_, &Comparison::restart);
    connect(againAction_, &QAction::triggered, &comparison_, &Comparison::startServersAgain);
    connect(playAction_, &QAction::triggered, this,
        [this] { comparison_.pace().setPlaying(!comparison_.pace().isPlaying()); });
    const std::pair<QToolButton *, QAction *> pairs[]
        = {{step_, stepAction_}, {play_, playAction_}, {restart_, restartAction_}, {again_, againAction_}};
    for (const auto &[button, action] : pairs)
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(lab_, &QToolButton::clicked, this, [this](bool wanted) {
        comparison_.setNetwork(wanted ? NetworkKind::Lab : NetworkKind::Loopback);
        refresh();
    });
    connect(reuse_, &QToolButton::clicked, &comparison_, &Comparison::setReuseAddress);
    connect(back_, &QToolButton::clicked, this, &CompareBar::backWanted);
    connect(sequence_, &QToolButton::clicked, this, [this] { emit costWanted(false); });
    connect(cost_, &QToolButton::clicked, this, [this] { emit costWanted(true); });
    connect(&comparison_, &Comparison::changed, this, &CompareBar::refresh);
}

void CompareBar::arrange(QMenu *more)
{
    giveMenu(more_, more);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(back_);
    row->addWidget(closings_[0]);
    row->addWidget(new QLabel(QStringLiteral("⇄"), this));
    row->addWidget(closings_[1]);
    row->addWidget(lab_);
    row->addWidget(restart_);
    row->addWidget(step_);
    row->addWidget(play_);
    row->addStretch();
    row->addWidget(reuse_);
    row->addWidget(again_);
    row->addSpacing(6);
    addTogether(row, {sequence_, cost_});
    row->addWidget(more_);
    setTabOrderOf({back_, closings_[0], closings_[1], lab_, restart_, step_, play_, reuse_, again_, sequence_,
        cost_, more_});
}

void CompareBar::setCostShown(bool shown)
{
    sequence_->setChecked(!shown);
    cost_->setChecked(shown);
    for (QAction *action : {stepAction_, playAction_, restartAction_, againAction_})
        action->setEnabled(!shown);
    refresh();
}

void CompareBar::retranslate()
{
    label(back_, tr("◀ Lesson"), tr("Back to the lesson (Ctrl+1)"));
    label(lab_, tr("Lab wire"), tr("Both runs in labs of their own, where every segment is seen"));
    label(restart_, tr("⟲ Restart"), tr("Start both runs again with new sockets (Ctrl+R)"));
    label(step_, tr("▶ Step both   Space"), tr("Do the next thing on both sides (Space, Page Down)"));
    label(
        reuse_, {}, tr("The servers of the next run set it, and a server that is started again from now on"));
    label(again_, tr("Start the server again"),
        tr("A real socket and bind on each side's port, right now (B)"));
    label(sequence_, tr("Sequence"), tr("Both sequence diagrams and the facts"));
    label(
        cost_, tr("What it costs"), tr("Many connections of each kind, and what they leave behind (Ctrl+4)"));
    label(more_, QStringLiteral("⋮"), tr("More: zoom, appearance, help"));
    for (QToolButton *button : closings_) {
        for (QAction *action : button->menu()->actions())
            action->setText(ClosingWords::name(static_cast<Closing>(action->data().toInt())));
    }
    refresh();
}

void CompareBar::refresh()
{
    const bool sequence = sequence_->isChecked();
    step_->setEnabled(sequence && comparison_.canStep());
    play_->setEnabled(sequence && (comparison_.canStep() || comparison_.pace().isPlaying()));
    restart_->setEnabled(sequence);
    again_->setEnabled(sequence && comparison_.canStartServersAgain());
    lab_->setChecked(comparison_.network() == NetworkKind::Lab);
    lab_->setEnabled(sequence && comparison_.labRefusal().isEmpty());
    if (!comparison_.labRefusal().isEmpty())
        lab_->setToolTip(asToolTip(tr("There can be no lab here: %1").arg(comparison_.labRefusal())));
    reuse_->setChecked(comparison_.reuseAddress());
    reuse_->setText((comparison_.reuseAddress() ? QStringLiteral("☑ ") : QStringLiteral("☐ "))
        + QStringLiteral("SO_REUSEADDR"));
    play_->setText(comparison_.pace().isPlaying() ? tr("❚❚ Pause") : tr("▶▶ Play"));
    play_->setToolTip(tr("Play or pause: each step takes the same time (P)"));
    play_->setAccessibleName(play_->toolTip());
    for (int side = 0; side < Comparison::kSides; ++side) {
        const Closing closing = comparison_.closing(side);
        closings_[side]->setText(ClosingWords::shortName(closing) + QStringLiteral(" ▾"));
        const QString tip = side == 0 ? tr("Left: %1").arg(ClosingWords::name(closing))
                                      : tr("Right: %1").arg(ClosingWords::name(closing));
        closings_[side]->setToolTip(tip);
        closings_[side]->setAccessibleName(tip);
        for (QAction *action : closings_[side]->menu()->actions())
            action->setChecked(action->data().toInt() == static_cast<int>(closing));
    }
}

} // namespace sockstep
