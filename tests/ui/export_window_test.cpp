// SPDX-License-Identifier: GPL-3.0-or-later
// Exporting and copying from the window, by keyboard: what is written is what the window shows.
#include "application.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "ui/compare/compare_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/export/compare_sheet.h"
#include "ui/look/style.h"
#include "ui/window/export_menu.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ExportWindowTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void theSheetHasTheLabelsOfTheScreen();
    void ctrlEWritesAFile();
    void theChosenRowsAreWritten();
    void whatIsInSightIsWritten();
    void aFileThatCannotBeWrittenIsTold();
    void coloursFollowTheWindowOrTheChoice();
    void theDiagramIsCopiedAsPictureDrawingAndText();
    void theDialogCopiesToo();
    void aComparisonIsCopiedAndItsTable();
    void theSheetOfAComparisonKeepsTheRules();

private:
    QString file(const char *name) const { return folder_.filePath(QString::fromLatin1(name)); }
    QByteArray contents(const char *name) const;
    bool exportBy(LiveWindow &window, const std::function<void(QDialog *)> &choose, const char *name);

    QTemporaryDir folder_;
};

namespace {

QPushButton *buttonOf(QWidget *dialog, const char *text)
{
    for (auto *button : dialog->findChildren<QPushButton *>()) {
        if (QString(button->text()).remove(u'&').startsWith(QString::fromLatin1(text)))
            return button;
    }
    qFatal("the dialog has no button %s", text);
}

template <typename Widget> Widget *fieldOf(QWidget *dialog, const char *name)
{
    for (auto *field : dialog->findChildren<Widget *>()) {
        if (field->accessibleName() == QString::fromLatin1(name))
            return field;
    }
    qFatal("the dialog has no field %s", name);
}

void choose(QWidget *dialog, const char *field, const char *entry)
{
    auto *box = fieldOf<QComboBox>(dialog, field);
    const int index = box->findText(QString::fromLatin1(entry));
    if (index < 0)
        qFatal("%s has no entry %s", field, entry);
    box->setCurrentIndex(index);
}

QAction *entry(LiveWindow &window, const char *text)
{
    for (QAction *action : window.find<ExportMenu>()->actions()) {
        if (action->text() == QString::fromLatin1(text))
            return action;
    }
    qFatal("the menu has no entry %s", text);
}

} // namespace

QByteArray ExportWindowTest::contents(const char *name) const
{
    QFile written(file(name));
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

/// Ctrl+E, whatever \p choose does in the dialog, then Save as \p name.
bool ExportWindowTest::exportBy(
    LiveWindow &window, const std::function<void(QDialog *)> &choose, const char *name)
{
    WhenItOpens files(QFileDialog::staticMetaObject, [&](QWidget *widget) {
        auto *dialog = qobject_cast<QFileDialog *>(widget);
        dialog->findChild<QLineEdit *>()->setText(file(name));
        QTest::keyClick(dialog, Qt::Key_Return);
    });
    WhenItOpens opened(ExportDialog::staticMetaObject, [&](QWidget *widget) {
        choose(qobject_cast<QDialog *>(widget));
        QTest::mouseClick(buttonOf(widget, "Save"), Qt::LeftButton);
    });
    window.press(Qt::Key_E, Qt::ControlModifier);
    return opened.wasSeen() && files.wasSeen() && window.activate();
}

void ExportWindowTest::theSheetHasTheLabelsOfTheScreen()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    const ExportTarget target = window.find<ExportMenu>()->target();
    const Follower &follower = window->follower();
    const DiagramSheet sheet(follower.layout(), follower.history(), target.look);
    // What is in sight, by what it says in full: a sheet may have more room, and then cuts less short.
    const auto said = [](const DiagramSlice &slice, double top, double bottom) {
        QStringList list;
        for (const auto &label : slice.labels) {
            if (label.rect.center().y() > top && label.rect.center().y() < bottom)
                list << QStringLiteral("%1 %2").arg(static_cast<int>(label.kind)).arg(label.full);
        }
        list.sort();
        return list;
    };
    const DiagramView &view = window->diagram();
    const RowRange seen {target.inSight.first + 2, target.inSight.last - 2}; // whole in sight
    const double half = view.geometry().rowHeight() / 2;
    const double sheetHalf = sheet.geometry().rowHeight() / 2;
    QVERIFY(seen.last > seen.first + 10);
    QCOMPARE(said(sheet.slice(sheet.existing({})), sheet.geometry().y(seen.first) - sheetHalf,
                 sheet.geometry().y(seen.last) + sheetHalf),
        said(view.visibleSlice(), view.geometry().y(seen.first) - half, view.geometry().y(seen.last) + half));
}

