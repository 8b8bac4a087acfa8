// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/call_card.h"

#include "core/diagram/call_text.h"
#include "core/recording/poll_set.h"
#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/parts/wrapped_label.h"
#include "ui/steer/follower.h"
#include "ui/words/narrator.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

namespace sockstep {

CallCard::CallCard(const Follower &follower, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , caption_(makeCaption(this))
    , manual_(makeCaption(this))
    , code_(new WrappedLabel(this))
    , details_(new WrappedLabel(this))
{
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    code_->setObjectName(QStringLiteral("code"));
    code_->setTextFormat(Qt::PlainText);
    details_->setObjectName(QStringLiteral("note"));
    details_->setTextFormat(Qt::PlainText);
    auto *head = new QHBoxLayout;
    head->addWidget(caption_);
    head->addStretch();
    head->addWidget(manual_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(code_);
    column->addWidget(details_);
    refresh();
}

void CallCard::setSelectedCall(CallId call)
{
    selected_ = call;
    refresh();
}

void CallCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        code_->setFont(monospaced(font()));
}

/// "fd 5 POLLIN, fd 7 POLLIN|POLLHUP"
QString CallCard::readyText(const CallReturned &returned)
{
    QStringList ready;
    for (const Polled &one : readyOf(returned))
        ready.append(QStringLiteral("fd %1 %2").arg(one.fd).arg(asShown(pollEventsText(one.revents))));
    return ready.join(QStringLiteral(", "));
}

QString CallCard::details(CallId id) const
{
    const History &history = follower_.history();
    const CallRecord &record = history.call(id);
    const CallEntered &call = history.entered(id);
    const auto at = [&](EventIndex n) { return follower_.recording().at(n).t; };
    QStringList lines;
    lines.append(tr("by the %1, at %2")
                     .arg(Narrator::actorInSentence(follower_.recording().header().actors[call.actor]),
                         asShown(durationText(at(record.entered)))));
    if (const CallReturned *returned = history.returned(id)) {
        const QString pattern
            = record.blocked == kNoEvent ? tr("returned %1 after %2") : tr("returned %1 after %2, blocked");
        const auto took = at(record.returned) - at(record.entered);
        lines.append(pattern.arg(asShown(resultNumber(*returned)), asShown(durationText(took))));
        if (returned->fd >= 0)
            lines.append(tr("new descriptor %1, inode %2").arg(returned->fd).arg(returned->inode));
        if (!returned->address.isEmpty())
            lines.append(tr("address filled in: %1").arg(asShown(returned->address.text())));
    } else if (!history.killedIn(id)) {
        lines.append(record.blocked != kNoEvent ? tr("blocked in the kernel") : tr("in the kernel"));
    }
    if (const ActorKilled *killed = history.killedIn(id))
        lines.append(tr("ended by %1").arg(asShown(signalName(killed->signal))));
    const std::string &bytes = sends(call.function) ? call.data
        : history.returned(id)                      ? history.returned(id)->data
                                                    : call.data;
    const CallReturned *back = history.returned(id);
    if (call.function == Function::Poll && back && back->isReadyList)
        lines.append(tr("ready: %1").arg(readyText(*back)));
    else if (call.function != Function::Poll && !bytes.empty())
        lines.append(asShown(hexBytes(bytes, 12)));
    if (back && back->hasValue)
        lines.append(tr("value filled in: %1").arg(asShown(optionValueText(call, *back))));
    return lines.join(u'\n');
}

void CallCard::refresh()
{
    const CallId id = selected_ ? selected_ : follower_.history().callCount();
    caption_->setText(selected_ ? tr("SELECTED CALL") : tr("LATEST CALL"));
    if (id == 0) {
        code_->setText(QStringLiteral("–"));
        details_->setText(tr("No call has been made yet."));
        manual_->clear();
        return;
    }
    const CallEntered &call = follower_.history().entered(id);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse); // not before there is something to select
    code_->setText(asShown(fullCallText(call)));
    details_->setText(details(id));
    manual_->setText(
        QStringLiteral("man %1 %2").arg(manualSection(call.function)).arg(asShown(name(call.function))));
    manual_->setToolTip(tr("The manual page that explains the call"));
}

} // namespace sockstep
