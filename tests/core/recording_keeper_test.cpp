// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of a session while it happens, and what is left of it however the program ends.
#include "recording/recording_keeper.h"
#include "recording/recording_shelf.h"
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
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
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
    void whatIsBeingWrittenIsNotTakenForLeftBehind();
    void onlyTheLastTwentyAreKept();
    void sessionsOfOneMomentHaveFilesOfTheirOwn();
    void whatIsFinishedIsNeverReplaced();
    void twoProgramsThatBeginTogetherTellOfItOnce();
    void anEmptyFileIsNothingLeftBehind();
    void whatSomebodyLooksAtIsNotGivenUp();
    void filesOfAnotherUserAreLeftAlone();
    void whatIsKeptIsPrivate();
    void aFullDiskStopsTheWritingAndNotTheSession();
    void aFolderThatCannotBeMadeIsNamed();
    void savingReplacesAFileOnlyWhenAllIsWritten();
    void savingToAFullDiskSaysSo();
};

namespace {

constexpr int kKills = 200;
const Header kHeader {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}};

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
    send.socket = 1;
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
    const std::jthread reaper([life] {
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

/// No file of this process may grow beyond that, while this lives.
class FileLimit {
public:
    explicit FileLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit {bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_ {};
};

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

void RecordingKeeperTest::whatIsBeingWrittenIsNotTakenForLeftBehind()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    auto recording = std::make_shared<Recording>(
        Header {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}});
    {
        RecordingKeeper keeper(recording, path, ignore);
        appendCall(*recording);
        QTRY_COMPARE(keeper.written(), 2U);
        QVERIFY(shelf::takeUnfinished(path).empty());
        QVERIFY(shelf::kept(path).empty());
    }
    QCOMPARE(shelf::kept(path).size(), std::size_t {1});
    QVERIFY(shelf::takeUnfinished(path).empty());
    // One that nobody writes: told of once, and then it is one like the others.
    QFile left(folder.filePath(QStringLiteral("2026-11-21T10-00-00.000Z-x.sockstep.unfinished")));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write("{}") == 2);
    left.close();
    QCOMPARE(shelf::takeUnfinished(path).size(), std::size_t {1});
    QVERIFY(shelf::takeUnfinished(path).empty());
    QCOMPARE(shelf::kept(path).size(), std::size_t {2});
}

void RecordingKeeperTest::onlyTheLastTwentyAreKept()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    QFile other(folder.filePath(QStringLiteral("notes.txt")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    for (int i = 0; i < 25; ++i) {
        const std::string started = "2026-11-22T10:00:" + std::to_string(10 + i) + ".000Z";
        auto recording = std::make_shared<Recording>(Header {started, "loopback", "Linux", "x", {"client"}});
        appendCall(*recording);
        const RecordingKeeper keeper(recording, path, ignore);
    }
    const auto kept = shelf::kept(path);
    QCOMPARE(kept.size(), shelf::kMostKept);
    QVERIFY(kept.front().find("10-00-34") != std::string::npos);
    QVERIFY(kept.back().find("10-00-15") != std::string::npos);
    QVERIFY(other.exists());
}

void RecordingKeeperTest::sessionsOfOneMomentHaveFilesOfTheirOwn()
{
    constexpr std::size_t kSessions = 12; // as many windows, in one millisecond
    for (int round = 0; round < 20; ++round) {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        std::atomic<int> failures = 0;
        {
            std::vector<std::shared_ptr<Recording>> recordings;
            std::vector<std::unique_ptr<RecordingKeeper>> keepers;
            for (std::size_t i = 0; i < kSessions; ++i) {
                recordings.push_back(std::make_shared<Recording>(kHeader));
                keepers.push_back(std::make_unique<RecordingKeeper>(
                    recordings.back(), path, [&](const std::string &) { ++failures; }));
            }
            for (const auto &recording : recordings)
                appendCall(*recording); // with which its file begins
        }
        QCOMPARE(failures.load(), 0);
        const auto kept = shelf::kept(path);
        QCOMPARE(kept.size(), kSessions);
        QCOMPARE(filesIn(folder).size(), static_cast<qsizetype>(kSessions));
        for (const std::string &file : kept)
            QCOMPARE(readBack(file).recording->size(), 2U);
    }
}

void RecordingKeeperTest::whatIsFinishedIsNeverReplaced()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    auto recording = std::make_shared<Recording>(kHeader);
    appendCall(*recording);
    QFile mine;
    {
        RecordingKeeper keeper(recording, path, ignore);
        QTRY_COMPARE(keeper.written(), 2U);
        // Somebody has copied it to where it would go.
        mine.setFileName(folder.filePath(filesIn(folder).first().remove(QStringLiteral(".unfinished"))));
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
        mine.close();
    }
    QCOMPARE(shelf::kept(path).size(), std::size_t {2});
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), QByteArray("mine"));
    mine.close();
    // So it is with what was left behind.
    QFile left(mine.fileName() + QStringLiteral(".unfinished"));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write("left") == 4);
    left.close();
    QCOMPARE(shelf::takeUnfinished(path).size(), std::size_t {1});
    QCOMPARE(shelf::kept(path).size(), std::size_t {3});
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), QByteArray("mine"));
}

