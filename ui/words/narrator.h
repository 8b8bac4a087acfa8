// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// Says in plain words what happened and why, from the recording alone. Rich text: the terms are
/// bold. In the language that the application has at the time.
///
/// A step is told in three sentences at the most: what it did, what that set free or sent, and where the
/// sockets are then. The sentences are free functions (call_sentences.h, wire_sentences.h,
/// state_sentences.h), which look at what went before; a fact is told in full the first time and in short
/// after that, which depends on nothing but the events up to then.
class Narrator {
    Q_DECLARE_TR_FUNCTIONS(Narrator)
public:
    static constexpr qsizetype kMostSentences = 3;

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
    QStringList returnsSince(EventIndex first, EventIndex end, CallId told) const;
    QStringList outsideSince(EventIndex first, EventIndex end) const;

    const History &history_;
};

} // namespace sockstep
