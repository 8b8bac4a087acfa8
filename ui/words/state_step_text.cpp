// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/state_step_text.h"

#include "ui/look/as_shown.h"

namespace sockstep {

namespace {

/// "shutdown()"; a socket can be closed by two calls.
QString closingCall(const History *history, CallId call)
{
    const Function function = call ? history->entered(call).function : Function::Close;
    return asShown(name(function)) + QStringLiteral("()");
}

} // namespace

QString StateStepText::stateName(TcpState state) { return asShown(name(state)); }

QString StateStepText::endName(End end) { return end == End::Client ? tr("client") : tr("server"); }

QString StateStepText::inferred() { return tr("inferred"); }

QString StateStepText::brief(Cause cause, const History *history, CallId call)
{
    switch (cause) {
    case Cause::ListenCalled:
        return QStringLiteral("listen()");
    case Cause::ConnectCalled:
        return QStringLiteral("connect()");
    case Cause::SynReceived:
        return QStringLiteral("SYN");
    case Cause::SynAckReceived:
        return QStringLiteral("SYN,ACK");
    case Cause::AckOfSynReceived:
        return QStringLiteral("ACK");
    case Cause::ClosedByUs:
    case Cause::ListenerClosed:
        return closingCall(history, call);
    case Cause::FinReceived:
        return QStringLiteral("FIN");
    case Cause::AckOfFinReceived:
        return tr("ACK of FIN");
    case Cause::FinAndAckReceived:
        return QStringLiteral("FIN,ACK");
    case Cause::TwoMinutesOver:
        return tr("60 s");
    case Cause::Reset:
        return QStringLiteral("RST");
    }
    return {};
}

QString StateStepText::cause(Cause cause, const QString &call)
{
    switch (cause) {
    case Cause::ListenCalled:
        return tr("listen() called");
    case Cause::ConnectCalled:
        return tr("connect() called, SYN sent");
    case Cause::SynReceived:
        return tr("SYN received, SYN,ACK sent");
    case Cause::SynAckReceived:
        return tr("SYN,ACK received, ACK sent");
    case Cause::AckOfSynReceived:
        return tr("ACK of its SYN");
    case Cause::ClosedByUs:
        return tr("%1 called, FIN sent").arg(call);
    case Cause::ListenerClosed:
        return tr("%1 called").arg(call);
    case Cause::FinReceived:
        return tr("FIN received, ACK sent");
    case Cause::AckOfFinReceived:
        return tr("ACK of its FIN");
    case Cause::FinAndAckReceived:
        return tr("FIN received with the ACK of its own, ACK sent");
    case Cause::TwoMinutesOver:
        return tr("60 seconds are over");
    case Cause::Reset:
        return tr("RST sent or received");
    }
    return {};
}

QString StateStepText::reset(End end, const StateStep &step, const History &history)
{
    if (step.from == TcpState::SynSent)
        return tr("refused, RST received");
    if (step.call == 0)
        return cause(Cause::Reset, {});
    const CallEntered &call = history.entered(step.call);
    const bool byClient = history.recording().header().actors[call.actor].starts_with("client");
    return byClient == (end == End::Client) ? tr("RST sent") : tr("RST received");
}

QString StateStepText::full(const Transition &transition)
{
    return tr("%1 → %2: %3")
        .arg(stateName(transition.from), stateName(transition.to),
            cause(transition.cause, QStringLiteral("close()")));
}

QString StateStepText::full(End end, const StateStep &step, const History &history)
{
    const QString why = !step.cause  ? tr("not in the diagram")
        : step.cause == Cause::Reset ? reset(end, step, history)
                                     : cause(*step.cause, closingCall(&history, step.call));
    const QString text = (end == End::Client ? tr("Client: %1. %2 → %3: %4") : tr("Server: %1. %2 → %3: %4"))
                             .arg(step.number)
                             .arg(stateName(step.from), stateName(step.to), why);
    return step.evidence == Evidence::Inferred ? tr("%1 (inferred)").arg(text) : text;
}

} // namespace sockstep
