// SPDX-License-Identifier: GPL-3.0-or-later
// The window through a session's whole life: in the lesson's order and out of it, played,
// restarted, with a port that is taken, and closed in the middle of a call.
#include "application.h"
#include "live_window.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "ui/diagram/diagram_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class WindowSessionTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void connectBeforeListenIsRefusedAndTheLessonGoesOn();
    void acceptBeforeConnectBlocksAndTheLessonGoesOn();
    void theNextCallIsToldBeforeItHappens();
    void playRunsToTheChatWaitsAndThenToTheEnd_data();
    void playRunsToTheChatWaitsAndThenToTheEnd();
    void playTakesWhatIsTypedMeanwhile();
    void playStopsAtAnError();
    void aTakenPortIsToldAndTriedAgain();
    void withoutReuseAddressTimeWaitKeepsThePort();
    void withReuseAddressTheSamePortServesAgain();
    void oneMebibyteCanBePastedIntoTheChat();
    void aRestartLeavesNoThreadAndNoDescriptor_data();
    void aRestartLeavesNoThreadAndNoDescriptor();
    void closingTheWindowEndsABlockedCall_data();
    void closingTheWindowEndsABlockedCall();
    void closingTheWindowWhilePlayingEndsEverything();
    void anyKeysInAnyOrderLeaveAWindowThatWorks();
};

namespace {

ActorStatus statusOf(LiveWindow &window, const char *actor)
{
    return window.session().status(window.session().actorNamed(actor).value());
}

bool sleepsIn(LiveWindow &window, const char *actor, Function function)
{
    const ActorStatus status = statusOf(window, actor);
    return status.state == ActorStatus::State::Blocked && status.function == function;
}

SessionOptions onPort(std::uint16_t port, Closing closing)
{
    SessionOptions options = onAnyPort(closing);
    options.server = Endpoint::loopback(port);
    return options;
}

/// A port that is free, from below those that the kernel gives to whoever asks for any.
std::uint16_t freePort()
{
    const auto first = static_cast<int>(10'000 + QCoreApplication::applicationPid() % 20'000);
    for (int port = first; port < 32'000; ++port) {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
            return static_cast<std::uint16_t>(port);
    }
    qFatal("no port is free");
}

#define VERIFY_SAID(text, wanted) QVERIFY2((text).contains(QStringLiteral(wanted)), qPrintable(text))

} // namespace

void WindowSessionTest::connectBeforeListenIsRefusedAndTheLessonGoesOn()
{
    LiveWindow window;
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.lastReturned(Function::Connect, ECONNREFUSED));
    VERIFY_SAID(window.narration(), "ECONNREFUSED");
    bool inDiagram = false;
    for (const auto &label : window->diagram().visibleSlice().labels)
        inDiagram = inDiagram || (label.failed && label.text.contains(QStringLiteral("ECONNREFUSED")));
    QVERIFY(inDiagram);
    // A second time, to be sure; then in the lesson's order.
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.lastReturned(Function::Connect, ECONNREFUSED));
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
    QCOMPARE(resultsOf(window.recording(), "client", Function::Connect).mid(0, 2),
        QStringList({QStringLiteral("-1 ECONNREFUSED"), QStringLiteral("-1 ECONNREFUSED")}));
}

void WindowSessionTest::acceptBeforeConnectBlocksAndTheLessonGoesOn()
{
    LiveWindow window;
    while (!sleepsIn(window, "server", Function::Accept))
        QVERIFY(window.step(Qt::Key_S));
    VERIFY_SAID(window.narration(), "blocked");
    VERIFY_SAID(window.narration(), "accept()");
    const auto bars = window->diagram().visibleSlice().bars;
    QCOMPARE(bars.size(), std::size_t {1});
    QVERIFY(bars[0].open);
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
    for (const auto &bar : window->diagram().visibleSlice().bars)
        QVERIFY(!bar.open);
}

