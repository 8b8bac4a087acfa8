// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/saved_program.h"

#include "support/patience.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QThread>
#include <algorithm>
#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>

namespace sockstep::test {

namespace {

constexpr int kPatienceMs = int {kPatience.count()};
constexpr const char *kPrompt = "  [Enter] ";
constexpr const char *kMessagePrompt = "message> ";
/// Before what a call returned.
const QByteArray kResult = QByteArrayLiteral("  → ");

} // namespace

bool SavedProgram::fail(const QString &what)
{
    failure_ = what + QStringLiteral("; it has printed:\n") + QString::fromUtf8(output_)
        + QString::fromUtf8(process_.readAllStandardError());
    return false;
}

bool SavedProgram::start(const QStringList &command, const QString &log)
{
    log_ = log;
    const QStringList arguments {QStringLiteral("-f"), QStringLiteral("--seccomp-bpf"), QStringLiteral("-xx"),
        QStringLiteral("-s"), QStringLiteral("200000"), QStringLiteral("-q"), QStringLiteral("-e"),
        QStringLiteral("signal=none"), QStringLiteral("-e"),
        QStringLiteral("trace=socket,setsockopt,getsockopt,bind,getsockname,listen,accept,accept4,connect,"
                       "sendto,recvfrom,shutdown,close,read,write,poll,?ppoll,fcntl,readlink,?readlinkat,"
                       "unlink,?unlinkat,openat,?open"),
        QStringLiteral("-o"), log};
    // Its first descriptor is to be 3, whatever the one who runs the tests has left open: close_range(2).
    process_.setChildProcessModifier([] { close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); });
    process_.start(QStringLiteral(STRACE), arguments + command);
    return process_.waitForStarted(kPatienceMs) || fail(process_.errorString());
}

bool SavedProgram::awaitOutput(const char *what, const std::function<bool()> &isThere)
{
    QElapsedTimer clock;
    clock.start();
    while (true) {
        output_ += process_.readAllStandardOutput();
        if (isThere())
            return true;
        const bool over = process_.state() == QProcess::NotRunning;
        if (over || !process_.waitForReadyRead(static_cast<int>(kPatienceMs - clock.elapsed()))) {
            output_ += process_.readAllStandardOutput();
            return isThere() || fail(QStringLiteral("waited for %1 in vain").arg(QLatin1String(what)));
        }
    }
}

/// "2: recv(cfd, buf, sizeof buf, 0)  [2 Enter]", with the prompts of other threads around it.
bool SavedProgram::letThreadThrough(const QByteArray &function, int thread)
{
    const QByteArray number = QByteArray::number(thread);
    const QByteArray end = "  [" + number + " Enter]\n";
    qsizetype &from = prompts_[thread];
    if (!awaitOutput("a thread's call", [&] { return output_.indexOf(end, from) >= 0; }))
        return false;
    const qsizetype at = output_.indexOf(end, from);
    const QByteArray line = output_.mid(output_.lastIndexOf('\n', at) + 1);
    from = at + end.size();
    if (!line.startsWith(number + ": " + function + '('))
        return fail(QStringLiteral("wanted a call of %1").arg(QString::fromUtf8(function)));
    process_.write(number + '\n');
    return process_.waitForBytesWritten(kPatienceMs) || fail(QStringLiteral("cannot press Enter"));
}

bool SavedProgram::letThrough(const QByteArray &function, int thread)
{
    if (thread >= 0)
        return letThreadThrough(function, thread);
    while (true) {
        if (!awaitOutput("a call or a message to be asked for",
                [&] { return output_.endsWith(kPrompt) || output_.endsWith(kMessagePrompt); }))
            return false;
        if (output_.endsWith(kPrompt))
            break;
        output_ += '\n'; // as a terminal would show it
        process_.write((messages_.isEmpty() ? QByteArray() : messages_.dequeue()) + '\n');
        process_.waitForBytesWritten(kPatienceMs);
    }
    const QByteArray line = output_.mid(output_.lastIndexOf('\n') + 1);
    if (!line.startsWith(function + '('))
        return fail(QStringLiteral("wanted a call of %1").arg(QString::fromUtf8(function)));
    output_ += '\n';
    process_.write("\n");
    return process_.waitForBytesWritten(kPatienceMs) || fail(QStringLiteral("cannot press Enter"));
}

bool SavedProgram::awaitResult(int thread)
{
    if (thread >= 0) {
        const QByteArray begin = QByteArray::number(thread) + ':' + kResult;
        qsizetype &from = resultsOf_[thread];
        const bool there = awaitOutput("the result of a thread's call", [&] {
            const qsizetype at = output_.indexOf(begin, from);
            return at >= 0 && output_.indexOf('\n', at) >= 0;
        });
        if (there)
            from = output_.indexOf(begin, from) + begin.size();
        return there;
    }
    ++results_;
    return awaitOutput("the result of a call", [&] {
        const qsizetype last = output_.lastIndexOf(kResult);
        return output_.count(kResult) >= results_ && output_.indexOf('\n', last) >= 0;
    });
}

