// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/recording.h"

#include <memory>
#include <string>
#include <vector>

namespace sockstep::test {

/// Which calls a recording is to have.
struct CallKind {
    Function function {};
    bool aboutSocket = false; ///< about a socket of the session; else about a descriptor that is none
    bool withMore = false; ///< with arguments, an address and data; else without
    std::string name() const; ///< "recv, no socket, bare"
};

/// Every function, about a socket and about none, with all that a call can have and with nothing.
std::vector<CallKind> everyCallKind();

/// Every errno that a recording has a name for, and one that it has none for.
std::vector<int> everyErrno();

/// A connection of two actors with a message on its way, and then the call with every outcome: several
/// results, every errno, asleep before or not. For tests and fuzzers: has no Qt.
std::unique_ptr<Recording> everyOutcomeOf(const CallKind &kind);

} // namespace sockstep::test
