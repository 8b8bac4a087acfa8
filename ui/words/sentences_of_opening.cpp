// SPDX-License-Identifier: GPL-3.0-or-later
// A socket is made, gets an address, listens, connects, accepts.
#include "ui/words/call_sentences.h"

#include "core/base/vocabulary.h"
#include "core/diagram/call_text.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include <algorithm>

namespace sockstep {

namespace {

using Protocol = SocketRecord::Protocol;

int backlogOf(const ToldCall &told) { return told.call.args.find(ArgumentName::Backlog).value_or(0); }

} // namespace

QString success::socketMade(const ToldCall &told)
{
    const bool full = told.isFirst();
    QString text;
    switch (told.socket().protocol) {
    case Protocol::Tcp:
        text = full ? Narrator::tr("The %1 called %2: the kernel made an endpoint for TCP, file descriptor "
                                   "<b>%3</b>; it has no address and no connection yet.")
                    : Narrator::tr("The %1 called %2: a new endpoint for TCP, file descriptor <b>%3</b>.");
        break;
    case Protocol::Udp:
        text = full ? Narrator::tr("The %1 called %2: the kernel made an endpoint for datagrams (UDP), file "
                                   "descriptor <b>%3</b>; it needs no connection.")
                    : Narrator::tr("The %1 called %2: a new endpoint for datagrams (UDP), file descriptor "
                                   "<b>%3</b>.");
        break;
    case Protocol::Unix:
        text = full
            ? Narrator::tr("The %1 called %2: the kernel made an endpoint for use within this machine, "
                           "file descriptor <b>%3</b>; there will be no TCP, and its address can be "
                           "a path.")
            : Narrator::tr("The %1 called %2: a new endpoint for use within this machine, file "
                           "descriptor <b>%3</b>.");
        break;
    case Protocol::Other:
        return Narrator::tr("The %1 called %2: a new endpoint of the type %4, file descriptor <b>%3</b>.")
            .arg(told.who(), told.function())
            .arg(told.returned->fd)
            .arg(asShown(symbol(told.call.args, ArgumentName::Type)).toHtmlEscaped());
    }
    return text.arg(told.who(), told.function()).arg(told.returned->fd);
}

QString success::bound(const ToldCall &told)
{
    const Protocol protocol = told.socket().protocol;
    if (protocol == Protocol::Unix)
        return Narrator::tr("The %1 called %2: the kernel made the file <b>%3</b>, which is the socket's "
                            "address.")
            .arg(told.who(), told.function(), asShown(told.call.address.addressText()).toHtmlEscaped());
    if (told.call.address.port() == 0)
        return Narrator::tr("The %1 called %2 with port 0: the kernel has chosen a free port for it.")
            .arg(told.who(), told.function());
    const bool full = told.isFirst();
    const QString text = !full ? Narrator::tr("The %1 called %2: the socket now has the address %3.")
        : protocol == Protocol::Udp
        ? Narrator::tr("The %1 called %2: the socket now has the address %3, and datagrams that arrive there "
                       "wait in its queue, without listen().")
        : Narrator::tr("The %1 called %2: the socket now has the address %3; bind() alone does not make it "
                       "listen.");
    return text.arg(told.who(), told.function(), told.address());
}

QString success::addressAsked(const ToldCall &told)
{
    return Narrator::tr("The %1 asked the kernel with %2 which address it has: %3.")
        .arg(told.who(), told.function(), bold(told.returned->address.text()));
}

QString success::listens(const ToldCall &told)
{
    if (told.after(told.past().listening))
        return Narrator::tr("The %1 called %2 again: its socket listens already, and the backlog is now %3.")
            .arg(told.who(), told.function())
            .arg(backlogOf(told));
    const QString text = !told.isFirst()
        ? Narrator::tr("The %1 called %2: its socket listens from now on (backlog %3).")
        : told.socket().protocol == Protocol::Unix
        ? Narrator::tr("The %1 called %2: from now on others can connect to its path, and wait for accept() "
                       "(backlog %3).")
        : Narrator::tr("The %1 called %2: from now on the kernel itself answers SYNs to this port, and keeps "
                       "finished connections waiting for accept() (backlog %3).");
    return text.arg(told.who(), told.function()).arg(backlogOf(told));
}

QString success::accepted(const ToldCall &told)
{
    const QString text = !told.isFirst()
        ? Narrator::tr("The %1's %2 took the next connection from the queue: its socket is descriptor "
                       "<b>%3</b>.")
        : told.socket().protocol == Protocol::Unix
        ? Narrator::tr(
            "The %1's %2 took the first connection from the queue and gave it a socket of its own, "
            "descriptor <b>%3</b>; the listener goes on listening.")
        : Narrator::tr(
            "The %1's %2 took the first connection from the queue and gave it a socket of its own, "
            "descriptor <b>%3</b>: the kernel had already completed the handshake, and the "
            "listener goes on listening.");
    return text.arg(told.who(), told.function()).arg(told.returned->fd);
}

namespace {

/// Did somebody sleep in accept() on the listener of \p connection when this connect() was called?
bool isAcceptWaiting(const ToldCall &told, SocketId connection)
{
    const History &history = told.history;
    for (ActorId actor = 0; actor < history.actorCount(); ++actor) {
        const auto &calls = history.actor(actor).calls;
        const auto next = std::lower_bound(calls.begin(), calls.end(), told.call.call);
        if (next == calls.begin())
            continue;
        const CallId last = *(next - 1);
        const CallEntered &call = history.entered(last);
        const bool accepts
            = call.function == Function::Accept && call.socket == history.socket(connection).listener;
        if (accepts && history.call(last).returned > told.record.entered)
            return true;
    }
    return false;
}

QString connectedByTcp(const ToldCall &told)
{
    const SocketRecord &socket = told.history.socket(told.call.socket);
    if (socket.local == told.call.address && !socket.local.isEmpty())
        return Narrator::tr("The %1 called %2 with the address of its own socket: its SYN came back to it, a "
                            "simultaneous open with itself, and it is connected.")
            .arg(told.who(), told.function());
    if (!told.isFirst() || told.after(told.past().pending))
        return Narrator::tr("The %1's %2 returned: it is connected.").arg(told.who(), told.function());
    const SocketId peer = told.history.peerOf(told.call.socket);
    const bool waits = peer && !isAcceptWaiting(told, peer);
    const QString text = waits
        ? Narrator::tr("The %1's %2 returned as soon as its SYN was answered, although the server's program "
                       "has not called accept() yet: its kernel completes the handshake alone.")
        : Narrator::tr("The %1's %2 returned as soon as its SYN was answered.");
    return text.arg(told.who(), told.function());
}

} // namespace

QString success::connected(const ToldCall &told)
{
    switch (told.socket().protocol) {
    case Protocol::Udp:
        return (told.isFirst() ? Narrator::tr(
                    "The %1 called %2, and nothing was sent: the kernel notes that send() now means "
                    "%3, gives the socket an address of its own if it has none, and lets in only "
                    "what comes from there.")
                               : Narrator::tr("The %1 called %2, and nothing was sent: send() now means %3."))
            .arg(told.who(), told.function(), told.address());
    case Protocol::Unix:
        return Narrator::tr(
            "The %1 called %2: it is connected to <b>%3</b> without a handshake, because there "
            "is no network between them.")
            .arg(told.who(), told.function(), asShown(told.call.address.addressText()).toHtmlEscaped());
    case Protocol::Tcp:
    case Protocol::Other:
        break;
    }
    return connectedByTcp(told);
}

QString blocked::waitsForConnection(const ToldCall &told)
{
    return (told.isFirst()
            ? Narrator::tr("The %1 called %2 and is <b>blocked</b>: no connection waits for it, "
                           "so the kernel lets its thread sleep.")
            : Narrator::tr("The %1 called %2 and is <b>blocked</b>: no connection waits."))
        .arg(told.who(), told.function());
}

QString blocked::waitsForAnswer(const ToldCall &told)
{
    if (told.socket().protocol != Protocol::Tcp)
        return sleeps(told);
    return Narrator::tr("The %1 called %2 and is <b>blocked</b> until its SYN is answered.")
        .arg(told.who(), told.function());
}

QString blocked::sleeps(const ToldCall &told)
{
    return Narrator::tr("The %1 called %2 and is <b>blocked</b>: the kernel has put its thread to sleep.")
        .arg(told.who(), told.function());
}

} // namespace sockstep
