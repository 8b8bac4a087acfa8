// SPDX-License-Identifier: GPL-3.0-or-later
// Every key drives a real session, as a keyboard sends it: to the window, whatever has the focus.
#include "application.h"
#include "core/recording/recording_file.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/diagram/diagram_view.h"
#include "ui/narration/narration_bar.h"
#include "ui/programs/program_view.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace sockstep;
using namespace sockstep::test;

class WindowKeysTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void spaceAndPageDownStep_data();
    void spaceAndPageDownStep();
    void spaceStepsWhereverTheFocusIs_data();
    void spaceStepsWhereverTheFocusIs();
    void stepsThatComeTooSoonAreMadeInTime();
    void aKeyThatIsHeldDownDoesNotRunAway();
    void cAndSStepOneSide();
    void pPlaysAndPauses();
    void controlRBeginsAnew();
    void nAndShiftNMoveTheSelection();
    void escapeClearsTheSelection();
    void spaceIsStepAgainWhenNothingCanBeTyped();
    void controlPlusAndMinusScaleEveryPane();
    void controlLPutsTheCursorIntoTheChat();
    void returnSendsWhatWasTyped();
    void lettersAndSpaceBelongToTheChatWhileItHasTheFocus();
    void anEmptyMessageIsRefusedWithAWordWhy();
    void aPresenterRemoteStepsEvenFromTheChat();
    void escapeLeavesTheChat();
    void controlDClosesTheConnection_data();
    void controlDClosesTheConnection();
    void homeAndEndScrollTheDiagram();
    void f11FillsTheScreen();
    void controlSSavesTheRecording();
};

namespace {

QLineEdit *input(LiveWindow &window) { return window.find<QLineEdit>("chatInput"); }

QList<Function> functionsCalled(const LiveWindow &window)
{
    QList<Function> result;
    for (CallId id = 1; id <= window.callCount(); ++id)
        result << window.history().entered(id).function;
    return result;
}

} // namespace

void WindowKeysTest::spaceAndPageDownStep_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("Space") << static_cast<int>(Qt::Key_Space);
    QTest::newRow("Page Down") << static_cast<int>(Qt::Key_PageDown);
}

void WindowKeysTest::spaceAndPageDownStep()
{
    QFETCH(const int, key);
    LiveWindow window;
    QCOMPARE(window.callCount(), 0U);
    for (CallId calls = 1; calls <= 8; ++calls) {
        QVERIFY(window.step(key));
        QCOMPARE(window.callCount(), calls);
    }
    QCOMPARE(functionsCalled(window).mid(0, 6),
        QList<Function>({Function::Socket, Function::Setsockopt, Function::Bind, Function::Listen,
            Function::Socket, Function::Connect}));
}

void WindowKeysTest::spaceStepsWhereverTheFocusIs_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"canvas", "serverProgram", "clientProgram", "chatList", "kernelTable", "speed"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void WindowKeysTest::spaceStepsWhereverTheFocusIs()
{
    QFETCH(const QString, name);
    LiveWindow window(onAnyPort(Closing::ClientFirst));
    QVERIFY(window.step()); // so that there is something in the panes
    auto *widget = window->findChild<QWidget *>(name);
    QVERIFY(widget);
    widget->setFocus();
    QVERIFY(widget->hasFocus());
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), 2U);
    QVERIFY(window.step(Qt::Key_PageDown));
    QCOMPARE(window.callCount(), 3U);
    QVERIFY(window.step(Qt::Key_C));
    QCOMPARE(window.callCount(), 4U);
    QCOMPARE(window.history().entered(4).actor, window.session().actorNamed("client").value());
    QVERIFY(widget->hasFocus());
}

void WindowKeysTest::stepsThatComeTooSoonAreMadeInTime()
{
    LiveWindow window;
    window.press(Qt::Key_Space);
    window.press(Qt::Key_Space);
    QVERIFY(await([&] { return window.callCount() == 2; }));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 2U);
}

void WindowKeysTest::aKeyThatIsHeldDownDoesNotRunAway()
{
    LiveWindow window;
    for (int i = 0; i < 200; ++i)
        window.press(Qt::Key_Space);
    QVERIFY(window.awaitSettled());
    // However fast this machine is: it ends in a state from which the lesson goes on.
    const CallId calls = window.callCount();
    QVERIFY(calls > 0);
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
}

void WindowKeysTest::cAndSStepOneSide()
{
    LiveWindow window;
    const auto lastActor = [&] {
        return window.recording().header().actors[window.history().entered(window.callCount()).actor];
    };
    QVERIFY(window.step(Qt::Key_S));
    QVERIFY(window.step(Qt::Key_S));
    QCOMPARE(window.callCount(), 2U);
    QCOMPARE(lastActor(), std::string("server"));
    QVERIFY(window.step(Qt::Key_C));
    QCOMPARE(window.callCount(), 3U);
    QCOMPARE(lastActor(), std::string("client"));
    QCOMPARE(window.history().entered(3).function, Function::Socket);
}

