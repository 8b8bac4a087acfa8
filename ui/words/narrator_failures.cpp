// SPDX-License-Identifier: GPL-3.0-or-later
// The narrator's words for calls that have failed: why, and what helps.
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include "core/session/free_play.h"
#include "ui/words/trouble_words.h"

#include <cerrno>

namespace sockstep {

QString Narrator::interrupted(const CallEntered &call) const
{
    const Header &header = history_.recording().header();
    if (header.actors[call.actor] == "server" && !FreePlay::isIn(header))
        return tr(
            "The server was told to close: a signal woke it from %1, which returned −1 with <b>EINTR</b>. "
            "No byte was lost.")
            .arg(functionName(call));
    return tr("A signal woke the %1 from %2, which returned −1 with <b>EINTR</b>. No byte was lost.")
        .arg(who(call), functionName(call));
}

QString Narrator::noPortFree()
{
    return tr("no port is free for it. Each TIME_WAIT keeps one for a minute: wait, or widen "
              "net.ipv4.ip_local_port_range.");
}

QString Narrator::failure(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    //: Followed by a sentence that says why.
    const QString failed = tr("The %1's %2 failed with <b>%3</b>: ")
                               .arg(who(call), function, asShown(errorName(returned.error)));
    const int port = call.address.port();
    switch (returned.error) {
    case EINTR:
        return interrupted(call);
    case ECONNREFUSED:
        if (history_.socket(call.socket).protocol == SocketRecord::Protocol::Udp)
            return failed
                + tr("an earlier datagram met no socket at its port. The answer, ICMP port unreachable, is "
                     "told "
                     "to this call.");
        return failed
            + tr("nobody listens on port %1, so the kernel there answered the SYN with RST. Let the server "
                 "listen, then try again.")
                  .arg(port);
    case EADDRINUSE:
        if (port == 0)
            return failed + noPortFree();
        return failed
            + tr("port %1 is taken. Either another program listens on it, or an earlier connection of it is "
                 "in TIME_WAIT and SO_REUSEADDR was not set on both servers. Wait, or choose another port in "
                 "the lesson's menu.")
                  .arg(port);
    case EACCES:
        return failed + tr("ports below 1024 need a privilege. Choose a higher one in the lesson's menu.");
    case EADDRNOTAVAIL:
        if (call.function == Function::Connect || call.function == Function::Sendto)
            return failed + noPortFree();
        if (call.address.family() == Endpoint::Family::IPv6)
            return failed
                + tr("this machine does not have that address. If IPv6 is switched off, as root: sysctl "
                     "net.ipv6.conf.lo.disable_ipv6=0");
        return failed + tr("this machine does not have that address.");
    case ENETUNREACH:
    case EHOSTUNREACH:
        return failed
            + tr("no interface leads to that address. Is the one that should be up (ip link set lo up)?");
    case EAFNOSUPPORT:
        return failed + tr("this kernel has no such kind of addresses, or it is switched off.");
    case ETIMEDOUT:
        return failed + tr("no answer came, however often the kernel asked.");
    case ECONNRESET:
        return failed + tr("the other end has torn the connection down with RST.");
    case EAGAIN:
        return failed
            + tr("there is nothing for it now, and this descriptor does not wait. Try again later, or let "
                 "poll() "
                 "say when.");
    case EINPROGRESS:
        return failed
            + tr("the handshake has begun, and this descriptor does not wait for its end. poll() says when "
                 "it is "
                 "over.");
    case EPIPE:
        return failed + tr("the connection can no longer be written to; the other end is gone.");
    case EBADF:
        return failed
            + tr("this is no open descriptor. Make a socket first; a closed one does not come back.");
    case ENOTCONN:
        return failed + tr("this socket is not connected. connect() or accept() comes first.");
    case EISCONN:
        return failed + tr("this socket is connected already. A second connection needs a second socket.");
    case EDESTADDRREQ:
        return failed + tr("nobody has said where to. Use sendto() with an address, or connect() first.");
    case EINVAL:
        if (call.function == Function::Bind)
            return failed + tr("this socket has an address already, or the address does not fit.");
        if (call.function == Function::Accept)
            return failed + tr("this socket does not listen. Choose the listener, or call listen() first.");
        break;
    case EMFILE:
    case ENFILE:
        return failed + tr("no file descriptor is left. Close something, then try again.");
    case ENOBUFS:
    case ENOMEM:
    case EPERM:
        return failed + TroubleWords::refusal(returned.error).toHtmlEscaped() + u'.';
    default:
        break;
    }
    return failed + asShown(describeError(returned.error)).toHtmlEscaped() + u'.';
}

} // namespace sockstep
