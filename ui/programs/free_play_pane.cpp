// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/free_play_pane.h"

#include "core/session/likely_calls.h"
#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/parts/space_key.h"
#include "ui/programs/actor_words.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/narrator.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>

namespace sockstep {

FreePlayPane::FreePlayPane(
    const Follower &follower, Playback &playback, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , playback_(playback)
    , model_(new ProgramModel(follower, playback, this))
    , add_(new QToolButton(this))
    , actors_(new TabRow(this))
    , socketCaption_(makeCaption(this))
    , socketTabs_(new TabRow(this))
    , noSocket_(new QLabel(this))
    , again_(new QToolButton(this))
    , pad_(new CallPad(this))
    , view_(new ProgramView(*model_, selection, this))
{
    setObjectName(QStringLiteral("freePlay"));
    add_->setObjectName(QStringLiteral("addClient"));
    letSpacePress(add_);
    actors_->setObjectName(QStringLiteral("freeActors"));
    socketTabs_->setObjectName(QStringLiteral("freeSockets"));
    noSocket_->setObjectName(QStringLiteral("note"));
    again_->setObjectName(QStringLiteral("startAgain"));
    letSpacePress(again_);
    view_->setObjectName(QStringLiteral("freeProgram"));
    arrange();
    connect(add_, &QToolButton::clicked, this, [this] {
        if (const auto added = playback_.addClient())
            choose(*added);
    });
    connect(again_, &QToolButton::clicked, this, [this] {
        if (playback_.startAgain(actor_))
            sockets_.erase(actor_);
        refresh();
    });
    connect(actors_, &TabRow::chosen, this, [this](int actor) { choose(static_cast<ActorId>(actor)); });
    connect(socketTabs_, &TabRow::chosen, this, [this](int socket) {
        const FreePlay *play = playback_.freePlay();
        if (!play)
            return;
        for (const auto &open : play->sockets(actor_)) {
            if (open.handle.socket == static_cast<SocketId>(socket))
                sockets_[actor_].socket = open.name;
        }
        refresh();
    });
    connect(pad_, &CallPad::callWanted, this,
        [this](const CallByHand &call) { playback_.makeByHand(actor_, call); });
    connect(pad_, &CallPad::interruptWanted, this, [this] { playback_.interrupt(actor_); });
}

void FreePlayPane::arrange()
{
    auto *who = new QHBoxLayout;
    who->setContentsMargins(8, 8, 12, 0);
    who->setSpacing(2);
    who->addWidget(actors_, 1, Qt::AlignLeft);
    who->addWidget(add_);
    auto *which = new QHBoxLayout;
    which->setContentsMargins(12, 4, 8, 2);
    which->setSpacing(4);
    which->addWidget(socketCaption_);
    which->addWidget(socketTabs_, 1, Qt::AlignLeft);
    which->addWidget(noSocket_, 1);
    which->addWidget(again_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(who);
    column->addLayout(which);
    column->addWidget(pad_);
    column->addWidget(view_, 1);
    setTabOrder(actors_, add_);
    setTabOrder(add_, socketTabs_);
    setTabOrder(socketTabs_, again_);
    setTabOrder(again_, pad_->controls().constFirst());
    setTabOrder(pad_->controls().constLast(), view_);
}

void FreePlayPane::reset()
{
    actor_ = 0;
    sockets_.clear();
}

void FreePlayPane::choose(ActorId actor)
{
    actor_ = actor;
    refresh();
}

void FreePlayPane::chooseNext(bool client)
{
    const FreePlay *play = playback_.freePlay();
    std::vector<ActorId> side = play ? play->actors() : std::vector<ActorId> {};
    std::erase_if(
        side, [client](ActorId actor) { return (actor != 0) != client; }); // the server is the first
    if (side.empty())
        return;
    const auto after = std::upper_bound(side.begin(), side.end(), actor_);
    choose(after == side.end() ? side.front() : *after);
}

void FreePlayPane::chooseNextSocket()
{
    const int count = socketTabs_->count();
    if (count > 1)
        emit socketTabs_->chosen(socketTabs_->idAt((socketTabs_->currentIndex() + 1) % count));
}

/// The one that was chosen, as long as it is open; one that was made since is chosen by itself.
std::string FreePlayPane::socketOf(ActorId actor) const
{
    const FreePlay *play = playback_.freePlay();
    const auto open = play ? play->sockets(actor) : std::vector<ProgramCursor::Variable> {};
    const auto choice = sockets_.find(actor);
    if (open.empty())
        return {};
    if (choice != sockets_.end() && choice->second.newest == open.back().handle.socket) {
        for (const auto &one : open) {
            if (one.name == choice->second.socket)
                return one.name;
        }
    }
    return open.back().name;
}

CallPad::Aim FreePlayPane::aim() const
{
    CallPad::Aim aim;
    aim.play = playback_.freePlay();
    aim.actor = actor_;
    aim.isClient = actor_ != 0;
    if (!aim.play)
        return aim;
    aim.socket = socketOf(actor_);
    SocketId socket = 0;
    for (const auto &open : aim.play->sockets(actor_)) {
        if (open.name == aim.socket)
            socket = open.handle.socket;
    }
    aim.isIPv6 = aim.play->isIPv6(actor_, aim.socket);
    aim.isDatagram = follower_.history().socket(socket).protocol == SocketRecord::Protocol::Udp;
    const auto state = playback_.session().status(actor_).state;
    aim.canMake = follower_.isLive() && aim.play->canMake(actor_);
    aim.canInterrupt
        = follower_.isLive() && (state == ActorStatus::State::Blocked || state == ActorStatus::State::InCall);
    if (follower_.isLive())
        aim.likely = likelyCalls(follower_.history(), socket, aim.isClient);
    return aim;
}

void FreePlayPane::refreshActors()
{
    const auto begun = playback_.freePlay()->actors();
    std::vector<ActorId> here = begun; // at the moment that is looked at
    std::erase_if(
        here, [this](ActorId actor) { return follower_.history().actor(actor).program == kNoEvent; });
    auto tabs = ActorWords::tabs(here, std::nullopt, follower_, playback_);
    if (!tabs.empty())
        tabs.front().text = tr("server"); // among the clients' numbers
    actors_->show(tabs, actor_);
    const bool all = begun.size() > static_cast<std::size_t>(FreePlay::kMostClients);
    add_->setVisible(!all);
    add_->setEnabled(follower_.isLive() && playback_.freePlay()->canAddClient());
}

void FreePlayPane::refreshSockets()
{
    const auto open = playback_.freePlay()->sockets(actor_);
    const std::string chosen = socketOf(actor_);
    sockets_[actor_] = {chosen, open.empty() ? 0 : open.back().handle.socket};
    std::vector<TabRow::Tab> tabs;
    int current = 0;
    for (const auto &one : open) {
        const SocketRecord &record = follower_.history().socket(one.handle.socket);
        const std::string_view state = name(record.state);
        const QString variable = asShown(one.name);
        QString tip = tr("%1: descriptor %2").arg(variable).arg(one.handle.fd);
        if (record.protocol == SocketRecord::Protocol::Tcp)
            tip += QStringLiteral(", ") + asShown(state);
        tabs.push_back({static_cast<int>(one.handle.socket), variable, TabRow::Mark::None, tip});
        if (one.name == chosen)
            current = static_cast<int>(one.handle.socket);
    }
    socketTabs_->show(tabs, current);
    const bool live = follower_.isLive();
    socketTabs_->setVisible(live && !tabs.empty());
    noSocket_->setVisible(!live || tabs.empty());
    noSocket_->setMinimumHeight(socketTabs_->heightOfTabs()); // nothing below is to move
    const bool killed = playback_.freePlay()->isKilled(actor_);
    noSocket_->setText(!live ? tr("no call is made in the past")
            : killed         ? tr("none: the process has ended")
                             : tr("none is open"));
    again_->setVisible(live && killed);
}

void FreePlayPane::refresh()
{
    if (!playback_.freePlay())
        return;
    refreshActors();
    refreshSockets();
    pad_->show(aim());
    model_->show(actor_);
    const QString who = Narrator::actorInSentence(follower_.recording().header().actors.at(actor_));
    view_->setAccessibleName(tr("The program of the %1 as it has grown").arg(who));
}

void FreePlayPane::retranslate()
{
    add_->setText(QStringLiteral("+"));
    add_->setShortcut(Qt::ALT | Qt::Key_N);
    add_->setToolTip(tr("One more client, up to eight (Alt+N)"));
    add_->setAccessibleName(tr("One more client"));
    actors_->setAccessibleName(tr("Who makes the call"));
    socketCaption_->setText(tr("SOCKET"));
    again_->setText(tr("Start again"));
    again_->setToolTip(tr("Start another process in its place, with an empty program"));
    socketTabs_->setAccessibleName(tr("On which socket (F)"));
    pad_->retranslate();
    refresh();
}

} // namespace sockstep
