// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <string>

namespace sockstep {

/// "SIGPIPE ends the server, thread-1": who makes no call any more.
std::string killedText(const ActorKilled &killed, const Header &header);

} // namespace sockstep
