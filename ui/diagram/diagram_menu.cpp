// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_menu.h"

#include "ui/diagram/diagram_options.h"
#include "ui/look/as_shown.h"
#include "ui/steer/follower.h"
#include "ui/words/excerpt_words.h"
#include "ui/words/narrator.h"

#include <QActionGroup>

namespace sockstep {

namespace {
using Times = DiagramChoices::Times;
constexpr Times kTimes[] = {Times::SinceLast, Times::Absolute, Times::Off};
} // namespace

DiagramMenu::DiagramMenu(DiagramOptions &options, const Follower &follower, QWidget *parent)
    : QMenu(parent)
    , options_(options)
    , follower_(follower)
    , find_(addAction(QString()))
    , times_(new QActionGroup(this))
    , timesKey_(new QAction(this))
{
    setObjectName(QStringLiteral("diagramMenu"));
    find_->setShortcut(QKeySequence::Find);
    addSeparator();
    buildColumns();
    addSeparator();
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds) {
        QAction *action = addChoice();
        kinds_ << action;
        connect(action, &QAction::triggered, this, [this, kind](bool on) {
            DiagramChoices choices = options_.choices();
            choices.leaveOut(kind, !on);
            options_.choose(choices);
        });
    }
    actors_ = addMenu(QString());
    showAll_ = addAction(QString());
    showAll_->setShortcut(Qt::SHIFT | Qt::Key_E);
    connect(showAll_, &QAction::triggered, &options_, &DiagramOptions::showEveryRow);
    addSeparator();
    fold_ = addChoice(&DiagramChoices::fold);
    fold_->setShortcut(Qt::Key_E);
    connect(&options_, &DiagramOptions::changed, this, &DiagramMenu::refresh);
    connect(this, &QMenu::aboutToShow, this, &DiagramMenu::listActors);
    retranslate();
    refresh();
}

QAction *DiagramMenu::addChoice()
{
    QAction *action = addAction(QString());
    action->setCheckable(true);
    return action;
}

void DiagramMenu::buildColumns()
{
    for (const Times times : kTimes) {
        QAction *action = addChoice();
        times_->addAction(action);
        connect(action, &QAction::triggered, this, [this, times] {
            DiagramChoices choices = options_.choices();
            choices.times = times;
            options_.choose(choices);
        });
    }
    timesKey_->setShortcut(Qt::Key_T);
    addAction(timesKey_);
    connect(timesKey_, &QAction::triggered, this, &DiagramMenu::moveTimes);
    calls_ = addChoice(&DiagramChoices::calls);
    states_ = addChoice(&DiagramChoices::states);
    segments_ = addChoice(&DiagramChoices::segments);
}

QAction *DiagramMenu::addChoice(bool DiagramChoices::*what)
{
    QAction *action = addChoice();
    connect(action, &QAction::triggered, this, [this, what](bool on) {
        DiagramChoices choices = options_.choices();
        choices.*what = on;
        options_.choose(choices);
    });
    return action;
}

void DiagramMenu::moveTimes()
{
    DiagramChoices choices = options_.choices();
    const auto next = (static_cast<std::size_t>(choices.times) + 1) % std::size(kTimes);
    choices.times = kTimes[next];
    options_.choose(choices);
}

/// Those of the recording that is looked at.
void DiagramMenu::listActors()
{
    actors_->clear();
    const auto &actors = follower_.recording().header().actors;
    for (const std::string &actor : actors) {
        QAction *action = actors_->addAction(QString());
        setShown(*action, Narrator::actorName(actor));
        action->setCheckable(true);
        action->setChecked(!options_.choices().hides(actor));
        connect(action, &QAction::triggered, this, [this, actor](bool on) {
            DiagramChoices choices = options_.choices();
            choices.hide(actor, !on);
            options_.choose(choices);
        });
    }
    const bool lab = follower_.history().segmentCount() > 0;
    kinds_[static_cast<int>(DiagramChoices::Kind::Acknowledgements)]->setVisible(lab);
    kinds_[static_cast<int>(DiagramChoices::Kind::Copies)]->setVisible(lab);
}

void DiagramMenu::refresh()
{
    const DiagramChoices &choices = options_.choices();
    times_->actions().at(static_cast<int>(choices.times))->setChecked(true);
    calls_->setChecked(choices.calls);
    states_->setChecked(choices.states);
    segments_->setChecked(choices.segments);
    fold_->setChecked(choices.fold);
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds)
        kinds_[static_cast<int>(kind)]->setChecked(!choices.leavesOut(kind));
    showAll_->setEnabled(choices.leftOut != 0 || !choices.hidden.empty());
}

void DiagramMenu::retranslate()
{
    setTitle(tr("What the diagram shows"));
    find_->setText(tr("Find in the diagram…"));
    const QString times[] = {tr("Time since the row above"), tr("Time since the beginning"), tr("No times")};
    for (int i = 0; i < 3; ++i)
        times_->actions().at(i)->setText(times[i]);
    timesKey_->setText(tr("The next kind of times"));
    calls_->setText(tr("Calls and their results"));
    states_->setText(tr("Names of the states"));
    segments_->setText(tr("Labels of the arrows"));
    for (const DiagramChoices::Kind kind : DiagramChoices::kKinds) {
        QString text = ExcerptWords::kind(kind);
        text[0] = text[0].toUpper();
        kinds_[static_cast<int>(kind)]->setText(text);
    }
    actors_->setTitle(tr("Actors"));
    showAll_->setText(tr("Show every row"));
    fold_->setText(tr("Echo rounds after the first in one line"));
}

} // namespace sockstep
