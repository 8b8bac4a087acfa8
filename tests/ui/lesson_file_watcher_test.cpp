// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson file of one's own while somebody works on it: read again when something else is in it, and only
// then.
#include "application.h"
#include "live_window.h"
#include "ui/lesson/lesson_file_watcher.h"
#include "ui/parts/notice_bar.h"

#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class LessonFileWatcherTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void whatChangesNoByteChangesNothing_data();
    void whatChangesNoByteChangesNothing();
    void anotherTextIsLoaded_data();
    void anotherTextIsLoaded();
    void whatRunsIsNotLoadedOverAFaultThatIsTakenBack();
    void aFileThatIsGoneAndComesBackIsTold();
    void otherFilesOfTheFolderAreNothingToIt();
    void theWindowKeepsItsSessionAndSaysWhatHasBecomeOfTheFile();

private:
    QByteArray path() const { return QFile::encodeName(folder_->filePath(QStringLiteral("mine.toml"))); }
    bool isLookedAt() const;

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<LessonFileWatcher> watcher_;
    std::unique_ptr<QSignalSpy> loaded_, faulty_, looked_;
};

namespace {

QByteArray lesson(const char *title)
{
    return QByteArray("title.en = \"") + title
        + "\"\naim.en = \"A\"\n[programs]\nclient = '''\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n"
          "close(fd);\n'''\n";
}

/// Without a window.
bool soon(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, static_cast<int>(kPatience.count()));
}

/// As some editors do it: into the file that is there.
bool write(const QByteArray &path, const QByteArray &text)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// As others do it: another file in its place.
bool replace(const QByteArray &path, const QByteArray &text)
{
    return write(path + "~", text) && ::rename((path + "~").constData(), path.constData()) == 0;
}

/// And others again: the old one keeps another name, and lives on.
bool replaceWithBackup(const QByteArray &path, const QByteArray &text)
{
    const QByteArray backup = path + ".bak";
    ::unlink(backup.constData());
    return ::link(path.constData(), backup.constData()) == 0 && replace(path, text);
}

using Save = bool (*)(const QByteArray &path, const QByteArray &text);
constexpr std::pair<const char *, Save> kSaves[]
    = {{"written", write}, {"replaced", replace}, {"replaced, with a backup", replaceWithBackup}};

} // namespace

void LessonFileWatcherTest::init()
{
    asIfNeverOpened();
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path(), lesson("One")));
    watcher_ = std::make_unique<LessonFileWatcher>();
    loaded_ = std::make_unique<QSignalSpy>(watcher_.get(), &LessonFileWatcher::loaded);
    faulty_ = std::make_unique<QSignalSpy>(watcher_.get(), &LessonFileWatcher::faulty);
    looked_ = std::make_unique<QSignalSpy>(watcher_.get(), &LessonFileWatcher::looked);
    watcher_->open(QFile::decodeName(path()));
    QCOMPARE(faulty_->size(), 0);
    QCOMPARE(loaded_->size(), 1);
}

/// The watcher has seen what was done.
bool LessonFileWatcherTest::isLookedAt() const
{
    return soon([this] { return !looked_->isEmpty(); });
}

void LessonFileWatcherTest::whatChangesNoByteChangesNothing_data()
{
    QTest::addColumn<std::function<bool(const QByteArray &)>>("act");
    using Act = std::function<bool(const QByteArray &)>;
    QTest::newRow("another mode") << Act([](const QByteArray &path) { return ::chmod(path, 0640) == 0; });
    QTest::newRow("other times") << Act(
        [](const QByteArray &path) { return ::utimensat(AT_FDCWD, path, nullptr, 0) == 0; });
    for (const auto &[name, save] : kSaves)
        QTest::addRow("the same, %s", name)
            << Act([save = save](const QByteArray &path) { return save(path, lesson("One")); });
}

void LessonFileWatcherTest::whatChangesNoByteChangesNothing()
{
    QFETCH(const std::function<bool(const QByteArray &)>, act);
    for (int again = 0; again < 2; ++again) { // a file in its place is looked at as well
        looked_->clear();
        QVERIFY(act(path()));
        QVERIFY(isLookedAt());
    }
    QCOMPARE(loaded_->size(), 1);
    QCOMPARE(faulty_->size(), 0);
}

