// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a session while it happens, and what is left of it however the program ends.
#include "core/recording/recording_keeper.h"
#include "core/recording/recording_shelf.h"
#include "support/file_limit.h"
#include "support/self_run.h"
#include "support/stepped_session.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sys/mman.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class RecordingKeeperTest : public QObject {
    Q_OBJECT

private slots:
    void aSessionIsOnDiskWhenItIsOver();
    void itIsWrittenWhileItGoesOn();
    void aSessionWithoutACallIsNotKept();
    void killedAtAnyMomentItLosesNothingButTheLastLine();
    void aFullDiskStopsTheWritingAndNotTheSession();
    void aFolderThatCannotBeMadeIsNamed();
    void savingReplacesAFileOnlyWhenAllIsWritten();
    void savingToAFullDiskSaysSo();
};

namespace {

constexpr int kKills = 200;

void ignore(const std::string &) { }

ReadResult readBack(const std::string &path)
{
    std::ifstream input(path);
    return readRecording(input);
}

bool same(const Recording &one, const Recording &other, EventIndex count)
{
    if (one.size() < count || other.size() < count || one.header() != other.header())
        return false;
    for (EventIndex n = 0; n < count; ++n) {
        if (one.at(n) != other.at(n))
            return false;
    }
    return true;
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files, QDir::Name);
}

/// The \p n th pair of events of the process that will be killed. Its data tells its number.
std::string dataOf(CallId call) { return "소켓 " + std::to_string(call) + std::string(call % 97, 'x'); }

void appendCall(Recording &recording)
{
    CallEntered send;
    send.function = Function::Send;
    const CallId call = recording.enter(std::move(send));
    CallReturned returned;
    returned.call = call;
    returned.result = 1;
    returned.data = dataOf(call);
    recording.append(std::move(returned));
}

/// What the process says of itself while it lives: how many events its keeper has handed to the kernel.
struct Claim {
    std::atomic<EventIndex> written;
};