void WindowKeysTest::pPlaysAndPauses()
{
    LiveWindow window;
    Playback &playback = window->playback();
    playback.setSpeed(20);
    window.press(Qt::Key_P);
    QVERIFY(playback.isPlaying());
    QVERIFY(await([&] { return window.callCount() >= 3; }));
    window.press(Qt::Key_P);
    QVERIFY(!playback.isPlaying());
    QVERIFY(window.awaitSettled());
    // Paused is paused: what would come by itself has come when another step has been made and
    // shown.
    const CallId paused = window.callCount();
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), paused + 1);
}

void WindowKeysTest::controlRBeginsAnew()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const std::string before = window.recording().header().started;
    const auto *recording = &window.recording();
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(&window.recording() != recording || window.recording().header().started != before);
    QCOMPARE(window.callCount(), 0U);
    QCOMPARE(window->follower().layout().rowCount(), 0U);
    QVERIFY2(window.narration().contains(QStringLiteral("Space")), qPrintable(window.narration()));
    QVERIFY(window.stepToEnd());
}

void WindowKeysTest::nAndShiftNMoveTheSelection()
{
    LiveWindow window;
    window.press(Qt::Key_N);
    QCOMPARE(window->selection().call(), 0U);
    for (int i = 0; i < 4; ++i)
        QVERIFY(window.step());
    QList<CallId> visited;
    for (int i = 0; i < 5; ++i) {
        window.press(Qt::Key_N);
        visited << window->selection().call();
    }
    QCOMPARE(visited, QList<CallId>({1, 2, 3, 4, 4}));
    visited.clear();
    for (int i = 0; i < 4; ++i) {
        window.press(Qt::Key_N, Qt::ShiftModifier);
        visited << window->selection().call();
    }
    QCOMPARE(visited, QList<CallId>({3, 2, 1, 1}));
    // The pages that the keys lead to are read from the screen.
    QVERIFY2(window.narration().contains(QStringLiteral("socket()")), qPrintable(window.narration()));
    window->selection().clear();
    window.press(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(window->selection().call(), 4U);
}

void WindowKeysTest::escapeClearsTheSelection()
{
    LiveWindow window;
    QVERIFY(window.step());
    window.press(Qt::Key_N);
    QCOMPARE(window->selection().call(), 1U);
    window.press(Qt::Key_Escape);
    QCOMPARE(window->selection().call(), 0U);
}

void WindowKeysTest::spaceIsStepAgainWhenNothingCanBeTyped()
{
    for (const bool begun : {false, true}) {
        LiveWindow window;
        if (begun)
            QVERIFY(window.stepUntilAllEchoed());
        window.press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), input(window));
        window.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(await([&] { return !input(window)->isEnabled(); }));
        QCOMPARE(QApplication::focusWidget(), &window->diagram());
        const CallId calls = window.history().callCount();
        QVERIFY(window.step(Qt::Key_Space));
        QVERIFY(window.history().callCount() > calls);
    }
}

void WindowKeysTest::controlPlusAndMinusScaleEveryPane()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const auto sizes = [&] {
        const auto *table = window.find<QTableView>("kernelTable");
        auto *chat = window.find<QListView>("chatList");
        return QList<double> {window->diagram().geometry().rowHeight(),
            window.find<ProgramView>("serverProgram")->font().pointSizeF(), chat->font().pointSizeF(),
            static_cast<double>(chat->visualRect(chat->model()->index(0, 0)).height()),
            input(window)->font().pointSizeF(), table->font().pointSizeF(),
            static_cast<double>(table->rowHeight(0)), window.find<NarrationBar>()->font().pointSizeF()};
    };
    const QList<double> normal = sizes();
    window.press(Qt::Key_Plus, Qt::ControlModifier);
    window.press(Qt::Key_Equal, Qt::ControlModifier); // the same key without Shift
    const QList<double> large = sizes();
    window.press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(sizes(), normal);
    for (int i = 0; i < 2; ++i)
        window.press(Qt::Key_Minus, Qt::ControlModifier);
    const QList<double> small = sizes();
    for (qsizetype pane = 0; pane < normal.size(); ++pane) {
        QVERIFY2(large[pane] > normal[pane], qPrintable(QString::number(pane)));
        QVERIFY2(small[pane] < normal[pane], qPrintable(QString::number(pane)));
    }
    for (int i = 0; i < 50; ++i)
        window.press(Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(window->zoom().factor() >= 0.5);
    QCOMPARE(window.callCount(), window.lastCall(Function::Recv)); // and no key was a step
}

void WindowKeysTest::controlLPutsTheCursorIntoTheChat()
{
    LiveWindow window;
    QVERIFY(!input(window)->hasFocus());
    window.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(input(window)->hasFocus());
}

