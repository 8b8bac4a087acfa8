// SPDX-License-Identifier: GPL-3.0-or-later
// Saving while somebody goes on: in order, waited for by nobody but who ends the program.
#include "core/recording/recording_file.h"
#include "core/recording/recording_saver.h"
#include "support/slow_disk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace sockstep;
using namespace sockstep::test;

class RecordingSaverTest : public QObject {
    Q_OBJECT

private slots:
    void savesGoOneAfterTheOtherAndNobodyWaits();
    void theEndWaitsForWhatWasAskedFor();
    void whatCannotBeSavedIsToldAndTheNextIsSaved();
};

namespace {

std::shared_ptr<const Recording> recordingOf(EventIndex calls)
{
    auto recording = std::make_shared<Recording>(
        Header {"2026-11-22T10:00:00.123Z", "loopback", "Linux", "x", {"client"}});
    for (EventIndex i = 0; i < calls; ++i)
        recording->enter({});
    return recording;
}

EventIndex eventsIn(const std::string &path)
{
    std::ifstream input(path);
    const ReadResult result = readRecording(input);
    return result.recording ? result.recording->size() : 0;
}

} // namespace

void RecordingSaverTest::savesGoOneAfterTheOtherAndNobodyWaits()
{
    const QTemporaryDir folder;
    const SlowDisk slow(folder.filePath(QStringLiteral("pipe")).toStdString());
    const std::string path = folder.filePath(QStringLiteral("run.sockstep")).toStdString();
    std::mutex mutex;
    std::vector<int> order;
    const auto done = [&](int number) {
        return [&, number](const std::string &error) {
            const std::lock_guard lock(mutex);
            order.push_back(error.empty() ? number : -number);
        };
    };
    const auto orders = [&] {
        const std::lock_guard lock(mutex);
        return order;
    };
    RecordingSaver saver;
    saver.save(recordingOf(1), slow.path(), done(1));
    saver.save(recordingOf(2), path, done(2));
    saver.save(recordingOf(3), path, done(3));
    QVERIFY(orders().empty()); // and we are here
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    slow.takeAll();
    QTRY_COMPARE(orders(), (std::vector {1, 2, 3}));
    QCOMPARE(eventsIn(path), 3U);
}

void RecordingSaverTest::theEndWaitsForWhatWasAskedFor()
{
    const QTemporaryDir folder;
    const SlowDisk slow(folder.filePath(QStringLiteral("pipe")).toStdString());
    const std::string path = folder.filePath(QStringLiteral("run.sockstep")).toStdString();
    int saved = 0;
    std::jthread reader;
    {
        RecordingSaver saver;
        const auto done = [&](const std::string &error) { saved += error.empty(); };
        saver.save(recordingOf(1), slow.path(), done);
        saver.save(recordingOf(2), path, done);
        reader = std::jthread([&slow] { slow.takeAll(); });
    }
    QCOMPARE(saved, 2);
    QCOMPARE(eventsIn(path), 2U);
}

void RecordingSaverTest::whatCannotBeSavedIsToldAndTheNextIsSaved()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("run.sockstep")).toStdString();
    std::string told;
    {
        RecordingSaver saver;
        saver.save(recordingOf(1), "/dev/full", [&](const std::string &error) { told = error; });
        saver.save(recordingOf(2), path, [](const std::string &) {});
    }
    QVERIFY2(told.find("/dev/full") != std::string::npos && told.find("ENOSPC") != std::string::npos,
        told.c_str());
    QCOMPARE(eventsIn(path), 2U);
}

QTEST_GUILESS_MAIN(RecordingSaverTest)
#include "recording_saver_test.moc"
