// SPDX-License-Identifier: GPL-3.0-or-later
// Both lessons from the first call to the last, on real sockets, compared with what a reader
// expects to see: tests/scenario/*.txt.
#include "core/network/tcp_transitions.h"
#include "support/golden.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class SessionLessonTest : public QObject {
    Q_OBJECT

private slots:
    void aLessonIsTheSameOnEveryMachine_data();
    void aLessonIsTheSameOnEveryMachine();
    void timeWaitIsOnTheSideThatClosedFirst_data();
    void timeWaitIsOnTheSideThatClosedFirst();
    void everyChangeOfStateIsOneOfTheDiagram_data();
    void everyChangeOfStateIsOneOfTheDiagram();
    void statesBetweenTwoCallsAreObserved();
    void everyStepEntersOneCallOrEndsOne();
    void freeRunPlaysTheSameCalls_data();
    void freeRunPlaysTheSameCalls();
    void afterAFreeRunTooTimeWaitIsKnown_data();
    void afterAFreeRunTooTimeWaitIsKnown();
    void theProgramsAreRecordedBeforeTheFirstCall();
    void theNextCallIsKnownBeforeItIsMade();
    void bothServersMayFollowOnOnePort();
    void withoutReuseaddrTimeWaitKeepsThePortBusy();

private:
    static void eachLesson();
};

void SessionLessonTest::eachLesson()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("client-close") << Closing::ClientFirst;
    QTest::newRow("server-close") << Closing::ServerFirst;
}

namespace {

/// Calls in the order in which they were entered, each with what became of it, so that it does not
/// matter which of two calls returned first; then the states of each socket. Whether a state was
/// observed or inferred depends on how fast the other end answers, and is left out.
QStringList sequence(const Recording &recording)
{
    QStringList lines;
    for (const RecordedCall &call : callsIn(recording))
        lines << text(call);
    lines << QString();
    for (const SocketId socket : sockets(recording))
        lines << QStringLiteral("socket %1: %2").arg(QString::number(socket), statePath(recording, socket));
    return lines;
}

} // namespace

void SessionLessonTest::aLessonIsTheSameOnEveryMachine_data() { eachLesson(); }

void SessionLessonTest::aLessonIsTheSameOnEveryMachine()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing, {"hello", "again"}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const QString different = differenceFromGolden(
        QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".txt"), sequence(session.recording()));
    QVERIFY2(different.isEmpty(), qPrintable(different));
}

void SessionLessonTest::timeWaitIsOnTheSideThatClosedFirst_data() { eachLesson(); }

void SessionLessonTest::timeWaitIsOnTheSideThatClosedFirst()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const SocketId client = clientSocketOf(session.recording());
    const SocketId connection = connectionOf(session.recording());
    const SocketId first = closing == Closing::ClientFirst ? client : connection;
    const SocketId second = closing == Closing::ClientFirst ? connection : client;
    QCOMPARE(stateOf(session.recording(), first), TcpState::TimeWait);
    QCOMPARE(stateOf(session.recording(), second), TcpState::Close);
    QCOMPARE(stateOf(session.recording(), listenerOf(session.recording())), TcpState::Close);

    // By the kernel's word, and with its clock.
    const StateChanged last = stateChanges(session.recording(), first).back();
    QCOMPARE(last.evidence, Evidence::Observed);
    QCOMPARE(last.sample.timer, SocketTimer::TimeWait);
    QVERIFY2(last.sample.timerMs > 50'000 && last.sample.timerMs <= 60'000,
        qPrintable(QString::number(last.sample.timerMs)));

    // The clock runs on after the last call.
    const std::uint32_t before = sampleOf(session.recording(), first).timerMs;
    QVERIFY(session.waitUntil([&] { return sampleOf(session.recording(), first).timerMs < before; }));
    QCOMPARE(sampleOf(session.recording(), first).timer, SocketTimer::TimeWait);
}

void SessionLessonTest::everyChangeOfStateIsOneOfTheDiagram_data() { eachLesson(); }

void SessionLessonTest::everyChangeOfStateIsOneOfTheDiagram()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    session.stop();
    QVERIFY(stateChanges(session.recording()).size() > 10);
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void SessionLessonTest::statesBetweenTwoCallsAreObserved()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    for (const SocketId socket : sockets(session.recording())) {
        const StateChanged last = stateChanges(session.recording(), socket).back();
        QCOMPARE(last.evidence, Evidence::Observed);
        const bool listens = socket == listenerOf(session.recording());
        QCOMPARE(last.to, listens ? TcpState::Listen : TcpState::Established);
    }
    // The connection was there before accept returned it, and is its listener's child.
    const SocketId connection = connectionOf(session.recording());
    const StateChanged birth = stateChanges(session.recording(), connection).front();
    QCOMPARE(birth.listener, listenerOf(session.recording()));
    QCOMPARE(birth.from, TcpState::Listen);
    QCOMPARE(birth.to, TcpState::SynRecv);
    // Both ends agree on the addresses.
    const StateChanged client = stateChanges(session.recording(), clientSocketOf(session.recording())).back();
    const StateChanged server = stateChanges(session.recording(), connection).back();
    QVERIFY(!client.local.isEmpty());
    QVERIFY(client.local == server.remote);
    QVERIFY(client.remote == server.local);
}

