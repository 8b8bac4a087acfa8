// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/strace_log.h"

#include "core/base/vocabulary.h"
#include "core/recording/poll_set.h"

#include <QRegularExpression>
#include <cerrno>
#include <sys/socket.h>

namespace sockstep::test {

namespace {

/// "\x68\x69" → "hi": -xx prints every string this way, so that no byte is ambiguous.
QByteArray unescaped(const QByteArray &text)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.mid(i, 2) == "\\x") {
            result += QByteArray::fromHex(text.mid(i + 2, 2));
            i += 3;
        } else {
            result += text[i];
        }
    }
    return result;
}

/// "7, 0x7f5c…, 65536" → "7, ADDRESS, 65536"; "?  ERESTARTSYS (To be restarted…)" → "-1 EINTR",
/// which is what the program gets when the signal has a handler without SA_RESTART.
QByteArray normalized(QByteArray call)
{
    static const QRegularExpression pointer(QStringLiteral("0x[0-9a-f]{6,}"));
    static const QRegularExpression restart(QStringLiteral("= \\? ERESTARTSYS .*$"));
    static const QRegularExpression error(QStringLiteral("= -1 (E[A-Z0-9]+) .*$"));
    static const QRegularExpression padding(QStringLiteral("\\)\\s+= "));
    QString text = QString::fromLatin1(call);
    text.replace(pointer, QStringLiteral("ADDRESS"));
    text.replace(padding, QStringLiteral(") = "));
    text.replace(restart, QStringLiteral("= -1 EINTR"));
    text.replace(error, QStringLiteral("= -1 \\1"));
    return unescaped(text.toLatin1());
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray socketAddress(const Endpoint &endpoint)
{
    const QByteArray port = QByteArray::number(endpoint.port());
    const QByteArray address = '"' + bytes(endpoint.addressText()) + '"';
    switch (endpoint.family()) {
    case Endpoint::Family::IPv6:
        return "{sa_family=AF_INET6, sin6_port=htons(" + port
            + "), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, " + address + ", &sin6_addr), sin6_scope_id=0}";
    case Endpoint::Family::Unix:
        return "{sa_family=AF_UNIX, sun_path=" + address + '}';
    default:
        return "{sa_family=AF_INET, sin_port=htons(" + port + "), sin_addr=inet_addr(" + address + ")}";
    }
}

QByteArray lengthOf(const Endpoint &endpoint)
{
    sockaddr_storage storage;
    return QByteArray::number(endpoint.toSockaddr(storage));
}

/// An argument by its number or, where it has one, its name.
QByteArray argument(const CallEntered &call, ArgumentName name)
{
    return bytes(symbol({name, call.args.find(name).value()}));
}

/// strace names them for the families of the Internet only; 0 is IPPROTO_IP.
QByteArray protocol(const CallEntered &call)
{
    if (call.args.find(ArgumentName::Domain) == AF_UNIX)
        return argument(call, ArgumentName::Protocol);
    return call.args.find(ArgumentName::Protocol) == 0 ? "IPPROTO_IP"
                                                       : argument(call, ArgumentName::Protocol);
}

QByteArray argumentsOf(const CallEntered &call, const CallReturned &returned)
{
    const auto fd = [&] { return argument(call, ArgumentName::Fd); };
    // Into a sockaddr_storage. A Unix-domain client has no address.
    const auto filled = [&]() -> QByteArray {
        if (returned.error)
            return ", ADDRESS, [128]";
        if (returned.address.isEmpty())
            return ", {sa_family=AF_UNIX}, [128 => 2]";
        return ", " + socketAddress(returned.address) + ", [128 => " + lengthOf(returned.address) + ']';
    };
    switch (call.function) {
    case Function::Socket:
        return argument(call, ArgumentName::Domain) + ", " + argument(call, ArgumentName::Type) + ", "
            + protocol(call);
    case Function::Setsockopt: {
        const QByteArray value = argument(call, ArgumentName::Value);
        QByteArray level = argument(call, ArgumentName::Level);
        if (level == "IPPROTO_IPV6")
            level = "SOL_IPV6"; // the same number
        return fd() + ", " + level + ", " + argument(call, ArgumentName::Option)
            + (setsOption(call.args, "SO_LINGER") ? ", {l_onoff=1, l_linger=" + value + "}, 8"
                                                  : ", [" + value + "], 4");
    }
    case Function::Bind:
    case Function::Connect: {
        const auto length = call.args.find(ArgumentName::AddressLength);
        return fd() + ", " + socketAddress(call.address) + ", "
            + (length ? QByteArray::number(*length) : lengthOf(call.address));
    }
    case Function::Getsockname:
    case Function::Accept:
        return fd() + filled();
    case Function::Listen:
        return fd() + ", " + argument(call, ArgumentName::Backlog);
    case Function::Send:
        return fd() + ", \"" + bytes(call.data) + "\", " + argument(call, ArgumentName::Length) + ", "
            + argument(call, ArgumentName::Flags) + ", NULL, 0";
    case Function::Recv: {
        const QByteArray buffer
            = returned.error ? QByteArrayLiteral("ADDRESS") : "\"" + bytes(returned.data) + "\"";
        return fd() + ", " + buffer + ", " + argument(call, ArgumentName::Length) + ", "
            + argument(call, ArgumentName::Flags) + ", NULL, NULL";
    }
    case Function::Shutdown:
        return fd() + ", " + argument(call, ArgumentName::How);
    case Function::Close:
        return fd();
    case Function::Write:
        return fd() + ", \"" + bytes(call.data) + "\", " + argument(call, ArgumentName::Length);
    case Function::Read: {
        const QByteArray buffer
            = returned.error ? QByteArrayLiteral("ADDRESS") : "\"" + bytes(returned.data) + "\"";
        return fd() + ", " + buffer + ", " + argument(call, ArgumentName::Length);
    }
    case Function::Sendto:
        return fd() + ", \"" + bytes(call.data) + "\", " + argument(call, ArgumentName::Length) + ", "
            + argument(call, ArgumentName::Flags) + ", " + socketAddress(call.address) + ", "
            + lengthOf(call.address);
    case Function::Recvfrom:
        return fd() + (returned.error ? ", ADDRESS, " : ", \"" + bytes(returned.data) + "\", ")
            + argument(call, ArgumentName::Length) + ", " + argument(call, ArgumentName::Flags) + filled();
    case Function::Fcntl:
        return fd() + ", " + argument(call, ArgumentName::Command) + ", O_RDONLY|"
            + argument(call, ArgumentName::Flags);
    case Function::Poll: {
        QByteArrayList elements;
        for (const Polled &one : polledBy(call))
            elements << (one.fd < 0 ? "{fd=" + QByteArray::number(one.fd) + '}'
                                    : "{fd=" + QByteArray::number(one.fd)
                        + ", events=" + bytes(pollEventsText(one.events)) + '}');
        return '[' + elements.join(", ") + "], " + QByteArray::number(elements.size()) + ", "
            + QByteArray::number(call.args.find(ArgumentName::Timeout).value());
    }
    case Function::Readlink:
        return "\"/proc/self/fd/" + fd() + "\", \"" + bytes(returned.data) + "\", "
            + argument(call, ArgumentName::Length);
    case Function::Unlink:
        return '"' + bytes(call.address.addressText()) + '"';
    case Function::Getsockopt:
        return fd() + ", " + argument(call, ArgumentName::Level) + ", " + argument(call, ArgumentName::Option)
            + ", [" + QByteArray::number(returned.value) + "], [4]";
    case Function::PthreadCreate:
        break; // no witness is asked about this
    }
    return {};
}

} // namespace

