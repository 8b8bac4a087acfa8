// SPDX-License-Identifier: GPL-3.0-or-later
// Options and modes, and what a server of several clients does beside the usual calls: poll() and threads.
#include "ui/words/call_sentences.h"

#include "core/diagram/call_text.h"
#include "core/recording/poll_set.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include <poll.h>

namespace sockstep {

namespace {

using Protocol = SocketRecord::Protocol;

int valueOf(const ToldCall &told) { return told.call.args.find(ArgumentName::Value).value_or(0); }

QString optionOf(const ToldCall &told) { return bold(symbol(told.call.args, ArgumentName::Option)); }

/// What setting the option means; empty if there is no more to say than its value.
QString meaningOf(const ToldCall &told)
{
    const Arguments &args = told.call.args;
    const int value = valueOf(told);
    if (setsOption(args, "SO_LINGER"))
        return value == 0 ? Narrator::tr("with a time of 0, close() will send RST in place of FIN")
                          : Narrator::tr("close() will send FIN as always, and wait until everything is "
                                         "acknowledged, %1 s at most")
                                .arg(value);
    if (setsOption(args, "IPV6_V6ONLY"))
        return value == 0 ? Narrator::tr("at 0 this IPv6 socket takes IPv4 too, with addresses like "
                                         "::ffff:127.0.0.1 (ipv6(7))")
                          : Narrator::tr("this IPv6 socket takes no IPv4 (ipv6(7))");
    constexpr int kUsualSynCount = 6; // tcp_syn_retries: tcp(7)
    if (setsOption(args, "TCP_SYNCNT") && value < kUsualSynCount)
        return Narrator::tr("with %1, the kernel gives up early if its SYN is not answered (tcp(7))")
            .arg(value);
    if (!told.isFirst() || value == 0)
        return {};
    if (setsOption(args, "SO_RCVBUF") || setsOption(args, "SO_SNDBUF"))
        return Narrator::tr(
            "the kernel doubles %1, and takes a part of it for its own bookkeeping (socket(7))")
            .arg(value);
    if (setsOption(args, "SO_REUSEADDR"))
        return Narrator::tr(
            "its port may be bound although an old connection of that port is in TIME_WAIT; on "
            "Linux, the old server must have set it too");
    if (setsOption(args, "SO_REUSEPORT"))
        return Narrator::tr(
            "several sockets may bind the same address and port, if all of them set it before "
            "bind()");
    return {};
}

} // namespace

QString success::optionSet(const ToldCall &told)
{
    const QString meaning = meaningOf(told);
    if (meaning.isEmpty())
        return Narrator::tr("The %1 called %2: its option %3 is now %4.")
            .arg(told.who(), told.function(), optionOf(told))
            .arg(valueOf(told));
    //: %4 is half a sentence that says what the option does.
    return Narrator::tr("The %1 called %2 for %3: %4.")
        .arg(told.who(), told.function(), optionOf(told), meaning);
}

QString success::optionAsked(const ToldCall &told)
{
    const QString value = asShown(optionValueText(told.call, *told.returned)).toHtmlEscaped();
    if (!setsOption(told.call.args, "SO_ERROR"))
        return Narrator::tr("The %1 asked with %2 for its option %3: %4.")
            .arg(told.who(), told.function(), optionOf(told), value);
    QString text;
    if (told.returned->value != 0)
        text = Narrator::tr(
            "The %1 asked with %2 for %3: <b>%4</b> went wrong meanwhile, and asking has cleared "
            "it.");
    else if (told.after(told.past().pending) && told.stateBefore() == TcpState::SynSent)
        text = Narrator::tr(
            "The %1 asked with %2 for %3: %4, no error waits to be told, because the handshake "
            "is still under way.");
    else if (told.after(told.past().pending) && told.stateBefore() == TcpState::Established)
        text = Narrator::tr(
            "The %1 asked with %2 for %3: %4, no error waits to be told; the connect() that did "
            "not wait has succeeded.");
    else
        text = Narrator::tr("The %1 asked with %2 for %3: %4, no error waits to be told; one that was told "
                            "before is cleared.");
    return text.arg(told.who(), told.function(), optionOf(told), value);
}

QString success::modeSet(const ToldCall &told)
{
    const bool waits = !told.hasFlag("O_NONBLOCK");
    return (waits
            ? Narrator::tr("The %1 called %2: from now on a call that has to wait on this descriptor sleeps "
                           "again.")
            : told.isFirst()
            ? Narrator::tr("The %1 called %2: from now on a call that would have to wait on this descriptor "
                           "returns −1 at once, with <b>EAGAIN</b> (connect(): EINPROGRESS).")
            : Narrator::tr("The %1 called %2: calls on this descriptor do not wait from now on."))
        .arg(told.who(), told.function());
}

QString success::linkRead(const ToldCall &told)
{
    return Narrator::tr(
        "The %1 asked with %2 what its descriptor %3 is: <b>%4</b>, a file with an inode of its "
        "own.")
        .arg(told.who(), told.function())
        .arg(told.fd())
        .arg(nameAsShown(told.returned->data).toHtmlEscaped());
}

QString success::pathRemoved(const ToldCall &told)
{
    return Narrator::tr("The %1 called %2: the file of the socket is gone from the file system.")
        .arg(told.who(), told.function());
}

QString success::threadStarted(const ToldCall &told)
{
    if (told.returned->result != 0)
        return Narrator::tr("The %1's %2 returned %3, which is the error itself: no thread was started.")
            .arg(told.who(), told.function())
            .arg(told.returned->result);
    const auto &actors = told.history.recording().header().actors;
    const auto thread = threadStartedBy(told.call, actors.size());
    const QString name
        = thread ? Narrator::actorName(actors[*thread]).toHtmlEscaped() : Narrator::tr("a thread");
    return (told.isFirst()
            ? Narrator::tr("The %1 called %2: <b>%3</b> runs from now on and has descriptor %4, "
                           "because all threads of a process share its descriptors.")
            : Narrator::tr("The %1 called %2: <b>%3</b> runs from now on and has descriptor %4."))
        .arg(told.who(), told.function(), name)
        .arg(told.fd());
}

namespace {

/// "descriptor 5, the listener, at which a connection waits for accept()"
QString readyDescriptor(const ToldCall &told, const Polled &ready)
{
    const SocketPast &past = told.history.precedents().of(ready.socket);
    const Protocol protocol = told.history.socket(ready.socket).protocol;
    QString text;
    if (ready.revents & (POLLERR | POLLNVAL))
        return Narrator::tr("descriptor <b>%1</b> (%2)")
            .arg(ready.fd)
            .arg(asShown(pollEventsText(ready.revents)).toHtmlEscaped());
    if ((ready.revents & POLLIN) && told.after(past.listening))
        text = Narrator::tr("descriptor <b>%1</b>, the listener, at which a connection waits for accept()");
    else if ((ready.revents & POLLIN) && protocol == Protocol::Udp)
        text = Narrator::tr("descriptor <b>%1</b>, which has a datagram");
    else if (ready.revents & POLLIN)
        text = Narrator::tr("descriptor <b>%1</b>, which has bytes or the end of its stream for recv()");
    else if (ready.revents & POLLOUT)
        text = Narrator::tr("descriptor <b>%1</b>, which can be written to");
    else
        return Narrator::tr("descriptor <b>%1</b> (%2)")
            .arg(ready.fd)
            .arg(asShown(pollEventsText(ready.revents)).toHtmlEscaped());
    return text.arg(ready.fd);
}

} // namespace

QString success::polled(const ToldCall &told)
{
    if (told.returned->result == 0 && told.call.args.find(ArgumentName::Timeout) == 0)
        return Narrator::tr("The %1's %2 returned <b>0</b> at once: nothing was ready.")
            .arg(told.who(), told.function());
    if (told.returned->result == 0)
        return Narrator::tr("The %1's %2 returned <b>0</b>: the time ran out, and nothing had happened.")
            .arg(told.who(), told.function());
    QStringList ready;
    for (const Polled &one : readyOf(*told.returned))
        ready.append(readyDescriptor(told, one));
    if (ready.isEmpty())
        return Narrator::tr("The %1's %2 returned <b>%3</b>: so many descriptors are ready.")
            .arg(told.who(), told.function())
            .arg(told.returned->result);
    //: %3 is a number, %4 a list of descriptors.
    return (told.isFirst() ? Narrator::tr("The %1's %2 returned <b>%3</b>; ready: %4 (a call there should "
                                          "not block, but only O_NONBLOCK makes sure of it: select(2)).")
                           : Narrator::tr("The %1's %2 returned <b>%3</b>; ready: %4."))
        .arg(told.who(), told.function())
        .arg(told.returned->result)
        .arg(ready.join(Narrator::tr("; ")));
}

QString blocked::waitsForAny(const ToldCall &told)
{
    QStringList descriptors;
    for (const Polled &one : polledBy(told.call)) {
        if (one.fd >= 0)
            descriptors.append(QString::number(one.fd));
    }
    if (descriptors.isEmpty())
        return sleeps(told);
    return (told.isFirst()
            ? Narrator::tr("The %1 called %2 and is <b>blocked</b>: nothing is ready at descriptor "
                           "%3, and the first that becomes ready wakes the thread.")
            : Narrator::tr("The %1 called %2 and is <b>blocked</b>: nothing is ready at descriptor "
                           "%3."))
        .arg(told.who(), told.function(), descriptors.join(Narrator::tr(", ")));
}

} // namespace sockstep
