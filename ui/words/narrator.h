// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

struct Polled;

/// Says in plain words what happened and why, from the recording alone. Rich text: the terms are
/// bold. In the language that the application has at the time.
class Narrator {
    Q_DECLARE_TR_FUNCTIONS(Narrator)
public:
    explicit Narrator(const History &history)
        : history_(history)
    {
    }

    /// What the call did, or where it stands, and which states it led to.
    QString call(CallId call) const;
    /// What just happened: the latest call, or a state that changed since.
    QString latest() const;
    /// Nothing has happened yet.
    static QString beforeTheFirstStep();
    /// Who is at the far end of a socket, if it is no actor of the session.
    static QString outside(const OutsideSeen &seen);

    /// What a segment is for, and what became of it.
    QString segment(SegmentId segment) const;
    /// SYN, FIN, 5 bytes, …: what it is about.
    QString segmentName(SegmentId segment) const;
    static QString hostName(Host host);

    /// What a state means for the socket that has come into it.
    QString state(const StateChanged &change) const;
    /// "client", "server", "client 2", … in the language of the interface.
    static QString actorName(const std::string &name);
    /// The same for after an article: "client", "2nd client".
    static QString actorInSentence(const std::string &name);
    /// "the client's socket", "the server's connection", "the listener".
    QString socketName(SocketId socket) const;

private:
    /// "recv()", bold.
    static QString functionName(const CallEntered &call);
    /// What the call did, or where it stands.
    QString standing(CallId call) const;
    QString outcome(const CallEntered &call, const CallReturned &returned) const;
    QString blocked(const CallEntered &call) const;
    QString success(const CallEntered &call, const CallReturned &returned) const;
    QString received(const CallEntered &call, const CallReturned &returned) const;
    bool wasTornDown(const CallEntered &close) const;
    QString closed(const CallEntered &call) const;
    SocketRecord::Protocol protocolOf(const CallEntered &call, const CallReturned &returned) const;
    /// Empty for a call that means the same everywhere.
    QString withDatagrams(const CallEntered &call, const CallReturned &returned) const;
    QString withinThisMachine(const CallEntered &call, const CallReturned &returned) const;
    bool wasConnected(const CallEntered &close) const;
    QString closedInSilence(const CallEntered &call) const;
    QString polled(const CallEntered &call, const CallReturned &returned) const;
    QString readyDescriptor(const Polled &ready) const;
    QString pollSleeps(const CallEntered &call) const;
    QString optionSet(const CallEntered &call) const;
    QString optionAsked(const CallEntered &call, const CallReturned &returned) const;
    QString threadStarted(const CallEntered &call, const CallReturned &returned) const;
    QString otherSuccess(const CallEntered &call, const CallReturned &returned) const;
    QString connected(const CallEntered &call) const;
    QString failure(const CallEntered &call, const CallReturned &returned) const;
    QString interrupted(const CallEntered &call) const;
    static QString noPortFree();
    QString statesSince(EventIndex first, EventIndex end) const;
    QString outsideSince(EventIndex first, EventIndex end) const;
    QString killedSince(EventIndex first, EventIndex end) const;
    QString who(const CallEntered &call) const;
    QString segmentSent(SegmentId segment) const;
    QString segmentFate(SegmentId segment) const;
    QString sentSince(EventIndex first, EventIndex end) const;
    EventIndex lastOnWire(EventIndex after) const;
    QString onWire(EventIndex n) const;

    const History &history_;
};

} // namespace sockstep
