// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"
#include "core/session/free_play.h"
#include "core/source/lesson_source.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QStringList>
#include <algorithm>

namespace sockstep::test {

inline constexpr ActorId kServer = 0;
inline constexpr ActorId kClient = 1;

inline SessionOptions inFreePlay(NetworkKind network = NetworkKind::Loopback)
{
    SessionOptions base = onAnyPort(Closing::ClientFirst);
    base.network = network;
    base.server = serverAddressOn(network, network == NetworkKind::Lab ? 9000 : 0);
    base.wire.mode = WireSettings::Mode::Step;
    return FreePlay::session(std::move(base));
}

/// A session of free play, a call at a time.
struct Played {
    SteppedSession session;
    FreePlay play;

    explicit Played(SessionOptions options = inFreePlay())
        : session(std::move(options))
        , play(*session.operator->())
    {
    }
    const Recording &recording() const { return session.recording(); }
    bool start() { return session.start(); }
    bool make(ActorId actor, const CallByHand &call) { return play.make(actor, call) && session.settle(); }
    bool makeAll(ActorId actor, std::initializer_list<CallByHand::What> calls)
    {
        return std::all_of(calls.begin(), calls.end(), [&](CallByHand::What what) {
            return make(actor, CallByHand {what, {}});
        });
    }
    /// Of the last call of \p actor.
    QString result(ActorId actor) const
    {
        const auto calls = callsOf(recording(), recording().header().actors.at(actor));
        return calls.empty() ? QStringLiteral("none") : textOf(calls.back());
    }
    static QString textOf(const RecordedCall &call)
    {
        if (!call.returned)
            return call.blocked ? QStringLiteral("blocked") : QStringLiteral("?");
        return call.returned->error ? QString::fromStdString(errorName(call.returned->error))
                                    : QString::number(call.returned->result);
    }
    QStringList program(ActorId actor) const
    {
        History history(recording());
        history.advance();
        QStringList lines;
        for (const std::string &line : history.programOf(actor))
            lines << QString::fromStdString(line);
        return lines;
    }
    /// What is saved of it.
    LessonSource source()
    {
        std::vector<ActorProgram> programs;
        for (ActorId actor = 0; actor < session->actorCount(); ++actor)
            programs.push_back({recording().header().actors.at(actor), session->program(actor)});
        return lessonSource(session->options(), std::move(programs), "en");
    }
    bool listens()
    {
        return makeAll(kServer,
            {CallByHand::What::SocketTcp, CallByHand::What::ReuseAddress, CallByHand::What::BindServer,
                CallByHand::What::Listen});
    }
    bool connects()
    {
        return listens() && makeAll(kClient, {CallByHand::What::SocketTcp, CallByHand::What::Connect})
            && make(kServer, {CallByHand::What::Accept, {}});
    }
};

} // namespace sockstep::test
