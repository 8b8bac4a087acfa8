// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/state_sentences.h"

#include "ui/words/narrator.h"
#include "ui/words/told_call.h"

#include <algorithm>
#include <vector>

namespace sockstep {

namespace {

/// What the state means for a socket that has come into it; empty where its name says enough.
QString meaningOf(TcpState state)
{
    switch (state) {
    case TcpState::SynSent:
        return Narrator::tr("its SYN waits for an answer");
    case TcpState::SynRecv:
        return Narrator::tr("a SYN was answered, and the ACK of its own is missing");
    case TcpState::Established:
        return Narrator::tr("bytes can flow both ways");
    case TcpState::FinWait1:
        return Narrator::tr("its FIN is not acknowledged yet");
    case TcpState::FinWait2:
        return Narrator::tr("its FIN is acknowledged, and it waits for the other end's FIN");
    case TcpState::CloseWait:
        return Narrator::tr("the other end has sent its FIN, this end's program has not closed yet");
    case TcpState::Closing:
        return Narrator::tr("both FINs crossed on the way");
    case TcpState::LastAck:
        return Narrator::tr("its FIN is the second one, and it waits for the last ACK");
    case TcpState::TimeWait:
        return Narrator::tr(
            "it can answer the other's FIN again if the last ACK is lost, and old segments die "
            "out meanwhile");
    case TcpState::Listen:
    case TcpState::Close:
        break;
    }
    return {};
}

/// Did an RST end the connection of \p change? By a segment that was seen, by a call that failed, or because
/// the program of this end never let a FIN be sent.
bool wasReset(const History &history, const StateChanged &change, EventIndex n)
{
    const SocketPast &past = history.precedents().of(change.socket);
    if (past.timedOut <= n)
        return false;
    if (past.reset <= n)
        return true;
    const Endpoint remote = change.remote.isEmpty() ? history.socket(change.socket).remote : change.remote;
    if (history.precedents().resetBetween(change.local, remote) <= n)
        return true;
    const bool wasOpen
        = history.precedents().wasIn(history.recording(), change.socket, TcpState::Established, n);
    return wasOpen && past.closed > n && past.stoppedSending > n && history.socket(change.socket).fd >= 0;
}

/// Was the RST the answer to data that this end sent when the program of the other had closed?
bool answersData(const History &history, const StateChanged &change, EventIndex n)
{
    const SocketPast &past = history.precedents().of(change.socket);
    const SocketPast &peer = history.precedents().of(history.peerOf(change.socket));
    return past.lastSend < n && peer.closed < past.lastSend;
}

/// Has a call of this step told that it is over? A refused connect() and a listener that was closed need no
/// more.
bool isTold(const StateChanged &change)
{
    return change.to == TcpState::Close
        && (change.from == TcpState::SynSent || change.from == TcpState::Listen);
}

QString closedClause(const History &history, const StateChanged &change, EventIndex n)
{
    const QString socket = Narrator(history).socketName(change.socket);
    if (change.from == TcpState::TimeWait)
        return Narrator::tr("TIME_WAIT of %1 is over").arg(socket);
    if (wasReset(history, change, n))
        return (answersData(history, change, n) ? Narrator::tr(
                    "%1 is closed by an <b>RST</b>, because the program at the other end had closed and "
                    "takes no more data")
                                                : Narrator::tr("%1 is closed by an <b>RST</b>"))
            .arg(socket);
    return Narrator::tr("%1 is closed").arg(socket);
}

/// The last change of each socket between two events; those passed on the way are on the diagram.
std::vector<EventIndex> lastChanges(const History &history, EventIndex first, EventIndex end)
{
    std::vector<EventIndex> last;
    const auto at = [&](EventIndex n) { return std::get_if<StateChanged>(&history.recording().at(n).body); };
    for (EventIndex n = first; n < end; ++n) {
        const auto *change = at(n);
        if (!change)
            continue;
        std::erase_if(last, [&](EventIndex other) { return at(other)->socket == change->socket; });
        last.push_back(n);
    }
    std::erase_if(last, [&](EventIndex n) { return isTold(*at(n)); });
    return last;
}

QString joined(const QStringList &clauses)
{
    if (clauses.size() == 1)
        return clauses.front();
    QString text = clauses.front();
    for (qsizetype i = 1; i + 1 < clauses.size(); ++i)
        text = Narrator::tr("%1, %2").arg(text, clauses[i]);
    return Narrator::tr("%1, and %2").arg(text, clauses.back());
}

} // namespace

QString stateClause(const History &history, const StateChanged &change, EventIndex n, bool full)
{
    if (change.to == TcpState::Close)
        return closedClause(history, change, n);
    const QString socket = Narrator(history).socketName(change.socket);
    const QString state = bold(name(change.to));
    const QString meaning = full ? meaningOf(change.to) : QString();
    if (change.to == TcpState::TimeWait)
        return meaning.isEmpty()
            ? Narrator::tr("%1 is in %2 for 60 seconds").arg(socket, state)
            //: %3 says what for.
            : Narrator::tr(
                "%1 is in %2 for 60 seconds, because it sent its FIN before it had the other's (%3)")
                  .arg(socket, state, meaning);
    return meaning.isEmpty() ? Narrator::tr("%1 is in %2").arg(socket, state)
                             //: %3 says what the state means.
                             : Narrator::tr("%1 is in %2 (%3)").arg(socket, state, meaning);
}

QString stateClause(const History &history, EventIndex n, bool full)
{
    return stateClause(history, std::get<StateChanged>(history.recording().at(n).body), n, full);
}

QString statesSentence(const History &history, EventIndex first, EventIndex end)
{
    constexpr std::size_t kMost = 4; // more would be a list, and the diagram is a better one
    std::vector<EventIndex> last = lastChanges(history, first, end);
    if (last.empty())
        return {};
    const auto state
        = [&](EventIndex n) { return std::get<StateChanged>(history.recording().at(n).body).to; };
    const auto isFirst = [&](EventIndex n) { return history.precedents().isFirstOfItsKind(history, n); };
    // Both ends of a new connection come into the same state: once is enough.
    if (last.size() == 2 && state(last[0]) == TcpState::Established
        && state(last[1]) == TcpState::Established)
        return (isFirst(last[0]) || isFirst(last[1])
                ? Narrator::tr("Now both ends are in %1: bytes can flow both ways.")
                : Narrator::tr("Now both ends are in %1."))
            .arg(bold(name(TcpState::Established)));
    const std::size_t more = last.size() > kMost ? last.size() - kMost : 0;
    last.resize(last.size() - more);
    QStringList clauses;
    for (const EventIndex n : last)
        clauses.append(stateClause(history, n, isFirst(n)));
    if (more > 0)
        clauses.append(Narrator::tr("%1 more sockets have changed their state").arg(more));
    return Narrator::tr("Now %1.").arg(joined(clauses));
}

} // namespace sockstep
