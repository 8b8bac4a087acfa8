// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/strace_log.h"

#include <QProcess>
#include <QQueue>
#include <functional>
#include <map>

namespace sockstep::test {

/// A program that was saved from a lesson, run with --step under strace: its calls are let through one by
/// one. Every wait is for something that the program prints.
class SavedProgram {
public:
    SavedProgram() = default;
    /// Does what is wanted, or says what happened instead in failure().
    bool start(const QStringList &command, const QString &log);
    /// For the next time that the program asks for a message. When there is none, the conversation ends.
    void willType(const QByteArray &message) { messages_.enqueue(message); }
    /// Waits until the program stops before a call of \p function, and lets it through.
    /// \p thread: by its number, if the program has several.
    bool letThrough(const QByteArray &function, int thread = -1);
    /// Waits until the call that was let through has returned.
    bool awaitResult(int thread = -1);
    /// Waits until the program is in recv(), and interrupts it.
    bool interrupt();
    /// Waits until the program has come to its end.
    bool awaitEnd();
    /// Waits until \p signal has ended the program, by the kernel's word.
    bool awaitDeath(int signal);
    /// Ends a program that would wait for ever.
    bool kill();
    const QString &failure() const { return failure_; }
    /// What strace saw. After the end.
    StraceCalls calls(int thread = 0) const;

private:
    bool letThreadThrough(const QByteArray &function, int thread);
    bool awaitOutput(const char *what, const std::function<bool()> &isThere);
    bool fail(const QString &what);
    pid_t processId() const;

    QProcess process_;
    QString log_;
    QByteArray output_;
    QQueue<QByteArray> messages_;
    qsizetype results_ = 0; ///< of output_ that have been waited for
    std::map<int, qsizetype> prompts_, resultsOf_; ///< by thread, where output_ was searched for them last
    QString failure_;
};

/// The calls on sockets, from the first on; of a thread, that need not make one, all. Without files and what
/// the C library does for itself.
StraceCalls socketCalls(const StraceCalls &calls, bool fromSocket = true);

/// C programs do nothing of their own.
StraceCalls asInC(const StraceCalls &calls);
/// Python marks what it makes with SOCK_CLOEXEC, asks each connection for its address, reads links into a
/// buffer of its own size, and closes what is left open when it ends.
StraceCalls asInPython(const StraceCalls &calls);
/// Python's poll() is not given the elements without a socket.
StraceCalls expectedOfPython(const StraceCalls &calls);

} // namespace sockstep::test