void ExportWindowTest::ctrlEWritesAFile()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    QVERIFY(exportBy(
        window, [](QDialog *) {}, "whole.svg"));
    QVERIFY(contents("whole.svg").contains(">TIME_WAIT</text>"));
    // It remembers the format, and where the last file went.
    QVERIFY(exportBy(
        window, [](QDialog *dialog) { choose(dialog, "Format", "Plain text"); }, "whole.txt"));
    QVERIFY(contents("whole.txt").contains("TIME_WAIT"));
    QString format;
    QString suggested;
    WhenItOpens files(QFileDialog::staticMetaObject, [&](QWidget *widget) {
        suggested = qobject_cast<QFileDialog *>(widget)->selectedFiles().value(0);
        qobject_cast<QFileDialog *>(widget)->reject();
    });
    WhenItOpens opened(ExportDialog::staticMetaObject, [&](QWidget *widget) {
        format = fieldOf<QComboBox>(widget, "Format")->currentText();
        QTest::mouseClick(buttonOf(widget, "Save"), Qt::LeftButton);
        QTest::keyClick(widget, Qt::Key_Escape);
    });
    window.press(Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(format, QStringLiteral("Plain text"));
    QCOMPARE(suggested, file("client-close.txt"));
}

void ExportWindowTest::theChosenRowsAreWritten()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    const auto rows = [](QDialog *dialog) {
        choose(dialog, "Format", "Plain text");
        choose(dialog, "Part", "The rows chosen below");
        fieldOf<QSpinBox>(dialog, "First row")->setValue(3);
        fieldOf<QSpinBox>(dialog, "Last row")->setValue(4);
    };
    QVERIFY(exportBy(window, rows, "part.txt"));
    const QByteArrayList lines = contents("part.txt").trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[1].contains("bind(") && lines[2].contains("listen("), contents("part.txt").constData());
}

void ExportWindowTest::whatIsInSightIsWritten()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst), {1280, 720});
    QVERIFY(window.stepToEnd());
    const RowRange seen = window->diagram().linesInSight();
    QVERIFY(seen.first > 0); // it follows the newest row
    const auto inSight = [](QDialog *dialog) {
        choose(dialog, "Format", "Plain text");
        choose(dialog, "Part", "What is in sight");
    };
    QVERIFY(exportBy(window, inSight, "sight.txt"));
    QVERIFY(!contents("sight.txt").contains("socket(AF_INET, SOCK_STREAM, 0)      "));
    QVERIFY(contents("sight.txt").contains("TIME_WAIT"));
}

void ExportWindowTest::aFileThatCannotBeWrittenIsTold()
{
    LiveWindow window;
    QVERIFY(window.step());
    // A link to nowhere: no file to ask about, and none that can be made.
    QVERIFY(QFile::link(QStringLiteral("/no/such/dir/file"), file("dangling.mmd")));
    QString said;
    WhenItOpens box(QMessageBox::staticMetaObject, [&](QWidget *widget) {
        said = qobject_cast<QMessageBox *>(widget)->text();
        QTest::keyClick(widget, Qt::Key_Return);
    });
    QVERIFY(exportBy(
        window, [](QDialog *dialog) { choose(dialog, "Format", "Mermaid sequence diagram"); },
        "dangling.mmd"));
    QVERIFY(box.wasSeen());
    QVERIFY2(said.startsWith(QStringLiteral("Cannot write ")), qPrintable(said));
}

