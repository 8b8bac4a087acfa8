// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How an address is written in a file. The path of a Unix-domain socket is any bytes, and a file is UTF-8: a
// byte that is none is written as \xNN, and so that nothing can be mistaken for it, a backslash as \\.

#include "core/base/endpoint.h"

namespace sockstep {

/// Endpoint::text(), fit for a file.
std::string addressText(const Endpoint &endpoint);
/// The other way; nothing if it is no address.
std::optional<Endpoint> addressOfText(std::string_view text);

} // namespace sockstep
