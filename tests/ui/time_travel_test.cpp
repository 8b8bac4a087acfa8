// SPDX-License-Identifier: GPL-3.0-or-later
// Moving through time: every pane shows the moment as the live view showed it then, no call is made or undone
// on the way, and it is plain whether one looks at now or at the past.
#include "application.h"
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "live_window.h"
#include "ui/bars/time_bar.h"
#include "ui/bars/time_scrubber.h"
#include "ui/chat/chat_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/programs/call_card.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/sockets/kernel_model.h"
#include "ui/sockets/queue_view.h"
#include "ui/sockets/time_wait_card.h"
#include "ui/states/state_machine_view.h"
#include "ui/window/side_pane.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

class TimeTravelTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void everyPaneShowsWhatTheLiveViewShowedThen_data();
    void everyPaneShowsWhatTheLiveViewShowedThen();
    void everyEventIsWithinReach();
    void theKeysMoveThroughTime();
    void theScrubberMovesThroughTime();
    void itIsPlainWhetherOneLooksAtNowOrAtThePast();
    void steppingInThePastCallsNothing();
    void theSessionGoesOnUnderneath();
    void playingFromThePastEndsAtNow();
    void aTickOfATimerIsNoStop();
    void atAnotherMomentNothingIsSelected();
    void restartReturnsToNow();
};

namespace {

QString cells(const QAbstractItemModel &model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            text += model.index(row, column).data().toString() + u'|';
        text += u'\n';
    }
    return text;
}

QString program(LiveWindow &window, const char *name)
{
    const auto *model = qobject_cast<ProgramModel *>(window.find<ProgramView>(name)->model());
    QString text = QStringLiteral("at %1\n").arg(model->currentRow());
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row);
        QString result = index.data(ProgramModel::ResultRole).toString();
        if (result.startsWith(QStringLiteral("blocked"))) // its seconds go on while one looks
            result = QStringLiteral("blocked");
        text += QStringLiteral("%1 [%2] %3\n")
                    .arg(index.data(ProgramModel::CodeRole).toString(), result)
                    .arg(static_cast<int>(index.data(ProgramModel::MarkRole).value<ProgramModel::Mark>()));
    }
    return text;
}

QString diagram(const DiagramView &view)
{
    QString text;
    const DiagramSlice slice = view.visibleSlice();
    const auto put = [&](const QRectF &rect) {
        text += QStringLiteral(" %1 %2 %3 %4")
                    .arg(rect.x())
                    .arg(rect.y())
                    .arg(rect.width())
                    .arg(rect.height());
    };
    for (const auto &label : slice.labels) {
        text += label.full + u'|' + label.text;
        put(label.rect);
        text += label.waiting ? QStringLiteral(" waiting\n") : QStringLiteral("\n");
    }
    for (const auto &band : slice.bands) {
        text += QStringLiteral("band %1").arg(static_cast<int>(band.state));
        put(band.rect);
        text += u'\n';
    }
    for (const auto &bar : slice.bars) {
        text += QStringLiteral("bar %1 %2").arg(bar.call).arg(bar.open);
        put(bar.rect);
        text += u'\n';
    }
    for (const auto &arrow : slice.arrows)
        text += QStringLiteral("arrow %1 %2 %3 %4 %5 %6 %7\n")
                    .arg(static_cast<int>(arrow.kind))
                    .arg(static_cast<int>(arrow.end))
                    .arg(arrow.fromCall)
                    .arg(arrow.path.first().x())
                    .arg(arrow.path.first().y())
                    .arg(arrow.path.last().x())
                    .arg(arrow.path.last().y());
    return text;
}

/// All that the panes show of the recording.
QStringList panes(LiveWindow &window)
{
    const auto *states = window.find<StateMachineView>();
    QStringList shown {program(window, "serverProgram"), program(window, "clientProgram"),
        cells(*window->findChild<KernelModel *>()), cells(*window.find<QListView>("chatList")->model()),
        diagram(window->diagram()), LiveWindow::said(window.find<CallCard>()),
        window.find<QLabel>("story")->text(), LiveWindow::said(window.find<TimeWaitCard>()),
        window.find<QueueView>()->accessibleDescription(), states->accessibleDescription()};
    QString traces;
    for (const auto &edge : states->figure().edges)
        traces += QString::number(edge.traces.size());
    return shown << traces;
}

SessionOptions lesson(const QString &name)
{
    SessionOptions base = onAnyPort(Closing::ClientFirst, {"hello"});
    base.wire.mode = WireSettings::Mode::Step;
    return lessonSession(builtInLesson(name.toStdString()), base);
}

QToolButton *liveButton(LiveWindow &window) { return window.find<QToolButton>("live"); }

} // namespace

