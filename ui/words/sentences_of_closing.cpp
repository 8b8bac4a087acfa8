// SPDX-License-Identifier: GPL-3.0-or-later
// shutdown() and close(): what is sent depends on what the socket has been through.
#include "ui/words/call_sentences.h"

#include "core/network/tcp_transitions.h"
#include "ui/words/narrator.h"

namespace sockstep {

namespace {

using Protocol = SocketRecord::Protocol;

/// Seconds that SO_LINGER was set to before \p end; nothing if it was not set.
std::optional<int> lingerOf(const ToldCall &told)
{
    const EventIndex set = told.past().linger;
    if (!told.after(set))
        return std::nullopt;
    const auto &call = std::get<CallEntered>(told.history.recording().at(set).body);
    return call.args.find(ArgumentName::Value).value_or(0);
}

/// Did the socket go from a connection straight to CLOSE when this close() was called?
bool wasTornDown(const ToldCall &close)
{
    for (EventIndex n = close.record.entered; n < close.history.size(); ++n) {
        const auto *change = std::get_if<StateChanged>(&close.history.recording().at(n).body);
        if (!change || change->socket != close.call.socket)
            continue;
        const Transition *transition = findTransition(change->from, change->to);
        return transition && transition->cause == Cause::Reset && change->from != TcpState::SynSent;
    }
    return false;
}

/// Was the socket of this close() in any TCP state but CLOSE just before?
bool wasConnected(const ToldCall &close)
{
    const auto &precedents = close.history.precedents();
    if (precedents.lastChange(close.history.recording(), close.call.socket, close.record.entered))
        return close.stateBefore() != TcpState::Close;
    // In a free run a connection may close before anybody has looked.
    const SocketRecord::Role role = close.socket().role;
    return role == SocketRecord::Role::Client || role == SocketRecord::Role::Connection;
}

/// Does another socket of the session listen at the port of \p listener, for the same address?
bool anotherListens(const ToldCall &told, const SocketRecord &listener)
{
    const History &history = told.history;
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &other = history.socket(id);
        const SocketPast &past = history.precedents().of(id);
        const bool listens = id != told.call.socket && told.after(past.listening) && !told.after(past.closed);
        if (!listens || other.local.port() != listener.local.port())
            continue;
        if (other.local == listener.local || other.local.isWildcard() || listener.local.isWildcard())
            return true;
    }
    return false;
}

/// How many connections waited in its queue when the listener was closed?
int waitingFor(const ToldCall &told)
{
    const History &history = told.history;
    int waiting = 0;
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &one = history.socket(id);
        if (one.listener != told.call.socket || one.fd >= 0)
            continue;
        const StateChanged *change
            = history.precedents().lastChange(history.recording(), id, told.record.entered);
        waiting += change && change->to != TcpState::Close ? 1 : 0;
    }
    return waiting;
}

QString listenerClosed(const ToldCall &told)
{
    const SocketRecord &listener = told.socket();
    const int port = listener.local.port();
    if (anotherListens(told, listener))
        return Narrator::tr(
            "The %1 called <b>close()</b> on its listener, descriptor %2: another socket still "
            "listens on port %3, and gets what comes from now on.")
            .arg(told.who())
            .arg(told.fd())
            .arg(port);
    if (waitingFor(told) > 0)
        return Narrator::tr("The %1 called <b>close()</b> on its listener, descriptor %2: its kernel resets "
                            "with <b>RST</b> what still waited for accept(), and would refuse a SYN to port "
                            "%3.")
            .arg(told.who())
            .arg(told.fd())
            .arg(port);
    return Narrator::tr("The %1 called <b>close()</b> on its listener, descriptor %2: a SYN to port %3 would "
                        "now be refused.")
        .arg(told.who())
        .arg(told.fd())
        .arg(port);
}

QString tornDown(const ToldCall &told)
{
    const QString text = lingerOf(told) == 0
        ? Narrator::tr("The %1 called <b>close()</b>: because SO_LINGER was set with a time of 0, its kernel "
                       "sends <b>RST</b> in place of FIN; the connection is over at once, without "
                       "TIME_WAIT, and descriptor %2 is free again.")
        : Narrator::tr("The %1 called <b>close()</b>: because bytes were left unread, its kernel sends "
                       "<b>RST</b> in place of FIN; the connection is over at once, without "
                       "TIME_WAIT, and descriptor %2 is free again.");
    return text.arg(told.who()).arg(told.fd());
}

