// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a call and its result are written, the same in the window, in the text output and in exports.
// Language-neutral: C names and numbers only.

#include "core/recording/event.h"

#include <string>

namespace sockstep {

/// With every argument: "send(7, \"hello\", 5, 0)".
std::string fullCallText(const CallEntered &call);
/// As a label in the diagram, where the lane says which socket: "send \"hello\"", "bind(:9000)".
std::string shortCallText(const CallEntered &call);

/// The number that the call returned, with the error's name: "5", "-1 EADDRINUSE".
std::string resultNumber(const CallReturned &returned);
/// As a label: what recv or getsockopt got, what poll found ready, else the number: "\"hello\"", "0 (EOF)",
/// "1: fd 5".
std::string resultLabel(const CallEntered &call, const CallReturned &returned);

/// The value that getsockopt filled in; of SO_ERROR, the error's name: "0", "ECONNREFUSED".
std::string optionValueText(const CallEntered &call, const CallReturned &returned);

/// Bytes as a C string literal of at most \p most characters between the quotes, as text/shown_text.h shows
/// them. What does not fit is replaced by "…".
std::string quotedBytes(std::string_view bytes, std::size_t most);
/// "68 65 6c 6c 6f", at most \p most bytes, then "…".
std::string hexBytes(std::string_view bytes, std::size_t most);

/// "3.2 ms", "1.05 s", "12 µs": three significant digits at most.
std::string durationText(std::chrono::nanoseconds duration);

} // namespace sockstep
