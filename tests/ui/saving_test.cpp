// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings that are saved from the window: where, in what order, and before the window is gone.
#include "application.h"
#include "live_window.h"
#include "support/slow_disk.h"
#include "ui/parts/notice_bar.h"
#include "ui/recordings/recordings.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace sockstep;
using namespace sockstep::test;

class SavingTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void saveAsksOnceAndThenWritesThere();
    void savingTwiceWaitsForNobody();
    void theWindowClosesWhenAllIsSaved();
    void aWindowWhoseRecordingCannotBeSavedStays();

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

namespace {

ReadResult readBack(const QString &path)
{
    std::ifstream input(path.toStdString());
    return readRecording(input);
}

} // namespace

void SavingTest::init()
{
    asIfNeverOpened();
    folder_ = std::make_unique<QTemporaryDir>();
}

void SavingTest::saveAsksOnceAndThenWritesThere()
{
    LiveWindow window;
    QVERIFY(window.step());
    const QString path = folder_->filePath(QStringLiteral("mine.sockstep"));
    {
        WhenItOpens dialog(QFileDialog::staticMetaObject, [&](QWidget *widget) {
            widget->findChild<QLineEdit *>()->setText(path);
            QTest::keyClick(widget, Qt::Key_Return);
        });
        window.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(dialog.wasSeen());
    }
    QVERIFY(await([&] { return window->recordings().path() == path; }));
    QVERIFY(window->windowTitle().startsWith(QStringLiteral("mine.sockstep")));
    QVERIFY(window.activate());
    const EventIndex before = readBack(path).recording->size();
    QVERIFY(window.step());
    window.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(await([&] { return readBack(path).recording->size() > before; }));
    // Of another session it is not the file.
    window.press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(window->recordings().path(), QString());
}

void SavingTest::savingTwiceWaitsForNobody()
{
    const SlowDisk slow(folder_->filePath(QStringLiteral("slow")).toStdString());
    LiveWindow window;
    QVERIFY(window.step());
    const QString path = folder_->filePath(QStringLiteral("mine.sockstep"));
    window->recordings().save(QString::fromStdString(slow.path()));
    window->recordings().save(path);
    QVERIFY(window.step()); // the window goes on
    window->recordings().save(path);
    QVERIFY(window->recordings().isSaving());
    QVERIFY(!QFile::exists(path));
    slow.takeAll();
    QVERIFY(await([&] { return !window->recordings().isSaving(); }));
    QCOMPARE(readBack(path).error, std::string());
    QCOMPARE(readBack(path).recording->size(), window.recording().size());
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void SavingTest::theWindowClosesWhenAllIsSaved()
{
    const SlowDisk slow(folder_->filePath(QStringLiteral("slow")).toStdString());
    LiveWindow window;
    QVERIFY(window.step());
    window->recordings().save(QString::fromStdString(slow.path()));
    window->close();
    QVERIFY(window->isVisible());
    QVERIFY2(window->notice().text().contains(QStringLiteral("still being saved")),
        qPrintable(window->notice().text()));
    slow.takeAll();
    QVERIFY(await([&] { return !window->isVisible(); }));
    // Who closes it once more does not look at it any longer; it is saved all the same.
    window->show();
    window->recordings().save(QString::fromStdString(slow.path()));
    window->close();
    QVERIFY(window->isVisible());
    window->close();
    QVERIFY(!window->isVisible());
    slow.takeAll();
}

void SavingTest::aWindowWhoseRecordingCannotBeSavedStays()
{
    const SlowDisk slow(folder_->filePath(QStringLiteral("slow")).toStdString());
    LiveWindow window;
    QVERIFY(window.step());
    window->recordings().save(QString::fromStdString(slow.path()));
    window->recordings().save(QStringLiteral("/dev/full"));
    window->close();
    slow.takeAll();
    QVERIFY(await([&] { return window->notice().text().contains(QStringLiteral("is not saved")); }));
    QVERIFY(window->isVisible());
    QVERIFY(window.step());
    window->close();
    QVERIFY(!window->isVisible());
}

QTEST_MAIN(SavingTest)
#include "saving_test.moc"