/// Closed without a connection: nothing is sent, and nothing need be said of it.
QString closedAlone(const ToldCall &told)
{
    const SocketRecord &socket = told.socket();
    const bool hadPeer = told.isFirst() && socket.protocol == Protocol::Unix
        && (socket.role == SocketRecord::Role::Client || socket.role == SocketRecord::Role::Connection);
    return (hadPeer
            ? Narrator::tr("The %1 called <b>close()</b>: descriptor %2 is free again, and the kernel "
                           "tells the other end, if that is still open, without any segment.")
            : Narrator::tr("The %1 called <b>close()</b>: descriptor %2 is free again."))
        .arg(told.who())
        .arg(told.fd());
}

} // namespace

QString success::closed(const ToldCall &told)
{
    const SocketRecord &socket = told.socket();
    if (socket.protocol == Protocol::Tcp && told.after(told.past().listening))
        return listenerClosed(told);
    if (socket.protocol != Protocol::Tcp || !wasConnected(told))
        return closedAlone(told);
    if (told.stateBefore() == TcpState::SynSent)
        return Narrator::tr(
            "The %1 called <b>close()</b>: its kernel gives up connecting, and descriptor %2 is "
            "free again.")
            .arg(told.who())
            .arg(told.fd());
    if (wasTornDown(told))
        return tornDown(told);
    if (told.after(told.past().stoppedSending))
        return (told.isFirst() ? Narrator::tr(
                    "The %1 called <b>close()</b>: descriptor %2 is free again, and the kernel goes on "
                    "alone with what is left of the connection.")
                               : Narrator::tr("The %1 called <b>close()</b>: descriptor %2 is free again."))
            .arg(told.who())
            .arg(told.fd());
    if (const auto seconds = lingerOf(told))
        return Narrator::tr(
            "The %1 called <b>close()</b>: its kernel sends <b>FIN</b>, and because of SO_LINGER "
            "the call waited until all was acknowledged, %3 s at most; descriptor %2 is free "
            "again.")
            .arg(told.who())
            .arg(told.fd())
            .arg(*seconds);
    return (told.isFirst()
            ? Narrator::tr(
                "The %1 called <b>close()</b>: nothing holds the socket any more, so its kernel sends "
                "<b>FIN</b>, and descriptor %2 is free again.")
            : Narrator::tr(
                "The %1 called <b>close()</b>: its kernel sends <b>FIN</b>, and descriptor %2 is free "
                "again."))
        .arg(told.who())
        .arg(told.fd());
}

QString success::stoppedPart(const ToldCall &told)
{
    const auto how = told.call.args.find(ArgumentName::How);
    const bool reading = how == valueOfSymbol(ArgumentName::How, "SHUT_RD");
    const bool both = how == valueOfSymbol(ArgumentName::How, "SHUT_RDWR");
    QString text;
    if (told.socket().protocol == Protocol::Unix)
        text = reading
            ? Narrator::tr("The %1 called <b>shutdown(SHUT_RD)</b>: the other end can no longer send "
                           "to it.")
            : both ? Narrator::tr("The %1 called <b>shutdown(SHUT_RDWR)</b>: neither end can send any more.")
                   : Narrator::tr("The %1 called <b>shutdown(SHUT_WR)</b>: it has nothing more to send, and "
                                  "the other end's recv() will return 0; it can still receive.");
    else if (reading)
        text = Narrator::tr(
            "The %1 called <b>shutdown(SHUT_RD)</b>: from now on its recv() returns what is "
            "there, or 0, and does not wait; nothing is sent, so the other end is not told and "
            "can still send.");
    else if (told.after(told.past().stoppedSending))
        text = both
            ? Narrator::tr("The %1 called <b>shutdown(SHUT_RDWR)</b>: its kernel has sent its FIN before.")
            : Narrator::tr("The %1 called <b>shutdown(SHUT_WR)</b>: its kernel has sent its FIN before.");
    else if (both)
        text = Narrator::tr(
            "The %1 called <b>shutdown(SHUT_RDWR)</b>: its kernel sends <b>FIN</b>, its recv() "
            "does not wait any more, and the descriptor stays open until close().");
    else if (told.isFirst())
        text = Narrator::tr(
            "The %1 called <b>shutdown(SHUT_WR)</b>: it has nothing more to send, and its kernel "
            "sends <b>FIN</b>; it can still receive.");
    else
        text = Narrator::tr("The %1 called <b>shutdown(SHUT_WR)</b>: its kernel sends <b>FIN</b>.");
    return text.arg(told.who());
}

QString blocked::waitsForPeer(const ToldCall &told)
{
    return (lingerOf(told)
            ? Narrator::tr("The %1 called %2 and is <b>blocked</b>: because of SO_LINGER it waits "
                           "until the other end has acknowledged everything.")
            : Narrator::tr("The %1 called %2 and is <b>blocked</b>: the kernel has put its thread "
                           "to sleep."))
        .arg(told.who(), told.function());
}

} // namespace sockstep
