// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

// What a server of several clients does beside the usual calls: poll(), threads, options that are asked.

#include "core/diagram/call_text.h"
#include "core/recording/poll_set.h"

#include <poll.h>

namespace sockstep {

namespace {

QString wordOf(const CallEntered &call, ArgumentName argument)
{
    return asShown(symbol(call.args, argument)).toHtmlEscaped();
}

} // namespace

/// "descriptor 5: recv() will not block"
QString Narrator::readyDescriptor(const Polled &ready) const
{
    if (history_.socket(ready.socket).role == SocketRecord::Role::Listener)
        return tr("descriptor <b>%1</b>, the listener, at which a connection waits for accept()")
            .arg(ready.fd);
    if (ready.revents & POLLIN)
        return tr("descriptor <b>%1</b>, which has bytes or the end of its stream for recv()").arg(ready.fd);
    if (ready.revents & POLLOUT)
        return tr("descriptor <b>%1</b>, which can be written to").arg(ready.fd);
    return tr("descriptor <b>%1</b> (%2)")
        .arg(ready.fd)
        .arg(asShown(pollEventsText(ready.revents)).toHtmlEscaped());
}

QString Narrator::polled(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    if (returned.result == 0)
        return tr("%1 returned <b>0</b>: the time ran out, and nothing had happened.").arg(function);
    QStringList ready;
    for (const Polled &one : readyOf(returned))
        ready.append(readyDescriptor(one));
    if (polledBy(call).size() <= 1 || ready.isEmpty())
        return tr("%1 returned <b>%2</b>: the descriptor is ready, and the next call on it will not block.")
            .arg(function)
            .arg(returned.result);
    //: %1 is poll(), %2 a number, %3 a list of descriptors.
    return tr("%1 returned <b>%2</b>. Ready: %3. A call on what is ready will not block.")
        .arg(function)
        .arg(returned.result)
        .arg(ready.join(tr("; ")));
}

QString Narrator::pollSleeps(const CallEntered &call) const
{
    QStringList descriptors;
    for (const Polled &one : polledBy(call)) {
        if (one.fd >= 0)
            descriptors.append(QString::number(one.fd));
    }
    return tr("The %1 called %2 and is <b>blocked</b>: nothing is ready at descriptor %3. The first that "
              "becomes ready wakes the thread.")
        .arg(who(call), functionName(call), descriptors.join(tr(", ")));
}

QString Narrator::optionSet(const CallEntered &call) const
{
    const QString function = functionName(call);
    const int value = call.args.find(ArgumentName::Value).value_or(0);
    if (setsOption(call.args, "SO_LINGER"))
        return tr("The %1 called %2 for <b>SO_LINGER</b> with a time of 0: close() will not say goodbye "
                  "with FIN, but tear the connection down with RST.")
            .arg(who(call), function);
    for (const char *option : {"SO_RCVBUF", "SO_SNDBUF"}) {
        if (setsOption(call.args, option))
            return tr("The %1 called %2 for <b>%3</b> with %4: the kernel doubles it and takes the rest for "
                      "its own bookkeeping (socket(7)).")
                .arg(who(call), function, QString::fromLatin1(option))
                .arg(value);
    }
    if (setsOption(call.args, "SO_REUSEADDR"))
        return tr("The %1 called %2 for <b>SO_REUSEADDR</b>: its port may be bound although an old "
                  "connection of that port is still in TIME_WAIT. The old server must have set it too.")
            .arg(who(call), function);
    if (setsOption(call.args, "SO_REUSEPORT"))
        return tr(
            "The %1 called %2 for <b>SO_REUSEPORT</b>: several sockets may bind the same port, if all of "
            "them set it before bind().")
            .arg(who(call), function);
    if (setsOption(call.args, "IPV6_V6ONLY"))
        return tr(
            "The %1 called %2 for <b>IPV6_V6ONLY</b> with %3: at 0 this IPv6 socket takes IPv4 too, with "
            "addresses like ::ffff:127.0.0.1 (ipv6(7)).")
            .arg(who(call), function)
            .arg(value);
    if (setsOption(call.args, "TCP_SYNCNT"))
        return tr(
            "The %1 called %2 for <b>TCP_SYNCNT</b>: if nobody answers its SYN, the kernel gives up "
            "after as long as %3 more of them take, with a pause of 1 s that doubles each time (tcp(7)).")
            .arg(who(call), function)
            .arg(value);
    return tr("The %1 called %2: its option <b>%3</b> is now %4.")
        .arg(who(call), function, wordOf(call, ArgumentName::Option))
        .arg(value);
}

QString Narrator::optionAsked(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    const QString value = asShown(optionValueText(call, returned)).toHtmlEscaped();
    if (setsOption(call.args, "SO_ERROR"))
        return returned.value == 0
            ? tr("The %1 asked with %2 for <b>SO_ERROR</b>: 0. Nothing has gone wrong at this socket, so a "
                 "connect() that did not wait has succeeded.")
                  .arg(who(call), function)
            : tr("The %1 asked with %2 for <b>SO_ERROR</b>: <b>%3</b>. That is what went wrong while nobody "
                 "waited. The kernel has forgotten it now that it is told.")
                  .arg(who(call), function, value);
    return tr("The %1 asked with %2 for its option <b>%3</b>: %4.")
        .arg(who(call), function, wordOf(call, ArgumentName::Option), value);
}

QString Narrator::threadStarted(const CallEntered &call, const CallReturned &returned) const
{
    const QString function = functionName(call);
    if (returned.result != 0)
        return tr("%1 returned %2, which is the error itself: no thread was started.")
            .arg(function)
            .arg(returned.result);
    const auto &actors = history_.recording().header().actors;
    const auto thread = threadStartedBy(call, actors.size());
    return tr("The %1 called %2: <b>%3</b> runs from now on and has descriptor %4. It is a function of the C "
              "library; the system call below it is clone(). All threads of a process share its descriptors.")
        .arg(who(call), function, thread ? actorName(actors[*thread]).toHtmlEscaped() : tr("a thread"))
        .arg(call.args.find(ArgumentName::Fd).value_or(-1));
}

} // namespace sockstep
