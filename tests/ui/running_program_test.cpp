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
    void aSignalThatWasIgnoredStaysIgnored_data();
    void aSignalThatWasIgnoredStaysIgnored();
    void theSecondSignalEndsItAtOnce();
    void aSignalClosesTheWindow_data();
    void aSignalClosesTheWindow();
    void nobodyReadingIsNoHang();
};

namespace {

/// A lesson that is played into a pipe, which is full long before the lesson is over: whoever reads it
/// has the program in the middle of it.
class PipedRun {
public:
    explicit PipedRun(const QString &name, const std::function<void()> &prepare = {})
        : path_(QFile::encodeName(folder() + u'/' + name))
    {
        if (mkfifo(path_.constData(), 0600) != 0)
            qFatal("there is no pipe to be had");
        fd_ = open(path_.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QStringList arguments = words("run server-close --port 0 --record") << QFile::decodeName(path_);
        for (int i = 0; i < 8; ++i)
            arguments << QStringLiteral("--message") << QString(100'000, QChar(u'a' + i));
        process.setProcessEnvironment(environment());
        process.setChildProcessModifier(prepare);
        process.start(QStringLiteral(SOCKSTEP_PROGRAM), arguments);
    }
    ~PipedRun() { ::close(fd_); }

    bool readMore() // false at the end
    {
        pollfd waiting {fd_, POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(kPatience.count())) <= 0)
            return false;
        char buffer[65536];
        const ssize_t n = ::read(fd_, buffer, sizeof buffer);
        bytes.append(buffer, std::max<qsizetype>(n, 0));
        return n > 0;
    }
    bool readLine()
    {
        while (!bytes.contains('\n')) {
            if (!readMore())
                return false;
        }
        return true;
    }
    void readAll()
    {
        while (readMore()) { }
    }
    bool kill(int signal) { return ::kill(static_cast<pid_t>(process.processId()), signal) == 0; }
    bool hasEnded() { return process.waitForFinished(static_cast<int>(kPatience.count())); }

    QProcess process;
    QByteArray bytes;

private:
    const QByteArray path_;
    int fd_ = -1;
};

} // namespace

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
    QTest::newRow("SIGHUP") << SIGHUP;
}

void RunningProgramTest::anInterruptLeavesAWholeRecording()
{
    QFETCH(const int, signal);
    PipedRun run(QStringLiteral("pipe%1").arg(signal));
    QVERIFY(run.process.waitForStarted());
    QVERIFY(run.readLine());
    QVERIFY(run.kill(signal)); // it has come before anything more is read
    run.readAll();
    QVERIFY(run.hasEnded());
    QCOMPARE(run.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run.process.exitCode(), 128 + signal);
    QVERIFY(run.process.readAllStandardError().contains("interrupted"));
    QVERIFY(!run.process.readAllStandardOutput().isEmpty()); // the sequence so far

    const QByteArray &bytes = run.bytes;
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

void RunningProgramTest::aSignalThatWasIgnoredStaysIgnored_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGHUP, as nohup does") << SIGHUP;
    QTest::newRow("SIGINT, as a shell does for what runs in the background") << SIGINT;
}

void RunningProgramTest::aSignalThatWasIgnoredStaysIgnored()
{
    QFETCH(const int, signal);
    PipedRun run(QStringLiteral("ignoring%1").arg(signal), [signal] { ::signal(signal, SIG_IGN); });
    QVERIFY(run.process.waitForStarted());
    QVERIFY(run.readLine());
    QVERIFY(run.kill(signal));
    run.readAll();
    QVERIFY(run.hasEnded());
    VERIFY_ENDED((Ended {run.process.exitCode(), {}, run.process.readAllStandardError()}), 0);
    const ReadResult result = read(run.bytes);
    QCOMPARE(result.error, std::string());
    QCOMPARE(received(*result.recording, "client").size(), std::size_t {800'000}); // the whole lesson
}

void RunningProgramTest::theSecondSignalEndsItAtOnce()
{
    // Nobody reads the pipe any more, so there is no other end.
    PipedRun run(QStringLiteral("stuck"));
    QVERIFY(run.process.waitForStarted());
    QVERIFY(run.readLine());
    const auto ended
        = [&] { return run.process.state() == QProcess::NotRunning || (run.kill(SIGTERM) && false); };
    QVERIFY(QTest::qWaitFor(ended, static_cast<int>(kPatience.count())));
    QCOMPARE(run.process.exitStatus(), QProcess::CrashExit); // by the signal itself
    QCOMPARE(run.process.exitCode(), SIGTERM);
}

void RunningProgramTest::aSignalClosesTheWindow_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void RunningProgramTest::aSignalClosesTheWindow()
{
    QFETCH(const int, signal);
    QProcessEnvironment with = environment();
    with.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    QFile settings(folder() + QStringLiteral("/sockstep/sockstep.conf"));
    settings.remove();
    QProcess process;
    process.setProcessEnvironment(with);
    process.start(QStringLiteral(SOCKSTEP_PROGRAM), words("--port 0"));
    QVERIFY(process.waitForStarted());
    const QString tasks = QStringLiteral("/proc/%1/task").arg(process.processId());
    QTRY_VERIFY_WITH_TIMEOUT(QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() >= 4,
        static_cast<int>(kPatience.count()));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(static_cast<int>(kPatience.count())));
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + signal);
    QVERIFY(settings.open(QIODevice::ReadOnly)); // saved, as when somebody closes it
    QVERIFY(settings.readAll().contains("geometry"));
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