void WindowSessionTest::theNextCallIsToldBeforeItHappens()
{
    LiveWindow window;
    while (!window.session().isFinished()) {
        const auto action = window.session().nextAction();
        QVERIFY(action);
        const QString said = window.narration();
        if (action->kind == NextAction::Kind::Call) {
            const auto call = window.session().nextCall(action->actor);
            QVERIFY(call);
            const auto word = name(call->function);
            const QString next = QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
            QVERIFY2(said.section(QStringLiteral("Next:"), 1).contains(next + u'('), qPrintable(said));
        }
        QVERIFY(window.step());
    }
    VERIFY_SAID(window.narration(), "Restart");
}

void WindowSessionTest::playRunsToTheChatWaitsAndThenToTheEnd_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("client closes first") << Closing::ClientFirst;
    QTest::newRow("server closes first") << Closing::ServerFirst;
}

void WindowSessionTest::playRunsToTheChatWaitsAndThenToTheEnd()
{
    QFETCH(const Closing, closing);
    LiveWindow window(onAnyPort(closing));
    Playback &playback = window->playback();
    playback.setSpeed(20);
    window.press(Qt::Key_P);
    QVERIFY(await([&] { return playback.waitsForPerson(); }));
    QVERIFY(playback.isPlaying());
    QVERIFY(window.awaitSettled());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
    const CallId waiting = window.callCount();
    QCOMPARE(window.lastCall(Function::Shutdown), 0U);
    window.click(window.find<QPushButton>("closeConnection"));
    QVERIFY(await([&] { return window.session().isFinished(); }));
    QVERIFY(window.callCount() > waiting);
    QVERIFY(await([&] { return !playback.isPlaying(); }));
    QVERIFY(window.lastReturned(Function::Close));
}

void WindowSessionTest::playTakesWhatIsTypedMeanwhile()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst, {}));
    window->playback().setSpeed(20);
    window.press(Qt::Key_P);
    QVERIFY(await([&] { return window->playback().waitsForPerson(); }));
    for (const char *word : {"one", "two"}) {
        window.press(Qt::Key_L, Qt::ControlModifier);
        window.type(QString::fromLatin1(word));
        window.press(Qt::Key_Return);
        QVERIFY(await([&] { return received(window.recording(), "client").ends_with(word); }));
    }
    QVERIFY(await([&] { return window->playback().waitsForPerson(); }));
}

void WindowSessionTest::playStopsAtAnError()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    LiveWindow window(onPort(taken.serverPort(), Closing::ClientFirst));
    QSignalSpy stopped(&window->playback(), &Playback::stoppedByError);
    window->playback().setSpeed(20);
    window.press(Qt::Key_P);
    QVERIFY(await([&] { return !window->playback().isPlaying(); }));
    QCOMPARE(stopped.size(), 1);
    QVERIFY(window.lastReturned(Function::Bind, EADDRINUSE));
    QCOMPARE(resultsOf(window.recording(), "server", Function::Bind),
        QStringList {QStringLiteral("-1 EADDRINUSE")});
}

void WindowSessionTest::aTakenPortIsToldAndTriedAgain()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const std::uint16_t port = taken.serverPort();
    LiveWindow window(onPort(port, Closing::ClientFirst));
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Bind, EADDRINUSE); }));
    VERIFY_SAID(window.narration(), "EADDRINUSE");
    QVERIFY(window.narration().contains(QString::number(port)));
    QVERIFY(window.step());
    QCOMPARE(resultsOf(window.recording(), "server", Function::Bind).size(), 2);
    taken.close();
    QVERIFY(window.step());
    QVERIFY(window.lastReturned(Function::Bind));
    QVERIFY(!window.narration().contains(QStringLiteral("EADDRINUSE")));
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
}

void WindowSessionTest::withoutReuseAddressTimeWaitKeepsThePort()
{
    SessionOptions options = onPort(freePort(), Closing::ServerFirst);
    options.reuseAddress = false;
    LiveWindow window(options);
    QVERIFY(window.stepToEnd());
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(window.stepUntil([&] { return window.lastCall(Function::Bind) != 0; }));
    QVERIFY(window.lastReturned(Function::Bind, EADDRINUSE));
    VERIFY_SAID(window.narration(), "TIME_WAIT");
    VERIFY_SAID(window.narration(), "SO_REUSEADDR");
}

