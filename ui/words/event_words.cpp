// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/event_words.h"

#include "core/diagram/call_text.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/words/narrator.h"

#include <QTextDocumentFragment>

namespace sockstep {

struct EventWords::Words {
    const History &history;

    QString actor(ActorId id) const { return Narrator::actorName(history.recording().header().actors[id]); }
    QString call(CallId id) const
    {
        return asShown(name(history.entered(id).function)) + QStringLiteral("()");
    }
    QString segment(SegmentId id) const
    {
        return QTextDocumentFragment::fromHtml(Narrator(history).segmentName(id)).toPlainText();
    }

    QString operator()(const CallEntered &e) const
    {
        return tr("the %1 calls %2").arg(actor(e.actor), asShown(shortCallText(e)));
    }
    QString operator()(const CallBlocked &e) const
    {
        return tr("the %1 is blocked in %2").arg(actor(history.entered(e.call).actor), call(e.call));
    }
    QString operator()(const CallReturned &e) const
    {
        return tr("the %1's %2 returns %3")
            .arg(actor(history.entered(e.call).actor), call(e.call), asShown(resultNumber(e)));
    }
    QString operator()(const StateChanged &e) const
    {
        const QString text
            = tr("%1: %2 → %3")
                  .arg(Narrator(history).socketName(e.socket), asShown(name(e.from)), asShown(name(e.to)));
        return e.evidence == Evidence::Inferred ? tr("%1 (inferred)").arg(text) : text;
    }
    QString operator()(const Sampled &e) const
    {
        return tr("%1: a queue or the timer has changed").arg(Narrator(history).socketName(e.socket));
    }
    QString operator()(const ProgramShown &e) const { return tr("the %1's program").arg(actor(e.actor)); }
    QString operator()(const MessageTyped &e) const
    {
        return tr("a message of %1 B is typed").arg(e.data.size());
    }
    QString operator()(const SegmentSent &e) const
    {
        return tr("the %1's kernel sends %2").arg(Narrator::hostName(e.from), segment(e.segment));
    }
    QString operator()(const SegmentMoved &e) const
    {
        const QString to = Narrator::hostName(otherHost(history.sent(e.segment).from));
        switch (e.phase) {
        case SegmentPhase::Held:
            return tr("the wire holds %1").arg(segment(e.segment));
        case SegmentPhase::Delivered:
            return tr("the wire delivers %1 to the %2").arg(segment(e.segment), to);
        case SegmentPhase::Dropped:
            return tr("the wire loses %1").arg(segment(e.segment));
        case SegmentPhase::Absorbed:
            return tr("the wire discards a copy of %1").arg(segment(e.segment));
        case SegmentPhase::Sent:
            break;
        }
        return {};
    }
    QString operator()(const CableMoved &e) const
    {
        return e.plugged ? tr("the cable is plugged in") : tr("the cable is pulled");
    }
    QString operator()(const OutsideSeen &e) const
    {
        return tr("%1 belongs to another program").arg(asShown(e.address.text()));
    }
    QString operator()(const ActorKilled &e) const
    {
        return tr("%1 ends the %2").arg(asShown(signalName(e.signal)), actor(e.actor));
    }
};

QString EventWords::brief(const History &history, EventIndex n)
{
    return withParticles(std::visit(Words {history}, history.recording().at(n).body));
}

} // namespace sockstep