/// Of the program itself: strace writes it before each call.
pid_t SavedProgram::processId() const
{
    QFile log(log_);
    return log.open(QIODevice::ReadOnly) ? log.read(20).split(' ').first().toInt() : 0;
}

bool SavedProgram::interrupt()
{
    // "45 0x4 …" while the call is in the kernel (proc(5)).
    const QByteArray inRecv = QByteArray::number(SYS_recvfrom) + ' ';
    QFile state(QStringLiteral("/proc/%1/syscall").arg(processId()));
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kPatienceMs) {
        if (!state.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("%1: %2").arg(state.fileName(), state.errorString()));
        const QByteArray text = state.readAll();
        state.close();
        if (text.startsWith(inRecv))
            return ::kill(processId(), SIGINT) == 0;
        QThread::yieldCurrentThread();
    }
    return fail(QStringLiteral("it does not block"));
}

bool SavedProgram::awaitEnd()
{
    const bool ended = process_.state() == QProcess::NotRunning || process_.waitForFinished(kPatienceMs);
    output_ += process_.readAllStandardOutput();
    if (!ended || process_.exitStatus() != QProcess::NormalExit || process_.exitCode() != 0)
        return fail(QStringLiteral("it has not come to its end"));
    return true;
}

/// strace ends itself as the program has ended.
bool SavedProgram::awaitDeath(int signal)
{
    const bool ended = process_.state() == QProcess::NotRunning || process_.waitForFinished(kPatienceMs);
    output_ += process_.readAllStandardOutput();
    if (!ended || process_.exitStatus() != QProcess::CrashExit || process_.exitCode() != signal)
        return fail(QStringLiteral("no signal %1 has ended it").arg(signal));
    return true;
}

bool SavedProgram::kill()
{
    const pid_t program = processId();
    const bool killed = program > 0 && ::kill(program, SIGKILL) == 0;
    return (killed && process_.waitForFinished(kPatienceMs)) || fail(QStringLiteral("it cannot be ended"));
}

/// Threads get their numbers from the kernel in the order in which they are made.
StraceCalls SavedProgram::calls(int thread) const
{
    QFile log(log_);
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const auto threads = readStrace(log.readAll());
    return socketCalls(threads.values().value(thread), thread == 0);
}

StraceCalls socketCalls(const StraceCalls &calls, bool fromSocket)
{
    static const QRegularExpression opens(QStringLiteral("^open(?:at)?\\(.* = (\\d+)$"));
    static const QRegularExpression firstNumber(QStringLiteral("^[a-z0-9]+\\((\\d+)"));
    const auto first = std::find_if(calls.begin(), calls.end(),
        [&](const QByteArray &call) { return !fromSocket || call.startsWith("socket("); });
    StraceCalls result;
    QSet<int> files {0, 1, 2};
    for (auto call = first; call != calls.end(); ++call) {
        const QString line = QString::fromUtf8(call->left(300));
        const QRegularExpressionMatch opened = opens.match(line);
        const QRegularExpressionMatch number = firstNumber.match(line);
        const int fd = number.hasMatch() ? number.captured(1).toInt() : -1;
        if (opened.hasMatch())
            files << opened.captured(1).toInt();
        else if (call->startsWith("open") || call->endsWith("= ?"))
            continue; // there was no such file; the program was killed in this call
        else if (!number.hasMatch() || !files.contains(fd))
            result << *call;
        if (call->startsWith("close(") && fd > 2)
            files.remove(fd);
    }
    return result;
}

StraceCalls asInC(const StraceCalls &calls) { return calls; }

StraceCalls expectedOfPython(const StraceCalls &calls)
{
    StraceCalls result;
    for (QByteArray call : calls) {
        if (call.startsWith("poll([")) {
            call.replace("{fd=-1}, ", "").replace(", {fd=-1}", "");
            const qsizetype end = call.indexOf("], ");
            const qsizetype count = call.left(end).count("{fd=");
            call.replace(end + 3, call.indexOf(',', end + 3) - end - 3, QByteArray::number(count));
        }
        result << call;
    }
    return result;
}

StraceCalls asInPython(const StraceCalls &calls)
{
    StraceCalls result;
    for (QByteArray call : calls) {
        if (call.startsWith("getsockname(") && !result.isEmpty() && result.last().startsWith("accept("))
            continue;
        call.replace("|SOCK_CLOEXEC", "").replace(", SOCK_CLOEXEC)", ")").replace("accept4(", "accept(");
        if (call.startsWith("readlink("))
            call.replace(", 4096)", ", 65536)");
        result << call;
    }
    return result;
}

} // namespace sockstep::test
