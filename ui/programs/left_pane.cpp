// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/left_pane.h"

#include "ui/programs/call_card.h"
#include "ui/programs/free_play_pane.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_pane.h"
#include "ui/steer/actor_choice.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

#include <QBoxLayout>
#include <QShortcut>

namespace sockstep {

LeftPane::LeftPane(
    const Follower &follower, Playback &playback, ActorChoice &choice, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , playback_(playback)
    , choice_(choice)
    , selection_(selection)
    , programs_(new QWidget(this))
{
    setObjectName(QStringLiteral("leftPane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *both = new QVBoxLayout(programs_);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    for (const ActorChoice::Side side : ActorChoice::kSides) {
        const bool server = side == ActorChoice::Side::Server;
        auto *pane = new ProgramPane(side, choice, follower, playback, selection, programs_);
        panes_[static_cast<int>(side)] = pane;
        both->addWidget(pane, server ? 6 : 5);
    }
    card_ = new CallCard(follower, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(programs_, 1);
    column->addWidget(card_);
    buildKeys();
    clock_.setSingleShot(true);
    clock_.setTimerType(Qt::PreciseTimer); // a rough one may come too early, and so twice
    connect(&clock_, &QTimer::timeout, this, &LeftPane::tick);
}

void LeftPane::buildKeys()
{
    const auto bind = [this](QKeyCombination key, auto act) {
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, act);
    };
    const auto next = [this](ActorChoice::Side side) {
        if (isFreePlay())
            freePlay_->chooseNext(side == ActorChoice::Side::Client);
        else
            choice_.chooseNext(side);
    };
    bind(Qt::SHIFT | Qt::Key_C, [next] { next(ActorChoice::Side::Client); });
    bind(Qt::SHIFT | Qt::Key_S, [next] { next(ActorChoice::Side::Server); });
    bind(Qt::Key_F, [this] {
        if (isFreePlay())
            freePlay_->chooseNextSocket();
    });
}

/// Of the present session; a recording of free play from a file is read like any other.
bool LeftPane::isFreePlay() const { return playback_.freePlay() && !follower_.isOpened(); }

void LeftPane::setSelectedCall(CallId call)
{
    selected_ = call;
    for (ProgramPane *pane : panes_)
        pane->model().setSelectedCall(call);
    if (freePlay_)
        freePlay_->model().setSelectedCall(call);
    card_->setSelectedCall(call);
}

void LeftPane::refresh()
{
    choice_.refresh();
    const bool free = isFreePlay();
    if (free && !freePlay_) {
        freePlay_ = new FreePlayPane(follower_, playback_, selection_, this);
        static_cast<QBoxLayout *>(layout())->insertWidget(0, freePlay_, 1);
        freePlay_->model().setSelectedCall(selected_);
        connect(&playback_, &Playback::begun, freePlay_, &FreePlayPane::reset);
        freePlay_->retranslate();
    }
    programs_->setVisible(!free);
    showCard();
    if (freePlay_)
        freePlay_->setVisible(free);
    if (free)
        freePlay_->refresh();
    for (ProgramPane *pane : panes_) {
        if (!free)
            pane->refresh();
    }
    windClock();
}

/// Free play's buttons need their place: where it is small, the program is worth more than the latest call,
/// which has its result there as well.
void LeftPane::showCard()
{
    constexpr int kLinesForBoth = 38;
    card_->setVisible(!isFreePlay() || height() > kLinesForBoth * fontMetrics().height());
}

void LeftPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showCard();
}

void LeftPane::showMoment() { card_->refresh(); }

std::vector<ProgramModel *> LeftPane::modelsInSight() const
{
    std::vector<ProgramModel *> models;
    if (!isVisible() || window()->isMinimized())
        return models;
    for (ProgramPane *pane : panes_) {
        if (pane->isVisible())
            models.push_back(&pane->model());
    }
    if (freePlay_ && freePlay_->isVisible())
        models.push_back(&freePlay_->model());
    return models;
}

void LeftPane::windClock()
{
    std::optional<std::chrono::milliseconds> next;
    for (const ProgramModel *model : modelsInSight()) {
        const auto until = model->untilNextCount();
        next = next && until ? std::min(next, until) : until ? until : next;
    }
    if (next)
        clock_.start(*next);
    else
        clock_.stop();
}

void LeftPane::tick()
{
    for (ProgramModel *model : modelsInSight()) {
        if (model->untilNextCount())
            model->count();
    }
    windClock();
}

void LeftPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    windClock();
}

void LeftPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    windClock();
}

void LeftPane::retranslate()
{
    for (ProgramPane *pane : panes_)
        pane->retranslate();
    if (freePlay_)
        freePlay_->retranslate();
    card_->retranslate();
    refresh();
}

} // namespace sockstep
