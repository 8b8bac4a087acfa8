// SPDX-License-Identifier: GPL-3.0-or-later
// What was called by hand in free play is a program: a C compiler takes it, it can be saved, and the
// recording holds each of its lines once.
#include "core/lab/lab_support.h"
#include "core/recording/json_lines.h"
#include "core/recording/recording_file.h"
#include "core/source/c_source.h"
#include "core/source/python_source.h"
#include "core/source/source_folder.h"
#include "support/played_by_hand.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;
using What = CallByHand::What;

class FreePlayProgramsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void aProgramThatIsFullTakesNoMoreLines();
    void theProgramsAreC();
    void whatWasMadeByHandIsSavedAsPrograms();
    void nothingIsSavedBeforeTheFirstCall();
    void theRecordingGrowsByEachLineOnce();
    void theRecordingReadsBackEqual();
};

void FreePlayProgramsTest::aProgramThatIsFullTakesNoMoreLines()
{
    Played played;
    QVERIFY(played.start());
    QVERIFY(played.make(kClient, {What::SocketUdp, {}}));
    std::size_t made = 1;
    while (played.play.canMake(kClient)) {
        QVERIFY(played.play.make(kClient, {What::Getsockname, {}}));
        QVERIFY(played.session.waitUntil(
            [&] { return played.session.status("client").state == ActorStatus::State::AtEnd; }));
        ++made;
    }
    QVERIFY(made > 1000 && made <= Actor::kMostLines);
    QVERIFY(!played.play.make(kClient, {What::Close, {}}));
    QVERIFY(played.play.canMake(kServer));
}

namespace {

/// A session in which every choice was made by both, some of them twice.
bool playEverything(Played &played)
{
    if (!played.start() || !played.connects())
        return false;
    for (int round = 0; round < 2; ++round) {
        for (const ActorId actor : {kServer, kClient}) {
            for (int what = 0; what < CallByHand::kWhatCount; ++what) {
                const CallByHand call {static_cast<What>(what), {}, "say \"안녕\"\n", 1 + 20 * round};
                if (!played.make(actor, call))
                    return false;
                if (played.play.interrupt(actor) && !played.session.settle())
                    return false;
            }
        }
    }
    return true;
}

} // namespace

/// A C compiler has the last word on what is shown.
void FreePlayProgramsTest::theProgramsAreC()
{
    Played played;
    QVERIFY(playEverything(played));
    QString source = QStringLiteral(R"(#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
static char buf[65536];
static const int on = 1;
static struct sockaddr_storage storage;
static struct sockaddr *const addr = (struct sockaddr *)&storage, *const peer = (struct sockaddr *)&storage;
static struct sockaddr *const addr6 = (struct sockaddr *)&storage, *const own = (struct sockaddr *)&storage;
static struct sockaddr *const own6 = (struct sockaddr *)&storage;
static socklen_t addrlen, peerlen, addr6len, ownlen, own6len;
)");
    for (const ActorId actor : {kServer, kClient})
        source += QStringLiteral("void actor%1(void)\n{\n    %2\n}\n")
                      .arg(actor)
                      .arg(played.program(actor).join(QStringLiteral("\n    ")));
    QProcess compiler;
    compiler.start(QStringLiteral(COMPILER),
        {QStringLiteral("-x"), QStringLiteral("c"), QStringLiteral("-Wall"), QStringLiteral("-Werror"),
            QStringLiteral("-Wno-unused"), QStringLiteral("-Wno-unused-result"),
            QStringLiteral("-fsyntax-only"), QStringLiteral("-")});
    compiler.write(source.toUtf8());
    compiler.closeWriteChannel();
    QVERIFY(compiler.waitForFinished(static_cast<int>(kPatience.count())));
    QVERIFY2(compiler.exitCode() == 0, compiler.readAllStandardError().constData());
}

void FreePlayProgramsTest::whatWasMadeByHandIsSavedAsPrograms()
{
    Played played;
    QVERIFY(playEverything(played));
    const QTemporaryDir folder;
    for (const SourceFiles &sources : {cSource(played.source()), pythonSource(played.source())}) {
        QVERIFY2(sources.faults.empty(), sources.faults.empty() ? "" : faultText(sources.faults[0]).c_str());
        QCOMPARE(sources.files.size(), std::size_t {2}); // the other clients have not begun
        QCOMPARE(writeSources(folder.path().toStdString(), sources.files), std::string());
    }
    QProcess compilers;
    compilers.setWorkingDirectory(folder.path());
    compilers.setProcessChannelMode(QProcess::MergedChannels);
    compilers.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"),
            QStringLiteral("for file in *.c; do " CC " -std=c11 -Wall -Wextra -Wpedantic -Werror -c -o o.o "
                           "\"$file\" || exit 1; done; " PYTHON " -I -W error -m py_compile *.py")});
    QVERIFY(compilers.waitForFinished(static_cast<int>(kPatience.count())));
    QVERIFY2(compilers.exitCode() == 0, compilers.readAll().constData());
}

void FreePlayProgramsTest::nothingIsSavedBeforeTheFirstCall()
{
    Played played;
    QVERIFY(played.start());
    QCOMPARE(cSource(played.source()).faults.size(), std::size_t {1});
    QCOMPARE(pythonSource(played.source()).faults.size(), std::size_t {1});
}

void FreePlayProgramsTest::theRecordingGrowsByEachLineOnce()
{
    Played played;
    QVERIFY(playEverything(played));
    std::size_t shown = 0;
    for (EventIndex n = 0; n < played.recording().size(); ++n) {
        if (const auto *program = std::get_if<ProgramShown>(&played.recording().at(n).body))
            shown += program->lines.size();
    }
    QCOMPARE(
        shown, static_cast<std::size_t>(played.program(kServer).size() + played.program(kClient).size()));
    QVERIFY(shown > 100);
}

void FreePlayProgramsTest::theRecordingReadsBackEqual()
{
    Played played;
    QVERIFY(playEverything(played));
    played.session.stop();
    std::stringstream file;
    file << headerLine(played.recording().header()) << '\n';
    for (EventIndex n = 0; n < played.recording().size(); ++n)
        file << eventLine(played.recording().header(), n, played.recording().at(n)) << '\n';
    const ReadResult read = readRecording(file);
    QCOMPARE(read.error, std::string());
    QCOMPARE(read.recording->header(), played.recording().header());
    QCOMPARE(read.recording->size(), played.recording().size());
    for (EventIndex n = 0; n < read.recording->size(); ++n)
        QVERIFY2(read.recording->at(n) == played.recording().at(n),
            eventLine(read.recording->header(), n, played.recording().at(n)).c_str());
    // At each moment the program has the lines up to the call that comes last.
    History then(*read.recording);
    for (EventIndex n = 0; n <= read.recording->size(); ++n) {
        then.advance(n);
        const ActorRecord &client = then.actor(kClient);
        if (client.last && then.entered(client.last).line)
            QVERIFY(then.programOf(kClient).size() >= then.entered(client.last).line);
    }
}

QTEST_GUILESS_MAIN(FreePlayProgramsTest)
#include "free_play_programs_test.moc"
