// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes and datagrams: given to a kernel, and taken from one.
#include "ui/words/call_sentences.h"

#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

#include <algorithm>

namespace sockstep {

namespace {

using Protocol = SocketRecord::Protocol;

QString datagramSent(const ToldCall &told, const QString &bytes)
{
    const bool full = told.isFirst();
    if (told.call.address.isEmpty())
        return (full ? Narrator::tr("The %1 called %2: one datagram of %3 is on its way, and nobody will say "
                                    "whether it arrives.")
                     : Narrator::tr("The %1 called %2: one datagram of %3 is on its way."))
            .arg(told.who(), told.function(), bytes);
    return (full ? Narrator::tr("The %1 called %2: one datagram of %3 is on its way to %4; no connection was "
                                "made, and nobody will say whether it arrives.")
                 : Narrator::tr("The %1 called %2: one datagram of %3 is on its way to %4."))
        .arg(told.who(), told.function(), bytes, told.address());
}

QString datagramReceived(const ToldCall &told, const QString &bytes)
{
    const Endpoint &from = told.returned->address;
    if (told.returned->result == 0)
        return Narrator::tr("The %1 called %2 and got an <b>empty datagram</b>: 0 bytes, which is no end of "
                            "anything.")
            .arg(told.who(), told.function());
    if (from.isEmpty())
        return Narrator::tr("The %1 called %2 and got one datagram, %3.")
            .arg(told.who(), told.function(), bytes);
    return Narrator::tr("The %1 called %2 and got one datagram, %3, and the address that it came from: %4.")
        .arg(told.who(), told.function(), bytes, bold(from.text()));
}

/// Did the other end's FIN arrive, by the states that the kernel reported?
bool hasTheOthersFin(const ToldCall &told)
{
    return told.wasEverIn(TcpState::CloseWait) || told.wasEverIn(TcpState::Closing)
        || told.wasEverIn(TcpState::LastAck) || told.wasEverIn(TcpState::TimeWait);
}

QString streamEnded(const ToldCall &told)
{
    if (told.after(told.past().reset))
        return Narrator::tr(
            "The %1's %2 <b>returned 0</b>: the connection was reset before, and nothing more "
            "comes.")
            .arg(told.who(), told.function());
    if (told.after(told.past().stoppedReading) && !hasTheOthersFin(told))
        return Narrator::tr("The %1's %2 <b>returned 0</b> because of its own shutdown(SHUT_RD): it does not "
                            "wait any more, but the other end can still send.")
            .arg(told.who(), told.function());
    return (told.isFirst()
            ? Narrator::tr("The %1's %2 <b>returned 0</b>, the end of the stream: the other end "
                           "has sent <b>FIN</b> and will send no more data.")
            : Narrator::tr("The %1's %2 <b>returned 0</b>: the end of the stream (FIN)."))
        .arg(told.who(), told.function());
}

/// Are these the bytes that the same socket sent last? Nobody knows from that whether they are an echo.
bool isWhatItSent(const ToldCall &told)
{
    const SocketPast &past = told.past();
    EventIndex sent = past.lastSend;
    // A call of the past may have been followed by other sends: then its own is found by looking back a
    // little.
    constexpr int kMostBack = 16;
    const auto &calls = told.history.actor(told.call.actor).calls;
    if (sent != SocketPast::kNever && !told.after(sent)) {
        sent = SocketPast::kNever;
        const auto here = std::lower_bound(calls.begin(), calls.end(), told.call.call);
        int looked = 0;
        for (auto at = here; at != calls.begin() && looked < kMostBack; ++looked) {
            const CallEntered &other = told.history.entered(*--at);
            if (other.socket == told.call.socket && sends(other.function)) {
                sent = told.history.call(*at).entered;
                break;
            }
        }
    }
    if (sent == SocketPast::kNever)
        return false;
    const std::string &given = std::get<CallEntered>(told.history.recording().at(sent).body).data;
    return !given.empty() && given == told.returned->data;
}

QString bytesReceived(const ToldCall &told, const QString &bytes)
{
    if (told.hasFlag("MSG_PEEK"))
        return Narrator::tr("The %1's %2 looked at %3 (MSG_PEEK): they stay in the receive queue.")
            .arg(told.who(), told.function(), bytes);
    if (told.isFirst() && told.socket().protocol == Protocol::Tcp)
        return Narrator::tr(
            "The %1's %2 got %3 out of the receive queue: TCP is a stream, so that may be fewer "
            "or more than one send() put in.")
            .arg(told.who(), told.function(), bytes);
    return (isWhatItSent(told) ? Narrator::tr("The %1's %2 got %3, the same that it had sent.")
                               : Narrator::tr("The %1's %2 got %3 out of the receive queue."))
        .arg(told.who(), told.function(), bytes);
}

} // namespace

QString success::sent(const ToldCall &told)
{
    const auto taken = static_cast<std::uint64_t>(told.returned->result);
    const QString bytes = bytesInWords(taken);
    const Protocol protocol = told.socket().protocol;
    const bool toAddress = told.call.function == Function::Sendto && !told.call.address.isEmpty();
    if (protocol == Protocol::Udp || (toAddress && told.call.socket == 0))
        return datagramSent(told, bytes);
    if (taken < told.call.data.size())
        return Narrator::tr(
            "The %1's %2 took only %3 of %4 bytes: there was no more room in the send buffer, "
            "and the rest needs another call.")
            .arg(told.who(), told.function())
            .arg(taken)
            .arg(told.call.data.size());
    if (protocol == Protocol::Unix)
        return Narrator::tr("The %1 called %2: the kernel has put %3 into the other end's queue.")
            .arg(told.who(), told.function(), bytes);
    return (told.isFirst() ? Narrator::tr("The %1 called %2: the kernel has taken %3 and will try to deliver "
                                          "them; whether the other program reads them is not known yet.")
                           : Narrator::tr("The %1 called %2: the kernel has taken %3."))
        .arg(told.who(), told.function(), bytes);
}

QString success::received(const ToldCall &told)
{
    const auto got = static_cast<std::uint64_t>(told.returned->result);
    const Protocol protocol = told.socket().protocol;
    if (protocol == Protocol::Udp || (told.call.function == Function::Recvfrom && told.call.socket == 0))
        return datagramReceived(told, bytesInWords(got));
    if (got > 0)
        return bytesReceived(told, bytesInWords(got));
    if (told.call.args.find(ArgumentName::Length) == 0)
        return Narrator::tr("The %1's %2 <b>returned 0</b>, because it was asked for no byte.")
            .arg(told.who(), told.function());
    if (protocol != Protocol::Tcp)
        return Narrator::tr("The %1's %2 <b>returned 0</b>: the other end will send nothing more.")
            .arg(told.who(), told.function());
    return streamEnded(told);
}

QString blocked::waitsForBytes(const ToldCall &told)
{
    const Protocol protocol = told.socket().protocol;
    QString text;
    if (protocol != Protocol::Udp && told.hasFlag("MSG_WAITALL") && told.isFirst())
        text = Narrator::tr(
            "The %1 called %2 and is <b>blocked</b>: with MSG_WAITALL it sleeps until all bytes "
            "that it asked for are there, or the stream ends.");
    else if (!told.isFirst())
        text = Narrator::tr("The %1 called %2 and is <b>blocked</b>: its receive queue is empty.");
    else if (protocol == Protocol::Udp || (told.call.function == Function::Recvfrom && told.call.socket == 0))
        text = Narrator::tr(
            "The %1 called %2 and is <b>blocked</b>: its receive queue is empty, so the kernel "
            "lets its thread sleep until a datagram arrives.");
    else if (protocol == Protocol::Tcp)
        text = Narrator::tr(
            "The %1 called %2 and is <b>blocked</b>: its receive queue is empty, so the kernel "
            "lets its thread sleep until bytes or a FIN arrive.");
    else
        text = Narrator::tr(
            "The %1 called %2 and is <b>blocked</b>: its receive queue is empty, so the kernel "
            "lets its thread sleep until bytes arrive or the stream ends.");
    return text.arg(told.who(), told.function());
}

QString blocked::waitsForRoom(const ToldCall &told)
{
    return (told.socket().protocol == Protocol::Tcp
            ? Narrator::tr(
                "The %1 called %2 and is <b>blocked</b>: the send buffer is full, because the other "
                "end has not acknowledged enough yet.")
            : Narrator::tr("The %1 called %2 and is <b>blocked</b>: there is no room for more."))
        .arg(told.who(), told.function());
}

} // namespace sockstep
