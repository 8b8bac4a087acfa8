// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Questions to a recording, answered as text where a test compares them: Qt Test prints both sides.

#include "core/recording/recording.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <string_view>
#include <vector>

namespace sockstep::test {

/// One call with what became of it so far. Points into the recording.
struct RecordedCall {
    std::string_view actor;
    const CallEntered *entered = nullptr;
    const CallReturned *returned = nullptr; ///< null while the call is in progress
    bool blocked = false;

    bool is(Function function) const { return entered->function == function; }
    bool succeeded() const { return returned && returned->result >= 0; }
    bool failedWith(int error) const { return returned && returned->error == error; }
};

/// In the order in which they were entered.
std::vector<RecordedCall> callsIn(const Recording &recording);
std::vector<RecordedCall> callsOf(const Recording &recording, std::string_view actor);
std::vector<RecordedCall> callsOf(const Recording &recording, std::string_view actor, Function function);
std::optional<RecordedCall> lastCallOf(const Recording &recording, std::string_view actor);

/// The same on every machine: sockets by our ids, ports that the kernel chose as PORT, no
/// descriptors, inodes or times. "client  recv(2, 65536, 0) = 5 \"hello\"  blocked"
QString text(const RecordedCall &call);
/// Results of the calls of \p function by \p actor: "0", "-1 ECONNREFUSED", "?" if still in
/// progress.
QStringList resultsOf(const Recording &recording, std::string_view actor, Function function);

/// The bytes that recv gave, and those that send took.
std::string received(const Recording &recording, std::string_view actor);
std::string sent(const Recording &recording, std::string_view actor);

std::vector<StateChanged> stateChanges(const Recording &recording);
std::vector<StateChanged> stateChanges(const Recording &recording, SocketId socket);
/// "CLOSE SYN_SENT ESTABLISHED": every state of a socket in order, passed or present.
QString statePath(const Recording &recording, SocketId socket);
/// The present state; CLOSE if none was recorded.
TcpState stateOf(const Recording &recording, SocketId socket);
/// The most recent word on the queues and timer of a socket.
SocketSample sampleOf(const Recording &recording, SocketId socket);
/// All sockets that the recording names, ascending.
std::vector<SocketId> sockets(const Recording &recording);

/// The socket that \p actor got from its last successful \p maker (Socket or Accept); 0 if none.
SocketId socketMadeBy(const Recording &recording, std::string_view actor, Function maker);
inline SocketId listenerOf(const Recording &r) { return socketMadeBy(r, "server", Function::Socket); }
inline SocketId connectionOf(const Recording &r) { return socketMadeBy(r, "server", Function::Accept); }
inline SocketId clientSocketOf(const Recording &r) { return socketMadeBy(r, "client", Function::Socket); }

/// Changes of state that the table of transitions() does not have; empty if all is well.
QStringList impossibleTransitions(const Recording &recording);

} // namespace sockstep::test
