// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of the last recordings, where several programs and several users may meet.
#include "core/recording/recording_keeper.h"
#include "core/recording/recording_shelf.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace sockstep;

class RecordingShelfTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsBeingWrittenIsNotTakenForLeftBehind();
    void onlyTheLastTwentyAreKept();
    void sessionsOfOneMomentHaveFilesOfTheirOwn();
    void whatIsFinishedIsNeverReplaced();
    void twoProgramsThatBeginTogetherTellOfItOnce();
    void anEmptyFileIsNothingLeftBehind();
    void whatSomebodyLooksAtIsNotGivenUp();
    void filesOfAnotherUserAreLeftAlone();
    void whatIsKeptIsPrivate();
};

namespace {

const Header kHeader {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}};

void ignore(const std::string &) { }

ReadResult readBack(const std::string &path)
{
    std::ifstream input(path);
    return readRecording(input);
}

QStringList filesIn(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files, QDir::Name);
}

/// Two events.
void appendCall(Recording &recording)
{
    CallReturned returned;
    returned.call = recording.enter({});
    recording.append(std::move(returned));
}

} // namespace

void RecordingShelfTest::whatIsBeingWrittenIsNotTakenForLeftBehind()
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

void RecordingShelfTest::onlyTheLastTwentyAreKept()
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

void RecordingShelfTest::sessionsOfOneMomentHaveFilesOfTheirOwn()
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

void RecordingShelfTest::whatIsFinishedIsNeverReplaced()
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

void RecordingShelfTest::twoProgramsThatBeginTogetherTellOfItOnce()
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

void RecordingShelfTest::anEmptyFileIsNothingLeftBehind()
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

void RecordingShelfTest::whatSomebodyLooksAtIsNotGivenUp()
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

void RecordingShelfTest::filesOfAnotherUserAreLeftAlone()
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

void RecordingShelfTest::whatIsKeptIsPrivate()
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

QTEST_GUILESS_MAIN(RecordingShelfTest)
#include "recording_shelf_test.moc"
