// SPDX-License-Identifier: GPL-3.0-or-later
// Saving the programs from the window's menu: what is written is what the window shows.
#include "application.h"
#include "live_window.h"
#include "ui/bars/transport_bar.h"
#include "ui/parts/notice_bar.h"
#include "ui/recordings/recordings.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class CodeSaverTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void theProgramsAreSavedAsTheWindowShowsThem();
    void pythonIsSavedToo();
    void aFileThatIsThereIsAskedAbout();
    void aRecordingFromAFileHasNoProgramsToSave();
};

namespace {

QAction *entry(LiveWindow &window, const char *text)
{
    QMenu *menu = window.find<TransportBar>()->moreMenu();
    emit menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->text() == QString::fromUtf8(text))
            return action;
    }
    qFatal("the menu has no entry %s", text);
}

/// Chooses the entry, and \p folder in the dialog that it opens.
bool saveBy(LiveWindow &window, const char *text, const QString &folder)
{
    WhenItOpens dialog(QFileDialog::staticMetaObject, [&](QWidget *widget) {
        auto *files = qobject_cast<QFileDialog *>(widget);
        files->findChild<QLineEdit *>()->setText(folder);
        QTest::keyClick(files, Qt::Key_Return);
    });
    entry(window, text)->trigger();
    return dialog.wasSeen();
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void CodeSaverTest::theProgramsAreSavedAsTheWindowShowsThem()
{
    const QTemporaryDir folder;
    LiveWindow window;
    QVERIFY(window.session().setClosing(Closing::ServerFirst)); // after the beginning
    QVERIFY(saveBy(window, "Save the programs as C…", folder.path()));
    for (const char *actor : {"server", "client"}) {
        const QByteArray file = contents(folder.filePath(QString::fromLatin1(actor) + QStringLiteral(".c")));
        QVERIFY(file.contains("(server-close)"));
        const Program program = window.session().program(*window.session().actorNamed(actor));
        for (const Line &line : program.lines)
            QVERIFY2(
                file.contains(QByteArray::fromStdString("\n    " + line.code + '\n')), line.code.c_str());
    }
    QVERIFY(window->notice().isVisible());
    QVERIFY(window->notice().text().contains(QStringLiteral("server.c, client.c")));
}

void CodeSaverTest::pythonIsSavedToo()
{
    const QTemporaryDir folder;
    LiveWindow window;
    QVERIFY(saveBy(window, "Save the programs as Python…", folder.path()));
    QVERIFY(contents(folder.filePath(QStringLiteral("client.py"))).contains("while msg := typed():"));
}

void CodeSaverTest::aFileThatIsThereIsAskedAbout()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("client.c"));
    QFile mine(path);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    LiveWindow window;
    for (const char *answer : {"Cancel", "Write over them"}) {
        QString asked;
        WhenItOpens question(QMessageBox::staticMetaObject, [&](QWidget *widget) {
            auto *box = qobject_cast<QMessageBox *>(widget);
            asked = box->informativeText();
            for (QAbstractButton *button : box->buttons()) {
                if (button->text().remove(u'&') == QString::fromLatin1(answer))
                    button->click();
            }
        });
        QVERIFY(saveBy(window, "Save the programs as C…", folder.path()));
        QVERIFY(question.wasSeen());
        QCOMPARE(asked, path);
        const bool isMine = contents(path) == "mine";
        QCOMPARE(isMine, answer == QByteArray("Cancel"));
    }
}

void CodeSaverTest::aRecordingFromAFileHasNoProgramsToSave()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("run.sockstep"));
    LiveWindow window;
    QVERIFY(entry(window, "Save the programs as C…")->isEnabled());
    window->recordings().save(path);
    QVERIFY(await([&] { return !contents(path).isEmpty(); }));
    window->openFile(path);
    QVERIFY(await([&] { return !entry(window, "Save the programs as C…")->isEnabled(); }));
    QVERIFY(!entry(window, "Save the programs as Python…")->isEnabled());
}

QTEST_MAIN(CodeSaverTest)
#include "code_saver_test.moc"
