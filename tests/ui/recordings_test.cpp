// SPDX-License-Identifier: GPL-3.0-or-later
// The files of recordings in the window: kept by itself, saved, opened in every way, sound or not.
#include "application.h"
#include "core/recording/recording_shelf.h"
#include "live_window.h"
#include "support/foreign_files.h"
#include "support/recording_query.h"
#include "ui/bars/transport_bar.h"
#include "ui/parts/notice_bar.h"
#include "ui/recordings/recordings.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMimeData>
#include <QMimeDatabase>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <fcntl.h>
#include <sstream>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class RecordingsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init();
    void eachSessionIsKept();
    void whatWasLeftBehindIsOffered();
    void aFolderThatCannotBeWrittenStopsNoSession();
    void anOpenedRecordingIsShownWhileTheSessionWaits();
    void openedAtTheStartNoSessionBegins();
    void aFileThatIsDroppedIsOpened();
    void whatIsNotSoundIsNamed_data();
    void whatIsNotSoundIsNamed();
    void whatIsNoFileIsNamed();
    void aPipeThatStaysSilentCanBeCancelled();
    void openingCanBeCancelled();
    void theMenuListsWhatWasOpenedAndWhatWasKept();
    void theDesktopKnowsARecording();

private:
    QString write(const QByteArray &bytes, const QString &name = QStringLiteral("run.sockstep"));

    std::unique_ptr<QTemporaryDir> folder_;
    QByteArray sound_; // a whole session
};

namespace {

ReadResult readBack(const QString &path)
{
    ForeignFile input = ForeignFile::open(path.toStdString());
    return readRecording(input);
}

bool isOpened(LiveWindow &window)
{
    return await([&] { return window->follower().isOpened(); });
}

QAction *action(LiveWindow &window, const char *text)
{
    for (QAction *candidate : window->actions()) {
        if (candidate->text() == QString::fromUtf8(text))
            return candidate;
    }
    qFatal("there is no action %s", text);
}

} // namespace

void RecordingsTest::initTestCase()
{
    prepareApplication();
    // As an installation puts it there: the data base of types is read from the user's folder as well.
    const QString types = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/mime/packages");
    QVERIFY(QDir().mkpath(types));
    QVERIFY(QFile::copy(QStringLiteral(SOCKSTEP_MIME_FILE), types + QStringLiteral("/sockstep.xml")));
}

void RecordingsTest::init()
{
    asIfNeverOpened();
    QDir(Recordings::folder()).removeRecursively();
    folder_ = std::make_unique<QTemporaryDir>();
    if (!sound_.isEmpty())
        return;
    SteppedSession session(onAnyPort(Closing::ServerFirst, {"hello"}));
    QVERIFY(session.start() && session.stepToEnd());
    session.stop();
    const std::string path = folder_->filePath(QStringLiteral("first")).toStdString();
    QCOMPARE(saveRecording(session.recording(), path), std::string());
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    sound_ = file.readAll();
}

QString RecordingsTest::write(const QByteArray &bytes, const QString &name)
{
    QFile file(folder_->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file can be written");
    return file.fileName();
}

void RecordingsTest::eachSessionIsKept()
{
    std::shared_ptr<const Recording> first;
    std::shared_ptr<const Recording> second;
    {
        LiveWindow window;
        QVERIFY(window.stepUntilConnected());
        first = window->follower().sharedRecording();
        window.press(Qt::Key_R, Qt::ControlModifier);
        QVERIFY(window.awaitSettled());
        QVERIFY(window.step());
        second = window->follower().sharedRecording();
        window.closeAndDestroy();
    }
    const QStringList kept = Recordings::kept();
    QCOMPARE(kept.size(), 2);
    const std::pair<const Recording *, QString> pairs[] = {{second.get(), kept[0]}, {first.get(), kept[1]}};
    for (const auto &[recording, path] : pairs) {
        const ReadResult read = readBack(path);
        QCOMPARE(read.error, std::string());
        QCOMPARE(read.recording->size(), recording->size());
        for (EventIndex n = 0; n < recording->size(); ++n)
            QVERIFY(read.recording->at(n) == recording->at(n));
    }
}

void RecordingsTest::whatWasLeftBehindIsOffered()
{
    QVERIFY(QDir().mkpath(Recordings::folder()));
    QFile left(Recordings::folder() + QStringLiteral("/2026-11-21T10-00-00.000Z-x.sockstep.unfinished"));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write(sound_.chopped(20)) > 0);
    left.close();
    {
        LiveWindow window;
        QVERIFY(await([&] { return !window->notice().text().isEmpty(); }));
        QVERIFY2(window->notice().text().contains(QStringLiteral("did not end as it should")),
            qPrintable(window->notice().text()));
        window.click(window.find<QPushButton>("noticeAction"));
        QVERIFY(isOpened(window));
        QVERIFY(window.history().size() > 20);
    }
    LiveWindow again; // it is told of once
    QVERIFY(again.step());
    QCOMPARE(again->notice().text(), QString());
}

