// SPDX-License-Identifier: GPL-3.0-or-later
// Who cannot see the window or has no mouse: names for everything that can have the focus, Tab to
// reach it, and no key that means two things.
#include "application.h"
#include "live_window.h"
#include "ui/bars/transport_bar.h"
#include "ui/parts/notice_bar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QListView>
#include <QShortcut>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

class AccessibilityTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void whateverTakesTheFocusHasAName_data();
    void whateverTakesTheFocusHasAName();
    void noTwoControlsHaveTheSameName_data();
    void noTwoControlsHaveTheSameName();
    void freePlayIsReachedAndNamedToo_data();
    void freePlayIsReachedAndNamedToo();
    void tabVisitsEveryControl_data();
    void tabVisitsEveryControl();
    void shiftTabGoesTheSameWayBack();
    void tabGoesThroughTheToolbarFromLeftToRight();
    void whatIsMadeLateComesWhereItStands();
    void theFocusCanBeSeen();
    void noKeyMeansTwoThings();
    void everyKeyOfTheHelpExists();
    void theComparePagesHaveNamesForAllThatTakesTheFocus();
    void itemsAreReadAloudWithWhatTheyShow();
};

namespace {

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
    return seen ? seen->text(QAccessible::Name) : QString();
}

QString describe(const QWidget *widget)
{
    return QStringLiteral("%1 \"%2\"")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
}

QList<QWidget *> focusable(LiveWindow &window, Qt::FocusPolicy how)
{
    QList<QWidget *> result;
    for (auto *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & how) == how
            && widget->focusPolicy() != Qt::NoFocus)
            result << widget;
    }
    return result;
}

void languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QStringLiteral("en");
    QTest::newRow("Korean") << QStringLiteral("ko");
}

/// Presses \p key until the focus comes round again.
QList<QWidget *> walk(LiveWindow &window, Qt::Key key)
{
    QList<QWidget *> visited;
    for (int i = 0; i < 100; ++i) {
        window.press(key, key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
        QWidget *now = QApplication::focusWidget();
        if (!now || visited.contains(now))
            break;
        visited << now;
    }
    return visited;
}

} // namespace

void AccessibilityTest::whateverTakesTheFocusHasAName_data() { languages(); }

void AccessibilityTest::whateverTakesTheFocusHasAName()
{
    QFETCH(const QString, language);
    LiveWindow window;
    window->language().use(language);
    QVERIFY(window.stepUntilAllEchoed());
    int named = 0;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QVERIFY2(!nameOf(widget).trimmed().isEmpty(), qPrintable(describe(widget)));
        QVERIFY2(!nameOf(widget).contains(u'%'), qPrintable(nameOf(widget)));
        ++named;
    }
    QVERIFY(named > 15);
}

void AccessibilityTest::noTwoControlsHaveTheSameName_data() { languages(); }

void AccessibilityTest::noTwoControlsHaveTheSameName()
{
    QFETCH(const QString, language);
    LiveWindow window;
    window->language().use(language);
    QHash<QString, QString> owners;
    for (QWidget *widget : focusable(window, Qt::TabFocus)) {
        const QString name = nameOf(widget);
        QVERIFY2(!owners.contains(name),
            qPrintable(QStringList({name, owners[name], describe(widget)}).join(u' ')));
        owners[name] = describe(widget);
    }
}

void AccessibilityTest::freePlayIsReachedAndNamedToo_data() { languages(); }