QMap<int, StraceCalls> readStrace(const QByteArray &log)
{
    static const QByteArray unfinished = " <unfinished ...>";
    QMap<int, StraceCalls> result;
    QMap<int, QByteArray> begun;
    for (const QByteArray &line : log.split('\n')) {
        const qsizetype space = line.indexOf(' ');
        const int thread = line.left(space).toInt();
        QByteArray rest = line.mid(space).trimmed();
        if (rest.endsWith(unfinished)) {
            begun[thread] = rest.chopped(unfinished.size());
            continue;
        }
        if (rest.startsWith("<... ")) { // "<... recvfrom resumed>…"
            const QByteArray resumed = "resumed>";
            rest = begun.take(thread) + rest.mid(rest.indexOf(resumed) + resumed.size());
        }
        if (rest.contains('('))
            result[thread] << normalized(rest);
    }
    return result;
}

QByteArray asStracePrints(const RecordedCall &call)
{
    // The C library makes send and recv with these two system calls.
    const Function function = call.entered->function;
    const QByteArray name = function == Function::Send ? QByteArrayLiteral("sendto")
        : function == Function::Recv                   ? QByteArrayLiteral("recvfrom")
                                                       : bytes(sockstep::name(function));
    QByteArray result = name + '(' + argumentsOf(*call.entered, *call.returned)
        + ") = " + QByteArray::number(static_cast<qlonglong>(call.returned->result));
    if (call.returned->error)
        result += ' ' + bytes(errorName(call.returned->error));
    QByteArrayList ready;
    for (const Polled &one : readyOf(*call.returned)) {
        if (function == Function::Poll)
            ready << "{fd=" + QByteArray::number(one.fd) + ", revents=" + bytes(pollEventsText(one.revents))
                    + '}';
    }
    if (!ready.isEmpty())
        result += " ([" + ready.join(", ") + "])";
    else if (function == Function::Poll && call.returned->result == 0)
        result += " (Timeout)";
    return result;
}

} // namespace sockstep::test