void WindowSessionTest::withReuseAddressTheSamePortServesAgain()
{
    const std::uint16_t port = freePort();
    LiveWindow window(onPort(port, Closing::ServerFirst));
    for (int run = 0; run < 2; ++run) {
        QVERIFY(window.stepToEnd());
        QCOMPARE(stateOf(window.recording(), connectionOf(window.recording())), TcpState::TimeWait);
        window.press(Qt::Key_R, Qt::ControlModifier);
        QVERIFY(window.awaitSettled());
    }
    QVERIFY(window.stepUntil([&] { return window.lastCall(Function::Listen) != 0; }));
    QVERIFY(window.lastReturned(Function::Listen));
}

void WindowSessionTest::oneMebibyteCanBePastedIntoTheChat()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst, {}));
    const QString message(1 << 20, u'x');
    QGuiApplication::clipboard()->setText(message);
    window.press(Qt::Key_L, Qt::ControlModifier);
    window.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(window.find<QLineEdit>("chatInput")->text().size(), message.size());
    window.press(Qt::Key_Return);
    QVERIFY(window.awaitSettled());
    window.session().setFreeRun(true);
    QVERIFY(await([&] { return received(window.recording(), "client").size() == std::size_t {1} << 20; }));
}

void WindowSessionTest::aRestartLeavesNoThreadAndNoDescriptor_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"at the beginning", "blocked in accept", "blocked in recv", "both blocked",
             "while playing", "at the end"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void WindowSessionTest::aRestartLeavesNoThreadAndNoDescriptor()
{
    QFETCH(const QString, where);
    LiveWindow window(onAnyPort(Closing::ServerFirst));
    const auto restart = [&] {
        window.press(Qt::Key_R, Qt::ControlModifier);
        return window.awaitSettled();
    };
    const int threads = threadCount();
    QVERIFY(window.step() && restart()); // what is made once for the process is there now
    QVERIFY(threadsFallTo(threads)); // and what wrote the first session down has closed its file
    const int descriptors = descriptorCount();
    for (int round = 0; round < 5; ++round) {
        if (where == QStringLiteral("blocked in accept")) {
            while (!sleepsIn(window, "server", Function::Accept))
                QVERIFY(window.step(Qt::Key_S));
        } else if (where == QStringLiteral("blocked in recv")) {
            QVERIFY(window.stepUntilServerBlocksIn(Function::Recv));
        } else if (where == QStringLiteral("both blocked")) {
            QVERIFY(window.stepUntilAllEchoed() && window.step(Qt::Key_C));
            QVERIFY(sleepsIn(window, "server", Function::Recv) && sleepsIn(window, "client", Function::Recv));
        } else if (where == QStringLiteral("while playing")) {
            window->playback().setSpeed(20);
            window->playback().setPlaying(true);
            QVERIFY(await([&] { return window.callCount() > 3; }));
        } else if (where == QStringLiteral("at the end")) {
            QVERIFY(window.stepToEnd());
        }
        window->playback().setPlaying(false);
        QVERIFY(restart());
        QVERIFY(threadsFallTo(threads));
        // The file of the session before is closed by its keeper, when all is written: perhaps not yet at
        // first.
        QVERIFY(await([&] { return descriptorCount() <= descriptors; }));
    }
}

void WindowSessionTest::closingTheWindowEndsABlockedCall_data()
{
    QTest::addColumn<Function>("function");
    QTest::addColumn<QStringList>("results");
    QTest::newRow("accept") << Function::Accept << QStringList {QStringLiteral("-1 EINTR")};
    // The client ends first: the server's recv gets its FIN before, or as, the signal comes.
    QTest::newRow("recv") << Function::Recv << QStringList {QStringLiteral("0"), QStringLiteral("-1 EINTR")};
}