void AccessibilityTest::freePlayIsReachedAndNamedToo()
{
    QFETCH(const QString, language);
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.freePlay = true;
    LiveWindow window(options);
    window->language().use(language);
    for (int sockets = 0; sockets < 2; ++sockets) {
        QVERIFY(window->playback().makeByHand(0, {CallByHand::What::SocketTcp, {}, {}, 0}));
        QVERIFY(window.awaitSettled());
    }
    const auto canGoOn = [&] {
        const auto *close = window->findChild<QWidget *>(QStringLiteral("call-close"));
        return close && close->isEnabled();
    };
    QVERIFY(await(canGoOn));
    QHash<QString, QString> owners;
    const QList<QWidget *> visited = walk(window, Qt::Key_Tab);
    for (QWidget *widget : focusable(window, Qt::TabFocus)) {
        const QString name = nameOf(widget);
        QVERIFY2(!name.trimmed().isEmpty() && !name.contains(u'%'), qPrintable(describe(widget)));
        QVERIFY2(!owners.contains(name),
            qPrintable(QStringList({name, owners[name], describe(widget)}).join(u' ')));
        owners[name] = describe(widget);
        QVERIFY2(visited.contains(widget), qPrintable(describe(widget)));
    }
    // No key of free play means anything else: not a mnemonic, not a shortcut.
    QSet<QKeySequence> keys;
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        if (button->shortcut().isEmpty())
            continue;
        QVERIFY2(!keys.contains(button->shortcut()), qPrintable(button->text()));
        keys << button->shortcut();
    }
    QVERIFY(keys.size() >= 16);
    for (const auto *shortcut : window->findChildren<QShortcut *>())
        QVERIFY2(!keys.contains(shortcut->key()), qPrintable(shortcut->key().toString()));
    for (const QAction *action : window->findChildren<QAction *>()) {
        for (const QKeySequence &key : action->shortcuts())
            QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
    }
}

void AccessibilityTest::tabVisitsEveryControl_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"at the start", "in the chat", "at the end"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void AccessibilityTest::tabVisitsEveryControl()
{
    QFETCH(const QString, where);
    LiveWindow window;
    if (where == QStringLiteral("in the chat"))
        QVERIFY(window.stepUntilAllEchoed());
    else if (where == QStringLiteral("at the end"))
        QVERIFY(window.stepToEnd());
    const QList<QWidget *> visited = walk(window, Qt::Key_Tab);
    for (const QWidget *widget : focusable(window, Qt::TabFocus))
        QVERIFY2(visited.contains(widget), qPrintable(describe(widget)));
    // And nothing that is not a control, or that nobody can see.
    for (const QWidget *widget : visited)
        QVERIFY2(widget->isVisible() && widget->width() > 0, qPrintable(describe(widget)));
    QVERIFY(visited.size() > 8);
}

void AccessibilityTest::shiftTabGoesTheSameWayBack()
{
    LiveWindow window;
    QList<QWidget *> there = walk(window, Qt::Key_Tab);
    QList<QWidget *> back = walk(window, Qt::Key_Backtab);
    std::reverse(back.begin(), back.end());
    QCOMPARE(back.size(), there.size());
    // Both are circles: begin them at the same place.
    std::rotate(back.begin(), std::find(back.begin(), back.end(), there.first()), back.end());
    QCOMPARE(back, there);
}

void AccessibilityTest::tabGoesThroughTheToolbarFromLeftToRight()
{
    LiveWindow window;
    const auto *bar = window.find<TransportBar>();
    QList<QWidget *> inBar;
    for (QWidget *widget : walk(window, Qt::Key_Tab)) {
        if (bar->isAncestorOf(widget))
            inBar << widget;
    }
    QVERIFY(inBar.size() > 8);
    // The walk began somewhere in the circle.
    const auto leftmost = std::min_element(
        inBar.begin(), inBar.end(), [](QWidget *a, QWidget *b) { return a->x() < b->x(); });
    std::rotate(inBar.begin(), leftmost, inBar.end());
    for (qsizetype i = 1; i < inBar.size(); ++i)
        QVERIFY2(inBar[i]->x() > inBar[i - 1]->x(),
            qPrintable(nameOf(inBar[i - 1]) + QStringLiteral(" is before ") + nameOf(inBar[i])));
}

void AccessibilityTest::whatIsMadeLateComesWhereItStands()
{
    LiveWindow window;
    window->notice().say(QStringLiteral("Something happened."), QStringLiteral("Look"), [] {});
    QVERIFY(window.stepUntilAllEchoed());
    auto *more = window.find<QToolButton>("more"); // the last of the toolbar
    more->setFocus(Qt::TabFocusReason);
    for (const char *name : {"noticeAction", "noticeClose", "serverProgram"}) {
        window.press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QString::fromLatin1(name));
    }
    auto *table = window.find<QTableView>("kernelTable");
    table->setFocus(Qt::TabFocusReason);
    window.press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("closeConnection")); // above it
}