void WindowKeysTest::returnSendsWhatWasTyped()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst, {}));
    window.press(Qt::Key_L, Qt::ControlModifier);
    window.type(QStringLiteral("안녕 echo 😀"));
    window.press(Qt::Key_Return);
    QVERIFY(window.awaitSettled());
    QCOMPARE(input(window)->text(), QString());
    window.press(Qt::Key_Escape);
    QVERIFY(window.stepUntilAllEchoed());
    QCOMPARE(QString::fromStdString(received(window.recording(), "client")), QStringLiteral("안녕 echo 😀"));
}

void WindowKeysTest::lettersAndSpaceBelongToTheChatWhileItHasTheFocus()
{
    LiveWindow window;
    window.press(Qt::Key_L, Qt::ControlModifier);
    const QString text = QStringLiteral("c s p n N x y 0");
    for (const QChar c : text)
        QTest::keyClick(window->windowHandle(), c.toLatin1());
    QCOMPARE(input(window)->text(), text);
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(!window->playback().isPlaying());
}

void WindowKeysTest::anEmptyMessageIsRefusedWithAWordWhy()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst, {}));
    window.press(Qt::Key_L, Qt::ControlModifier);
    window.press(Qt::Key_Return);
    QVERIFY(window.awaitSettled());
    const QString said = LiveWindow::said(input(window)->parentWidget());
    QVERIFY2(said.contains(QStringLiteral("empty message")), qPrintable(said));
    for (EventIndex n = 0; n < window.recording().size(); ++n)
        QVERIFY(!std::holds_alternative<MessageTyped>(window.recording().at(n).body));
    window.type(QStringLiteral("x"));
    QVERIFY(!LiveWindow::said(input(window)->parentWidget()).contains(QStringLiteral("empty message")));
}

void WindowKeysTest::aPresenterRemoteStepsEvenFromTheChat()
{
    LiveWindow window;
    window.press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(window.step(Qt::Key_PageDown));
    QCOMPARE(window.callCount(), 1U);
}

void WindowKeysTest::escapeLeavesTheChat()
{
    LiveWindow window;
    window.press(Qt::Key_L, Qt::ControlModifier);
    window.press(Qt::Key_Escape);
    QVERIFY(!input(window)->hasFocus());
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), 1U);
    QCOMPARE(input(window)->text(), QString());
}

void WindowKeysTest::controlDClosesTheConnection_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QString>("first");
    QTest::newRow("client first") << Closing::ClientFirst << QStringLiteral("client");
    QTest::newRow("server first") << Closing::ServerFirst << QStringLiteral("server");
}

void WindowKeysTest::controlDClosesTheConnection()
{
    QFETCH(const Closing, closing);
    QFETCH(const QString, first);
    LiveWindow window(onAnyPort(closing));
    QVERIFY(window.stepUntilAllEchoed());
    window.press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(window.session().conversationEnded());
    QVERIFY(!input(window)->isEnabled());
    QVERIFY(window.stepToEnd());
    for (CallId id = 1; id <= window.callCount(); ++id) {
        const CallEntered &call = window.history().entered(id);
        if (call.function != Function::Shutdown)
            continue;
        QCOMPARE(QString::fromStdString(window.recording().header().actors[call.actor]), first);
        return;
    }
    QFAIL("nobody shut the connection down");
}

void WindowKeysTest::homeAndEndScrollTheDiagram()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst), {1280, 720});
    QVERIFY(window.stepToEnd());
    QScrollBar *bar = window->diagram().verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
    window.press(Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
    QVERIFY(!window->diagram().isFollowing());
    window.press(Qt::Key_Down);
    QVERIFY(bar->value() > 0);
    window.press(Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(window->diagram().isFollowing());
}

void WindowKeysTest::f11FillsTheScreen()
{
    LiveWindow window;
    window.press(Qt::Key_F11);
    QVERIFY(window->isFullScreen());
    QVERIFY(window.step());
    window.press(Qt::Key_F11);
    QVERIFY(!window->isFullScreen());
}

void WindowKeysTest::controlSSavesTheRecording()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("교실.jsonl"));
    WhenItOpens dialog(QFileDialog::staticMetaObject, [&](QWidget *widget) {
        auto *files = qobject_cast<QFileDialog *>(widget);
        files->findChild<QLineEdit *>()->setText(path);
        QTest::keyClick(files, Qt::Key_Return);
    });
    window.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(dialog.wasSeen());
    QVERIFY(await([&] { return QFile::exists(path); })); // it gets its name when it is whole
    std::ifstream file(path.toStdString());
    const ReadResult read = readRecording(file);
    QCOMPARE(QString::fromStdString(read.error), QString());
    QVERIFY(read.recording && read.recording->size() > 0);
    for (EventIndex n = 0; n < read.recording->size(); ++n)
        QCOMPARE(read.recording->at(n).t.count(), window.recording().at(n).t.count());
}

QTEST_MAIN(WindowKeysTest)
#include "window_keys_test.moc"
