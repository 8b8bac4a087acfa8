// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/narrator.h"

#include "ui/look/as_shown.h"
#include "ui/look/particles.h"

namespace sockstep {

namespace {
QString stateName(TcpState state)
{
    const auto word = name(state);
    return QStringLiteral("<b>%1</b>")
        .arg(QLatin1StringView(word.data(), static_cast<qsizetype>(word.size())));
}
} // namespace

QString Narrator::socketName(SocketId id) const
{
    const SocketRecord &socket = history_.socket(id);
    const auto &actors = history_.recording().header().actors;
    const QString owner = actorInSentence(actors[socket.actor]).toHtmlEscaped();
    switch (socket.role) {
    case SocketRecord::Role::Listener:
        return tr("the listener");
    case SocketRecord::Role::Connection:
        return tr("the %1's connection").arg(owner);
    case SocketRecord::Role::Client:
    case SocketRecord::Role::Unused:
        break;
    }
    return tr("the %1's socket").arg(owner);
}

QString Narrator::state(const StateChanged &change) const
{
    const QString socket = socketName(change.socket);
    const QString state = stateName(change.to);
    switch (change.to) {
    case TcpState::Listen:
        return tr("Now %1 is in %2.").arg(socket, state);
    case TcpState::SynSent:
        return tr("Now %1 is in %2: its SYN waits for an answer.").arg(socket, state);
    case TcpState::SynRecv:
        return tr("Now %1 is in %2: the SYN was answered, the last ACK is missing.").arg(socket, state);
    case TcpState::Established:
        return tr("Now %1 is in %2: bytes can flow both ways.").arg(socket, state);
    case TcpState::FinWait1:
        return tr("Now %1 is in %2: its FIN is not acknowledged yet.").arg(socket, state);
    case TcpState::FinWait2:
        return tr("Now %1 is in %2: its FIN is acknowledged, and it waits for the other end's FIN.")
            .arg(socket, state);
    case TcpState::CloseWait:
        return tr("Now %1 is in %2: the other end has closed, its own program has not.").arg(socket, state);
    case TcpState::Closing:
        return tr("Now %1 is in %2: both FINs crossed on the way.").arg(socket, state);
    case TcpState::LastAck:
        return tr("Now %1 is in %2: its FIN is the second one, and it waits for the last ACK.")
            .arg(socket, state);
    case TcpState::TimeWait:
        return tr(
            "Now %1 is in %2 for 60 seconds, because its side sent the first FIN: should the last ACK be "
            "lost, it can still answer the FIN that comes again.")
            .arg(socket, state);
    case TcpState::Close:
        break;
    }
    if (change.from == TcpState::TimeWait)
        return tr("TIME_WAIT of %1 is over: the kernel has forgotten the connection.").arg(socket);
    if (change.from == TcpState::SynSent || change.from == TcpState::Listen)
        return {};
    return tr("The kernel lists %1 no more: it is closed.").arg(socket);
}

QString Narrator::statesSince(EventIndex first, EventIndex end) const
{
    // The last state of each socket is what counts; those passed on the way are on the diagram.
    std::vector<const StateChanged *> last;
    for (EventIndex n = first; n < end; ++n) {
        const auto *change = std::get_if<StateChanged>(&history_.recording().at(n).body);
        if (!change)
            continue;
        std::erase_if(last, [&](const StateChanged *other) { return other->socket == change->socket; });
        last.push_back(change);
    }
    // Both ends of a new connection come into the same state: once is enough.
    if (last.size() == 2 && last[0]->to == last[1]->to && last[0]->to == TcpState::Established)
        return tr("Both ends are in %1: bytes can flow both ways.").arg(stateName(last[0]->to));
    QStringList sentences;
    for (const StateChanged *change : last) {
        const QString sentence = state(*change);
        if (!sentence.isEmpty())
            sentences.append(sentence);
    }
    return sentences.join(u' ');
}

QString Narrator::outsideSince(EventIndex first, EventIndex end) const
{
    QStringList sentences;
    for (EventIndex n = first; n < end; ++n) {
        if (const auto *seen = std::get_if<OutsideSeen>(&history_.recording().at(n).body))
            sentences.append(outside(*seen));
    }
    return sentences.join(u' ');
}

/// The signals that have ended a process.
QString Narrator::killedSince(EventIndex first, EventIndex end) const
{
    QStringList sentences;
    for (EventIndex n = first; n < end; ++n) {
        const auto *killed = std::get_if<ActorKilled>(&history_.recording().at(n).body);
        if (!killed)
            continue;
        const CallEntered &call = history_.entered(killed->call);
        const QString signal = QStringLiteral("<b>%1</b>").arg(asShown(signalName(killed->signal)));
        sentences.append(killed->threads.empty()
                ? tr("Without <b>MSG_NOSIGNAL</b> the kernel sends %1 as well, which ends the %2's process: "
                     "its program "
                     "never sees what %3 returned, and the kernel closes its descriptors.")
                      .arg(signal, who(call), functionName(call))
                : tr(
                    "Without <b>MSG_NOSIGNAL</b> the kernel sends %1 as well, which ends the whole process "
                    "with all "
                    "its threads: the %2 never sees what %3 returned, and the kernel closes the descriptors.")
                      .arg(signal, who(call), functionName(call)));
    }
    return sentences.join(u' ');
}

QString Narrator::outside(const OutsideSeen &seen)
{
    const QString address = QStringLiteral("<b>%1</b>").arg(asShown(seen.address.text()).toHtmlEscaped());
    const QString program = nameAsShown(seen.program).toHtmlEscaped();
    const QString user = nameAsShown(seen.user).toHtmlEscaped();
    if (!seen.program.empty())
        return withParticles(
            tr("At the other end, %1, is somebody else: the program %2 of the user %3, which is no actor "
               "of this "
               "session.")
                .arg(address, program, user));
    if (!seen.user.empty())
        return withParticles(
            tr("At the other end, %1, is somebody else: a program of the user %2, which is no actor of this "
               "session.")
                .arg(address, user));
    return withParticles(
        tr("At the other end, %1, is somebody else, who is no actor of this session.").arg(address));
}

} // namespace sockstep
