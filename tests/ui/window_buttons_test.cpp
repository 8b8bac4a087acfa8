// SPDX-License-Identifier: GPL-3.0-or-later
// Every button does its job, by mouse and by keyboard, with a real session behind it.
#include "application.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/bars/transport_bar.h"
#include "ui/compare/compare_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/sockets/queue_view.h"
#include "ui/states/state_machine_view.h"

#include <QAbstractButton>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace sockstep;
using namespace sockstep::test;

class WindowButtonsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void noButtonIsWithoutATest();
    void stateMachineShowsTheOtherDiagram();
    void theTabsShowTheChatAndTheQueues();
    void compareShowsItsPage();
    void stepMakesTheNextCall();
    void stepClientAndStepServerReleaseOneSide();
    void stepServerTellsABlockedServerToClose();
    void playRunsAndPauses();
    void theSpeedSliderSetsTheSpeed();
    void restartBeginsAnew();
    void theClosingIsChosenBeforeTheRun();
    void theClosingIsChosenWhileConnected();
    void onceTheClosingHasBegunAnotherOneBeginsAnew();
    void sendSendsWhatWasTyped();
    void closeConnectionEndsTheConversation();
    void theLanguageChangesAndChangesBack();
    void thePortIsChosenFromTheLessonMenu();
    void reuseAddressIsChosenFromTheLessonMenu();
    void theMoreMenuScales();
    void theMoreMenuChangesTheColours();
    void theMoreMenuTellsWhatThisIs();
    void spacePressesAButtonReachedWithTab_data();
    void spacePressesAButtonReachedWithTab();
    void aClickDoesNotTakeTheSpaceKeyFromStep();
};

namespace {

/// The button whose text begins with \p text; they have arrows and keys beside their words.
QAbstractButton *button(LiveWindow &window, const QString &text)
{
    for (auto *candidate : window->findChildren<QAbstractButton *>()) {
        if (candidate->isVisible() && candidate->text().contains(text))
            return candidate;
    }
    qFatal("there is no button %s", qPrintable(text));
}

QAbstractButton *button(LiveWindow &window, const char *text)
{
    return button(window, QString::fromUtf8(text));
}

/// Opens the menu of a button and clicks the entry that \p text begins.
bool choose(LiveWindow &window, const char *menuButton, const char *text)
{
    bool chosen = false;
    WhenItOpens menu(QMenu::staticMetaObject, [&](QWidget *widget) {
        auto *opened = qobject_cast<QMenu *>(widget);
        for (QAction *action : opened->actions()) {
            if (!action->text().startsWith(QString::fromUtf8(text)))
                continue;
            chosen = true;
            QTest::mouseClick(opened, Qt::LeftButton, {}, opened->actionGeometry(action).center());
            return;
        }
        opened->close();
    });
    window.click(button(window, menuButton));
    return menu.wasSeen() && chosen && window.activate();
}

Function lastFunction(const LiveWindow &window)
{
    return window.history().entered(window.callCount()).function;
}

std::string lastActor(const LiveWindow &window)
{
    return window.recording().header().actors[window.history().entered(window.callCount()).actor];
}

} // namespace

void WindowButtonsTest::noButtonIsWithoutATest()
{
    LiveWindow window;
    QStringList names;
    for (const auto *candidate : window->findChildren<QAbstractButton *>()) {
        if (candidate->isVisible())
            names << candidate->text();
    }
    names.sort();
    // Whoever adds a button adds a test, and then its name here.
    QStringList tested {QStringLiteral("Client closes first ▾"), QStringLiteral("Loopback"),
        QStringLiteral("Lab wire"), QStringLiteral("⟲ Restart"), QStringLiteral("▶ Step   Space"),
        QStringLiteral("Step client"), QStringLiteral("Step server"), QStringLiteral("▶▶ Play"),
        QStringLiteral("States"), QStringLiteral("⇄ Compare"), QStringLiteral("한국어"), QStringLiteral("⋮"),
        QStringLiteral("Send"), QStringLiteral("Close connection"), QStringLiteral("Echo"),
        QStringLiteral("Queues"), QStringLiteral("Address"), QStringLiteral("|◀"), QStringLiteral("◀ Back"),
        QStringLiteral("Forward ▶"), QStringLiteral("Live   L"), // the last four in time_travel_test
        QStringLiteral("View ▾")}; // in diagram_options_test
    tested.sort();
    QCOMPARE(names, tested);
}

