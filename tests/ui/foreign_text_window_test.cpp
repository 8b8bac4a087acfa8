// SPDX-License-Identifier: GPL-3.0-or-later
// A recording with deceiving text in every field, in the window and in every format that is painted: nothing
// of it turns a line, hides, or is taken for markup or for a mnemonic.
#include "application.h"
#include "live_window.h"
#include "support/foreign_recording.h"
#include "support/foreign_text.h"
#include "ui/export/recording_export.h"
#include "ui/parts/notice_bar.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>

using namespace sockstep;
using namespace sockstep::test;

class ForeignTextWindowTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void theWindowShowsItWithoutHarm_data();
    void theWindowShowsItWithoutHarm();
    void everyFormatShowsItWithoutHarm_data();
    void everyFormatShowsItWithoutHarm();
    void aNameOfAMillionCharactersIsNoTrouble();
};

namespace {

/// What is UTF-8, and so can stand in a file of JSON, and begins with what the window would take for HTML.
std::string hostile()
{
    std::string text = "<b>bold</b><img src=x>&amp;&bold";
    for (const std::string &one : foreignTexts()) {
        if (QString::fromStdString(one).toStdString() == one)
            text += one;
    }
    return text;
}

class Walk {
public:
    explicit Walk(QWidget &window)
        : window_(window)
    {
    }
    /// Looks at all texts that there are now.
    void look();
    int seen() const { return seen_; }
    const QStringList &faults() const { return faults_; }

private:
    void examine(const QObject &owner, const QString &what, const QString &text, Qt::TextFormat format);
    void lookAt(const QAbstractItemView &view);

    QWidget &window_;
    QStringList faults_;
    int seen_ = 0;
};

void Walk::examine(const QObject &owner, const QString &what, const QString &text, Qt::TextFormat format)
{
    const bool rich = format == Qt::RichText || (format == Qt::AutoText && Qt::mightBeRichText(text));
    const QString read = rich ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
    const std::string found = forbiddenInLines(read.toStdString());
    const auto complain = [&](const QString &fault) {
        const QString said = QStringLiteral("%1 %2, %3: %4: %5")
                                 .arg(QString::fromLatin1(owner.metaObject()->className()),
                                     owner.objectName(), what, fault, text.left(300));
        if (!faults_.contains(said))
            faults_ << said;
    };
    if (!found.empty())
        complain(QString::fromStdString(found));
    if (rich && text.contains(QStringLiteral("<img")))
        complain(QStringLiteral("foreign markup"));
    seen_ += read.contains(QStringLiteral("<b>bold"));
}

void Walk::lookAt(const QAbstractItemView &view)
{
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            for (const int role : {int {Qt::DisplayRole}, int {Qt::AccessibleTextRole}})
                examine(view, QStringLiteral("item"), index.data(role).toString(), Qt::PlainText);
            examine(view, QStringLiteral("tool tip"), index.data(Qt::ToolTipRole).toString(), Qt::AutoText);
        }
    }
}

void Walk::look()
{
    examine(window_, QStringLiteral("title"), window_.windowTitle(), Qt::PlainText);
    QList<QWidget *> widgets = window_.findChildren<QWidget *>();
    widgets << &window_;
    for (const QWidget *widget : std::as_const(widgets)) {
        examine(*widget, QStringLiteral("accessible name"), widget->accessibleName(), Qt::PlainText);
        examine(*widget, QStringLiteral("description"), widget->accessibleDescription(), Qt::PlainText);
        examine(*widget, QStringLiteral("tool tip"), widget->toolTip(), Qt::AutoText);
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            examine(*label, QStringLiteral("text"), label->text(), label->textFormat());
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            examine(*button, QStringLiteral("text"), button->text(), Qt::PlainText);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            lookAt(*view);
    }
    for (const QAction *action : window_.findChildren<QAction *>()) {
        examine(*action, QStringLiteral("text"), action->text(), Qt::PlainText);
        examine(*action, QStringLiteral("tool tip"), action->toolTip(), Qt::AutoText);
        if (action->text().contains(QStringLiteral("&bold"))
            && !action->text().contains(QStringLiteral("&&bold")))
            examine(*action, QStringLiteral("a mnemonic"), QStringLiteral("\x01"), Qt::PlainText);
    }
}

QString writeTo(const QTemporaryDir &folder, const QString &name, const Recording &recording)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(linesOf(recording))) <= 0)
        qFatal("no file can be written");
    return file.fileName();
}

} // namespace

void ForeignTextWindowTest::theWindowShowsItWithoutHarm_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

void ForeignTextWindowTest::theWindowShowsItWithoutHarm()
{
    QFETCH(QString, language);
    const QTemporaryDir folder;
    const auto recording = foreignRecording(hostile());
    const QString name = QStringLiteral("<b>bold &bold\u202ex\n\x1b[2J.sockstep");
    MainWindow window(onAnyPort(Closing::ClientFirst), writeTo(folder, name, *recording));
    window.resize(1440, 900);
    window.show();
    QVERIFY(await([&] { return window.follower().isOpened(); }));
    window.language().use(language);
    Walk walk(window);
    walk.look();
    QTest::keyClick(&window, Qt::Key_N);
    for (CallId call = 0; call < window.follower().history().callCount(); ++call) {
        QTest::keyClick(&window, Qt::Key_N);
        walk.look();
    }
    for (EventIndex n = window.follower().eventCount(); n > 0; --n) {
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        walk.look();
    }
    QVERIFY(!window.follower().isAtEnd());
    for (QMenu *menu : window.findChildren<QMenu *>()) {
        emit menu->aboutToShow(); // fills those that are filled when they open
        walk.look();
    }
    QVERIFY2(walk.faults().isEmpty(), qPrintable(walk.faults().join(u'\n').left(6000)));
    QVERIFY2(walk.seen() > 50, qPrintable(QString::number(walk.seen())));
}

void ForeignTextWindowTest::everyFormatShowsItWithoutHarm_data()
{
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const std::string &one : foreignTexts())
        QTest::addRow("%d", ++number) << QByteArray::fromStdString(one);
    QTest::newRow("all") << QByteArray::fromStdString(foreignText());
}

void ForeignTextWindowTest::everyFormatShowsItWithoutHarm()
{
    QFETCH(QByteArray, text);
    const auto recording = foreignRecording(text.toStdString());
    const RecordingExport exported(*recording, {});
    for (const ExportFormat format :
        {ExportFormat::Svg, ExportFormat::Html, ExportFormat::Text, ExportFormat::Mermaid}) {
        const Made made = exported.make(format);
        QCOMPARE(made.error, QString());
        QCOMPARE(QString::fromStdString(forbiddenInLines(made.bytes.toStdString())), QString());
        if (format != ExportFormat::Text)
            QVERIFY(!made.bytes.contains("<img"));
    }
}

void ForeignTextWindowTest::aNameOfAMillionCharactersIsNoTrouble()
{
    const auto recording = foreignRecording(std::string(1000000, 'n'));
    const RecordingExport exported(*recording, {});
    for (const ExportFormat format : {ExportFormat::Svg, ExportFormat::Html, ExportFormat::Text,
             ExportFormat::Mermaid, ExportFormat::Pdf, ExportFormat::Png}) {
        const Made made = exported.make(format);
        QCOMPARE(made.error, QString());
        QVERIFY2(made.bytes.size() < 1000000, qPrintable(QString::number(made.bytes.size())));
    }
}

QTEST_MAIN(ForeignTextWindowTest)
#include "foreign_text_window_test.moc"