Claim *claimIn(const std::string &folder)
{
    const int fd = ::open((folder + "/claim").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ::ftruncate(fd, sizeof(Claim)) != 0)
        return nullptr;
    void *shared = ::mmap(nullptr, sizeof(Claim), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    return shared == MAP_FAILED ? nullptr : static_cast<Claim *>(shared);
}

/// The process that is killed: records as fast as it can, and dies in the middle of it.
int recordUntilKilled(const std::string &folder, unsigned seed)
{
    Claim *claim = claimIn(folder);
    if (!claim)
        return 1;
    std::mt19937 chance(seed);
    const auto life = std::chrono::microseconds(200 + chance() % 15'000);
    auto recording = std::make_shared<Recording>(
        Header {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "kill", {"client"}});
    RecordingKeeper keeper(recording, folder, ignore);
    // Most die while they write, however long a busy machine takes to come to that; some before.
    const bool waits = seed % 4 != 0;
    const std::jthread reaper([life, waits, claim] {
        while (waits && claim->written.load() == 0)
            std::this_thread::yield();
        std::this_thread::sleep_for(life);
        ::kill(::getpid(), SIGKILL);
    });
    for (;;) {
        appendCall(*recording);
        claim->written.store(keeper.written());
        if (chance() % 8 == 0) // now and then the keeper catches up
            std::this_thread::sleep_for(std::chrono::microseconds(chance() % 300));
    }
}

} // namespace

void RecordingKeeperTest::aSessionIsOnDiskWhenItIsOver()
{
    const QTemporaryDir folder;
    SteppedSession session(onAnyPort(Closing::ClientFirst, {"hello", "안녕"}));
    const auto recording = session->sharedRecording();
    {
        RecordingKeeper keeper(recording, folder.path().toStdString(), ignore);
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        session.stop();
    }
    const auto kept = shelf::kept(folder.path().toStdString());
    QCOMPARE(kept.size(), std::size_t {1});
    QCOMPARE(filesIn(folder).size(), 1);
    const ReadResult read = readBack(kept.front());
    QCOMPARE(read.error, std::string());
    QCOMPARE(read.recording->size(), recording->size());
    QVERIFY(same(*read.recording, *recording, recording->size()));
}

void RecordingKeeperTest::itIsWrittenWhileItGoesOn()
{
    const QTemporaryDir folder;
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    RecordingKeeper keeper(session->sharedRecording(), folder.path().toStdString(), ignore);
    QVERIFY(session.start());
    for (int steps = 0; steps < 6; ++steps) {
        QVERIFY(session.step());
        const EventIndex known = session.recording().size();
        QTRY_VERIFY(keeper.written() >= known);
        QCOMPARE(filesIn(folder).size(), 1);
        const ReadResult read = readBack((folder.path() + u'/' + filesIn(folder).first()).toStdString());
        QVERIFY(read.recording && same(*read.recording, session.recording(), known));
    }
}

void RecordingKeeperTest::aSessionWithoutACallIsNotKept()
{
    const QTemporaryDir folder;
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    {
        const RecordingKeeper keeper(session->sharedRecording(), folder.path().toStdString(), ignore);
        QVERIFY(session.start());
        session.stop();
    }
    QVERIFY(filesIn(folder).isEmpty());
}

void RecordingKeeperTest::killedAtAnyMomentItLosesNothingButTheLastLine()
{
    int unfinishedLines = 0;
    int files = 0;
    EventIndex most = 0;
    for (int i = 0; i < kKills; ++i) {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        Claim *claim = claimIn(path);
        QVERIFY(claim);
        const SelfRun run = runSelf(QStringLiteral("%1 %2").arg(i).arg(folder.path()), nullptr);
        QVERIFY2(!run.ended, qPrintable(run.describe())); // killed
        const EventIndex claimed = claim->written.load();
        ::munmap(claim, sizeof(Claim));
        const auto left = shelf::takeUnfinished(path);
        if (left.empty()) { // before there was a file
            QCOMPARE(claimed, 0U);
            continue;
        }
        ++files;
        QCOMPARE(left.size(), std::size_t {1});
        QFile file(QString::fromStdString(left.front()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        if (!bytes.contains('\n')) { // killed within the first write
            QCOMPARE(claimed, 0U);
            continue;
        }
        const bool cut = !bytes.endsWith('\n');
        unfinishedLines += cut;
        const ReadResult read = readBack(left.front());
        QVERIFY(read.recording);
        QVERIFY2(read.error.empty() || cut, read.error.c_str());
        // Every line but an unfinished last one is there and sound, and all that the keeper had claimed.
        const auto lines = bytes.count('\n');
        QVERIFY(lines - 1 <= static_cast<qsizetype>(read.recording->size()));
        QVERIFY2(read.recording->size() >= claimed,
            qPrintable(QStringLiteral("%1 of %2").arg(read.recording->size()).arg(claimed)));
        for (EventIndex n = 0; n < read.recording->size(); ++n) {
            if (const auto *returned = std::get_if<CallReturned>(&read.recording->at(n).body))
                QCOMPARE(returned->data, dataOf(returned->call));
        }
        most = std::max(most, read.recording->size());
    }
    qInfo("%d kills, %d files, %d of them with an unfinished last line, up to %u events", kKills, files,
        unfinishedLines, most);
    QVERIFY(files > kKills / 2 && most > 100);
}

void RecordingKeeperTest::aFullDiskStopsTheWritingAndNotTheSession()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    SteppedSession session(onAnyPort(Closing::ClientFirst, {std::string(3000, 'x')}));
    std::mutex mutex;
    std::string told;
    {
        const FileLimit limit(12'000); // in the middle of some line
        RecordingKeeper keeper(session->sharedRecording(), path, [&](const std::string &error) {
            const std::lock_guard lock(mutex);
            told += error;
        });
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        session.stop();
        QTRY_VERIFY(keeper.isDone());
    }
    QVERIFY2(told.find("EFBIG") != std::string::npos, told.c_str());
    QVERIFY2(told.find(path) != std::string::npos, told.c_str());
    // What is there is whole lines.
    const auto kept = shelf::kept(path);
    QCOMPARE(kept.size(), std::size_t {1});
    const ReadResult read = readBack(kept.front());
    QCOMPARE(read.error, std::string());
    QVERIFY(read.recording->size() > 5 && read.recording->size() < session.recording().size());
    QVERIFY(same(*read.recording, session.recording(), read.recording->size()));
}

void RecordingKeeperTest::aFolderThatCannotBeMadeIsNamed()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString() + "/file/recordings";
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    auto recording = std::make_shared<Recording>(
        Header {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}});
    appendCall(*recording);
    std::string told;
    {
        const RecordingKeeper keeper(recording, path, [&](const std::string &error) { told = error; });
    }
    QVERIFY2(told.find(path) != std::string::npos, told.c_str());
}

void RecordingKeeperTest::savingReplacesAFileOnlyWhenAllIsWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.sockstep"));
    Recording recording({"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}});
    for (int i = 0; i < 100; ++i)
        appendCall(recording);
    QCOMPARE(saveRecording(recording, path.toStdString()), std::string());
    const ReadResult read = readBack(path.toStdString());
    QVERIFY(read.error.empty() && same(*read.recording, recording, recording.size()));
    // A link stays one, and what it leads to is replaced.
    const QString link = folder.filePath(QStringLiteral("link.sockstep"));
    QVERIFY(QFile::link(path, link));
    appendCall(recording);
    QCOMPARE(saveRecording(recording, link.toStdString()), std::string());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(readBack(path.toStdString()).recording->size(), recording.size());
    QCOMPARE(filesIn(folder).size(), 2);
}

void RecordingKeeperTest::savingToAFullDiskSaysSo()
{
    Recording recording({"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}});
    appendCall(recording);
    const std::string error = saveRecording(recording, "/dev/full");
    QVERIFY2(error.find("ENOSPC") != std::string::npos, error.c_str());
    QVERIFY(!QFile::exists(QStringLiteral("/dev/full.new")));
    // What was there before is there still.
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("run.sockstep")).toStdString();
    QCOMPARE(saveRecording(recording, path), std::string());
    const EventIndex before = recording.size();
    for (int i = 0; i < 100; ++i)
        appendCall(recording);
    {
        const FileLimit limit(2000);
        QVERIFY(!saveRecording(recording, path).empty());
    }
    QCOMPARE(readBack(path).recording->size(), before);
    QCOMPARE(filesIn(folder).size(), 1);
}

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--part") {
        const std::string part = argv[2];
        const auto space = part.find(' ');
        return recordUntilKilled(part.substr(space + 1), static_cast<unsigned>(std::stoul(part)));
    }
    QCoreApplication app(argc, argv);
    RecordingKeeperTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "recording_keeper_test.moc"