void WindowButtonsTest::theTabsShowTheChatAndTheQueues()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.click(button(window, "Queues"));
    auto *queues = window.find<QueueView>();
    QVERIFY(queues->isVisible());
    QCOMPARE(queues->bars().size(), std::size_t {5}); // two for each end, one for the listener
    window.click(button(window, "Echo"));
    QVERIFY(!queues->isVisible());
    QVERIFY(window.find<QLineEdit>("chatInput")->isVisible());
}

void WindowButtonsTest::stateMachineShowsTheOtherDiagram()
{
    LiveWindow window;
    window.click(button(window, "States"));
    const auto *states = window.find<StateMachineView>();
    QVERIFY(states->isVisible() && !window->diagram().isVisible());
    QVERIFY(window.stepUntilConnected()); // by Space, as before
    QVERIFY(std::any_of(states->figure().edges.begin(), states->figure().edges.end(),
        [](const auto &edge) { return !edge.traces.empty(); }));
    window.click(button(window, "States"));
    QVERIFY(!states->isVisible() && window->diagram().isVisible());
}

void WindowButtonsTest::compareShowsItsPage()
{
    LiveWindow window;
    QVERIFY(!window->compareView());
    window.click(button(window, "⇄ Compare"));
    QVERIFY(window->compareView() && window->compareView()->isVisible());
}

void WindowButtonsTest::stepMakesTheNextCall()
{
    LiveWindow window;
    for (CallId calls = 1; calls <= 3; ++calls) {
        window.click(button(window, "▶ Step"));
        QVERIFY(window.awaitSettled());
        QCOMPARE(window.callCount(), calls);
    }
    QVERIFY(window.stepToEnd());
    QVERIFY(!button(window, "▶ Step")->isEnabled());
}

void WindowButtonsTest::stepClientAndStepServerReleaseOneSide()
{
    LiveWindow window;
    window.click(button(window, "Step client"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(lastActor(window), std::string("client"));
    window.click(button(window, "Step server"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(lastActor(window), std::string("server"));
    QCOMPARE(window.callCount(), 2U);
    // A side that cannot be stepped says so.
    QVERIFY(window.stepUntilServerBlocksIn(Function::Recv));
    QVERIFY(!button(window, "Step server")->isEnabled());
    QVERIFY(button(window, "Step client")->isEnabled());
}

void WindowButtonsTest::stepServerTellsABlockedServerToClose()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst));
    QVERIFY(window.stepUntilAllEchoed());
    QVERIFY(button(window, "Step server")->isEnabled());
    window.click(button(window, "Step server"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(lastFunction(window), Function::Recv);
    QVERIFY(window.lastReturned(Function::Recv, EINTR));
}

void WindowButtonsTest::playRunsAndPauses()
{
    LiveWindow window;
    window->playback().setSpeed(20);
    window.click(button(window, "Play"));
    QVERIFY(window->playback().isPlaying());
    QVERIFY(await([&] { return window.callCount() >= 3; }));
    window.click(button(window, "Pause"));
    QVERIFY(!window->playback().isPlaying());
    window.click(button(window, "Play"));
    QVERIFY(await([&] { return window->playback().waitsForPerson(); }));
    const auto *play = window.find<QToolButton>("play");
    QVERIFY(await([&] { return play->text().contains(QStringLiteral("Your turn")); }));
    QVERIFY(play->isEnabled());
}

void WindowButtonsTest::theSpeedSliderSetsTheSpeed()
{
    LiveWindow window;
    auto *slider = window.find<QSlider>("speed");
    const double before = window->playback().speed();
    slider->setFocus();
    window.press(Qt::Key_Right);
    QVERIFY(window->playback().speed() > before);
    window.press(Qt::Key_Home);
    QCOMPARE(window->playback().speed(), 0.25);
    window.press(Qt::Key_End);
    QVERIFY(window->playback().speed() > 10);
    const QString said = LiveWindow::said(window.find<TransportBar>());
    QVERIFY2(said.contains(QStringLiteral("steps/s")), qPrintable(said));
}

void WindowButtonsTest::restartBeginsAnew()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window.click(button(window, "Restart"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), 1U);
}

void WindowButtonsTest::theClosingIsChosenBeforeTheRun()
{
    LiveWindow window;
    QVERIFY(choose(window, "Client closes first", "Server closes first"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.session().closing(), Closing::ServerFirst);
    QVERIFY(window.stepToEnd());
    QCOMPARE(stateOf(window.recording(), connectionOf(window.recording())), TcpState::TimeWait);
    // The next run is the same.
    window->playback().restart();
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.session().closing(), Closing::ServerFirst);
    QVERIFY(choose(window, "Server closes first", "Client half-closes"));
    QCOMPARE(window.session().closing(), Closing::ClientHalfClose);
}

void WindowButtonsTest::theClosingIsChosenWhileConnected()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst));
    QVERIFY(window.stepUntilAllEchoed());
    const CallId before = window.callCount();
    QVERIFY(choose(window, "Server closes first", "Client closes first"));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.callCount() >= before); // the same session
    QCOMPARE(window.session().closing(), Closing::ClientFirst);
    QVERIFY(window.stepToEnd());
    QCOMPARE(stateOf(window.recording(), clientSocketOf(window.recording())), TcpState::TimeWait);
}

