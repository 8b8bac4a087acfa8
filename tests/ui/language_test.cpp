// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the window goes through tr(), and changes while the window is open.
#include "application.h"
#include "live_window.h"
#include "particles_left.h"
#include "ui/compare/compare_view.h"
#include "ui/programs/program_model.h"
#include "ui/sockets/kernel_model.h"
#include "ui/words/socket_words.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace sockstep;
using namespace sockstep::test;

class LanguageTest : public QObject {
    Q_OBJECT

public:
    static void initMain();

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void everyTextGoesThroughTr_data();
    void everyTextGoesThroughTr();
    void everyTextIsAnotherInKorean_data() { everyTextGoesThroughTr_data(); }
    void everyTextIsAnotherInKorean();
    void thereAndBackIsNoChange();
    void theSystemsLanguageIsTheFirst_data();
    void theSystemsLanguageIsTheFirst();
};

namespace {

constexpr char kAskForLanguage[] = "SOCKSTEP_TEST_PRINTS_LANGUAGE";

/// "Translates" every text by putting it into brackets.
class Brackets : public QTranslator {
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return u'⟦' + QString::fromUtf8(source) + u'⟧';
    }
    bool isEmpty() const override { return false; }
};

using Texts = QMap<QString, QString>; // where it stands → what it says

void addItems(Texts &texts, const QString &where, const QAbstractItemModel &model)
{
    const bool isProgram = qobject_cast<const ProgramModel *>(&model);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            const QString place = QStringLiteral("%1 row %2 column %3").arg(where).arg(row).arg(column);
            QString text = index.data().toString();
            if (isProgram) // what stands around the C
                text.remove(index.data(ProgramModel::CodeRole).toString().trimmed());
            else
                texts[place + QStringLiteral(" tooltip")] = index.data(Qt::ToolTipRole).toString();
            texts[place] = text.trimmed();
        }
    }
}

/// Everything that can be read in the window, but not what is painted freely.
Texts textsOf(LiveWindow &window)
{
    Texts texts;
    int number = 0;
    texts[QStringLiteral("window title")] = window->windowTitle();
    for (auto *widget : window->findChildren<QWidget *>()) {
        if (widget->objectName().startsWith(QStringLiteral("qt_")))
            continue; // Qt's own
        const QString where
            = QStringLiteral("%1 %2 %3")
                  .arg(++number)
                  .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
        texts[where + QStringLiteral(" tooltip")] = widget->toolTip();
        texts[where + QStringLiteral(" name")] = widget->accessibleName();
        texts[where + QStringLiteral(" description")] = widget->accessibleDescription();
        const bool isCode = widget->objectName() == QStringLiteral("code");
        if (const auto *label
            = qobject_cast<QLabel *>(widget)) // a page that is hidden is told anew when shown
            texts[where] = isCode || !label->isVisible() ? QString() : label->text();
        else if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            texts[where] = button->text();
        else if (const auto *input = qobject_cast<QLineEdit *>(widget))
            texts[where] = input->placeholderText();
        else if (const auto *view = qobject_cast<QAbstractItemView *>(widget);
                 view && view->model() && !qobject_cast<QHeaderView *>(widget))
            addItems(texts, where, *view->model());
    }
    for (const auto *action : window->findChildren<QAction *>())
        texts[QStringLiteral("action %1").arg(++number)] = action->text();
    const auto *table = window->findChild<KernelModel *>();
    for (int section = 0; section < table->columnCount(); ++section) {
        for (const int role : {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::ToolTipRole)})
            texts[QStringLiteral("heading %1 %2").arg(section).arg(role)]
                = table->headerData(section, Qt::Horizontal, role).toString();
    }
    for (SocketId socket = 1; socket <= window.history().socketCount(); ++socket)
        texts[QStringLiteral("lane %1").arg(socket)] = SocketWords::title(window.history(), socket);
    texts.removeIf([](auto entry) { return entry.value().isEmpty(); });
    return texts;
}

/// What is the same in every language: numbers, names of states, and the other language's name.
bool isForEveryone(const QString &text)
{
    static const QRegularExpression neutral(
        QStringLiteral("^(Sockstep|[⋮–…⇄]|[☐☑] SO_REUSEADDR|English|한국어|man 2 \\w+" // names
                       "|[A-Z_]+[0-9]?" // TCP states
                       "|[0-9.–· ]+( s)?" // numbers, seconds
                       "|→ -?[0-9]+( E[A-Z]+)?" // results
                       ")$"));
    return neutral.match(text).hasMatch();
}

/// Without Hangul, and more than the terms and numbers that Korean, too, writes this way.
bool isLeftInEnglish(QString text)
{
    static const QRegularExpression hangul(QStringLiteral("[가-힣]"));
    static const QRegularExpression terms(
        QStringLiteral("\\b(fd|inode|recv-q|send-q|send|recv|echo|hello|B|client|conn|listen|socket|rto|s)\\b"
                       "|\\b[0-9a-f]{2}\\b")); // a byte
    static const QRegularExpression letters(QStringLiteral("[A-Za-z]"));
    return !isForEveryone(text) && !hangul.match(text).hasMatch()
        && letters.match(text.remove(terms)).hasMatch();
}