void TimeTravelTest::everyPaneShowsWhatTheLiveViewShowedThen_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"client-close", "server-close", "client-linger", "handshake", "four-way-close"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TimeTravelTest::everyPaneShowsWhatTheLiveViewShowedThen()
{
    QFETCH(const QString, name);
    const SessionOptions options = lesson(name);
    if (options.network == NetworkKind::Lab && !whyNoLab().empty())
        QSKIP("there can be no lab here");
    LiveWindow window(options);
    window->showPage(MainWindow::Page::States); // made and refreshed, like the queues
    window.find<SidePane>()->show(SidePane::Tab::Queues);
    std::map<EventIndex, QStringList> seen;
    const auto look = [&] {
        window->showPage(MainWindow::Page::States);
        window->showPage(MainWindow::Page::Lesson);
        // Qt shows a scroll bar a little later than it is needed.
        const QScrollBar *bar = window->diagram().verticalScrollBar();
        QCoreApplication::processEvents();
        if (!await([&] { return bar->isVisible() == (bar->maximum() > 0); }))
            return QStringList();
        window->timeTravel().refresh(); // that the step has settled may not have been shown yet
        return panes(window);
    };
    while (!window.session().isFinished()) {
        const QStringList shown = look();
        seen[window.history().size()] = shown;
        if (!window.session().nextAction())
            break; // only a kernel's timer goes on
        QVERIFY(window.step());
    }
    QVERIFY(seen.size() > 5);
    for (auto moment = seen.rbegin(); moment != seen.rend(); ++moment) {
        window->timeTravel().moveTo(moment->first);
        QCOMPARE(window.history().size(), moment->first);
        const QStringList now = look();
        for (qsizetype pane = 0; pane < now.size(); ++pane)
            QCOMPARE(now[pane], moment->second[pane]);
    }
    window.press(Qt::Key_L);
    QVERIFY(window->follower().isLive());
}

void TimeTravelTest::everyEventIsWithinReach()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst, {"hello"}));
    window->showPage(MainWindow::Page::States);
    window->showPage(MainWindow::Page::Lesson);
    window.find<SidePane>()->show(SidePane::Tab::Queues);
    QVERIFY(window.stepToEnd());
    const EventIndex end = window->follower().eventCount();
    // There and back, and every pane is asked each time.
    for (EventIndex n = 0; n < 2 * end; ++n) {
        window->timeTravel().moveTo(n < end ? n : 2 * end - n);
        QVERIFY(panes(window).size() > 5);
        window->grab();
    }
}

void TimeTravelTest::theKeysMoveThroughTime()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const Follower &follower = window->follower();
    const EventIndex end = window.history().size();
    window.press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!follower.isLive());
    const EventIndex before = window.history().size();
    QVERIFY(before < end);
    window.press(Qt::Key_Backspace);
    QVERIFY(window.history().size() < before);
    window.press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(window.history().size(), before);
    window.press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(window.history().size(), follower.firstMoment());
    QCOMPARE(window.callCount(), 0U);
    window.press(Qt::Key_End, Qt::AltModifier);
    QVERIFY(follower.isLive());
    // To the end by steps is now, as well.
    window.press(Qt::Key_Backspace);
    window.press(Qt::Key_Backspace);
    QVERIFY(!follower.isLive());
    for (int i = 0; i < 10 && !follower.isLive(); ++i)
        window.press(Qt::Key_Right, Qt::AltModifier);
    QVERIFY(follower.isLive());
}

void TimeTravelTest::theScrubberMovesThroughTime()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    auto *scrubber = window.find<TimeScrubber>();
    QCOMPARE(scrubber->value(), static_cast<int>(window.history().size()));
    const QPoint middle = scrubber->rect().center();
    QTest::mouseClick(scrubber, Qt::LeftButton, {}, middle);
    const auto shown = window.history().size();
    QVERIFY(shown > window->follower().firstMoment() && shown < window->follower().eventCount());
    QTest::mousePress(scrubber, Qt::LeftButton, {}, middle);
    QTest::mouseMove(scrubber, QPoint(2, middle.y()));
    QCOMPARE(window.history().size(), window->follower().firstMoment());
    QTest::mouseRelease(scrubber, Qt::LeftButton, {}, QPoint(2, middle.y()));
    scrubber->setFocus();
    window.press(Qt::Key_Right);
    QVERIFY(window.callCount() == 1);
    window.press(Qt::Key_End);
    QVERIFY(window->follower().isLive());
    window.press(Qt::Key_Home);
    QCOMPARE(window.history().size(), window->follower().firstMoment());
}