void AccessibilityTest::theFocusCanBeSeen()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    QStringList unseen;
    for (QWidget *widget : walk(window, Qt::Key_Tab)) {
        if (!qobject_cast<QAbstractButton *>(widget) && !qobject_cast<QLineEdit *>(widget))
            continue;
        widget->setFocus(Qt::TabFocusReason);
        const QImage with = widget->grab().toImage();
        widget->clearFocus();
        if (widget->grab().toImage() == with)
            unseen << nameOf(widget);
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
}

void AccessibilityTest::noKeyMeansTwoThings()
{
    LiveWindow window;
    QHash<QKeySequence, QString> meanings;
    const auto claim = [&](const QKeySequence &key, const QString &who) {
        const QString before = meanings.value(key);
        if (!before.isEmpty())
            qWarning("%s: %s and %s", qPrintable(key.toString()), qPrintable(before), qPrintable(who));
        meanings[key] = who;
        return before.isEmpty();
    };
    for (const QAction *action : window->findChildren<QAction *>()) {
        for (const QKeySequence &key : action->shortcuts())
            QVERIFY(claim(key, action->text()));
    }
    for (const auto *shortcut : window->findChildren<QShortcut *>())
        QVERIFY(claim(shortcut->key(), QStringLiteral("a shortcut")));
    QVERIFY(meanings.size() >= 15);
}

void AccessibilityTest::everyKeyOfTheHelpExists()
{
    LiveWindow window;
    QSet<QKeySequence> keys;
    for (const QAction *action : window->findChildren<QAction *>()) {
        for (const QKeySequence &key : action->shortcuts())
            keys << key;
    }
    for (const auto *shortcut : window->findChildren<QShortcut *>())
        keys << shortcut->key();
    for (const char *key : {"Space", "PgDown", "P", "Ctrl+R", "C", "S", "N", "Shift+N", "Ctrl++", "Ctrl+-",
             "Ctrl+0", "Ctrl+L", "Ctrl+D", "Esc", "F11", "F5", "F1", "Shift+C", "Shift+S", "F"})
        QVERIFY2(keys.contains(QKeySequence(QString::fromLatin1(key))), key);
}

void AccessibilityTest::theComparePagesHaveNamesForAllThatTakesTheFocus()
{
    LiveWindow window;
    for (const auto page : {MainWindow::Page::Compare, MainWindow::Page::Cost}) {
        window->showPage(page);
        QStringList names;
        for (QWidget *widget : focusable(window, Qt::TabFocus)) {
            if (!widget->isVisible() || qobject_cast<QLineEdit *>(widget))
                continue; // a spin box has an editor of its own
            QVERIFY2(!nameOf(widget).isEmpty(), qPrintable(describe(widget)));
            QVERIFY2(!names.contains(nameOf(widget)), qPrintable(nameOf(widget)));
            names << nameOf(widget);
        }
        QVERIFY(names.size() > 8);
    }
}

void AccessibilityTest::itemsAreReadAloudWithWhatTheyShow()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const auto read = [&](const char *list, int row) {
        QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(window.find<QListView>(list));
        QAccessibleInterface *item = seen && row < seen->childCount() ? seen->child(row) : nullptr;
        return item ? item->text(QAccessible::Name) : QString();
    };
    QVERIFY2(read("serverProgram", 0).contains(QStringLiteral("socket(AF_INET")),
        qPrintable(read("serverProgram", 0)));
    QVERIFY2(read("serverProgram", 0).contains(QStringLiteral("→")), qPrintable(read("serverProgram", 0)));
    QVERIFY2(read("chatList", 1).contains(QStringLiteral("hello")), qPrintable(read("chatList", 1)));
    QVERIFY2(read("chatList", 1).contains(QStringLiteral("round trip")), qPrintable(read("chatList", 1)));
}

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
