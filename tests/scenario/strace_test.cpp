// SPDX-License-Identifier: GPL-3.0-or-later
// strace as a witness: the calls, arguments and results of each actor's thread, as the kernel saw
// them, are those of the recording, in the same order.
#include "core/recording/recording_file.h"
#include "support/patience.h"
#include "support/strace_log.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace sockstep;
using namespace sockstep::test;

class StraceTest : public QObject {
    Q_OBJECT

private slots:
    void straceSeesTheCallsOfTheRecording_data();
    void straceSeesTheCallsOfTheRecording();
};

void StraceTest::straceSeesTheCallsOfTheRecording_data()
{
    QTest::addColumn<QByteArrayList>("messages");
    const QByteArrayList messages {"hello", "안녕", "🧦", QByteArray(100'000, 'x')};
    QTest::newRow("client-close") << messages;
    QTest::newRow("server-close") << messages;
}

namespace {

StraceCalls expectedCalls(const Recording &recording, std::string_view actor)
{
    StraceCalls expected;
    for (const RecordedCall &call : callsOf(recording, actor))
        expected << asStracePrints(call);
    return expected;
}

/// Files and pipes are no sockets: the thread's own state in /proc, and what a sanitizer uses to
/// look at the thread's stack and memory. Drops their making and their closing, and no other close.
StraceCalls withoutFiles(const StraceCalls &calls)
{
    static const QRegularExpression opens(QStringLiteral("^open(?:at)?\\(.* = (\\d+)$"));
    static const QRegularExpression pipes(QStringLiteral("^pipe2?\\(\\[(\\d+), (\\d+)\\]"));
    static const QRegularExpression closes(QStringLiteral("^close\\((\\d+)\\)"));
    StraceCalls result;
    QSet<QString> files;
    for (const QByteArray &call : calls) {
        const QString line = QString::fromUtf8(call.left(200));
        const QRegularExpressionMatch opened = opens.match(line);
        const QRegularExpressionMatch piped = pipes.match(line);
        if (opened.hasMatch())
            files << opened.captured(1);
        else if (piped.hasMatch())
            files << piped.captured(1) << piped.captured(2);
        else if (!files.remove(closes.match(line).captured(1)))
            result << call;
    }
    return result;
}

bool makes(const StraceCalls &calls, const char *call)
{
    return std::any_of(
        calls.begin(), calls.end(), [&](const QByteArray &line) { return line.startsWith(call); });
}

/// The calls of the one thread that made a call like this; nothing if there is none, or two.
std::optional<StraceCalls> threadWith(const QMap<int, StraceCalls> &threads, const char *call)
{
    std::optional<StraceCalls> found;
    for (const StraceCalls &calls : threads) {
        const bool here = makes(calls, call);
        if (here && found)
            return std::nullopt;
        if (here)
            found = withoutFiles(calls);
    }
    return found;
}

std::uint16_t portOf(const Recording &recording)
{
    return callsOf(recording, "server", Function::Bind).front().entered->address.port();
}

QString firstDifference(const StraceCalls &seen, const StraceCalls &recorded)
{
    const qsizetype longer = std::max(seen.size(), recorded.size());
    for (qsizetype i = 0; i < longer; ++i) {
        if (seen.value(i, "(nothing)") != recorded.value(i, "(nothing)"))
            return QStringLiteral("call %1:\n  strace:    %2\n  recording: %3")
                .arg(QString::number(i + 1), QString::fromUtf8(seen.value(i, "(nothing)").left(500)),
                    QString::fromUtf8(recorded.value(i, "(nothing)").left(500)));
    }
    return {};
}

} // namespace

void StraceTest::straceSeesTheCallsOfTheRecording()
{
    QFETCH(const QByteArrayList, messages);
    const QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("strace.log"));
    const QString file = folder.filePath(QStringLiteral("recording.jsonl"));
    QStringList arguments {QStringLiteral("-f"), QStringLiteral("-xx"), QStringLiteral("-s"),
        QStringLiteral("200000"), QStringLiteral("-qq"), QStringLiteral("-e"), QStringLiteral("signal=none"),
        QStringLiteral("-e"),
        QStringLiteral("trace=socket,setsockopt,bind,getsockname,listen,accept,accept4,connect,sendto,"
                       "recvfrom,shutdown,close,openat,?open,pipe2,?pipe"),
        QStringLiteral("-o"), log, QStringLiteral(RUN_SESSION), QString::fromLatin1(QTest::currentDataTag()),
        file};
    for (const QByteArray &message : messages)
        arguments << QString::fromUtf8(message);
    QProcess strace;
    // LeakSanitizer stops the world with ptrace, which strace has taken already.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString name = QStringLiteral("ASAN_OPTIONS");
    environment.insert(name, environment.value(name) + QStringLiteral(":detect_leaks=0"));
    strace.setProcessEnvironment(environment);
    strace.setProcessChannelMode(QProcess::MergedChannels);
    strace.start(QStringLiteral(STRACE), arguments);
    QVERIFY2(strace.waitForFinished(int {kPatience.count()}), qPrintable(strace.errorString()));
    QVERIFY2(
        strace.exitStatus() == QProcess::NormalExit && strace.exitCode() == 0, strace.readAll().constData());

    std::ifstream recorded(file.toStdString());
    const ReadResult result = readRecording(recorded);
    QCOMPARE(result.error, std::string());
    QFile seen(log);
    QVERIFY(seen.open(QIODevice::ReadOnly));
    const auto threads = readStrace(seen.readAll());

    // The main thread and the monitor make calls too (netlink, files); an actor is known by a call
    // that only it makes.
    const auto server = threadWith(threads, "listen(");
    const auto client = threadWith(threads, "connect(");
    QVERIFY(server);
    QVERIFY(client);
    QVERIFY(server->size() > 12);
    QVERIFY(client->size() > 12);
    const QString atServer = firstDifference(*server, expectedCalls(*result.recording, "server"));
    QVERIFY2(atServer.isEmpty(), qPrintable(QStringLiteral("server, ") + atServer));
    const QString atClient = firstDifference(*client, expectedCalls(*result.recording, "client"));
    QVERIFY2(atClient.isEmpty(), qPrintable(QStringLiteral("client, ") + atClient));

    // And nobody else touches a TCP socket, but to choose the server's port: whether it can be bound.
    const QByteArray port = "htons(" + QByteArray::number(portOf(*result.recording)) + ')';
    for (const StraceCalls &calls : threads) {
        if (makes(calls, "listen(") || makes(calls, "connect("))
            continue;
        for (const QByteArray &call : calls)
            QVERIFY2(!call.contains("sa_family=AF_INET")
                    || (call.startsWith("bind(") && (call.contains(port) || call.contains("EADDRINUSE"))),
                call.constData());
    }
}

QTEST_GUILESS_MAIN(StraceTest)
#include "strace_test.moc"
