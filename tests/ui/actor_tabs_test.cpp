// SPDX-License-Identifier: GPL-3.0-or-later
// Where there are several servers or clients, each has a tab; what is shown follows the action, or the
// person.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "core/recording/json_lines.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/bars/transport_bar.h"
#include "ui/parts/tab_row.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/words/narrator.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

class ActorTabsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void oneServerAndOneClientNeedNoTabs();
    void aLessonWithThreeClientsHasATabForEach();
    void theTabFollowsTheAction();
    void theProgramIsThatOfTheTab();
    void aClickHoldsATabForAWhile();
    void theButtonStepsTheOneThatIsShown();
    void keysGoRoundTheTabs();
    void theTabTellsWhereItsActorStands();
    void thePastHasItsOwnTabs();
    void aRecordingMayHaveAnyActors_data();
    void aRecordingMayHaveAnyActors();
};

namespace {

SessionOptions lesson(const char *name)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.script = builtInLesson(name);
    options.lesson = name;
    return options;
}

TabRow *tabs(LiveWindow &window, const char *side)
{
    return window.find<TabRow>((QByteArray(side) + "Tabs").constData());
}

std::optional<ActorId> shown(LiveWindow &window, const char *side)
{
    auto *view = window.find<ProgramView>((QByteArray(side) + "Program").constData());
    return qobject_cast<ProgramModel *>(view->model())->actor();
}

QString nameOf(LiveWindow &window, std::optional<ActorId> actor)
{
    return actor ? QString::fromStdString(window.recording().header().actors.at(*actor)) : QString();
}

void clickTab(LiveWindow &window, TabRow *row, int index)
{
    const QPoint middle = row->mapTo(&*window, row->tabRect(index).center());
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, middle);
}

QToolButton *stepClient(LiveWindow &window)
{
    for (auto *button : window.find<TransportBar>()->findChildren<QToolButton *>(QStringLiteral("first"))) {
        if (button->text().startsWith(QStringLiteral("Step")))
            return button;
    }
    return nullptr;
}

} // namespace

void ActorTabsTest::oneServerAndOneClientNeedNoTabs()
{
    LiveWindow window;
    QVERIFY(!window->findChild<TabRow *>());
    QCOMPARE(stepClient(window)->text(), QStringLiteral("Step client"));
}

void ActorTabsTest::aLessonWithThreeClientsHasATabForEach()
{
    LiveWindow window(lesson("serial-server"));
    QVERIFY(!window->findChild<TabRow *>(QStringLiteral("serverTabs")));
    TabRow *row = tabs(window, "client");
    QVERIFY(row->isVisible());
    QStringList texts;
    for (int i = 0; i < row->count(); ++i)
        texts << row->tabText(i);
    QCOMPARE(texts, QString(QStringLiteral("1 2 3")).split(u' '));
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(row);
    QVERIFY(seen && seen->child(2));
    QVERIFY2(seen->child(2)->text(QAccessible::Name).contains(QStringLiteral("client 3")),
        qPrintable(seen->child(2)->text(QAccessible::Name)));
    // Two servers have tabs as well.
    window->playback().chooseLesson(builtInLesson("reuseport"));
    QVERIFY(window.awaitSettled());
    QVERIFY(await([&] { return tabs(window, "server")->isVisible(); }));
}

void ActorTabsTest::theTabFollowsTheAction()
{
    LiveWindow window(lesson("serial-server"));
    QSet<QString> seen;
    while (!window.session().isFinished()) {
        const auto next = window.session().nextAction();
        if (!next)
            break;
        const QString actor = nameOf(window, next->actor);
        const char *side = actor.startsWith(QStringLiteral("client")) ? "client" : "server";
        QCOMPARE(nameOf(window, shown(window, side)), actor);
        if (actor != QStringLiteral("server")) { // the only one of its side has no tab
            TabRow *row = tabs(window, side);
            QCOMPARE(row->idAt(row->currentIndex()), static_cast<int>(next->actor));
        }
        seen << actor;
        const QMap<QString, QString> numbered {{QStringLiteral("client-2"), QStringLiteral("2nd client")},
            {QStringLiteral("client-3"), QStringLiteral("3rd client")}};
        const QString named = numbered.value(actor, actor);
        QVERIFY2(window.narration().contains(QStringLiteral("Next: the %1 ").arg(named)),
            qPrintable(window.narration()));
        QVERIFY(window.step());
    }
    QCOMPARE(seen.size(), 4);
}

