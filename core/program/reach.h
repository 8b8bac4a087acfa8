// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the programs of a session would do beyond it: a lesson may come from anybody, and its calls are real.

#include "core/program/program.h"

#include <span>
#include <string>
#include <vector>

namespace sockstep {

/// How far a session's calls may reach. In the lab they cannot leave it, whatever this says.
enum class Reach : std::uint8_t {
    Session, ///< loopback, and there only what the session has made: the rest is refused
    PrivateLoopback, ///< everything, on a loopback that nobody else is on
    Network, ///< everything: the person has said yes
};

/// A call that would reach beyond its session.
struct Reaching {
    enum class Kind : std::uint8_t {
        OpensPort, ///< to the networks of this machine
        LeavesMachine,
        OtherProgram, ///< on this machine's loopback, at a port that is not the session's
    };
    Kind kind {};
    std::string actor;
    std::size_t line = 0; ///< index of the program's line
    Function function {};
    Endpoint address; ///< empty: all addresses, at a port that the kernel chooses (listen without bind)
    friend bool operator==(const Reaching &, const Reaching &) = default;
};

/// Those of \p programs, in their order; \p serverPort is the session's own.
std::vector<Reaching> reachOf(std::span<const ActorProgram> programs, std::uint16_t serverPort);

/// "server: bind() opens 0.0.0.0:9000 to the networks of this machine"
std::string describe(const Reaching &reaching);

/// Why a call is made for nobody, whatever the person says; empty for all others. It would send signals to
/// other programs, open what is no socket of a network, or cut the name of a socket file so that it is
/// another's.
std::string whyNever(const CallTemplate &call);

} // namespace sockstep
