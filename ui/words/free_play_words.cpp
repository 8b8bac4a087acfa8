// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/free_play_words.h"

#include "core/session/likely_calls.h"
#include "ui/look/as_shown.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/words/narrator.h"

namespace sockstep {

namespace {

QString called(Function function) { return QStringLiteral("<b>%1()</b>").arg(asShown(name(function))); }

/// The socket that the last call of all was about, or has made; 0 if it is closed, or if there was none.
SocketId lastSocket(const History &history)
{
    const CallId last = history.callCount();
    if (last == 0)
        return 0;
    const CallReturned *returned = history.returned(last);
    const SocketId socket = returned && returned->socket ? returned->socket : history.entered(last).socket;
    return history.socket(socket).open ? socket : 0;
}

} // namespace

QString FreePlayWords::introduction()
{
    return tr("<b>Free play.</b> A server and up to eight clients, and no script: each button at the left "
              "makes one real call, and the kernel answers it, even if it makes no sense. The calls that "
              "usually come next in the life of the socket stand out.");
}

QString FreePlayWords::standing(const Follower &follower, const Playback &playback)
{
    const Session &session = playback.session();
    const History &history = follower.history();
    const auto &actors = follower.recording().header().actors;
    QStringList blocked;
    for (ActorId actor = 0; actor < session.actorCount(); ++actor) {
        const ActorStatus status = session.status(actor);
        if (status.state == ActorStatus::State::Blocked)
            blocked << tr("the %1 in %2")
                           .arg(Narrator::actorInSentence(actors.at(actor)).toHtmlEscaped(),
                               called(status.function));
    }
    QStringList sentences;
    constexpr qsizetype kMost = 4;
    if (blocked.size() > kMost)
        blocked = blocked.mid(0, kMost) << QStringLiteral("…");
    if (!blocked.isEmpty())
        sentences << tr("Blocked: %1. Interrupt (Alt+I) wakes the chosen one.")
                         .arg(blocked.join(QStringLiteral(", ")));
    const SocketId socket = lastSocket(history);
    const CallId last = history.callCount();
    const ActorId actor = last ? history.entered(last).actor : ActorId {0};
    const bool free = session.status(actor).state == ActorStatus::State::AtEnd;
    QStringList likely;
    for (const Function function : likelyCalls(history, socket, actor != 0))
        likely << called(function);
    if (session.status(actor).killed)
        sentences << tr(
            "The process of the %1 has ended; the button at the left starts it again, with no socket.")
                         .arg(Narrator::actorInSentence(actors.at(actor)).toHtmlEscaped());
    else if (free && !playback.freePlay()->canMake(actor))
        sentences << tr("The program of the %1 can take no more lines. Restart (Ctrl+R) starts again.")
                         .arg(Narrator::actorInSentence(actors.at(actor)).toHtmlEscaped());
    else if (free && !likely.isEmpty())
        sentences << tr("Your turn. Next in the life of a socket, for the %1: %2.")
                         .arg(Narrator::actorInSentence(actors.at(actor)).toHtmlEscaped(),
                             likely.join(QStringLiteral(" · ")));
    else if (sentences.isEmpty())
        sentences << tr("Your turn: choose a call at the left.");
    return sentences.join(u' ');
}

QString FreePlayWords::nothingScripted(bool withWire)
{
    return withWire
        ? tr("In free play nothing is scripted: the buttons at the left make the calls. Step and Play "
             "deliver what the wire holds, and it holds nothing.")
        : tr("In free play nothing is scripted: the buttons at the left make the calls, one each.");
}

} // namespace sockstep
