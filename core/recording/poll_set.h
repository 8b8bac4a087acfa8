// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The array of struct pollfd that poll(2) is called with, as a call in a recording keeps it.

#include "core/recording/event.h"

#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// As many descriptors as one poll() of ours asks about.
inline constexpr std::size_t kMostPolled = 16;

/// One element of the array.
struct Polled {
    std::int32_t fd = -1; ///< poll() passes over a negative one
    std::int16_t events = 0; ///< what is asked for
    std::int16_t revents = 0; ///< what the kernel answered
    SocketId socket = 0; ///< the socket behind the descriptor; 0 if none is known
    friend bool operator==(const Polled &, const Polled &) = default;
};

/// One after another: what CallEntered::data is for poll, and CallReturned::data for what is ready.
std::string packPolled(const std::vector<Polled> &all);
std::vector<Polled> unpackPolled(std::string_view data);

/// What a call of poll() asked about, in the order of the array.
std::vector<Polled> polledBy(const CallEntered &call);
/// Those of them that are ready; empty for every other call.
std::vector<Polled> readyOf(const CallReturned &returned);

} // namespace sockstep