void LessonFileWatcherTest::anotherTextIsLoaded_data()
{
    QTest::addColumn<Save>("save");
    for (const auto &[name, save] : kSaves)
        QTest::newRow(name) << save;
}

void LessonFileWatcherTest::anotherTextIsLoaded()
{
    QFETCH(const Save, save);
    for (const char *title : {"Two", "Three", "One"}) {
        loaded_->clear();
        QVERIFY(save(path(), lesson(title)));
        QVERIFY(soon([this] { return !loaded_->isEmpty(); }));
        const auto read = loaded_->first().first().value<std::shared_ptr<const Lesson>>();
        QCOMPARE(read->title.in("en"), std::string(title));
    }
    QCOMPARE(faulty_->size(), 0);
}

void LessonFileWatcherTest::whatRunsIsNotLoadedOverAFaultThatIsTakenBack()
{
    QSignalSpy restored(watcher_.get(), &LessonFileWatcher::restored);
    QVERIFY(write(path(), "nonsense"));
    QVERIFY(soon([this] { return !faulty_->isEmpty(); }));
    QVERIFY(write(path(), lesson("One")));
    QVERIFY(soon([&] { return !restored.isEmpty(); }));
    QCOMPARE(loaded_->size(), 1);
    QCOMPARE(faulty_->size(), 1);
}

void LessonFileWatcherTest::aFileThatIsGoneAndComesBackIsTold()
{
    QSignalSpy vanished(watcher_.get(), &LessonFileWatcher::vanished);
    QSignalSpy returned(watcher_.get(), &LessonFileWatcher::returned);
    for (const char *title : {"One", "Two"}) {
        vanished.clear();
        returned.clear();
        QCOMPARE(::unlink(path().constData()), 0);
        QVERIFY(soon([&] { return !vanished.isEmpty(); }));
        QCOMPARE(returned.size(), 0);
        QVERIFY(write(path(), lesson(title)));
        QVERIFY(soon([&] { return !returned.isEmpty(); }));
        QCOMPARE(vanished.size(), 1);
    }
    QVERIFY(soon([this] { return loaded_->size() == 2; })); // the same one was not loaded again
    QCOMPARE(faulty_->size(), 0);
    // A folder is no file that is there.
    vanished.clear();
    QCOMPARE(::unlink(path().constData()), 0);
    QCOMPARE(::mkdir(path().constData(), 0755), 0);
    QVERIFY(soon([&] { return !vanished.isEmpty(); }));
    QCOMPARE(faulty_->size(), 0);
}

void LessonFileWatcherTest::otherFilesOfTheFolderAreNothingToIt()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(write(path() + QByteArray::number(i), "other"));
    looked_->clear();
    QCOMPARE(::chmod(path().constData(), 0600), 0); // and this is seen after them
    QVERIFY(isLookedAt());
    QCOMPARE(looked_->size(), 1);
    QCOMPARE(loaded_->size(), 1);
}

void LessonFileWatcherTest::theWindowKeepsItsSessionAndSaysWhatHasBecomeOfTheFile()
{
    LiveWindow window;
    window->openLessonFile(QFile::decodeName(path()));
    QVERIFY(await([&] { return window.recording().header().lesson == "mine"; }) && window.awaitSettled());
    QVERIFY(window.step());
    const auto session = window->follower().sharedRecording();
    QCOMPARE(::unlink(path().constData()), 0);
    QVERIFY(await([&] { return window->notice().text().startsWith(QStringLiteral("mine.toml was removed")); }));
    QVERIFY(replace(path(), lesson("One")));
    QVERIFY(await([&] { return window->notice().text() == QStringLiteral("mine.toml is there again."); }));
    QVERIFY(write(path(), "nonsense"));
    QVERIFY(await([&] { return window->findChild<QMessageBox *>() != nullptr; }));
    QVERIFY(write(path(), lesson("One")));
    QVERIFY(await([&] { return window->findChild<QMessageBox *>() == nullptr; }));
    QVERIFY(window->follower().sharedRecording() == session);
    QVERIFY(write(path(), lesson("Two")));
    QVERIFY(await([&] { return window->follower().sharedRecording() != session; }));
}

QTEST_MAIN(LessonFileWatcherTest)
#include "lesson_file_watcher_test.moc"
