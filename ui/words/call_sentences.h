// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One sentence for each thing that a call can come to. They are free functions, which the table in
// call_sentences.cpp finds by the call's function; each looks at what went before (told_call.h). Where a
// sentence has a fact to tell, it tells it in full the first time in a session, and in short after that.

#include "ui/words/told_call.h"

namespace sockstep {

/// What the call did, why it failed, or where it stands: one sentence.
QString callSentence(const ToldCall &told);
/// The signal that has ended a process, which is event \p n.
QString killedSentence(const History &history, EventIndex n);

/// What a call came to that has returned without an error.
namespace success {
QString socketMade(const ToldCall &told);
QString bound(const ToldCall &told);
QString addressAsked(const ToldCall &told);
QString listens(const ToldCall &told);
QString accepted(const ToldCall &told);
QString connected(const ToldCall &told);
QString sent(const ToldCall &told);
QString received(const ToldCall &told);
QString stoppedPart(const ToldCall &told);
QString closed(const ToldCall &told);
QString optionSet(const ToldCall &told);
QString optionAsked(const ToldCall &told);
QString polled(const ToldCall &told);
QString modeSet(const ToldCall &told);
QString linkRead(const ToldCall &told);
QString pathRemoved(const ToldCall &told);
QString threadStarted(const ToldCall &told);
} // namespace success

/// A call that sleeps.
namespace blocked {
QString waitsForConnection(const ToldCall &told);
QString waitsForAnswer(const ToldCall &told);
QString waitsForBytes(const ToldCall &told);
QString waitsForRoom(const ToldCall &told);
QString waitsForAny(const ToldCall &told);
QString waitsForPeer(const ToldCall &told);
QString sleeps(const ToldCall &told);
} // namespace blocked

/// A call that has failed: why, and what helps.
QString failureSentence(const ToldCall &told);

} // namespace sockstep
