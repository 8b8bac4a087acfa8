// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/program.h"

#include <array>

namespace sockstep {

/// How a connection ends: who sends the first FIN, or RST.
enum class Closing : std::uint8_t {
    ClientFirst,
    ServerFirst,
    BothAtOnce, ///< one step lets both call shutdown; which FIN wins, or neither, is the kernel's to say
    ClientUnread, ///< the client closes with an echo that it has not read: RST
    ClientLinger, ///< the client closes with SO_LINGER {1, 0}: RST
    ClientHalfClose, ///< the client stops sending, and the server still has something to say
};
inline constexpr std::array kClosings {Closing::ClientFirst, Closing::ServerFirst, Closing::BothAtOnce,
    Closing::ClientUnread, Closing::ClientLinger, Closing::ClientHalfClose};

/// "client-close", "server-close", …, as the command line and the header name the lessons.
std::string_view lessonName(Closing closing);
std::optional<Closing> closingNamed(std::string_view lesson);
/// The server ends the conversation of its own accord: somebody has to tell it to.
bool serverIsTold(Closing closing);

struct EchoOptions {
    Endpoint server = Endpoint::loopback(9000); ///< port 0: the kernel chooses one
    Closing closing = Closing::ClientFirst;
    /// Both the server that leaves a TIME_WAIT behind and the one that binds over it must set it.
    bool reuseAddress = true;
};

/// An echo server for one connection: returns what it receives until recv returns 0, or until it is
/// told to close. Up to and including the echo loop it is the same for all ways of closing, so a
/// session can change between them while connected.
Program echoServer(const EchoOptions &options);

/// A server that is started again: binds \p address, and gives it back at once. It begins anew each time
/// that its last call has returned.
Program serverAgain(const Endpoint &address, bool reuseAddress);

/// A client that sends what is typed and waits for each echo.
Program echoClient(const EchoOptions &options);

} // namespace sockstep