void RecordingKeeperTest::twoProgramsThatBeginTogetherTellOfItOnce()
{
    for (int round = 0; round < 50; ++round) {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        QFile left(folder.filePath(QStringLiteral("2026-11-21T10-00-00.000Z-x.sockstep.unfinished")));
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write("{}") == 2);
        left.close();
        std::atomic<std::size_t> told = 0;
        {
            const auto look = [&] { told += shelf::takeUnfinished(path).size(); };
            const std::jthread one(look);
            const std::jthread other(look);
        }
        QCOMPARE(told.load(), std::size_t {1});
        QCOMPARE(filesIn(folder).size(), 1);
    }
}

void RecordingKeeperTest::anEmptyFileIsNothingLeftBehind()
{
    // Killed between making the file and its first line; or another program has only just made it.
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    QFile left(folder.filePath(QStringLiteral("2026-11-21T10-00-00.000Z-x.sockstep.unfinished")));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    QVERIFY(shelf::takeUnfinished(path).empty());
    QVERIFY(filesIn(folder).isEmpty());
    std::atomic<bool> over = false;
    std::size_t taken = 0;
    std::thread other([&] {
        while (!over)
            taken += shelf::takeUnfinished(path).size();
    });
    std::atomic<int> failures = 0;
    for (int i = 0; i < 200; ++i) {
        auto recording = std::make_shared<Recording>(kHeader);
        appendCall(*recording);
        const RecordingKeeper keeper(recording, path, [&](const std::string &) { ++failures; });
    }
    over = true;
    other.join();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(taken, std::size_t {0}); // each was being written, or finished
    QCOMPARE(shelf::kept(path).size(), shelf::kMostKept);
}

void RecordingKeeperTest::whatSomebodyLooksAtIsNotGivenUp()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const auto record = [&path](int second) {
        Header header = kHeader;
        header.started = "2026-11-22T10:00:" + std::to_string(second) + ".000Z";
        auto recording = std::make_shared<Recording>(header);
        appendCall(*recording);
        const RecordingKeeper keeper(recording, path, ignore);
    };
    record(10);
    const std::string first = shelf::kept(path).front();
    {
        const shelf::Hold hold(first);
        for (int second = 11; second < 40; ++second)
            record(second);
        QVERIFY(QFile::exists(QString::fromStdString(first)));
        QCOMPARE(shelf::kept(path).size(), shelf::kMostKept + 1);
    }
    record(40);
    QVERIFY(!QFile::exists(QString::fromStdString(first)));
    QCOMPARE(shelf::kept(path).size(), shelf::kMostKept);
}

void RecordingKeeperTest::filesOfAnotherUserAreLeftAlone()
{
    if (::geteuid() != 0)
        QSKIP("only root can make files of another user");
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    for (int i = 0; i < 30; ++i) {
        QFile file(folder.filePath(
            QStringLiteral("2026-11-2%1-x.sockstep%2").arg(QString::number(i), i == 0 ? ".unfinished" : "")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        QCOMPARE(::chown(QFile::encodeName(file.fileName()).constData(), 65534, 65534), 0);
    }
    QVERIFY(shelf::takeUnfinished(path).empty());
    auto recording = std::make_shared<Recording>(kHeader);
    appendCall(*recording);
    {
        const RecordingKeeper keeper(recording, path, ignore);
    }
    QCOMPARE(shelf::kept(path).size(), std::size_t {1});
    QCOMPARE(filesIn(folder).size(), 31);
}

void RecordingKeeperTest::whatIsKeptIsPrivate()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("of/recordings")).toStdString();
    auto recording = std::make_shared<Recording>(kHeader);
    appendCall(*recording);
    const mode_t before = ::umask(0);
    {
        const RecordingKeeper keeper(recording, path, ignore);
    }
    ::umask(before);
    struct stat status { };
    QCOMPARE(::stat(path.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t {0700});
    QCOMPARE(::stat(shelf::kept(path).front().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t {0600});
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
    std::signal(SIGXFSZ, SIG_IGN);
    {
        const FileLimit limit(2000);
        QVERIFY(!saveRecording(recording, path).empty());
    }
    std::signal(SIGXFSZ, SIG_DFL);
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
