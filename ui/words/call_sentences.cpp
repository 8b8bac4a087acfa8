// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/call_sentences.h"

#include "ui/words/narrator.h"

#include <array>

namespace sockstep {

namespace {

using Telling = QString (*)(const ToldCall &);

struct Entry {
    Function function;
    Telling success;
    Telling blocked;
};

constexpr std::array<Entry, kFunctionCount> kEntries {{
    {Function::Socket, success::socketMade, blocked::sleeps},
    {Function::Setsockopt, success::optionSet, blocked::sleeps},
    {Function::Bind, success::bound, blocked::sleeps},
    {Function::Getsockname, success::addressAsked, blocked::sleeps},
    {Function::Listen, success::listens, blocked::sleeps},
    {Function::Accept, success::accepted, blocked::waitsForConnection},
    {Function::Connect, success::connected, blocked::waitsForAnswer},
    {Function::Send, success::sent, blocked::waitsForRoom},
    {Function::Recv, success::received, blocked::waitsForBytes},
    {Function::Shutdown, success::stoppedPart, blocked::sleeps},
    {Function::Close, success::closed, blocked::waitsForPeer},
    {Function::Read, success::received, blocked::waitsForBytes},
    {Function::Write, success::sent, blocked::waitsForRoom},
    {Function::Sendto, success::sent, blocked::waitsForRoom},
    {Function::Recvfrom, success::received, blocked::waitsForBytes},
    {Function::Poll, success::polled, blocked::waitsForAny},
    {Function::Fcntl, success::modeSet, blocked::sleeps},
    {Function::Readlink, success::linkRead, blocked::sleeps},
    {Function::Unlink, success::pathRemoved, blocked::sleeps},
    {Function::Getsockopt, success::optionAsked, blocked::sleeps},
    {Function::PthreadCreate, success::threadStarted, blocked::sleeps},
}};

constexpr bool functionsAreInOrder()
{
    for (std::size_t i = 0; i < kEntries.size(); ++i) {
        if (static_cast<std::size_t>(kEntries[i].function) != i)
            return false;
    }
    return true;
}
static_assert(functionsAreInOrder());

} // namespace

QString callSentence(const ToldCall &told)
{
    const Entry &entry = kEntries.at(static_cast<std::size_t>(told.call.function));
    if (told.returned)
        return told.returned->error ? failureSentence(told) : entry.success(told);
    if (told.history.killedIn(told.id))
        return Narrator::tr("The %1's %2 does not come back: its process has ended.")
            .arg(told.who(), told.function());
    if (told.record.blocked != kNoEvent)
        return entry.blocked(told);
    return Narrator::tr("The %1 is in %2.").arg(told.who(), told.function());
}

QString killedSentence(const History &history, EventIndex n)
{
    const auto &killed = std::get<ActorKilled>(history.recording().at(n).body);
    const ToldCall told(history, killed.call);
    const QString signal = bold(signalName(killed.signal));
    return (killed.threads.empty()
            ? Narrator::tr(
                "Without <b>MSG_NOSIGNAL</b> the kernel sends %1 as well, which ends the %2's process: "
                "its program never sees what %3 returned, and the kernel closes its descriptors.")
            : Narrator::tr(
                "Without <b>MSG_NOSIGNAL</b> the kernel sends %1 as well, which ends the whole process "
                "with all its threads: the %2 never sees what %3 returned, and the kernel closes the "
                "descriptors."))
        .arg(signal, told.who(), told.function());
}

} // namespace sockstep
