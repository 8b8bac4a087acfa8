// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/state_path.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What the diagram of states says of transitions, in the language that the application has at the
/// time.
class StateStepText {
    Q_DECLARE_TR_FUNCTIONS(StateStepText)
public:
    static QString stateName(TcpState state);
    static QString endName(End end);
    static QString inferred();
    /// A few characters for an edge: "SYN,ACK", "connect()". \p call, of \p history, is the one behind
    /// it; without one the history may be null.
    static QString brief(Cause cause, const History *history, CallId call);
    /// "FIN_WAIT1 → CLOSING: FIN received, ACK sent", for a transition that nobody made.
    static QString full(const Transition &transition);
    /// "Client: 3. FIN_WAIT1 → FIN_WAIT2: ACK of its FIN received (inferred)"
    static QString full(End end, const StateStep &step, const History &history);

private:
    static QString cause(Cause cause, const QString &call);
    static QString reset(End end, const StateStep &step, const History &history);
};

} // namespace sockstep
