// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/told_call.h"

#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

namespace sockstep {

QString bold(const QString &text) { return QStringLiteral("<b>%1</b>").arg(text); }

QString bold(std::string_view text) { return bold(asShown(text).toHtmlEscaped()); }

QString bytesInWords(std::uint64_t count)
{
    return count == 1 ? Narrator::tr("1 byte") : Narrator::tr("%1 bytes").arg(count);
}

QString ToldCall::who() const
{
    return Narrator::actorInSentence(history.recording().header().actors[call.actor]).toHtmlEscaped();
}

QString ToldCall::function() const { return bold(std::string(name(call.function)) + "()"); }

QString ToldCall::address() const { return bold(call.address.text()); }

const SocketRecord &ToldCall::socket() const
{
    return history.socket(call.socket ? call.socket : returned ? returned->socket : 0);
}

TcpState ToldCall::stateBefore() const
{
    const StateChanged *change
        = history.precedents().lastChange(history.recording(), call.socket, record.entered);
    return change ? change->to : TcpState::Close;
}

bool ToldCall::wasEverIn(TcpState state) const
{
    return history.precedents().wasIn(history.recording(), call.socket, state, record.entered);
}

bool ToldCall::isFirst() const
{
    const EventIndex told = returned ? record.returned : record.blocked;
    return told != kNoEvent && history.precedents().isFirstOfItsKind(history, told);
}

} // namespace sockstep