void WindowButtonsTest::onceTheClosingHasBegunAnotherOneBeginsAnew()
{
    LiveWindow window;
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Shutdown); }));
    QVERIFY(choose(window, "Client closes first", "Server closes first"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QCOMPARE(window.session().closing(), Closing::ServerFirst);
}

void WindowButtonsTest::sendSendsWhatWasTyped()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst, {}));
    window.click(window.find<QLineEdit>("chatInput"));
    window.type(QStringLiteral("hello there"));
    window.click(button(window, "Send"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.find<QLineEdit>("chatInput")->text(), QString());
    window.press(Qt::Key_Escape);
    QVERIFY(window.stepUntilAllEchoed());
    QCOMPARE(received(window.recording(), "client"), std::string("hello there"));
}

void WindowButtonsTest::closeConnectionEndsTheConversation()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    window.click(button(window, "Close connection"));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.session().conversationEnded());
    for (const char *name : {"Close connection", "Send"})
        QVERIFY2(!button(window, name)->isEnabled(), name);
    QVERIFY(window.stepToEnd());
    QVERIFY(window.lastReturned(Function::Close));
}

void WindowButtonsTest::theLanguageChangesAndChangesBack()
{
    LiveWindow window;
    window.click(button(window, "한국어"));
    QCOMPARE(window->language().code(), QStringLiteral("ko"));
    window.click(button(window, "English"));
    QCOMPARE(window->language().code(), QStringLiteral("en"));
    QVERIFY(button(window, "한국어")->isVisible());
}

void WindowButtonsTest::thePortIsChosenFromTheLessonMenu()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const std::uint16_t port = 20000; // below the ports that the kernel gives to others
    WhenItOpens dialog(QInputDialog::staticMetaObject, [&](QWidget *widget) {
        qobject_cast<QInputDialog *>(widget)->setIntValue(port);
        QTest::keyClick(widget, Qt::Key_Return);
    });
    QVERIFY(choose(window, "Client closes first", "Any port"));
    QVERIFY(dialog.wasSeen());
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(window.stepUntil([&] { return window.lastCall(Function::Bind) != 0; }));
    QCOMPARE(window.history().entered(window.lastCall(Function::Bind)).address.port(), port);
}