void TimeTravelTest::itIsPlainWhetherOneLooksAtNowOrAtThePast()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    auto *bar = window.find<TimeBar>();
    const auto *note = window.find<QLabel>("moment");
    QVERIFY2(note->text().startsWith(QStringLiteral("Now")), qPrintable(note->text()));
    QVERIFY(!liveButton(window)->isEnabled());
    const QColor calm = bar->grab().toImage().pixelColor(3, bar->height() / 2);
    window.press(Qt::Key_Backspace);
    window.press(Qt::Key_Backspace);
    QVERIFY2(note->text().contains(QStringLiteral("the past")), qPrintable(note->text()));
    QVERIFY(note->text().contains(QStringLiteral("Nothing is undone")));
    QVERIFY(note->isVisible() && bar->grab().toImage().pixelColor(3, bar->height() / 2) != calm);
    QVERIFY2(
        window.narration().contains(QStringLiteral("Next in the recording")), qPrintable(window.narration()));
    QVERIFY(!window.find<QLineEdit>("chatInput")->isEnabled());
    QVERIFY(liveButton(window)->isEnabled());
    window.click(liveButton(window));
    QVERIFY(window->follower().isLive());
    QVERIFY(window.find<QLineEdit>("chatInput")->isEnabled());
    QCOMPARE(bar->grab().toImage().pixelColor(3, bar->height() / 2), calm);
}

void TimeTravelTest::steppingInThePastCallsNothing()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const EventIndex end = window.recording().size();
    window.press(Qt::Key_Home, Qt::AltModifier);
    for (const int key : {Qt::Key_C, Qt::Key_S, Qt::Key_W, Qt::Key_Space, Qt::Key_Space, Qt::Key_PageDown})
        window.press(key);
    window.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(window.history().size() > window->follower().firstMoment()); // Space has moved on
    QVERIFY(!window->follower().isLive());
    // Whatever had been let through would have been called before this returns.
    QVERIFY(await([&] { return window->playback().isAtRest(); }));
    const auto calls = [&] { return window->follower().whole().callCount(); };
    const CallId before = calls();
    QVERIFY(!window->playback().say("too late"));
    while (!window->follower().isLive())
        window.press(Qt::Key_Space);
    QCOMPARE(calls(), before);
    QVERIFY(window.recording().size() >= end);
    QVERIFY(window.step()); // and now it is a real one
    QCOMPARE(calls(), before + 1);
}

void TimeTravelTest::theSessionGoesOnUnderneath()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.press(Qt::Key_Home, Qt::AltModifier);
    const EventIndex shown = window.history().size();
    const EventIndex known = window->follower().eventCount();
    QVERIFY(window.session().step());
    QVERIFY(await([&] { return window->follower().eventCount() > known; }));
    QCOMPARE(window.history().size(), shown);
    QCOMPARE(window.callCount(), 0U);
    window.press(Qt::Key_L);
    QVERIFY(window.awaitSettled());
    QVERIFY(window.history().size() > known);
}

void TimeTravelTest::playingFromThePastEndsAtNow()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const CallId calls = window.callCount();
    for (int i = 0; i < 5; ++i)
        window.press(Qt::Key_Backspace);
    window->playback().setSpeed(30);
    window.press(Qt::Key_P);
    QVERIFY(await([&] { return window->follower().isLive(); }));
    QVERIFY(await([&] { return !window->playback().isPlaying(); }));
    QCOMPARE(window.callCount(), calls);
}

void TimeTravelTest::aTickOfATimerIsNoStop()
{
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    const auto lastOf = [&] { return kindOf(window.recording().at(window.history().size() - 1).body); };
    QVERIFY(await([&] { return lastOf() == EventKind::Quiet; })); // TIME_WAIT runs out
    for (int i = 0; i < 12; ++i) {
        window.press(Qt::Key_Backspace);
        QVERIFY(lastOf() != EventKind::Quiet);
    }
}

void TimeTravelTest::atAnotherMomentNothingIsSelected()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.press(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(window->selection().call(), window.callCount());
    window.press(Qt::Key_Home, Qt::AltModifier);
    QCOMPARE(window->selection().call(), 0U);
    window.press(Qt::Key_N);
    QCOMPARE(window->selection().call(), 0U); // there is none yet
    for (int i = 0; i < 6; ++i)
        window.press(Qt::Key_Right, Qt::AltModifier);
    window.press(Qt::Key_N);
    QCOMPARE(window->selection().call(), 1U);
}

void TimeTravelTest::restartReturnsToNow()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.press(Qt::Key_Home, Qt::AltModifier);
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(window->follower().isLive());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), 1U);
}

QTEST_MAIN(TimeTravelTest)
#include "time_travel_test.moc"
