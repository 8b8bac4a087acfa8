// SPDX-License-Identifier: GPL-3.0-or-later
// What was called by hand in free play runs by itself when it is saved: the programs make the same calls,
// with the same results, by strace's word.
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "support/lesson_replay.h"
#include "support/own_network.h"
#include "support/played_by_hand.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;
using What = CallByHand::What;

class SavedFreePlayTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { enterOwnNetwork(); }

private slots:
    void anEchoRunsByItself_data() { languages(); }
    void anEchoRunsByItself();
    void mistakesAreMadeAgain_data() { languages(); }
    void mistakesAreMadeAgain();
    void whatSigpipeHasEndedItEndsAgain_data() { languages(); }
    void whatSigpipeHasEndedItEndsAgain();
    void datagramsAreSentAgain_data() { languages(); }
    void datagramsAreSentAgain();

private:
    static void languages()
    {
        QTest::addColumn<bool>("python");
        QTest::newRow("C") << false;
        QTest::newRow("Python") << true;
    }
};

namespace {

SessionOptions onAPort()
{
    SessionOptions options = inFreePlay();
    options.server = options.server.withPort(9000); // the network is the test's alone
    return options;
}

/// Saves, builds and runs the programs of \p played; empty if they did the same, else what they did.
QString runAgain(Played &played, bool python)
{
    const LessonSource source = played.source();
    played.session.stop();
    const SourceFiles sources = python ? pythonSource(source) : cSource(source);
    if (!sources.faults.empty())
        return QString::fromStdString(faultText(sources.faults[0]));
    const QTemporaryDir folder;
    const std::string refused = writeSources(folder.path().toStdString(), sources.files);
    if (!refused.empty())
        return QString::fromStdString(refused);
    if (!python) {
        QProcess compiler;
        compiler.setWorkingDirectory(folder.path());
        compiler.setProcessChannelMode(QProcess::MergedChannels);
        compiler.start(QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
                QStringLiteral("for file in *.c; do " CC " -std=c11 -Wall -Wextra -Wpedantic -Werror -o "
                               "\"${file%.c}\" \"$file\" || exit 1; done")});
        if (!compiler.waitForFinished(int {kPatience.count()}) || compiler.exitCode() != 0)
            return QString::fromUtf8(compiler.readAll());
    }
    const std::uint16_t port = portForPrograms();
    const auto commandFor = [&](const QString &actor) {
        QStringList command;
        if (python)
            command
                = {QStringLiteral(PYTHON), QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-B")};
        command << folder.filePath(python ? actor + QStringLiteral(".py") : actor)
                << QStringLiteral("--step");
        for (const SourceFile &file : sources.files) {
            if (QString::fromStdString(file.name).startsWith(actor + u'.')
                && file.text.find("[PORT]") != std::string::npos)
                command << QString::number(port);
        }
        return command;
    };
    const QTemporaryDir logs;
    LessonReplay replay(played.recording());
    if (!replay.start(commandFor, QDir(logs.path())) || !replay.follow())
        return replay.failure();
    return replay.firstDifference(port, python ? asInPython : asInC, python ? expectedOfPython : asInC);
}

} // namespace

void SavedFreePlayTest::anEchoRunsByItself()
{
    QFETCH(const bool, python);
    Played played(onAPort());
    QVERIFY(played.start());
    QVERIFY(played.connects());
    QVERIFY(played.make(kServer, {What::Recv, {}}));
    QVERIFY(played.make(kClient, {What::Send, {}, "say \"안녕\"\n"}));
    QVERIFY(played.make(kServer, {What::SendReceived, {}}));
    QVERIFY(played.makeAll(kClient, {What::Recv, What::ShutdownWrite}));
    QVERIFY(played.makeAll(kServer, {What::Recv, What::Close}));
    QVERIFY(played.makeAll(kClient, {What::Recv, What::Close}));
    QVERIFY(played.make(kServer, {What::Close, "lfd"}));
    QCOMPARE(runAgain(played, python), QString());
}

void SavedFreePlayTest::mistakesAreMadeAgain()
{
    QFETCH(const bool, python);
    Played played(onAPort());
    QVERIFY(played.start());
    QVERIFY(played.makeAll(kClient, {What::SocketTcp, What::Recv, What::Connect}));
    QCOMPARE(played.result(kClient), QStringLiteral("ECONNREFUSED"));
    QVERIFY(
        played.makeAll(kServer, {What::SocketTcp, What::ReuseAddress, What::BindServer, What::BindAnyPort}));
    QCOMPARE(played.result(kServer), QStringLiteral("EINVAL"));
    QVERIFY(played.makeAll(kServer, {What::Listen, What::Close}));
    QCOMPARE(played.result(kServer), QStringLiteral("0"));
    QVERIFY(played.makeAll(kClient, {What::NonBlocking, What::Close}));
    QCOMPARE(runAgain(played, python), QString());
}

void SavedFreePlayTest::whatSigpipeHasEndedItEndsAgain()
{
    QFETCH(const bool, python);
    Played played(onAPort());
    QVERIFY(played.start());
    QVERIFY(played.connects());
    QVERIFY(played.make(kServer, {What::Close, {}}));
    QVERIFY(played.make(kClient, {What::Send, {}, "answered with RST"}));
    QVERIFY(played.make(kClient, {What::Send, {}, "and now"}));
    QVERIFY(played.play.isKilled(kClient));
    QVERIFY(played.make(kServer, {What::Close, "lfd"}));
    QCOMPARE(runAgain(played, python), QString());
}

void SavedFreePlayTest::datagramsAreSentAgain()
{
    QFETCH(const bool, python);
    Played played(onAPort());
    QVERIFY(played.start());
    QVERIFY(played.makeAll(kServer, {What::SocketUdp, What::BindServer}));
    QVERIFY(played.make(kClient, {What::SocketUdp, {}}));
    QVERIFY(played.make(kClient, {What::Sendto, {}, "one"}));
    QVERIFY(played.make(kServer, {What::Recvfrom, {}}));
    QVERIFY(played.make(kServer, {What::SendtoPeer, {}, "two"}));
    QVERIFY(played.makeAll(kClient, {What::Recvfrom, What::Close}));
    QVERIFY(played.make(kServer, {What::Close, {}}));
    QCOMPARE(runAgain(played, python), QString());
}

QTEST_GUILESS_MAIN(SavedFreePlayTest)
#include "saved_free_play_test.moc"