void ExportWindowTest::coloursFollowTheWindowOrTheChoice()
{
    LiveWindow window;
    QVERIFY(window.step());
    window->setAppearance(QStringLiteral("dark"));
    const QByteArray dark = Theme(darkPalette()).canvas().name().toLatin1();
    const QByteArray light = Theme(lightPalette()).canvas().name().toLatin1();
    QVERIFY(exportBy(
        window, [](QDialog *) {}, "dark.svg"));
    QVERIFY(contents("dark.svg").contains(dark) && !contents("dark.svg").contains(light));
    QVERIFY(exportBy(
        window, [](QDialog *dialog) { choose(dialog, "Colours", "Light colours"); }, "light.svg"));
    QVERIFY(contents("light.svg").contains(light) && !contents("light.svg").contains(dark));
    window->setAppearance(QStringLiteral("light"));
}

void ExportWindowTest::theDiagramIsCopiedAsPictureDrawingAndText()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    window.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    const auto picture = qvariant_cast<QImage>(data->imageData());
    QVERIFY(picture.width() > 800 && picture.height() > 800);
    QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains(">TIME_WAIT</text>"));
    QVERIFY(data->text().contains(QStringLiteral("client TIME_WAIT")));
}

void ExportWindowTest::theDialogCopiesToo()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    WhenItOpens opened(ExportDialog::staticMetaObject, [&](QWidget *widget) {
        choose(widget, "Format", "Mermaid sequence diagram");
        QTest::mouseClick(buttonOf(widget, "Copy"), Qt::LeftButton);
        QTest::mouseClick(buttonOf(widget, "Close"), Qt::LeftButton);
    });
    window.press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(opened.wasSeen());
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("sequenceDiagram\n")));
}

void ExportWindowTest::aComparisonIsCopiedAndItsTable()
{
    LiveWindow window;
    window.press(Qt::Key_3, Qt::ControlModifier);
    Comparison &comparison = window->compareView()->comparison();
    QVERIFY(await([&] { return comparison.canStep(); }));
    const auto steps = [&] { return comparison.follower(0).layout().rowCount() > 4; };
    while (!steps()) {
        window.press(Qt::Key_Space);
        QVERIFY(await([&] { return comparison.canStep(); }));
    }
    emit window.find<ExportMenu>()->aboutToShow();
    QVERIFY(entry(window, "Copy the table")->isVisible());
    entry(window, "Copy the table")->trigger();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QVERIFY2(data->html().contains(QStringLiteral("<th>Client's socket now</th>"))
            || data->html().contains(QStringLiteral("<th>Client&#39;s socket now</th>")),
        qPrintable(data->html()));
    QCOMPARE(data->text().count(u'\n'), 11);
    QVERIFY(data->text().startsWith(QStringLiteral("\tClient closes first\tServer closes first\n")));
    window.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QGuiApplication::clipboard()
                ->mimeData()
                ->data(QStringLiteral("image/svg+xml"))
                .contains(">Server closes first</text>"));
    window.press(Qt::Key_1, Qt::ControlModifier);
    emit window.find<ExportMenu>()->aboutToShow();
    QVERIFY(!entry(window, "Copy the table")->isVisible());
}

void ExportWindowTest::theSheetOfAComparisonKeepsTheRules()
{
    for (const Closing other : kClosings) {
        std::optional<RunReading> runs[2];
        std::unique_ptr<SteppedSession> sessions[2];
        for (const int side : {0, 1}) {
            sessions[side]
                = std::make_unique<SteppedSession>(onAnyPort(side == 0 ? Closing::ClientFirst : other));
            QVERIFY(sessions[side]->start() && sessions[side]->stepToEnd());
            sessions[side]->stop();
            runs[side].emplace(sessions[side]->recording());
        }
        const CompareSheet sheet(*runs[0], *runs[1], {});
        for (const int side : {0, 1}) {
            const DiagramSheet &half = sheet.side(side);
            const DiagramSlice slice = half.slice(half.existing({}));
            const QStringList broken = brokenRules(
                slice, half.geometry(), half.labelFont(), half.geometry().contentHeight(half.rowCount()));
            QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
            QCOMPARE(slice.arrows.size(),
                runs[side]->layout.arrowsNear(0, kNoRow).size() + runs[side]->layout.longArrows().size());
        }
        // Rows that correspond are at one height.
        QCOMPARE(sheet.side(0).rowCount(), sheet.side(1).rowCount());
    }
}

QTEST_MAIN(ExportWindowTest)
#include "export_window_test.moc"
