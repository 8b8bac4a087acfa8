// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QString>

namespace sockstep {

/// What the change \p n of a socket's state means, without "now": "the listener is in LISTEN". With \p full
/// it says what the state is.
QString stateClause(const History &history, EventIndex n, bool full);
QString stateClause(const History &history, const StateChanged &change, EventIndex n, bool full);

/// Where the sockets are whose state has changed between two events: one sentence; empty if there is nothing
/// to say.
QString statesSentence(const History &history, EventIndex first, EventIndex end);

} // namespace sockstep
