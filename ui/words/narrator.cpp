// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/narrator.h"

#include "core/diagram/call_text.h"
#include "core/network/tcp_transitions.h"
#include "core/session/free_play.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"

#include <charconv>
#include <optional>

namespace sockstep {

namespace {

QString bold(std::string_view text) { return QStringLiteral("<b>%1</b>").arg(asShown(text).toHtmlEscaped()); }

struct Numbered {
    bool isClient;
    unsigned number;
};

/// "client-2"; nothing for any other name.
std::optional<Numbered> numberOf(std::string_view name)
{
    for (const bool client : {true, false}) {
        const std::string_view family = client ? "client-" : "server-";
        if (!name.starts_with(family))
            continue;
        const char *const end = name.data() + name.size();
        unsigned number = 0;
        const auto [rest, error] = std::from_chars(name.data() + family.size(), end, number);
        if (error == std::errc() && rest == end)
            return Numbered {client, number};
    }
    return std::nullopt;
}

} // namespace

QString Narrator::functionName(const CallEntered &call)
{
    return bold(std::string(name(call.function)) + "()");
}

QString Narrator::beforeTheFirstStep()
{
    return tr("Two threads are waiting, a server and a client. Press <b>Space</b> to let one of them make "
              "its next call; it is a real one, and this machine's kernel answers it.");
}

QString Narrator::actorName(const std::string &name)
{
    if (name == "server")
        return tr("server");
    if (name == "client")
        return tr("client");
    if (const auto numbered = numberOf(name))
        return (numbered->isClient ? tr("client %1") : tr("server %1")).arg(numbered->number);
    constexpr std::string_view kThread = "thread-";
    if (name.starts_with(kThread) && name.size() == kThread.size() + 1)
        return tr("thread-%1").arg(QChar::fromLatin1(name.back()));
    return nameAsShown(name); // from a recording it may be anything
}

QString Narrator::actorInSentence(const std::string &name)
{
    const auto numbered = numberOf(name);
    if (!numbered)
        return actorName(name);
    if (numbered->number == 2)
        return numbered->isClient ? tr("2nd client") : tr("2nd server");
    if (numbered->number == 3)
        return numbered->isClient ? tr("3rd client") : tr("3rd server");
    if (numbered->number > 3 && numbered->number < 21) // of a recording from elsewhere, it may be any
        return (numbered->isClient ? tr("%1th client") : tr("%1th server")).arg(numbered->number);
    return actorName(name);
}

QString Narrator::who(const CallEntered &call) const
{
    return actorInSentence(history_.recording().header().actors[call.actor]).toHtmlEscaped();
}

QString Narrator::standing(CallId id) const
{
    const CallRecord &record = history_.call(id);
    const CallEntered &entered = history_.entered(id);
    QString text;
    if (const CallReturned *returned = history_.returned(id))
        text = outcome(entered, *returned);
    else if (history_.killedIn(id))
        text = tr("The %1's %2 does not come back: its process has ended.")
                   .arg(who(entered), functionName(entered));
    else if (record.blocked != kNoEvent)
        text = blocked(entered);
    else
        text = tr("The %1 is in %2.").arg(who(entered), functionName(entered));
    return text;
}

QString Narrator::call(CallId id) const
{
    const EventIndex end = id < history_.callCount() ? history_.call(id + 1).entered : history_.size();
    QStringList sentences {standing(id)};
    for (const QString &more :
        {killedSince(history_.call(id).entered, end), sentSince(history_.call(id).entered, end),
            statesSince(history_.call(id).entered, end), outsideSince(history_.call(id).entered, end)}) {
        if (!more.isEmpty())
            sentences.append(more);
    }
    return withParticles(sentences.join(u' '));
}

QString Narrator::latest() const
{
    if (history_.callCount() == 0)
        return beforeTheFirstStep();
    // A step enters one call, and may let an earlier one of the other end return. What the step
    // itself did comes first, then what it set free.
    const CallId last = history_.callCount();
    const CallRecord &record = history_.call(last);
    const EventIndex wire = lastOnWire(record.entered);
    const bool byWire = wire != kNoEvent;
    const EventIndex news = byWire ? wire : record.entered;
    QStringList sentences {byWire ? onWire(wire) : standing(last)};
    for (EventIndex n = news; n < history_.size(); ++n) {
        const auto *returned = std::get_if<CallReturned>(&history_.recording().at(n).body);
        if (!returned || (!byWire && returned->call == last))
            continue;
        const QString woken = outcome(history_.entered(returned->call), *returned);
        // A call that came back later than the last one did (told to close) is the news alone.
        if (!byWire && record.returned != kNoEvent && n > record.returned + 1)
            sentences = {woken};
        else
            sentences.append(woken);
    }
    for (const QString &more :
        {killedSince(news, history_.size()), sentSince(byWire ? news + 1 : news, history_.size()),
            statesSince(news, history_.size()), outsideSince(news, history_.size())}) {
        if (!more.isEmpty())
            sentences.append(more);
    }
    return withParticles(sentences.join(u' '));
}

QString Narrator::outcome(const CallEntered &call, const CallReturned &returned) const
{
    return returned.error ? failure(call, returned) : success(call, returned);
}

QString Narrator::blocked(const CallEntered &call) const
{
    const QString function = functionName(call);
    switch (call.function) {
    case Function::Accept:
        return tr("The %1 called %2 and is <b>blocked</b>: no connection waits for it. The kernel has put "
                  "its thread to sleep.")
            .arg(who(call), function);
    case Function::Recv:
    case Function::Read:
        return tr("The %1 called %2 and is <b>blocked</b>: nothing is in the receive queue. The kernel lets "
                  "its thread sleep until bytes or a FIN arrive.")
            .arg(who(call), function);
    case Function::Send:
    case Function::Write:
        return tr("The %1 called %2 and is <b>blocked</b>: the send buffer is full, because the other end "
                  "does not read.")
            .arg(who(call), function);
    case Function::Poll:
        return pollSleeps(call);
    default:
        return tr("The %1 called %2 and is <b>blocked</b>: the kernel has put its thread to sleep.")
            .arg(who(call), function);
    }
}

QString Narrator::success(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    const auto protocol = protocolOf(call, returned);
    const QString otherwise = protocol == SocketRecord::Protocol::Udp ? withDatagrams(call, returned)
        : protocol == SocketRecord::Protocol::Unix                    ? withinThisMachine(call, returned)
                                                                      : QString();
    if (!otherwise.isEmpty())
        return otherwise;
    switch (call.function) {
    case Function::Socket:
        return tr("The %1 called %2: the kernel made an endpoint for TCP and named it file descriptor "
                  "<b>%3</b>. It has no address and no connection yet.")
            .arg(who(call), function)
            .arg(returned.fd);
    case Function::Setsockopt:
        return optionSet(call);
    case Function::Bind:
        if (call.address.port() == 0)
            return tr("The %1 called %2 with port 0: the kernel has chosen a free port for it.")
                .arg(who(call), function);
        return tr(
            "The %1 called %2: the socket now has the address <b>%3</b>. Nobody can connect yet, for it "
            "does not listen.")
            .arg(who(call), function, asShown(call.address.text()).toHtmlEscaped());
    case Function::Getsockname:
        return tr("The %1 asked the kernel with %2 which address it has: <b>%3</b>.")
            .arg(who(call), function, asShown(returned.address.text()).toHtmlEscaped());
    case Function::Listen:
        return tr("The %1 called %2: from now on the kernel itself answers every SYN to this port, and keeps "
                  "finished connections waiting for accept() (backlog %3).")
            .arg(who(call), function)
            .arg(call.args.find(ArgumentName::Backlog).value_or(0));
    case Function::Accept:
        return tr("%1 took the first connection that was waiting and gave it a socket of its own, descriptor "
                  "<b>%2</b>. The handshake was over before: the kernel did it. The listener goes on "
                  "listening.")
            .arg(function)
            .arg(returned.fd);
    case Function::Connect:
        return connected(call);
    case Function::Send:
    case Function::Write:
        if (returned.result < static_cast<std::int64_t>(call.data.size()))
            return tr(
                "%1 took only %2 of %3 bytes: there was no more room in the send buffer. The rest needs "
                "another call.")
                .arg(function)
                .arg(returned.result)
                .arg(call.data.size());
        return tr(
            "The %1 called %2: the kernel has taken %3 bytes and will deliver them. It does not say that "
            "the other program has read them.")
            .arg(who(call), function)
            .arg(returned.result);
    case Function::Recv:
        return received(call, returned);
    case Function::Read: // the same is to be said, with the name of the call
        return received(call, returned).replace(QStringLiteral("recv()"), QStringLiteral("read()"));
    case Function::Shutdown:
        if (call.args.find(ArgumentName::How) == valueOfSymbol(ArgumentName::How, "SHUT_RD"))
            return tr(
                "The %1 called <b>shutdown(SHUT_RD)</b>: it will read no more. Nothing is sent: the other "
                "end is not told, and can still send.")
                .arg(who(call));
        if (call.args.find(ArgumentName::How) == valueOfSymbol(ArgumentName::How, "SHUT_RDWR"))
            return tr(
                "The %1 called <b>shutdown(SHUT_RDWR)</b>: it will neither read nor send. Its kernel sends "
                "<b>FIN</b>; the descriptor stays open until close().")
                .arg(who(call));
        return tr("The %1 called <b>shutdown(SHUT_WR)</b>: it has nothing more to send, and its kernel sends "
                  "<b>FIN</b>. It can still receive.")
            .arg(who(call));
    case Function::Close:
        return closed(call);
    case Function::Sendto:
    case Function::Recvfrom:
    case Function::Poll:
    case Function::Fcntl:
    case Function::Readlink:
    case Function::Unlink:
    case Function::Getsockopt:
    case Function::PthreadCreate:
        return otherSuccess(call, returned);
    }
    return {};
}

/// The calls that only some lessons make.
QString Narrator::otherSuccess(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    switch (call.function) {
    case Function::Sendto:
        return tr("The %1 called %2: one datagram of %3 bytes is on its way to <b>%4</b>. No connection was "
                  "made, and nobody will say whether it arrives.")
            .arg(who(call), function)
            .arg(returned.result)
            .arg(asShown(call.address.text()).toHtmlEscaped());
    case Function::Recvfrom:
        return tr("The %1 called %2: it got one datagram, %3 bytes, and the address that it came from: "
                  "<b>%4</b>.")
            .arg(who(call), function)
            .arg(returned.result)
            .arg(asShown(returned.address.text()).toHtmlEscaped());
    case Function::Poll:
        return polled(call, returned);
    case Function::Getsockopt:
        return optionAsked(call, returned);
    case Function::PthreadCreate:
        return threadStarted(call, returned);
    case Function::Fcntl:
        if (call.args.find(ArgumentName::Flags) == 0)
            return tr(
                "The %1 called %2: from now on a call that has to wait on this descriptor sleeps again.")
                .arg(who(call), function);
        return tr("The %1 called %2: from now on a call that would have to wait on this descriptor returns "
                  "−1 with <b>EAGAIN</b> instead.")
            .arg(who(call), function);
    case Function::Readlink:
        return tr("The %1 asked with %2 what its descriptor %3 is: <b>%4</b>. A socket is a file, with an "
                  "inode of its own.")
            .arg(who(call), function)
            .arg(call.args.find(ArgumentName::Fd).value_or(-1))
            .arg(nameAsShown(returned.data).toHtmlEscaped());
    default:
        return tr("The %1 called %2: the file of the socket is gone from the file system.")
            .arg(who(call), function);
    }
}

QString Narrator::connected(const CallEntered &call) const
{
    const QString base
        = tr("The %1 called <b>connect()</b>, which returned when the three-way handshake was complete.")
              .arg(who(call));
    if (history_.socket(call.socket).local == call.address)
        return tr(
            "The %1 called <b>connect()</b> with the address of its own socket: its SYN came back to it, a "
            "simultaneous open with itself, and it is connected.")
            .arg(who(call));
    const SocketId peer = history_.peerOf(call.socket);
    const bool accepted = peer && history_.socket(peer).fd >= 0;
    if (!peer || accepted)
        return base;
    return base + u' '
        + tr("The server's program has not called accept() yet: its kernel shook hands by itself.");
}

QString Narrator::received(const CallEntered &call, const CallReturned &returned) const
{
    if (returned.result == 0)
        return tr("The %1's <b>recv() returned 0</b>: the end of the stream. The other end has sent FIN; no "
                  "byte will follow.")
            .arg(who(call));
    const Header &header = history_.recording().header();
    // Who knows whether it is an echo, where there is no script?
    if (FreePlay::isIn(header) || !header.actors[call.actor].starts_with("client"))
        return tr(
            "The %1's <b>recv()</b> got %2 bytes out of the receive queue. TCP is a stream: that may be "
            "fewer or more than one send() put in.")
            .arg(who(call))
            .arg(returned.result);
    return tr("The %1's <b>recv()</b> got %2 bytes: the echo is coming back.")
        .arg(who(call))
        .arg(returned.result);
}

/// Did the socket go from a connection straight to CLOSE when this close() was called?
bool Narrator::wasTornDown(const CallEntered &close) const
{
    for (EventIndex n = history_.call(close.call).entered; n < history_.size(); ++n) {
        const auto *change = std::get_if<StateChanged>(&history_.recording().at(n).body);
        if (!change || change->socket != close.socket)
            continue;
        const Transition *transition = findTransition(change->from, change->to);
        return transition && transition->cause == Cause::Reset;
    }
    return false;
}

QString Narrator::closed(const CallEntered &call) const
{
    const auto fd = call.args.find(ArgumentName::Fd).value_or(-1);
    const SocketRecord &socket = history_.socket(call.socket);
    if (socket.role == SocketRecord::Role::Listener && socket.protocol == SocketRecord::Protocol::Tcp)
        return tr("The %1 called <b>close()</b> on its listener, descriptor %2: a SYN to port %3 would now "
                  "be refused.")
            .arg(who(call))
            .arg(fd)
            .arg(socket.local.port());
    if (socket.protocol != SocketRecord::Protocol::Tcp || !wasConnected(call))
        return closedInSilence(call);
    if (wasTornDown(call))
        return tr(
            "The %1 called <b>close()</b>: its kernel sends <b>RST</b> in place of FIN, because bytes were "
            "left unread or SO_LINGER said so. Both ends forget the connection at once, and nobody keeps "
            "TIME_WAIT. Descriptor %2 is free again.")
            .arg(who(call))
            .arg(fd);
    // Did it send FIN before, by shutdown()? Look back over its own calls.
    bool shutBefore = false;
    for (CallId earlier = call.call; earlier > 1 && !shutBefore; --earlier) {
        const CallEntered &other = history_.entered(earlier - 1);
        shutBefore = other.socket == call.socket && other.function == Function::Shutdown;
        if (other.socket == call.socket && other.function == Function::Socket)
            break;
    }
    if (shutBefore)
        return tr("The %1 called <b>close()</b>: descriptor %2 is free again. What is left of the connection "
                  "is the kernel's business.")
            .arg(who(call))
            .arg(fd);
    return tr("The %1 called <b>close()</b>: nothing holds the socket any more, so its kernel sends "
              "<b>FIN</b>. Descriptor %2 is free again.")
        .arg(who(call))
        .arg(fd);
}

} // namespace sockstep
