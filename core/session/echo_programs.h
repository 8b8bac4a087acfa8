// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/program.h"

namespace sockstep {

/// Who sends the first FIN.
enum class Closing : std::uint8_t { ClientFirst, ServerFirst };

/// "client-close" and "server-close", as the command line and the header name the lessons.
std::string_view lessonName(Closing closing);
std::optional<Closing> closingNamed(std::string_view lesson);

struct EchoOptions {
    Endpoint server = Endpoint::loopback(9000); ///< port 0: the kernel chooses one
    Closing closing = Closing::ClientFirst;
    /// Both the server that leaves a TIME_WAIT behind and the one that binds over it must set it.
    bool reuseAddress = true;
};

/// An echo server for one connection: returns what it receives until recv returns 0, or until it is
/// told to close. Up to and including the echo loop it is the same for both ways of closing, so a
/// session can change between them while connected.
Program echoServer(const EchoOptions &options);

/// A client that sends what is typed and waits for each echo.
Program echoClient(const EchoOptions &options);

} // namespace sockstep