void ActorTabsTest::theProgramIsThatOfTheTab()
{
    LiveWindow window(lesson("serial-server"));
    TabRow *row = tabs(window, "client");
    for (int i = 0; i < row->count(); ++i) {
        clickTab(window, row, i);
        const auto actor = static_cast<ActorId>(row->idAt(i));
        const auto *model = window.find<ProgramView>("clientProgram")->model();
        const auto code = window.session().program(actor).code();
        QCOMPARE(model->rowCount(), static_cast<int>(code.size()));
        for (int line = 0; line < model->rowCount(); ++line)
            QCOMPARE(model->index(line, 0).data(ProgramModel::CodeRole).toString().toStdString(),
                code.at(static_cast<std::size_t>(line)));
        const QString caption = window.said(window.find<ProgramView>("clientProgram")->parentWidget());
        const QString name = Narrator::actorName(nameOf(window, actor).toStdString());
        QVERIFY2(caption.contains(name, Qt::CaseInsensitive), qPrintable(caption));
    }
}

void ActorTabsTest::aClickHoldsATabForAWhile()
{
    LiveWindow window(lesson("serial-server"));
    QVERIFY(window.stepUntil(
        [&] { return nameOf(window, shown(window, "client")) == QStringLiteral("client"); }));
    TabRow *row = tabs(window, "client");
    clickTab(window, row, 2);
    QCOMPARE(nameOf(window, shown(window, "client")), QStringLiteral("client-3"));
    QVERIFY(window.step());
    QCOMPARE(nameOf(window, shown(window, "client")), QStringLiteral("client-3"));
    QVERIFY(window.stepUntil([&] {
        return nameOf(window, shown(window, "client")) != QStringLiteral("client-3")
            || window.session().isFinished();
    }));
    QVERIFY(!window.session().isFinished());
}

void ActorTabsTest::theButtonStepsTheOneThatIsShown()
{
    LiveWindow window(lesson("serial-server"));
    clickTab(window, tabs(window, "client"), 1);
    QCOMPARE(stepClient(window)->text(), QStringLiteral("Step client 2"));
    QVERIFY(stepClient(window)->isEnabled());
    window.click(stepClient(window));
    QVERIFY(window.awaitSettled());
    QCOMPARE(lastCallOf(window.recording(), "client-2")->entered->function, Function::Socket);
    QVERIFY(window.step(Qt::Key_C));
    QCOMPARE(lastCallOf(window.recording(), "client-2")->entered->function, Function::Connect);
    QVERIFY(!lastCallOf(window.recording(), "client"));
}

void ActorTabsTest::keysGoRoundTheTabs()
{
    LiveWindow window(lesson("serial-server"));
    const QString first = nameOf(window, shown(window, "client"));
    QStringList visited;
    for (int i = 0; i < 3; ++i) {
        window.press(Qt::Key_C, Qt::ShiftModifier);
        visited << nameOf(window, shown(window, "client"));
    }
    QCOMPARE(QSet<QString>(visited.begin(), visited.end()).size(), 3);
    QCOMPARE(visited.last(), first);
    TabRow *row = tabs(window, "client");
    row->setFocus(Qt::TabFocusReason);
    row->setCurrentIndex(0);
    window.press(Qt::Key_Right);
    QCOMPARE(nameOf(window, shown(window, "client")), QStringLiteral("client-2"));
    // From the tabs to the program that they choose, though they are made after it.
    window.press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("clientProgram"));
    window.press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), row);
}

void ActorTabsTest::theTabTellsWhereItsActorStands()
{
    LiveWindow window(lesson("serial-server"));
    TabRow *row = tabs(window, "client");
    QSet<int> marks;
    while (!window.session().isFinished() && window.session().nextAction()) {
        for (int i = 0; i < row->count(); ++i) {
            const auto state = window.session().status(static_cast<ActorId>(row->idAt(i))).state;
            const TabRow::Mark mark = row->markAt(i);
            marks << static_cast<int>(mark);
            QCOMPARE(mark == TabRow::Mark::Blocked, state == ActorStatus::State::Blocked);
            QCOMPARE(mark == TabRow::Mark::Finished, state == ActorStatus::State::Finished);
            const QString tip = row->tabToolTip(i);
            QCOMPARE(tip.contains(QStringLiteral("blocked")), state == ActorStatus::State::Blocked);
        }
        QVERIFY(window.step());
    }
    for (const TabRow::Mark mark :
        {TabRow::Mark::None, TabRow::Mark::Next, TabRow::Mark::Blocked, TabRow::Mark::Finished})
        QVERIFY2(marks.contains(static_cast<int>(mark)), qPrintable(QString::number(static_cast<int>(mark))));
}

