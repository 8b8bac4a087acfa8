// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that have failed: why, by what went before, and what helps. A table of errno → the reason; an error
// that is not in it, or a reason that has nothing to say here, is told with the C library's own words.
#include "ui/words/call_sentences.h"

#include "core/session/free_play.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"
#include "ui/words/trouble_words.h"

#include <algorithm>
#include <array>
#include <cerrno>

namespace sockstep {

namespace {

using Protocol = SocketRecord::Protocol;
using Reason = QString (*)(const ToldCall &);

constexpr int kFirstFreePort = 1024; // below it are the privileged ones: ip(7)

QString interrupted(const ToldCall &told)
{
    const Header &header = told.history.recording().header();
    if (told.call.function == Function::Connect)
        return Narrator::tr(
            "A signal woke the %1 from %2, which returned −1 with <b>EINTR</b>: the handshake "
            "goes on by itself, so wait for it with poll() and do not call connect() again.")
            .arg(told.who(), told.function());
    if (header.actors[told.call.actor] == "server" && !FreePlay::isIn(header))
        return Narrator::tr("The server was told to close: a signal woke it from %1, which returned −1 with "
                            "<b>EINTR</b> before it had anything to return.")
            .arg(told.function());
    return Narrator::tr(
        "A signal woke the %1 from %2, which returned −1 with <b>EINTR</b> before it had anything "
        "to return.")
        .arg(told.who(), told.function());
}

QString refused(const ToldCall &told)
{
    const int port = told.call.address.port();
    if (told.socket().protocol == Protocol::Udp)
        return Narrator::tr("an earlier datagram met no socket at its port, and the answer, ICMP port "
                            "unreachable, is reported by this call");
    if (told.socket().protocol == Protocol::Unix)
        return Narrator::tr("the path is there, but no socket listens at it");
    if (told.call.function != Function::Connect)
        return Narrator::tr("the SYN of the connect() that did not wait was answered with RST");
    if (port == 0)
        return Narrator::tr(
            "the server has no port yet, so nobody listens: let it listen, then connect with a "
            "new socket");
    return Narrator::tr(
        "no socket listens on port %1, so the kernel there answered the SYN with RST; let the "
        "server listen, then connect with a new socket")
        .arg(port);
}

QString noPortFree()
{
    return Narrator::tr("no port is free for it: each TIME_WAIT keeps one for a minute, so wait, or widen "
                        "net.ipv4.ip_local_port_range");
}

bool isSamePlace(const Endpoint &one, const Endpoint &other)
{
    return one.port() == other.port() && (one == other || one.isWildcard() || other.isWildcard());
}

/// Which of the session's own sockets has the address; empty if none is known to have it.
QString holderOf(const Endpoint &address, const ToldCall &told)
{
    const History &history = told.history;
    QString holder;
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &other = history.socket(id);
        const SocketPast &past = history.precedents().of(id);
        if (id == told.call.socket || other.protocol != told.socket().protocol
            || !isSamePlace(other.local, address))
            continue;
        const StateChanged *change
            = history.precedents().lastChange(history.recording(), id, told.record.entered);
        const bool hasIt = told.after(past.bound) && !told.after(past.closed);
        const QString owner
            = Narrator::actorInSentence(history.recording().header().actors[other.actor]).toHtmlEscaped();
        if (hasIt && told.after(past.listening))
            return Narrator::tr("the %1's listener, descriptor %2, has it").arg(owner).arg(other.fd);
        if (hasIt)
            holder = Narrator::tr("it is bound to the %1's descriptor %2, which need not listen for that")
                         .arg(owner)
                         .arg(other.fd);
        else if (holder.isEmpty() && change && change->to == TcpState::TimeWait)
            holder = told.isFirst() ? Narrator::tr(
                         "an earlier connection of that port is in TIME_WAIT, and SO_REUSEADDR was not set "
                         "on both servers")
                                    : Narrator::tr("the earlier connection in TIME_WAIT still has it");
        else if (holder.isEmpty() && change && change->to != TcpState::Close)
            holder = Narrator::tr("a connection of the %1 still has it (%2)")
                         .arg(owner, asShown(name(change->to)));
    }
    return holder;
}

QString addressTaken(const ToldCall &told)
{
    if (told.socket().protocol == Protocol::Unix)
        return Narrator::tr("the file is there already: unlink() removes it, then bind() can make it again");
    const Endpoint address = told.call.function == Function::Bind ? told.call.address : told.socket().local;
    if (address.port() == 0)
        return noPortFree();
    const QString holder = holderOf(address, told);
    const QString reason = !holder.isEmpty()
        ? holder
        : Narrator::tr("another program has it, or an earlier connection of that port is in TIME_WAIT, which "
                       "SO_REUSEADDR on both servers gets past; wait, or choose another port");
    //: %2 is who has the port.
    return Narrator::tr("port %1 is taken; %2").arg(address.port()).arg(reason);
}

QString notAllowed(const ToldCall &told)
{
    if (told.socket().protocol == Protocol::Unix)
        return Narrator::tr("the permissions of the path do not allow it");
    if (told.call.function == Function::Bind && told.call.address.port() < kFirstFreePort)
        return Narrator::tr("ports below 1024 need a privilege; choose a higher one");
    if (told.call.function == Function::Sendto || told.call.function == Function::Connect)
        return Narrator::tr("this is a broadcast address, and SO_BROADCAST was not set");
    return {};
}

QString addressNotHere(const ToldCall &told)
{
    if (told.call.function == Function::Connect && told.after(told.past().bound))
        return Narrator::tr("a connection between the same two ends is there already, or in TIME_WAIT");
    if (told.call.function == Function::Connect || told.call.function == Function::Sendto)
        return noPortFree();
    if (told.call.address.family() == Endpoint::Family::IPv6)
        return Narrator::tr(
            "this machine does not have that address; if IPv6 is switched off, as root: sysctl "
            "net.ipv6.conf.lo.disable_ipv6=0");
    return Narrator::tr("this machine does not have that address");
}

QString noWayThere(const ToldCall &)
{
    return Narrator::tr(
        "no interface leads to that address; the one that should may be down (ip link set lo up)");
}

QString noSuchFamily(const ToldCall &)
{
    return Narrator::tr("this kernel has no such kind of addresses, or it is switched off");
}

QString noAnswer(const ToldCall &)
{
    return Narrator::tr("no answer came, however often the kernel sent its segment");
}

QString resetByPeer(const ToldCall &told)
{
    if (told.socket().protocol == Protocol::Unix)
        return Narrator::tr("the other end was closed with bytes left unread");
    return Narrator::tr("the other end has torn the connection down with RST");
}

QString wouldWait(const ToldCall &told)
{
    if (!told.isFirst())
        return Narrator::tr("still nothing for it, and it does not wait");
    if (told.call.function == Function::Connect)
        return told.socket().protocol == Protocol::Unix
            ? Narrator::tr("the listener's queue is full, and this call does not wait")
            : QString();
    if (told.call.function == Function::Accept)
        return Narrator::tr("no connection waits now, and this call does not wait; try again later, or let "
                            "poll() say when");
    if (sends(told.call.function))
        return Narrator::tr(
            "the send buffer has no room now, and this call does not wait; try again later, or "
            "let poll() say when");
    return Narrator::tr(
        "nothing is there now, and this call does not wait; try again later, or let poll() say "
        "when");
}

QString underWay(const ToldCall &)
{
    return Narrator::tr(
        "the handshake has begun, and this call does not wait for its end; poll() says when it "
        "is over");
}

QString stillUnderWay(const ToldCall &)
{
    return Narrator::tr(
        "the handshake of an earlier connect() is still under way; poll() says when it is over");
}

QString cannotSend(const ToldCall &told)
{
    if (told.after(told.past().stoppedSending))
        return Narrator::tr("its own shutdown() has closed the sending side");
    if (told.socket().protocol == Protocol::Unix)
        return Narrator::tr("the other end is closed");
    if (told.after(told.past().listening))
        return Narrator::tr(
            "this is the listener, which never carries data; use the descriptor that accept() "
            "returned");
    if (!told.wasEverIn(TcpState::Established) && told.socket().role == SocketRecord::Role::Unused)
        return Narrator::tr("this socket is not connected");
    if (told.after(told.past().timedOut))
        return Narrator::tr("the connection is over, because no answer came");
    return Narrator::tr("the connection was reset by RST, and the other end takes no more data");
}

QString notOpen(const ToldCall &)
{
    return Narrator::tr("this is no open descriptor: it was closed, or never made");
}

QString notConnected(const ToldCall &told)
{
    if (told.after(told.past().listening))
        return Narrator::tr(
            "this is the listener, which never carries data; use the descriptor that accept() "
            "returned");
    if (told.wasEverIn(TcpState::Established))
        return Narrator::tr("this socket is not connected any more");
    return Narrator::tr("this socket is not connected; connect() comes first");
}

QString connectedAlready(const ToldCall &told)
{
    if (told.after(told.past().listening))
        return Narrator::tr("this is a listener, and a listener cannot connect");
    return Narrator::tr("this socket is connected already; a second connection needs a second socket");
}

QString noAddressee(const ToldCall &)
{
    return Narrator::tr("it is not said where to; use sendto() with an address, or connect() first");
}

QString invalid(const ToldCall &told)
{
    if (told.call.function == Function::Bind)
        return told.after(told.past().bound) || told.stateBefore() != TcpState::Close
            ? Narrator::tr("this socket has an address already")
            : Narrator::tr("the address does not fit the socket");
    if (told.call.function == Function::Accept)
        return Narrator::tr("this socket does not listen; listen() comes first");
    if (told.call.function == Function::Listen && told.stateBefore() != TcpState::Close)
        return Narrator::tr("this socket is connected, so it cannot listen");
    return {};
}

QString noneLeft(const ToldCall &)
{
    return Narrator::tr("no file descriptor is left; close something, then try again");
}

QString forbidden(const ToldCall &told)
{
    return TroubleWords::refusal(told.returned->error).toHtmlEscaped();
}

struct ErrorReason {
    int error;
    Reason reason;
};

constexpr ErrorReason kReasons[] = {
    {ECONNREFUSED, refused},
    {EADDRINUSE, addressTaken},
    {EACCES, notAllowed},
    {EADDRNOTAVAIL, addressNotHere},
    {ENETUNREACH, noWayThere},
    {EHOSTUNREACH, noWayThere},
    {EAFNOSUPPORT, noSuchFamily},
    {ETIMEDOUT, noAnswer},
    {ECONNRESET, resetByPeer},
    {EAGAIN, wouldWait},
    {EINPROGRESS, underWay},
    {EALREADY, stillUnderWay},
    {EPIPE, cannotSend},
    {EBADF, notOpen},
    {ENOTCONN, notConnected},
    {EISCONN, connectedAlready},
    {EDESTADDRREQ, noAddressee},
    {EINVAL, invalid},
    {EMFILE, noneLeft},
    {ENFILE, noneLeft},
    {ENOBUFS, forbidden},
    {ENOMEM, forbidden},
    {EPERM, forbidden},
};

} // namespace

QString failureSentence(const ToldCall &told)
{
    const int error = told.returned->error;
    if (error == EINTR)
        return interrupted(told);
    const auto *found = std::find_if(std::begin(kReasons), std::end(kReasons),
        [&](const ErrorReason &entry) { return entry.error == error; });
    QString reason = found == std::end(kReasons) ? QString() : found->reason(told);
    if (reason.isEmpty())
        reason = asShown(describeError(error)).toHtmlEscaped();
    //: %4 is half a sentence that says why.
    return Narrator::tr("The %1's %2 failed with <b>%3</b>: %4.")
        .arg(told.who(), told.function(), asShown(errorName(error)), reason);
}

} // namespace sockstep
