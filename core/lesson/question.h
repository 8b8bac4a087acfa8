// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What came of the call that a question was asked about: by the recording, never by the lesson file.

#include "core/lesson/lesson.h"
#include "core/recording/history.h"

namespace sockstep {

/// "returns", "state", "time-wait", "segment".
std::string_view name(Asked asked);
std::optional<Asked> askedNamed(std::string_view word);

/// Why \p answer can never be what happened; empty if it can.
std::string faultOfAnswer(Asked asked, std::string_view answer);

/// The call that \p actor made when it ran its line \p line, from 1, for the \p nth time, from 1; 0 if it has
/// not run it so often.
CallId nthCallOfLine(const History &history, ActorId actor, std::size_t line, std::size_t nth);

/// What happened, in the words of the answers; nothing as long as it is open. \p call is the call of the
/// question's line; \p settled says that nothing moves until the next step.
std::optional<std::string> whatHappened(
    const Question &question, const History &history, CallId call, bool settled);

/// Is \p answer what happened? "> 0" and ">= 0" fit many numbers.
bool fits(std::string_view answer, std::string_view happened);

} // namespace sockstep