void ActorTabsTest::thePastHasItsOwnTabs()
{
    LiveWindow window(lesson("serial-server"));
    QVERIFY(window.stepUntil([&] { return window.callCount() > 20 || window.session().isFinished(); }));
    const History whole = window.history();
    for (EventIndex n = window->follower().firstMoment(); n < whole.size(); ++n) {
        window->timeTravel().moveTo(n);
        const CallId next = window.history().callCount() + 1;
        if (next > whole.callCount())
            continue;
        const ActorId actor = whole.entered(next).actor;
        const bool client = nameOf(window, actor).startsWith(QStringLiteral("client"));
        QCOMPARE(nameOf(window, shown(window, client ? "client" : "server")), nameOf(window, actor));
        QVERIFY(!stepClient(window)->isEnabled());
    }
}

void ActorTabsTest::aRecordingMayHaveAnyActors_data()
{
    QTest::addColumn<int>("actors");
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << 0 << QString();
    QTest::newRow("as many as there can be") << 255 << QStringLiteral("client-%1");
    QTest::newRow("servers") << 9 << QStringLiteral("server-%1");
    QTest::newRow("threads") << 4 << QStringLiteral("server thread %1");
    QTest::newRow("names that mean harm")
        << 200 << QStringLiteral("<img src=x>&amp;\n\"%1\" %2 %n ") + QString(400, u'W');
    QTest::newRow("nothing but spaces") << 5 << QStringLiteral("  \t%1");
}

void ActorTabsTest::aRecordingMayHaveAnyActors()
{
    QFETCH(const int, actors);
    QFETCH(const QString, name);
    Header header {"2026-11-22T10:00:00.123Z", "loopback", "Linux 6.1.0", "client-close", {}};
    for (int i = 0; i < actors; ++i)
        header.actors.push_back(
            QString(name).replace(QStringLiteral("%1"), QString::number(i)).toStdString());
    QByteArray text = QByteArray::fromStdString(headerLine(header)) + '\n';
    EventIndex n = 0;
    const auto add = [&](EventBody body) {
        const Event event {std::chrono::nanoseconds(n + 1), std::move(body)};
        text += QByteArray::fromStdString(eventLine(header, n++, event)) + '\n';
    };
    for (int i = 0; i < actors; ++i) {
        add(ProgramShown {static_cast<ActorId>(i), {"int fd = socket(AF_INET, SOCK_STREAM, 0);"}});
        CallEntered call;
        call.call = static_cast<CallId>(i + 1);
        call.actor = static_cast<ActorId>(i);
        call.line = 1;
        add(call);
    }
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("any.sockstep")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();

    LiveWindow window(onAnyPort(Closing::ClientFirst), {1280, 720});
    window->openFile(file.fileName());
    QVERIFY(await([&] { return window->follower().isOpened(); }));
    QCOMPARE(window.recording().header().actors.size(), static_cast<std::size_t>(actors));
    const bool clients = name.startsWith(QStringLiteral("client"));
    auto *row
        = window->findChild<TabRow *>(clients ? QStringLiteral("clientTabs") : QStringLiteral("serverTabs"));
    QCOMPARE(row && row->isVisible(), actors > 1);
    if (actors < 2)
        return;
    QCOMPARE(row->count(), actors);
    QCOMPARE(nameOf(window, shown(window, clients ? "client" : "server")),
        QString::fromStdString(header.actors.back()));
    QVERIFY(row->mapTo(&*window, row->rect().topRight()).x() < 1280 * 3 / 10);
    QCoreApplication::processEvents(); // the room that the caption asks for
    for (const auto *label : row->parentWidget()->findChildren<QLabel *>()) {
        QVERIFY2(!label->text().contains(u'\n'), qPrintable(label->text()));
        QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
    }
    clickTab(window, row, row->currentIndex());
    for (int i = 0; i < 3; ++i)
        window.press(clients ? Qt::Key_C : Qt::Key_S, Qt::ShiftModifier);
    QCOMPARE(shown(window, clients ? "client" : "server"), std::optional<ActorId>(static_cast<ActorId>(2)));
    window->playback().goLive();
    QVERIFY(!row->isVisible());
}

QTEST_MAIN(ActorTabsTest)
#include "actor_tabs_test.moc"