void WindowSessionTest::closingTheWindowEndsABlockedCall()
{
    QFETCH(const Function, function);
    QFETCH(const QStringList, results);
    {
        LiveWindow first; // what is made once for the process
        QVERIFY(first.step());
        first.closeAndDestroy();
    }
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    LiveWindow window;
    const auto asleep = [&] { return sleepsIn(window, "server", function); };
    if (function == Function::Accept) {
        while (!asleep())
            QVERIFY(window.step(Qt::Key_S));
    }
    QVERIFY(window.stepUntil(asleep));
    QVERIFY(threadCount() > threads);
    const auto recording = window.session().sharedRecording();
    window.closeAndDestroy();
    QVERIFY(threadsFallTo(threads));
    QCOMPARE(descriptorCount(), descriptors);
    // The call came back, and everything was closed by calls that are recorded, too.
    for (const RecordedCall &call : callsIn(*recording))
        QVERIFY2(call.returned, qPrintable(text(call)));
    const QStringList actual = resultsOf(*recording, "server", function);
    QCOMPARE(actual.size(), 1);
    QVERIFY2(results.contains(actual.first()), qPrintable(actual.first()));
    for (const SocketId socket : sockets(*recording)) {
        const auto all = callsIn(*recording);
        QCOMPARE(std::count_if(all.begin(), all.end(),
                     [&](const RecordedCall &call) {
                         return call.is(Function::Close) && call.entered->socket == socket;
                     }),
            1);
    }
}

void WindowSessionTest::closingTheWindowWhilePlayingEndsEverything()
{
    {
        LiveWindow first;
        QVERIFY(first.step());
        first.closeAndDestroy();
    }
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    for (CallId calls = 1; calls < 12; calls += 3) {
        LiveWindow window;
        window->playback().setSpeed(20);
        window.press(Qt::Key_P);
        QVERIFY(await([&] { return window.callCount() >= calls; }));
        window.closeAndDestroy();
        QVERIFY(threadsFallTo(threads));
        QCOMPARE(descriptorCount(), descriptors);
    }
}

void WindowSessionTest::anyKeysInAnyOrderLeaveAWindowThatWorks()
{
    // To be given again for a run that failed.
    const QString given = qEnvironmentVariable("SOCKSTEP_SEED");
    const unsigned seed = given.isEmpty() ? std::random_device {}() : given.toUInt();
    qInfo("SOCKSTEP_SEED=%u", seed);
    std::mt19937 random(seed);
    LiveWindow window;
    QVERIFY(window.step());
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    const int threads = threadCount();
    window->playback().setSpeed(20);
    const std::pair<int, Qt::KeyboardModifiers> keys[] = {{Qt::Key_Space, {}}, {Qt::Key_Space, {}},
        {Qt::Key_C, {}}, {Qt::Key_S, {}}, {Qt::Key_P, {}}, {Qt::Key_N, {}}, {Qt::Key_N, Qt::ShiftModifier},
        {Qt::Key_R, Qt::ControlModifier}, {Qt::Key_D, Qt::ControlModifier}, {Qt::Key_Escape, {}},
        {Qt::Key_PageDown, {}}, {Qt::Key_Space, {}}, {Qt::Key_L, Qt::ControlModifier}, {Qt::Key_Return, {}}};
    for (int i = 0; i < 200; ++i) {
        const auto &[key, modifiers] = keys[random() % std::size(keys)];
        window.press(key, modifiers);
        if (random() % 3 == 0)
            window.type(QStringLiteral("가"));
        if (random() % 5 == 0)
            window->playback().setClosing(random() % 2 ? Closing::ClientFirst : Closing::ServerFirst);
        if (random() % 20 == 0)
            window->language().toggle();
        if (random() % 4 != 0)
            QVERIFY(window.awaitSettled());
    }
    window.press(Qt::Key_Escape);
    window->playback().setPlaying(false);
    window->playback().restart();
    QVERIFY(window.awaitSettled());
    QVERIFY(threadsFallTo(threads));
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
    QCOMPARE(impossibleTransitions(window.recording()), QStringList());
}

QTEST_MAIN(WindowSessionTest)
#include "window_session_test.moc"
