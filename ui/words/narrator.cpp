// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/narrator.h"

#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/words/call_sentences.h"
#include "ui/words/state_sentences.h"
#include "ui/words/wire_sentences.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>

namespace sockstep {

namespace {

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

/// How much a sentence matters: of too many, the last of these are left out.
enum class Rank : std::uint8_t { Deed, Killed, FirstReturn, States, Return, Outside, Sent };

struct RankedSentence {
    Rank rank;
    QString text;
};

/// The sentences in their order, without those that are empty and those that are too many.
QString told(std::vector<RankedSentence> sentences)
{
    std::erase_if(sentences, [](const RankedSentence &one) { return one.text.isEmpty(); });
    while (static_cast<qsizetype>(sentences.size()) > Narrator::kMostSentences) {
        const auto least = std::max_element(sentences.begin(), sentences.end(),
            [](const RankedSentence &one, const RankedSentence &other) { return one.rank <= other.rank; });
        sentences.erase(least);
    }
    QStringList texts;
    for (const RankedSentence &one : sentences)
        texts.append(one.text);
    return withParticles(texts.join(u' '));
}

/// The signals that have ended a process, between two events.
void addKilled(
    std::vector<RankedSentence> &sentences, const History &history, EventIndex first, EventIndex end)
{
    for (EventIndex n = first; n < end; ++n) {
        if (std::holds_alternative<ActorKilled>(history.recording().at(n).body))
            sentences.push_back({Rank::Killed, killedSentence(history, n)});
    }
}

/// Does the sentence of this call tell already what its kernel sends: FIN or RST?
bool namesWhatIsSent(const History &history, CallId id)
{
    const CallEntered &call = history.entered(id);
    const CallReturned *returned = history.returned(id);
    const bool closes = call.function == Function::Close || call.function == Function::Shutdown;
    return closes && returned && returned->error == 0;
}

/// The return of a call that was told to end, after \p first; kNoEvent if there is none.
EventIndex lastInterrupted(const History &history, EventIndex first)
{
    for (EventIndex n = history.size(); n > first; --n) {
        const auto *returned = std::get_if<CallReturned>(&history.recording().at(n - 1).body);
        if (returned && returned->error == EINTR)
            return n - 1;
    }
    return kNoEvent;
}

} // namespace

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

QString Narrator::call(CallId id) const
{
    const EventIndex first = history_.call(id).entered;
    const EventIndex end = id < history_.callCount() ? history_.call(id + 1).entered : history_.size();
    const bool sendsItself = namesWhatIsSent(history_, id);
    std::vector<RankedSentence> sentences {{Rank::Deed, callSentence({history_, id})}};
    addKilled(sentences, history_, first, end);
    sentences.push_back({Rank::Sent, sendsItself ? QString() : segmentsSentSentence(history_, first, end)});
    sentences.push_back({Rank::States, statesSentence(history_, first, end)});
    for (const QString &outside : outsideSince(first, end))
        sentences.push_back({Rank::Outside, outside});
    return told(std::move(sentences));
}

QString Narrator::latest() const
{
    if (history_.callCount() == 0)
        return beforeTheFirstStep();
    // A step enters one call, moves one segment or tells a call to end, and may let earlier calls return.
    // What the step itself did comes first, then what it set free.
    const CallId last = history_.callCount();
    const EventIndex end = history_.size();
    const EventIndex entered = history_.call(last).entered;
    const EventIndex wire = lastOnWire(history_, entered);
    const EventIndex interrupted = lastInterrupted(history_, wire == kNoEvent ? entered : wire);
    const bool byWire = wire != kNoEvent && interrupted == kNoEvent;
    const EventIndex news = byWire ? wire : interrupted != kNoEvent ? interrupted : entered;
    const CallId call = byWire ? 0 : history_.callOf(news);
    const bool tellsOfSent = call ? namesWhatIsSent(history_, call) : tellsOfAnswers(history_, wire, end);
    std::vector<RankedSentence> sentences {
        {Rank::Deed, call ? callSentence({history_, call}) : wireSentence(history_, wire, end)}};
    addKilled(sentences, history_, news, end);
    Rank rank = Rank::FirstReturn;
    for (const QString &woken : returnsSince(news, end, call)) {
        sentences.push_back({rank, woken});
        rank = Rank::Return;
    }
    if (!tellsOfSent)
        sentences.push_back({Rank::Sent, segmentsSentSentence(history_, byWire ? news + 1 : news, end)});
    sentences.push_back({Rank::States, statesSentence(history_, news, end)});
    for (const QString &outside : outsideSince(news, end))
        sentences.push_back({Rank::Outside, outside});
    return told(std::move(sentences));
}

/// What the calls came to that returned between two events, but for \p told.
QStringList Narrator::returnsSince(EventIndex first, EventIndex end, CallId told) const
{
    constexpr qsizetype kMost = 2; // more would be a list, and the diagram is a better one
    QStringList sentences;
    int more = 0;
    for (EventIndex n = first; n < end; ++n) {
        const auto *returned = std::get_if<CallReturned>(&history_.recording().at(n).body);
        if (!returned || returned->call == told)
            continue;
        if (sentences.size() < kMost)
            sentences.append(callSentence({history_, returned->call}));
        else
            ++more;
    }
    if (more > 0)
        sentences.back() = tr("%1 more calls have returned.").arg(more + 1);
    return sentences;
}

QString Narrator::segment(SegmentId id) const
{
    return withParticles(
        segmentSentSentence(history_, id, true) + u' ' + segmentFateSentence(history_, id, true));
}

QString Narrator::segmentName(SegmentId id) const { return withParticles(segmentInWords(history_, id)); }

QString Narrator::hostName(Host host) { return host == Host::Client ? tr("client") : tr("server"); }

QString Narrator::state(const StateChanged &change) const
{
    return withParticles(tr("Now %1.").arg(stateClause(history_, change, history_.size(), true)));
}

QString Narrator::socketName(SocketId id) const
{
    const SocketRecord &socket = history_.socket(id);
    const auto &actors = history_.recording().header().actors;
    const QString owner = actorInSentence(actors[socket.actor]).toHtmlEscaped();
    switch (socket.role) {
    case SocketRecord::Role::Listener:
        return tr("the listener");
    case SocketRecord::Role::Connection:
        return tr("the %1's connection").arg(owner);
    case SocketRecord::Role::Client:
    case SocketRecord::Role::Unused:
        break;
    }
    return tr("the %1's socket").arg(owner);
}

QStringList Narrator::outsideSince(EventIndex first, EventIndex end) const
{
    QStringList sentences;
    for (EventIndex n = first; n < end; ++n) {
        if (const auto *seen = std::get_if<OutsideSeen>(&history_.recording().at(n).body))
            sentences.append(outside(*seen));
    }
    return sentences;
}

QString Narrator::outside(const OutsideSeen &seen)
{
    const QString address = QStringLiteral("<b>%1</b>").arg(asShown(seen.address.text()).toHtmlEscaped());
    const QString program = nameAsShown(seen.program).toHtmlEscaped();
    const QString user = nameAsShown(seen.user).toHtmlEscaped();
    if (!seen.program.empty())
        return withParticles(tr("At the other end, %1, is somebody else: the program %2 of the user %3, "
                                "which is no actor of this "
                                "session.")
                                 .arg(address, program, user));
    if (!seen.user.empty())
        return withParticles(tr("At the other end, %1, is somebody else: a program of the user %2, which is "
                                "no actor of this session.")
                                 .arg(address, user));
    return withParticles(
        tr("At the other end, %1, is somebody else, who is no actor of this session.").arg(address));
}

} // namespace sockstep