void SessionLessonTest::everyStepEntersOneCallOrEndsOne()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    QVERIFY(session.start());
    while (!session->isFinished()) {
        const std::size_t before = callsIn(session.recording()).size();
        const auto next = session->nextAction();
        QVERIFY(next);
        QVERIFY(session.step());
        const std::size_t entered = callsIn(session.recording()).size() - before;
        QCOMPARE(entered, next->kind == NextAction::Kind::Call ? 1U : 0U);
    }
    QVERIFY(!session->step());
    QVERIFY(!session->nextAction());
}

void SessionLessonTest::freeRunPlaysTheSameCalls_data() { eachLesson(); }

void SessionLessonTest::freeRunPlaysTheSameCalls()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing, {"hello", "again"}));
    session->start();
    session->setFreeRun(true);
    session->endConversation();
    QVERIFY(session.waitUntilFinished());
    session.stop();
    QVERIFY2(received(session.recording(), "client") == "helloagain",
        received(session.recording(), "client").c_str());
    QVERIFY(received(session.recording(), "server") == "helloagain");
    const QStringList impossible = impossibleTransitions(session.recording());
    QVERIFY2(impossible.isEmpty(), qPrintable(impossible.join(u'\n')));
}

void SessionLessonTest::afterAFreeRunTooTimeWaitIsKnown_data() { eachLesson(); }

void SessionLessonTest::afterAFreeRunTooTimeWaitIsKnown()
{
    // The monitor looks a hundred times a second, the whole lesson may be over before its first
    // look.
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    session->start();
    session->setFreeRun(true);
    session->endConversation();
    QVERIFY(session.waitUntilFinished());
    session.stop();
    const SocketId first = closing == Closing::ClientFirst ? clientSocketOf(session.recording())
                                                           : connectionOf(session.recording());
    QVERIFY2(statePath(session.recording(), first)
                 .endsWith(QStringLiteral("ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT")),
        qPrintable(statePath(session.recording(), first)));
}

void SessionLessonTest::theProgramsAreRecordedBeforeTheFirstCall()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst, {"hello"}));
    QVERIFY(session.start());
    const Recording &recording = session.recording();
    QCOMPARE(recording.size(), 3U);
    for (const ActorId actor : {ActorId {0}, ActorId {1}}) {
        const auto &shown = std::get<ProgramShown>(recording.at(actor).body);
        QCOMPARE(shown.actor, actor);
        const EchoOptions &options = session->options();
        QVERIFY(shown.lines == (actor == 0 ? echoServer(options) : echoClient(options)).code());
    }
    const auto &typed = std::get<MessageTyped>(recording.at(2).body);
    QCOMPARE(recording.header().actors.at(typed.actor), std::string("client"));
    QCOMPARE(typed.data, std::string("hello"));
}

void SessionLessonTest::theNextCallIsKnownBeforeItIsMade()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    for (int i = 0; i < 12; ++i) {
        const auto next = session->nextAction();
        QVERIFY(next);
        const auto announced = session->nextCall(next->actor);
        QVERIFY(announced);
        QVERIFY(session.step());
        const auto all = callsIn(session.recording());
        QVERIFY(!all.empty());
        CallEntered made = *all.back().entered;
        made.call = 0;
        QVERIFY(made == *announced);
    }
}

void SessionLessonTest::bothServersMayFollowOnOnePort()
{
    std::uint16_t port = 0;
    for (int run = 0; run < 2; ++run) {
        SessionOptions options = onAnyPort(Closing::ServerFirst);
        options.server = Endpoint::loopback(port);
        SteppedSession session(options);
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        QCOMPARE(resultsOf(session.recording(), "server", Function::Bind), QStringList {QStringLiteral("0")});
        const SocketId connection = connectionOf(session.recording());
        port = stateChanges(session.recording(), connection).back().local.port();
        QCOMPARE(stateOf(session.recording(), connection), TcpState::TimeWait);
    }
}

void SessionLessonTest::withoutReuseaddrTimeWaitKeepsThePortBusy()
{
    std::uint16_t port = 0;
    {
        SessionOptions options = onAnyPort(Closing::ServerFirst);
        options.reuseAddress = false;
        SteppedSession session(options);
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        port = stateChanges(session.recording(), connectionOf(session.recording())).back().local.port();
    }
    // The second server sets the option, but the first had not: both must.
    SessionOptions options = onAnyPort(Closing::ServerFirst);
    options.server = Endpoint::loopback(port);
    SteppedSession session(options);
    QVERIFY(session.start());
    QVERIFY(session.stepUntil(
        [&] { return !resultsOf(session.recording(), "server", Function::Bind).isEmpty(); }));
    QCOMPARE(resultsOf(session.recording(), "server", Function::Bind),
        QStringList {QStringLiteral("-1 EADDRINUSE")});
}

QTEST_APPLESS_MAIN(SessionLessonTest)
#include "session_lesson_test.moc"