/// Takes the window to a place from which there is something to read.
bool go(LiveWindow &window, const QString &where)
{
    if (where == QStringLiteral("in recv"))
        return window.stepUntilServerBlocksIn(Function::Recv);
    if (where == QStringLiteral("in the chat"))
        return window.stepUntilAllEchoed();
    if (where == QStringLiteral("refused"))
        return window.step(Qt::Key_C) && window.step(Qt::Key_C);
    if (where == QStringLiteral("told to close"))
        return window.stepUntil([&] { return window.lastReturned(Function::Recv, EINTR); });
    if (where == QStringLiteral("selected")) {
        const bool done = window.stepUntilConnected();
        window->selection().setCall(3);
        return done;
    }
    if (where == QStringLiteral("comparing") || where == QStringLiteral("counting the costs")) {
        const bool costs = where == QStringLiteral("counting the costs");
        window->showPage(costs ? MainWindow::Page::Cost : MainWindow::Page::Compare);
        Comparison &comparison = window->compareView()->comparison();
        const auto settled
            = [&] { return comparison.session(0).isSettled() && comparison.session(1).isSettled(); };
        while (await(settled) && comparison.canStep())
            comparison.step();
        comparison.startServersAgain();
        return await([&] { return settled() && comparison.facts(1).attempt.has_value(); });
    }
    return where == QStringLiteral("at the start") || window.stepToEnd();
}

} // namespace

void LanguageTest::initMain()
{
    if (!qEnvironmentVariableIsSet(kAskForLanguage)) {
        prepareProcess();
        return;
    }
    std::fputs(qPrintable(Language::ofSystem()), stdout);
    std::exit(0);
}

void LanguageTest::everyTextGoesThroughTr_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<Closing>("closing");
    for (const char *where : {"at the start", "in recv", "refused", "in the chat", "selected", "at the end"})
        QTest::newRow(where) << QString::fromLatin1(where) << Closing::ClientFirst;
    QTest::newRow("told to close") << QStringLiteral("told to close") << Closing::ServerFirst;
    QTest::newRow("at the other end") << QStringLiteral("at the end") << Closing::ServerFirst;
    for (const char *where : {"comparing", "counting the costs"})
        QTest::newRow(where) << QString::fromLatin1(where) << Closing::ClientFirst;
}

void LanguageTest::everyTextGoesThroughTr()
{
    QFETCH(const QString, where);
    QFETCH(const Closing, closing);
    LiveWindow window(onAnyPort(closing));
    QVERIFY(go(window, where));
    Brackets brackets;
    QCoreApplication::installTranslator(&brackets);
    QCoreApplication::processEvents();
    const Texts during = textsOf(window);
    QCoreApplication::removeTranslator(&brackets);
    QCoreApplication::processEvents();
    QVERIFY(during.size() > 60);
    QStringList untouched;
    for (auto text = during.begin(); text != during.end(); ++text) {
        if (!text.value().contains(u'⟦') && !isForEveryone(text.value()))
            untouched << text.key() + QStringLiteral(": ") + text.value();
    }
    QVERIFY2(untouched.isEmpty(), qPrintable(untouched.join(u'\n')));
    const Texts after = textsOf(window);
    for (auto text = after.begin(); text != after.end(); ++text)
        QVERIFY2(!text.value().contains(u'⟦'), qPrintable(text.key()));
}

void LanguageTest::everyTextIsAnotherInKorean()
{
    QFETCH(const QString, where);
    QFETCH(const Closing, closing);
    LiveWindow window(onAnyPort(closing));
    QVERIFY(go(window, where));
    const Texts english = textsOf(window);
    window->language().use(QStringLiteral("ko"));
    QCoreApplication::processEvents();
    const Texts korean = textsOf(window);
    QStringList same;
    for (auto text = korean.begin(); text != korean.end(); ++text) {
        if (isLeftInEnglish(text.value()))
            same << text.key() + QStringLiteral(": ") + text.value();
        QVERIFY2(particleLeftIn(text.value()).isEmpty(), qPrintable(text.key() + u' ' + text.value()));
    }
    QVERIFY2(same.isEmpty(), qPrintable(same.join(u'\n')));
    QCOMPARE(korean.keys(), english.keys());
}

void LanguageTest::thereAndBackIsNoChange()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    // What counts down is left out.
    const auto still = [&] {
        Texts texts = textsOf(window);
        texts.removeIf(
            [](auto entry) { return entry.value().contains(QRegularExpression(QStringLiteral("[0-9] s"))); });
        return texts;
    };
    const Texts before = still();
    window->language().toggle();
    QCoreApplication::processEvents();
    window->language().toggle();
    QCoreApplication::processEvents();
    QCOMPARE(still(), before);
}

void LanguageTest::theSystemsLanguageIsTheFirst_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("expected");
    QTest::newRow("Korean") << QStringLiteral("ko_KR.UTF-8") << QString() << QStringLiteral("ko");
    QTest::newRow("English") << QStringLiteral("en_GB.UTF-8") << QString() << QStringLiteral("en");
    QTest::newRow("another") << QStringLiteral("de_DE.UTF-8") << QString() << QStringLiteral("en");
    QTest::newRow("none") << QStringLiteral("C") << QString() << QStringLiteral("en");
    QTest::newRow("a list") << QStringLiteral("de_DE.UTF-8") << QStringLiteral("de:ko:en")
                            << QStringLiteral("ko");
    QTest::newRow("another list") << QStringLiteral("de_DE.UTF-8") << QStringLiteral("de:en:ko")
                                  << QStringLiteral("en");
}

void LanguageTest::theSystemsLanguageIsTheFirst()
{
    QFETCH(const QString, locale);
    QFETCH(const QString, list);
    QFETCH(const QString, expected);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("LC_ALL"));
    environment.insert(QStringLiteral("LC_MESSAGES"), locale);
    environment.insert(QStringLiteral("LANG"), locale);
    if (!list.isEmpty())
        environment.insert(QStringLiteral("LANGUAGE"), list);
    environment.insert(QString::fromLatin1(kAskForLanguage), QStringLiteral("1"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), QStringList());
    QVERIFY(process.waitForFinished(static_cast<int>(kPatience.count())));
    QCOMPARE(QString::fromLatin1(process.readAllStandardOutput()), expected);
}

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
