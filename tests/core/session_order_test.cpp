// SPDX-License-Identifier: GPL-3.0-or-later
// Calls in an order that is not the lesson's, and calls that fail.
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTcpServer>
#include <QTest>
#include <cerrno>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class SessionOrderTest : public QObject {
    Q_OBJECT

private slots:
    void aRefusedConnectIsRecordedAndCanBeTriedAgain();
    void aRefusedConnectShowsTheSynThatWasAnswered();
    void aConnectWaitsForNoAccept();
    void acceptMayWaitForConnect();
    void aClientMaySendBeforeTheServerAccepts();
    void aPortInUseIsReportedAndCanBeTriedAgain();
    void aClientGoesOnWhileTheServersPortIsInUse();
    void anActorThatIsNotHeldCannotBeStepped();
    void anyInterleavingReachesTheEnd_data();
    void anyInterleavingReachesTheEnd();
};

void SessionOrderTest::aRefusedConnectIsRecordedAndCanBeTriedAgain()
{
    // A port where nobody listens: bound, but not listening.
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    SteppedSession session(options);
    QVERIFY(session.start());
    for (const Function function : {Function::Socket, Function::Setsockopt, Function::Bind}) {
        QVERIFY(session.isHeldBefore("server", function));
        QVERIFY(session.step("server"));
    }
    QVERIFY(session.isHeldBefore("server", Function::Listen));
    QVERIFY(session.step("client")); // socket
    QVERIFY(session.step("client")); // connect
    QCOMPARE(resultsOf(session.recording(), "client", Function::Connect),
        QStringList {QStringLiteral("-1 ECONNREFUSED")});
    QVERIFY(session.isHeldBefore("client", Function::Connect));
    QVERIFY(session.status("client").lastFailed);

    QVERIFY(session.step("client"));
    QVERIFY(session.step("server")); // listen
    QVERIFY(session.step("client"));
    QCOMPARE(resultsOf(session.recording(), "client", Function::Connect),
        (QStringList {
            QStringLiteral("-1 ECONNREFUSED"), QStringLiteral("-1 ECONNREFUSED"), QStringLiteral("0")}));
    QVERIFY(!session.status("client").lastFailed);
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "client") == "hello");
}

void SessionOrderTest::aRefusedConnectShowsTheSynThatWasAnswered()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    for (int i = 0; i < 3; ++i)
        QVERIFY(session.step("server"));
    QVERIFY(session.step("client"));
    QVERIFY(session.step("client"));
    QVERIFY(session.step("server")); // listen
    QVERIFY(session.step("client"));
    const SocketId socket = clientSocketOf(session.recording());
    QCOMPARE(
        statePath(session.recording(), socket), QStringLiteral("CLOSE SYN_SENT CLOSE SYN_SENT ESTABLISHED"));
    QCOMPARE(stateChanges(session.recording(), socket).front().evidence, Evidence::Inferred);
}

void SessionOrderTest::aConnectWaitsForNoAccept()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("client", Function::Send); }));
    QVERIFY(session.isHeldBefore("server", Function::Accept));
    // The kernel has completed the handshake: the connection is there before accept returns it.
    const SocketSample queue = sampleOf(session.recording(), listenerOf(session.recording()));
    QCOMPARE(queue.recvQueue, 1U); // waiting for accept
    QCOMPARE(queue.sendQueue, 5U); // backlog
    const auto all = sockets(session.recording());
    QCOMPARE(all.size(), std::size_t {3});
    QCOMPARE(stateOf(session.recording(), all.back()), TcpState::Established);

    QVERIFY(session.step("server"));
    QCOMPARE(connectionOf(session.recording()), all.back()); // the same socket, now with a descriptor
    QCOMPARE(sampleOf(session.recording(), listenerOf(session.recording())).recvQueue, 0U);
}

void SessionOrderTest::acceptMayWaitForConnect()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    while (!session.isHeldBefore("server", Function::Accept))
        QVERIFY(session.step("server"));
    QVERIFY(session.step("server"));
    QVERIFY(session.isBlockedIn("server", Function::Accept));
    QVERIFY(!session.step("server"));
    QVERIFY(session.step("client")); // socket
    QVERIFY(session.isBlockedIn("server", Function::Accept));
    QVERIFY(session.step("client")); // connect: accept returns by itself
    QVERIFY(session.isHeldBefore("server", Function::Recv));
    const auto accept = callsOf(session.recording(), "server", Function::Accept).front();
    QVERIFY(accept.blocked);
    QVERIFY(accept.succeeded());
    QVERIFY(session.stepToEnd());
}