void RecordingsTest::aFolderThatCannotBeWrittenStopsNoSession()
{
    QVERIFY(QDir().mkpath(QFileInfo(Recordings::folder()).path()));
    QFile inTheWay(Recordings::folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    LiveWindow window;
    QVERIFY(window.step());
    QVERIFY(
        await([&] { return window->notice().text().contains(QStringLiteral("no longer written to disk")); }));
    QVERIFY(window->notice().text().contains(Recordings::folder()));
    QVERIFY(window.stepToEnd());
    window.click(window.find<QPushButton>("noticeClose"));
    QCOMPARE(window->notice().text(), QString());
    window.closeAndDestroy();
    QVERIFY(inTheWay.remove());
}

void RecordingsTest::anOpenedRecordingIsShownWhileTheSessionWaits()
{
    const QString path = write(sound_);
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const auto session = window->follower().sharedRecording();
    const CallId calls = window.callCount();
    window->openFile(path);
    QVERIFY(isOpened(window));
    QVERIFY(window->follower().sharedRecording() != session);
    QCOMPARE(window.history().size(), readBack(path).recording->size());
    QVERIFY(window->windowTitle().startsWith(QStringLiteral("run.sockstep")));
    QCOMPARE(window->notice().text(), QString());
    QVERIFY2(window.narration().contains(QStringLiteral("Here the recording ends")),
        qPrintable(window.narration()));
    window.press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(window.callCount(), 0U);
    window.press(Qt::Key_Space);
    QCOMPARE(window.callCount(), 1U);
    window.press(Qt::Key_L);
    QVERIFY(window->follower().isLive());
    QVERIFY(window->follower().sharedRecording() == session);
    QCOMPARE(window.callCount(), calls);
    QVERIFY(window->windowTitle() == QStringLiteral("Sockstep"));
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), calls + 1);
}

void RecordingsTest::openedAtTheStartNoSessionBegins()
{
    MainWindow window(onAnyPort(Closing::ClientFirst), write(sound_));
    window.show();
    QVERIFY(await([&] { return window.follower().isOpened(); }));
    QVERIFY(window.follower().eventCount() > 20);
    QCOMPARE(window.playback().session().recording().size(), 0U);
    for (const int key : {Qt::Key_C, Qt::Key_S, Qt::Key_Space})
        QTest::keyClick(&window, static_cast<Qt::Key>(key));
    QCOMPARE(window.playback().session().recording().size(), 0U);
    // Live is the first session's beginning.
    window.playback().goLive();
    QVERIFY(await([&] { return window.playback().isAtRest(); }));
    QVERIFY(window.follower().isLive());
    window.playback().step();
    QVERIFY(await([&] { return window.follower().history().callCount() == 1; }));
}

void RecordingsTest::aFileThatIsDroppedIsOpened()
{
    const QString path = write(sound_);
    LiveWindow window;
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(path)});
    const QPoint middle = window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&*window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&*window, &drop);
    QVERIFY(isOpened(window));
    // Two files, or no file, are none.
    dragged.setUrls({QUrl::fromLocalFile(path), QUrl::fromLocalFile(path)});
    QDragEnterEvent two(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    two.ignore();
    QCoreApplication::sendEvent(&*window, &two);
    QVERIFY(!two.isAccepted());
}

void RecordingsTest::whatIsNotSoundIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("shown");
    QTest::addColumn<QString>("said");
    const auto lines = sound_.count('\n');
    QTest::newRow("cut off") << sound_.chopped(10) << true
                             << QStringLiteral("line %1: the file is cut off").arg(lines);
    QByteArray newer = sound_;
    newer.replace(
        0, newer.indexOf('\n'), newer.left(newer.indexOf('\n')).replace("\"version\":1", "\"version\":9"));
    QTest::newRow("newer") << newer << true << QStringLiteral("newer Sockstep (format 9)");
    QTest::newRow("newer, and not understood")
        << newer + "{\"n\":" + QByteArray::number(lines - 1) + ",\"t\":99999999999999,\"kind\":\"dream\"}\n"
        << true << QStringLiteral("unknown kind of event \"dream\"");
    QTest::newRow("something else") << QByteArray("%PDF-1.4\n") << false
                                    << QStringLiteral("line 1: not a JSON object");
    QTest::newRow("empty") << QByteArray() << false << QStringLiteral("line 1");
    // Sound as lines go, and nonsense as a story: nothing may fall over it.
    QByteArray nonsense
        = R"({"format":"sockstep","version":1,"network":"lab","lesson":"<b>x","actors":["","client<"]})";
    nonsense
        += "\n"
           R"({"n":0,"t":0,"kind":"call","actor":"","call":1,"name":"socket","args":{}})"
           "\n"
           R"({"n":1,"t":0,"kind":"blocked","call":1})"
           "\n"
           R"({"n":2,"t":0,"kind":"return","call":1,"result":-7,"socket":9,"fd":-3})"
           "\n"
           R"({"n":3,"t":0,"kind":"call","actor":"client<","call":2,"name":"close","socket":9,"args":{}})"
           "\n"
           R"({"n":4,"t":0,"kind":"state","socket":11,"listener":9,"from":"TIME_WAIT","to":"SYN_SENT","evidence":"observed"})"
           "\n"
           R"({"n":5,"t":0,"kind":"segment","segment":1,"phase":"sent","from":"client","raw":"AAAA"})"
           "\n"
           R"({"n":6,"t":0,"kind":"segment","segment":1,"phase":"dropped"})"
           "\n"
           R"({"n":7,"t":0,"kind":"return","call":2,"result":99})"
           "\n"
           R"({"n":8,"t":0,"kind":"call","actor":"","call":3,"name":"recv","args":{}})"
           "\n"
           R"({"n":9,"t":0,"kind":"return","call":3,"result":12,"data":"aGk="})"
           "\nend\n";
    QTest::newRow("nonsense") << nonsense << true << QStringLiteral("line 12: not a JSON object");
}

