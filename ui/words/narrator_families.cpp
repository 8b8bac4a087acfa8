// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

// Sockets of other families than TCP: the same calls mean something else there. No handshake, no FIN, and
// for datagrams no connection.

namespace sockstep {

SocketRecord::Protocol Narrator::protocolOf(const CallEntered &call, const CallReturned &returned) const
{
    return history_.socket(call.socket ? call.socket : returned.socket).protocol;
}

QString Narrator::withDatagrams(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    const QString address = asShown(call.address.text()).toHtmlEscaped();
    switch (call.function) {
    case Function::Socket:
        return tr("The %1 called %2: the kernel made an endpoint for datagrams (UDP) and named it file "
                  "descriptor <b>%3</b>. It needs no connection.")
            .arg(who(call), function)
            .arg(returned.fd);
    case Function::Bind:
        return tr(
            "The %1 called %2: the socket now has the address <b>%3</b>. Datagrams that come there wait "
            "in its queue; nobody has to listen.")
            .arg(who(call), function, address);
    case Function::Connect:
        return tr("The %1 called %2: nothing was sent. The kernel only notes that send() means <b>%3</b>.")
            .arg(who(call), function, address);
    case Function::Send:
    case Function::Write:
        return tr("The %1 called %2: one datagram of %3 bytes is on its way. Nobody will say whether it "
                  "arrives.")
            .arg(who(call), function)
            .arg(returned.result);
    case Function::Recv:
    case Function::Read:
        return tr("The %1 called %2 and got one datagram, %3 bytes.")
            .arg(who(call), function)
            .arg(returned.result);
    default:
        return {};
    }
}

QString Narrator::withinThisMachine(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    const QString path = asShown(call.address.addressText()).toHtmlEscaped();
    switch (call.function) {
    case Function::Socket:
        return tr("The %1 called %2: the kernel made an endpoint for this machine alone and named it file "
                  "descriptor <b>%3</b>. Its address will be a path, and there will be no TCP.")
            .arg(who(call), function)
            .arg(returned.fd);
    case Function::Bind:
        return tr("The %1 called %2: the kernel made the file <b>%3</b>, which is the socket's address.")
            .arg(who(call), function, path);
    case Function::Listen:
        return tr("The %1 called %2: from now on others can connect to its path, and wait for accept() "
                  "(backlog %3).")
            .arg(who(call), function)
            .arg(call.args.find(ArgumentName::Backlog).value_or(0));
    case Function::Accept:
        return tr("%1 took the first connection that was waiting and gave it a socket of its own, descriptor "
                  "<b>%2</b>. The listener goes on listening.")
            .arg(function)
            .arg(returned.fd);
    case Function::Connect:
        return tr("The %1 called %2: it is connected to <b>%3</b>. There was no handshake, for there is no "
                  "network between them.")
            .arg(who(call), function, path);
    case Function::Send:
    case Function::Write:
        return tr("The %1 called %2: the kernel has put %3 bytes into the other end's queue.")
            .arg(who(call), function)
            .arg(returned.result);
    case Function::Recv:
    case Function::Read:
        if (returned.result == 0)
            return tr("The %1's %2 returned <b>0</b>: the other end will send nothing more.")
                .arg(who(call), function);
        return tr("The %1's %2 got %3 bytes out of its queue.").arg(who(call), function).arg(returned.result);
    case Function::Shutdown:
        return tr(
            "The %1 called %2: it has nothing more to send, and the other end's recv() will return 0. It "
            "can still receive.")
            .arg(who(call), function);
    default:
        return {};
    }
}

/// Closed without ever having been connected, or not TCP at all: no segment is sent.
QString Narrator::closedInSilence(const CallEntered &call) const
{
    return tr(
        "The %1 called <b>close()</b>: descriptor %2 is free again. No segment is sent, for there is no "
        "TCP connection.")
        .arg(who(call))
        .arg(call.args.find(ArgumentName::Fd).value_or(-1));
}

/// Was the socket of \p close in any TCP state but CLOSE just before?
bool Narrator::wasConnected(const CallEntered &close) const
{
    for (EventIndex n = history_.call(close.call).entered; n > 0; --n) {
        const auto *change = std::get_if<StateChanged>(&history_.recording().at(n - 1).body);
        if (change && change->socket == close.socket)
            return change->to != TcpState::Close;
    }
    // In a free run a connection may close before anybody has looked.
    const SocketRecord::Role role = history_.socket(close.socket).role;
    return role != SocketRecord::Role::Unused;
}

} // namespace sockstep
