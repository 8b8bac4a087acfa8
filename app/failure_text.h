// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"
#include "core/session/session.h"

#include <string>

namespace sockstep {

/// The call that failed last, why, and what helps: one sentence for standard error.
std::string describeFailure(const History &history);

/// Has any call failed?
bool hasFailure(const History &history);

/// Who is still in which call: "the server is blocked in accept(3, …), the client is blocked in recv(4, …)".
/// Ask before the session is stopped.
std::string whoIsBlocked(const Session &session);

} // namespace sockstep
