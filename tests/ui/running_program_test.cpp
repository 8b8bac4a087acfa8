// SPDX-License-Identifier: GPL-3.0-or-later
// The program while it runs: with a window, interrupted in the middle of a lesson, and read by
// nobody.
#include "program_run.h"
#include "support/recording_query.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class RunningProgramTest : public QObject {
    Q_OBJECT

private slots:
    void withADisplayTheWindowOpens();
    void anInterruptLeavesAWholeRecording_data();
    void anInterruptLeavesAWholeRecording();
    void nobodyReadingIsNoHang();
};

void RunningProgramTest::withADisplayTheWindowOpens()
{
    QProcessEnvironment with = environment();
    with.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    QProcess process;
    process.setProcessEnvironment(with);
    process.start(QStringLiteral(SOCKSTEP_PROGRAM), words("--port 0"));
    QVERIFY(process.waitForStarted());
    // A session has begun: main, server, client and the kernel view each have a thread.
    const QString tasks = QStringLiteral("/proc/%1/task").arg(process.processId());
    QTRY_VERIFY_WITH_TIMEOUT(QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >= 4,
        static_cast<int>(kPatience.count()));
    QCOMPARE(process.state(), QProcess::Running);
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void RunningProgramTest::anInterruptLeavesAWholeRecording_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void RunningProgramTest::anInterruptLeavesAWholeRecording()
{
    QFETCH(const int, signal);
    // The recording goes into a pipe, which is full long before the lesson is over: the signal
    // finds the program in the middle of it, and it has come before anything more is read.
    const QByteArray path = QFile::encodeName(folder() + QStringLiteral("/pipe%1").arg(signal));
    QCOMPARE(mkfifo(path.constData(), 0600), 0);
    const int fd = open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(fd >= 0);
    QStringList arguments = words("run server-close --port 0 --record") << QFile::decodeName(path);
    for (int i = 0; i < 8; ++i)
        arguments << QStringLiteral("--message") << QString(100'000, QChar(u'a' + i));
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(SOCKSTEP_PROGRAM), arguments);
    QVERIFY(process.waitForStarted());

    QByteArray bytes;
    const auto readMore = [&] { // false at the end
        pollfd waiting {fd, POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(kPatience.count())) <= 0)
            return false;
        char buffer[65536];
        const ssize_t n = ::read(fd, buffer, sizeof buffer);
        bytes.append(buffer, std::max<qsizetype>(n, 0));
        return n > 0;
    };
    while (!bytes.contains('\n'))
        QVERIFY(readMore());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    while (readMore()) { }
    ::close(fd);
    QVERIFY(process.waitForFinished(static_cast<int>(kPatience.count())));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + signal);
    QVERIFY(process.readAllStandardError().contains("interrupted"));

    const ReadResult result = read(bytes);
    QCOMPARE(QString::fromStdString(result.error), QString());
    QVERIFY(result.recording);
    QVERIFY(bytes.endsWith("}\n"));
    // It is not the whole lesson, but whole in itself: what was entered has come back, and all that
    // was open is closed.
    QVERIFY(received(*result.recording, "client").size() < 800'000);
    const auto calls = callsIn(*result.recording);
    for (const RecordedCall &call : calls)
        QVERIFY2(call.returned, qPrintable(text(call)));
    for (const SocketId socket : sockets(*result.recording)) {
        const bool made = std::any_of(calls.begin(), calls.end(),
            [&](const RecordedCall &call) { return call.returned->socket == socket; });
        const auto closed = std::count_if(calls.begin(), calls.end(), [&](const RecordedCall &call) {
            return call.is(Function::Close) && call.entered->socket == socket;
        });
        QCOMPARE(closed, made ? 1 : 0);
    }
}

void RunningProgramTest::nobodyReadingIsNoHang()
{
    // As in "sockstep run … | head -1": the reader has gone.
    QProcess head;
    QProcess program;
    program.setProcessEnvironment(environment());
    program.setStandardOutputProcess(&head);
    head.start(QStringLiteral("true"), QStringList());
    QVERIFY(head.waitForFinished());
    program.start(QStringLiteral(SOCKSTEP_PROGRAM), words("run client-close --port 0 --record -"));
    QVERIFY(program.waitForFinished(static_cast<int>(kPatience.count())));
}

QTEST_GUILESS_MAIN(RunningProgramTest)
#include "running_program_test.moc"
