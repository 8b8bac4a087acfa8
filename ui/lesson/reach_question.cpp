// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/reach_question.h"

#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/parts/plain_box.h"
#include "ui/words/narrator.h"

#include <QPushButton>
#include <QTextDocumentFragment>

namespace sockstep {

ReachQuestion::ReachQuestion(Playback &playback, QWidget *window)
    : QObject(window)
    , playback_(playback)
    , window_(window)
{
    connect(&playback_, &Playback::reachAsked, this, &ReachQuestion::askForLesson);
    connect(&playback_, &Playback::listenAsked, this, &ReachQuestion::askForListen);
}

QString ReachQuestion::sentence(const Reaching &reaching)
{
    const QString actor = QTextDocumentFragment::fromHtml(Narrator::actorName(reaching.actor)).toPlainText();
    const QString call = asShown(name(reaching.function)) + QStringLiteral("()");
    const QString address = asShown(reaching.address.text());
    switch (reaching.kind) {
    case Reaching::Kind::OpensPort:
        if (reaching.address.isEmpty())
            return withParticles(tr(
                "%1: %2 without bind() opens a port of the kernel's choice to the networks of this machine")
                                     .arg(actor, call));
        return withParticles(tr("%1: %2 opens %3 to the networks of this machine").arg(actor, call, address));
    case Reaching::Kind::LeavesMachine:
        return withParticles(tr("%1: %2 leaves this machine, for %3").arg(actor, call, address));
    case Reaching::Kind::OtherProgram:
        return withParticles(
            tr("%1: %2 reaches another program on this machine, the one at %3").arg(actor, call, address));
    }
    return {};
}

QMessageBox *ReachQuestion::makeBox(const QString &text, const QString &details)
{
    delete box_; // of the lesson before
    box_ = new PlainBox(QMessageBox::Warning, tr("Beyond this session"), text, details, window_);
    box_->setStandardButtons(QMessageBox::NoButton);
    box_->setAttribute(Qt::WA_DeleteOnClose);
    return box_;
}

void ReachQuestion::askForLesson()
{
    constexpr int kMost = 8;
    QStringList details;
    for (const Reaching &reaching : playback_.reach()) {
        if (details.size() == kMost) {
            details.append(tr("… and %1 more").arg(playback_.reach().size() - kMost));
            break;
        }
        details.append(sentence(reaching));
    }
    if (!playback_.whyNotApart().isEmpty())
        details.append(tr("There can be no loopback of its own here: %1").arg(playback_.whyNotApart()));
    QMessageBox *box = makeBox(tr("This lesson would reach beyond its session. How should it be run?"),
        details.join(QStringLiteral("\n")));
    auto *no = box->addButton(tr("Do not run it"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    if (playback_.whyNotApart().isEmpty()) {
        const auto *apart = box->addButton(tr("On a loopback of its own"), QMessageBox::AcceptRole);
        connect(apart, &QPushButton::clicked, &playback_,
            [this] { playback_.allowReach(Reach::PrivateLoopback); });
    }
    const auto *yes = box->addButton(tr("Let it reach them"), QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, &playback_, [this] { playback_.allowReach(Reach::Network); });
    box->open();
}

void ReachQuestion::askForListen(ActorId actor, const CallByHand &call)
{
    Reaching reaching;
    reaching.actor = playback_.session().recording().header().actors.at(actor);
    reaching.function = Function::Listen;
    QMessageBox *box = makeBox(tr("Should this call be made?"), sentence(reaching));
    auto *no = box->addButton(tr("Do not make it"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    const auto *yes = box->addButton(tr("Make it"), QMessageBox::DestructiveRole);
    connect(yes, &QPushButton::clicked, &playback_, [this, actor, call] {
        playback_.session().allowNetwork();
        playback_.makeByHand(actor, call);
    });
    box->open();
}

} // namespace sockstep
