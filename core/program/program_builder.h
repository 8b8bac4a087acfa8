// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What programs are written with: lines one after another, and the calls that nearly all of them make.

#include "core/program/program.h"

namespace sockstep {

class ProgramBuilder {
public:
    /// Appends a line that makes \p call; in \p shape, {} stands for the call.
    Line &add(CallTemplate call, std::string_view shape = "{};");
    /// Appends a line without a call.
    Line &add(std::string code);
    /// The index that the next line will have.
    Target next() const { return static_cast<Target>(program_.lines.size()); }
    Line &at(Target index) { return program_.lines[index]; }
    Program take() { return std::move(program_); }

private:
    Program program_;
};

CallTemplate tcpSocket(std::string result);
CallTemplate recvFrom(std::string socket);
CallTemplate sendTo(std::string socket, Payload payload);
CallTemplate stopSending(std::string socket);
/// An option at SOL_SOCKET whose value is an int.
CallTemplate setOption(std::string socket, int option, int value);
CallTemplate closing(std::string socket);

/// Whatever goes wrong with a connection, the program goes on: a failed close or shutdown is not
/// tried again.
inline void goOnAfterError(Line &line) { line.onError = kNextLine; }

} // namespace sockstep
