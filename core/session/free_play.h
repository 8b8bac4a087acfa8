// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/call_parser.h"
#include "core/session/session.h"

#include <set>

namespace sockstep {

/// One call as a person has chosen it.
struct CallByHand {
    /// Which call, with those of its arguments that can be chosen.
    enum class What : std::uint8_t {
        SocketTcp,
        SocketUdp,
        SocketTcp6,
        SocketUdp6,
        ReuseAddress,
        ReusePort,
        LingerZero,
        ReceiveBuffer, ///< SO_RCVBUF of 4096 bytes, so that it can be filled by hand
        SendBuffer,
        NotOnlyIPv6, ///< IPV6_V6ONLY 0: an IPv6 listener takes IPv4 too
        NonBlocking,
        Blocking,
        BindServer, ///< the address at which clients look for the server
        BindServer6,
        BindAnyPort, ///< the host's own address, port 0: the kernel chooses
        BindAnyPort6,
        Getsockname,
        Listen, ///< with \c number as its backlog
        Accept,
        Connect, ///< to the server
        Connect6,
        Send, ///< \c text
        SendReceived, ///< what the last recv got: an echo
        SendNow, ///< \c text with MSG_DONTWAIT
        Recv, ///< at most \c number bytes
        RecvPeek,
        RecvNow, ///< MSG_DONTWAIT
        Sendto, ///< \c text, to the server
        Sendto6,
        SendtoPeer, ///< \c text, to where the last recvfrom came from
        Recvfrom, ///< at most \c number bytes
        ShutdownWrite,
        ShutdownRead,
        ShutdownBoth,
        Close,
    };
    static constexpr int kWhatCount = static_cast<int>(What::Close) + 1;

    What what {};
    /// The variable of its descriptor; not for socket(). Empty: that of the socket that was made last.
    std::string socket {};
    std::string text {};
    int number = 0; ///< 0 for recv: the whole buffer

    static Function functionOf(What what);
};

/// Free play: a session without a script, in which one server and up to eight clients make the calls that a
/// person chooses, one line of C each. The line is read by the lessons' own parser, so that what is shown is
/// what runs. Nothing is forbidden that a kernel would answer.
///
/// Threads: as the session's; it belongs to the thread that steers it.
class FreePlay {
public:
    static constexpr std::string_view kLesson = "free-play"; ///< its name in a recording's header
    static constexpr int kMostClients = 8;
    /// The most bytes of text that one call can send: more could not be read in a line.
    static constexpr std::size_t kMostText = 4096;

    /// \p base made into a session of free play.
    static SessionOptions session(SessionOptions base);
    /// The addresses that its programs can name, on the server's host or on that of the clients.
    static AddressBook addressesOn(NetworkKind network, std::uint16_t port, bool client);
    /// Is that what \p header is of?
    static bool isIn(const Header &header) { return header.lesson == kLesson; }

    /// \p session must have been made with session(), and must outlive this.
    explicit FreePlay(Session &session);

    /// Those that have begun, the server first.
    std::vector<ActorId> actors() const;
    /// The next client begins. Nothing if there are eight, or if the session is over.
    std::optional<ActorId> addClient();
    bool canAddClient() const;
    /// Has a signal ended the process of \p actor?
    bool isKilled(ActorId actor) const { return session_.status(actor).killed; }
    /// Then it begins again, as another process: with an empty program, and no descriptor of the one before.
    bool startAgain(ActorId actor);

    /// The sockets of \p actor that are open, in the order in which they were made.
    std::vector<ProgramCursor::Variable> sockets(ActorId actor) const
    {
        return session_.openVariables(actor);
    }
    /// Is \p actor held, with room for another line?
    bool canMake(ActorId actor) const;
    /// The call as it would stand in the program: "recv(fd, buf, sizeof buf, 0)".
    std::string expression(ActorId actor, const CallByHand &call) const;
    /// The same with the address that it names: "connect(fd, addr, addrlen)  // 127.0.0.1:9000".
    std::string line(ActorId actor, const CallByHand &call) const;
    /// Does \p variable of \p actor hold a socket of AF_INET6?
    bool isIPv6(ActorId actor, const std::string &variable) const;
    /// Adds its line to the program of \p actor, who makes the call at once. False if it is in a call, if its
    /// program is full, or if \p call has more text than kMostText.
    bool make(ActorId actor, const CallByHand &call);
    /// Would \p call open a port to the networks of this machine, which nobody has allowed? A listen() does,
    /// to a socket that has no address.
    bool opensAnyPort(ActorId actor, const CallByHand &call) const;
    /// A real signal wakes \p actor from its call, which returns EINTR. False if it is in none.
    bool interrupt(ActorId actor) { return session_.interrupt(actor); }

private:
    /// What the program of one actor has said so far.
    struct Script {
        Declarations declared;
        std::set<std::string, std::less<>> written; ///< variables that a line has declared
        std::set<std::string, std::less<>> used; ///< those that have held a socket: not used again
        std::set<std::string, std::less<>> ipv6; ///< those that hold one of AF_INET6
        std::string last; ///< the variable of the last line
    };
    bool isClient(ActorId actor) const;
    std::string variableFor(ActorId actor, const CallByHand &call) const;
    std::string newVariable(const Script &script, ActorId actor, Function maker) const;
    void declare(Script &script, std::string_view statement, std::vector<Line> &lines) const;
    std::string commentFor(const CallTemplate &call) const;
    void noteOpen(ActorId actor);

    Session &session_;
    AddressBook addresses_[2]; // for the server, for clients
    std::vector<Script> scripts_; // by actor
};

} // namespace sockstep