void RecordingsTest::whatIsNotSoundIsNamed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, shown);
    QFETCH(const QString, said);
    LiveWindow window;
    window->openFile(write(bytes));
    QVERIFY(await([&] { return window->notice().text().contains(said); }));
    QCOMPARE(window->follower().isOpened(), shown);
    window->showPage(MainWindow::Page::States);
    window->showPage(MainWindow::Page::Lesson);
    for (EventIndex n = 0; shown && n <= window->follower().eventCount(); ++n) {
        window->timeTravel().moveTo(n);
        window->grab();
        window->selection().moveBy(1);
        window->selection().moveBySegments(1);
        window->grab();
    }
    window.press(Qt::Key_L);
    QVERIFY(window.step());
}

void RecordingsTest::whatIsNoFileIsNamed()
{
    LiveWindow window;
    ForeignFiles made;
    const QStringList paths = made.noFiles() + QStringList {made.endlessLine({})};
    for (const QString &path : paths) {
        window->openFile(path);
        const QString said = QFileInfo(path).fileName() + QStringLiteral(" cannot be opened");
        QVERIFY2(await([&] { return window->notice().text().contains(said); }), qPrintable(path));
        QVERIFY(!window->follower().isOpened());
    }
    QVERIFY(window.step());
}

void RecordingsTest::aPipeThatStaysSilentCanBeCancelled()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    LiveWindow window;
    window->openFile(QStringLiteral("/dev/fd/%1").arg(ends[0]));
    window->recordings().cancelOpening();
    QVERIFY(!window->recordings().isOpening());
    QVERIFY(window.step());
    ::close(ends[0]);
    ::close(ends[1]);
}

void RecordingsTest::openingCanBeCancelled()
{
    LiveWindow window;
    window->openFile(write(sound_));
    window->recordings().cancelOpening();
    QVERIFY(!window->recordings().isOpening());
    QVERIFY(window.step()); // whatever was on its way has come by now
    QVERIFY(window->follower().isLive());
}

void RecordingsTest::theMenuListsWhatWasOpenedAndWhatWasKept()
{
    const QString path = write(sound_);
    {
        LiveWindow first;
        QVERIFY(first.step());
        first->openFile(path);
        QVERIFY(isOpened(first));
        first.closeAndDestroy();
    }
    LiveWindow window;
    auto *recent = window.find<QMenu>("recent");
    emit recent->aboutToShow();
    QStringList texts;
    for (QAction *entry : recent->actions())
        texts << entry->text();
    QCOMPARE(texts.size(), 4); // two heads, two files
    QCOMPARE(texts[1], QStringLiteral("run.sockstep"));
    QVERIFY2(texts[3].contains(QStringLiteral("client-close")), qPrintable(texts[3]));
    recent->actions().at(3)->trigger();
    QVERIFY(isOpened(window));
    QVERIFY(window.callCount() > 0);
    QVERIFY(action(window, "Open a recording…")->shortcut() == QKeySequence(QKeySequence::Open));
}

void RecordingsTest::theDesktopKnowsARecording()
{
    const QString type = QStringLiteral("application/x-sockstep-recording");
    const QMimeDatabase types;
    QCOMPARE(types.mimeTypeForFile(write(sound_)).name(), type);
    QCOMPARE(types.mimeTypeForFile(write(sound_, QStringLiteral("run.sockstep.jsonl"))).name(), type);
    QCOMPARE(types.mimeTypeForData(sound_).name(), type); // by its first line
    QVERIFY(types.mimeTypeForFile(write("{}", QStringLiteral("other.json"))).name() != type);
}

QTEST_MAIN(RecordingsTest)
#include "recordings_test.moc"
