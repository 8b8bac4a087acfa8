// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/program_pane.h"

#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/parts/tab_order.h"
#include "ui/programs/actor_words.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/narrator.h"

#include <QBoxLayout>
#include <QLabel>

namespace sockstep {

ProgramPane::ProgramPane(ActorChoice::Side side, ActorChoice &choice, const Follower &follower,
    const Playback &playback, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , side_(side)
    , choice_(choice)
    , follower_(follower)
    , playback_(playback)
    , model_(new ProgramModel(follower, playback, this))
    , caption_(makeCaption(this))
    , head_(new QBoxLayout(QBoxLayout::LeftToRight))
    , view_(new ProgramView(*model_, selection, this))
{
    const bool server = side_ == ActorChoice::Side::Server;
    caption_->setTextFormat(Qt::PlainText); // a name from a recording may be anything
    view_->setObjectName(server ? QStringLiteral("serverProgram") : QStringLiteral("clientProgram"));
    head_->setContentsMargins(12, server ? 10 : 8, 12, 4);
    head_->setSpacing(4);
    head_->addWidget(caption_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head_);
    column->addWidget(view_, 1);
    connect(&choice_, &ActorChoice::changed, this, &ProgramPane::refresh);
}

TabRow &ProgramPane::tabs()
{
    if (!tabs_) {
        const bool server = side_ == ActorChoice::Side::Server;
        tabs_ = new TabRow(this);
        tabs_->setObjectName(server ? QStringLiteral("serverTabs") : QStringLiteral("clientTabs"));
        tabs_->setAccessibleName(server ? tr("Servers") : tr("Clients"));
        head_->addWidget(tabs_, 0, Qt::AlignLeft);
        comeBefore(view_, {tabs_});
        connect(
            tabs_, &TabRow::chosen, this, [this](int actor) { choice_.choose(static_cast<ActorId>(actor)); });
    }
    return *tabs_;
}

QString ProgramPane::caption() const
{
    const bool server = side_ == ActorChoice::Side::Server;
    if (choice_.actors(side_).size() < 2 || !choice_.shown(side_))
        return server ? tr("SERVER PROGRAM") : tr("CLIENT PROGRAM");
    constexpr qsizetype kLongest = 16;
    const std::string &name = follower_.recording().header().actors.at(*choice_.shown(side_));
    const QString known = Narrator::actorName(name);
    const QString written = nameAsShown(name).simplified();
    // "client-2" has a name in words; what a stranger's recording calls an actor is given as it is.
    const bool isOurs = name == "server" || name == "client" || known != written;
    const QString actor = isOurs ? known.toUpper() : written;
    //: The name of an actor.
    return tr("PROGRAM OF %1").arg(actor.size() > kLongest ? actor.left(kLongest - 1) + u'…' : actor);
}

void ProgramPane::refresh()
{
    const auto &actors = choice_.actors(side_);
    setVisible(!actors.empty());
    model_->show(choice_.shown(side_));
    caption_->setText(caption());
    const bool several = actors.size() > 1;
    if (tabs_)
        tabs_->setVisible(several);
    if (!several)
        return;
    tabs().setVisible(true);
    tabs_->show(ActorWords::tabs(actors, choice_.next(), follower_, playback_),
        static_cast<int>(choice_.shown(side_).value_or(0)));
    arrange();
}

/// Beside the caption where there is room, else below it.
void ProgramPane::arrange()
{
    if (!tabs_)
        return;
    const QMargins margins = head_->contentsMargins();
    const int room = width() - margins.left() - margins.right() - head_->spacing();
    const bool fits = caption_->sizeHint().width() + tabs_->sizeHint().width() <= room;
    head_->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    tabs_->setMaximumWidth(qMax(60, room));
}

void ProgramPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ProgramPane::retranslate()
{
    const bool server = side_ == ActorChoice::Side::Server;
    view_->setAccessibleName(server ? tr("Server program") : tr("Client program"));
    if (tabs_)
        tabs_->setAccessibleName(server ? tr("Servers") : tr("Clients"));
    refresh();
}

} // namespace sockstep