void WindowButtonsTest::reuseAddressIsChosenFromTheLessonMenu()
{
    LiveWindow window;
    QVERIFY(window.stepUntil([&] { return window.lastCall(Function::Setsockopt) != 0; }));
    QVERIFY(choose(window, "Client closes first", "The server sets SO_REUSEADDR"));
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(window.stepUntilConnected());
    QCOMPARE(window.lastCall(Function::Setsockopt), 0U);
    QVERIFY(choose(window, "Client closes first", "The server sets SO_REUSEADDR"));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.stepUntilConnected());
    QVERIFY(window.lastCall(Function::Setsockopt) != 0);
}

void WindowButtonsTest::theMoreMenuScales()
{
    LiveWindow window;
    QVERIFY(choose(window, "⋮", "Larger"));
    QVERIFY(window->zoom().factor() > 1);
    QVERIFY(choose(window, "⋮", "Normal size"));
    QCOMPARE(window->zoom().factor(), 1.0);
    QVERIFY(choose(window, "⋮", "Smaller"));
    QVERIFY(window->zoom().factor() < 1);
}

void WindowButtonsTest::theMoreMenuChangesTheColours()
{
    LiveWindow window;
    QVERIFY(window.step());
    // As the eye has it: of toolbar, diagram, programs and chat.
    const auto lightest = [&] {
        int most = 0;
        for (const char *name : {"transport", "canvas", "serverProgram", "chatList"}) {
            const QImage image = window.find<QWidget>(name)->grab().toImage();
            most = std::max(most, image.pixelColor(image.width() / 2, image.height() - 4).lightness());
        }
        return most;
    };
    QVERIFY(choose(window, "⋮", "Light colours"));
    QVERIFY(lightest() > 200);
    QVERIFY(choose(window, "⋮", "Dark colours"));
    QVERIFY2(lightest() < 60, qPrintable(QString::number(lightest())));
    QVERIFY(choose(window, "⋮", "Colours of the system"));
    QVERIFY(lightest() > 200);
}

void WindowButtonsTest::theMoreMenuTellsWhatThisIs()
{
    LiveWindow window;
    QString text;
    WhenItOpens about(QMessageBox::staticMetaObject, [&](QWidget *widget) {
        text = qobject_cast<QMessageBox *>(widget)->text();
        QTest::keyClick(widget, Qt::Key_Return);
    });
    QVERIFY(choose(window, "⋮", "About"));
    QVERIFY(about.wasSeen());
    QVERIFY2(text.contains(QStringLiteral("Sockstep")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("%1")), qPrintable(text));
}

void WindowButtonsTest::spacePressesAButtonReachedWithTab_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"Loopback", "Step client", "Play", "Close connection", "Send"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void WindowButtonsTest::spacePressesAButtonReachedWithTab()
{
    QFETCH(const QString, name);
    LiveWindow window(onAnyPort(Closing::ClientFirst, {}));
    QAbstractButton *wanted = button(window, name);
    for (int tabs = 0; tabs < 40 && !wanted->hasFocus(); ++tabs)
        window.press(Qt::Key_Tab);
    QVERIFY(wanted->hasFocus());
    QSignalSpy pressed(wanted, &QAbstractButton::clicked);
    window.press(Qt::Key_Space);
    QCOMPARE(pressed.size(), 1);
    QVERIFY(window.awaitSettled());
    // And it was not a step as well: these two make no call.
    if (name == QStringLiteral("Loopback") || name == QStringLiteral("Send"))
        QCOMPARE(window.callCount(), 0U);
}

void WindowButtonsTest::aClickDoesNotTakeTheSpaceKeyFromStep()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst));
    for (const char *name : {"Loopback", "Step client", "Step server"}) {
        window.click(button(window, name));
        QVERIFY(window.awaitSettled());
        const CallId before = window.callCount();
        QVERIFY(window.step());
        QCOMPARE(window.callCount(), before + 1);
    }
    // Nor does the one of the chat.
    QVERIFY(window.stepUntilAllEchoed());
    window.click(button(window, "Close connection"));
    QVERIFY(window.awaitSettled());
    const CallId before = window.callCount();
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), before + 1);
}

QTEST_MAIN(WindowButtonsTest)
#include "window_buttons_test.moc"