void SessionOrderTest::aClientMaySendBeforeTheServerAccepts()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("client", Function::Send); }));
    QVERIFY(session.step("client"));
    QCOMPARE(resultsOf(session.recording(), "client", Function::Send), QStringList {QStringLiteral("5")});
    // The bytes wait in the queue of a connection that nobody has accepted.
    QCOMPARE(sampleOf(session.recording(), sockets(session.recording()).back()).recvQueue, 5U);
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "client") == "hello");
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void SessionOrderTest::aPortInUseIsReportedAndCanBeTriedAgain()
{
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost));
    SessionOptions options = onAnyPort(Closing::ServerFirst);
    options.server = Endpoint::loopback(squatter.serverPort());
    SteppedSession session(options);
    QVERIFY(session.start());
    for (int i = 0; i < 4; ++i) // socket, setsockopt, bind, bind
        QVERIFY(session.step("server"));
    const QString inUse = QStringLiteral("-1 EADDRINUSE");
    QCOMPARE(resultsOf(session.recording(), "server", Function::Bind), (QStringList {inUse, inUse}));
    QVERIFY(session.isHeldBefore("server", Function::Bind));
    QVERIFY(session.status("server").lastFailed);

    squatter.close();
    QVERIFY(session.stepToEnd());
    QCOMPARE(resultsOf(session.recording(), "server", Function::Bind),
        (QStringList {inUse, inUse, QStringLiteral("0")}));
    QVERIFY(received(session.recording(), "client") == "hello");
}

void SessionOrderTest::aClientGoesOnWhileTheServersPortIsInUse()
{
    // Somebody else's server stands there: it takes the connection, and never answers.
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost));
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.server = Endpoint::loopback(squatter.serverPort());
    SteppedSession session(options);
    QVERIFY(session.start());
    for (int i = 0; i < 3; ++i)
        QVERIFY(session.step("server"));
    for (int i = 0; i < 4; ++i) // socket, connect, send, recv
        QVERIFY(session.step("client"));
    QVERIFY(session.isBlockedIn("client", Function::Recv));
    QVERIFY(session.isHeldBefore("server", Function::Bind));
    QCOMPARE(sockets(session.recording()).size(), std::size_t {2}); // none that is not ours
    session.stop();
}

void SessionOrderTest::anActorThatIsNotHeldCannotBeStepped()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    QVERIFY(session.step("server"));
    QVERIFY(session.isBlockedIn("server", Function::Recv));
    const EventIndex before = session.recording().size();
    QVERIFY(!session.step("server"));
    QVERIFY(session.settle());
    QCOMPARE(session.recording().size(), before);
    QVERIFY(session.stepToEnd());
    QVERIFY(!session.step("server"));
    QVERIFY(!session.step("client"));
}

void SessionOrderTest::anyInterleavingReachesTheEnd_data()
{
    QTest::addColumn<Closing>("closing");
    for (const Closing closing : kClosings)
        QTest::newRow(lessonName(closing).data()) << closing;
}

void SessionOrderTest::anyInterleavingReachesTheEnd()
{
    QFETCH(const Closing, closing);
    constexpr int kRuns = 20; // more than a hundred with all lessons
    for (unsigned seed = 0; seed < kRuns; ++seed) {
        const std::string run = "seed " + std::to_string(seed);
        std::mt19937 random(seed);
        SteppedSession session(onAnyPort(closing, {"one", "two"}));
        QVERIFY2(session.start(), run.c_str());
        int steps = 0;
        for (; !session->isFinished() && steps < 1000; ++steps) {
            const char *first = random() % 2 ? "server" : "client";
            const char *second = first == std::string_view("server") ? "client" : "server";
            QVERIFY2(session.step(first) || session.step(second), run.c_str()); // one can always go on
        }
        QVERIFY2(session->isFinished(), run.c_str());
        session.stop();
        QVERIFY2(impossibleTransitions(session.recording()).isEmpty(),
            qPrintable(QString::fromStdString(run)
                + impossibleTransitions(session.recording()).join(QLatin1Char(','))));
        for (const SocketId socket : sockets(session.recording())) {
            const TcpState last = stateOf(session.recording(), socket);
            QVERIFY2(last == TcpState::Close || last == TcpState::TimeWait, run.c_str());
        }
        // Whatever was echoed, no byte was lost or invented on the way.
        const std::string heard = received(session.recording(), "client");
        QVERIFY2(sent(session.recording(), "server").starts_with(heard), run.c_str());
        QVERIFY2(std::string_view("onetwogoodbye").starts_with(heard), run.c_str()); // half-close's last word
        if (closing == Closing::ClientFirst)
            QVERIFY2(heard == "onetwo", run.c_str());
    }
}

QTEST_GUILESS_MAIN(SessionOrderTest)
#include "session_order_test.moc"
