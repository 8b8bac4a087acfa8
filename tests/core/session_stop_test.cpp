// SPDX-License-Identifier: GPL-3.0-or-later
// A session can be ended at any moment: at once, and with nothing left over.
#include "support/process_census.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>
#include <random>

using namespace sockstep;
using namespace sockstep::test;

class SessionStopTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aSessionThatWasNeverStartedLeavesNothing();
    void aSessionThatWasNeverStoppedLeavesNothing();
    void stopReturnsWhereverTheActorsAre_data();
    void stopReturnsWhereverTheActorsAre();
    void stoppingTwiceIsStoppingOnce();
    void aStoppedSessionDoesNothingMore();
    void aBlockedCallReturnsWithEintrAndEverythingIsClosed();
    void theClientIsClosedFirstSoThatTheServersPortStaysFree();
    void aStopWithUnreadBytesIsAReset();
    void fiveHundredSessionsLeaveNoThreadAndNoDescriptor();
};

namespace {

int threadsBefore = 0;
int descriptorsBefore = 0;

/// Stops and destroys, and says what is wrong with that; empty if nothing is.
QString end(SteppedSession &session)
{
    session.stop();
    if (!threadsFallTo(threadsBefore))
        return QStringLiteral("%1 threads instead of %2").arg(threadCount()).arg(threadsBefore);
    for (const RecordedCall &call : callsIn(session.recording())) {
        if (!call.returned)
            return QStringLiteral("this call never returned: ") + text(call);
    }
    session.destroy();
    if (descriptorCount() != descriptorsBefore)
        return QStringLiteral("%1 descriptors instead of %2").arg(descriptorCount()).arg(descriptorsBefore);
    return {};
}

} // namespace

void SessionStopTest::init()
{
    // Whatever is made once for the process (a sanitizer's thread, say) is there after the first.
    SteppedSession first(onAnyPort(Closing::ClientFirst));
    QVERIFY(first.start());
    first.stop();
    first.destroy();
    threadsBefore = threadCount();
    QVERIFY(threadsFallTo(threadsBefore));
    descriptorsBefore = descriptorCount();
}

void SessionStopTest::aSessionThatWasNeverStartedLeavesNothing()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    const QString wrong = end(session);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QCOMPARE(session.recording().size(), 0U);
}

void SessionStopTest::aSessionThatWasNeverStoppedLeavesNothing()
{
    {
        SteppedSession session(onAnyPort(Closing::ClientFirst));
        QVERIFY(session.start());
        QVERIFY(session.stepUntilConnected());
        QVERIFY(session.step("server"));
        QVERIFY(threadCount() >= threadsBefore + 3);
        QVERIFY(descriptorCount() > descriptorsBefore);
    }
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

void SessionStopTest::stopReturnsWhereverTheActorsAre_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"before the first step", "in accept", "in recv", "in both recvs",
             "connected, nobody blocked", "in free run", "at the end"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void SessionStopTest::stopReturnsWhereverTheActorsAre()
{
    QFETCH(const QString, where);
    for (int run = 0; run < 10; ++run) {
        SteppedSession session(onAnyPort(Closing::ServerFirst));
        QVERIFY(session.start());
        if (where == QStringLiteral("in accept")) {
            while (session.step("server")) { }
            QVERIFY(session.isBlockedIn("server", Function::Accept));
        } else if (where == QStringLiteral("in recv")) {
            QVERIFY(session.stepUntil([&] { return session.isBlockedIn("server", Function::Recv); }));
        } else if (where == QStringLiteral("in both recvs")) {
            QVERIFY(session.stepUntilAllEchoed());
            QVERIFY(session.step("client"));
            QVERIFY(session.isBlockedIn("client", Function::Recv));
            QVERIFY(session.isBlockedIn("server", Function::Recv));
        } else if (where == QStringLiteral("connected, nobody blocked")) {
            QVERIFY(session.stepUntilConnected());
        } else if (where == QStringLiteral("in free run")) {
            session->setFreeRun(true);
            QVERIFY(session.waitUntil([&] { return received(session.recording(), "client") == "hello"; }));
        } else if (where == QStringLiteral("at the end")) {
            QVERIFY(session.stepToEnd());
        }
        const QString wrong = end(session);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
}

void SessionStopTest::stoppingTwiceIsStoppingOnce()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    session.stop();
    const EventIndex size = session.recording().size();
    session.stop();
    QCOMPARE(session.recording().size(), size);
}

void SessionStopTest::aStoppedSessionDoesNothingMore()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    session.stop();
    const EventIndex size = session.recording().size();
    QVERIFY(session->isFinished());
    QVERIFY(!session->nextAction());
    QVERIFY(!session->step());
    QVERIFY(!session->canSay());
    QVERIFY(!session->say("hello"));
    QVERIFY(!session->canSetClosing());
    QVERIFY(!session->nextCall(0));
    session->endConversation();
    session->setFreeRun(true);
    QCOMPARE(session.recording().size(), size);
}

void SessionStopTest::aBlockedCallReturnsWithEintrAndEverythingIsClosed()
{
    const QStringList interrupted {QStringLiteral("-1 EINTR")};
    const QStringList closed {QStringLiteral("0")};
    SteppedSession waiting(onAnyPort(Closing::ClientFirst));
    QVERIFY(waiting.start());
    while (waiting.step("server")) { }
    waiting.stop();
    QCOMPARE(resultsOf(waiting.recording(), "server", Function::Accept), interrupted);
    // By a call that is recorded like any other: it happens.
    QCOMPARE(resultsOf(waiting.recording(), "server", Function::Close), closed);
    QCOMPARE(resultsOf(waiting.recording(), "client", Function::Close), QStringList());

    SteppedSession connected(onAnyPort(Closing::ClientFirst));
    QVERIFY(connected.start());
    QVERIFY(connected.stepUntil([&] { return connected.isBlockedIn("client", Function::Recv); }));
    connected.stop();
    QCOMPARE(resultsOf(connected.recording(), "client", Function::Recv), interrupted);
    QCOMPARE(resultsOf(connected.recording(), "client", Function::Close), closed);
    QCOMPARE(resultsOf(connected.recording(), "server", Function::Close), closed + closed);
}

void SessionStopTest::theClientIsClosedFirstSoThatTheServersPortStaysFree()
{
    constexpr int kRuns = 10;
    int asExpected = 0;
    for (int run = 0; run < kRuns; ++run) {
        SteppedSession session(onAnyPort(Closing::ClientFirst));
        QVERIFY(session.start());
        QVERIFY(session.stepUntilConnected());
        session.stop();
        const QString client = statePath(session.recording(), clientSocketOf(session.recording()));
        const QString server = statePath(session.recording(), connectionOf(session.recording()));
        QVERIFY2(!server.contains(QStringLiteral("TIME_WAIT")), qPrintable(server));
        QCOMPARE(impossibleTransitions(session.recording()), QStringList());
        asExpected += client == QStringLiteral("CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT")
            && server == QStringLiteral("LISTEN SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE");
    }
    // Once in some thousand times on a busy machine, a late segment meets the closed server, whose
    // RST ends the client's TIME_WAIT (RFC 1337): that happens, and is not ours.
    QVERIFY2(asExpected >= kRuns - 1, qPrintable(QString::number(asExpected)));
}

void SessionStopTest::aStopWithUnreadBytesIsAReset()
{
    // close(2) with bytes in the receive queue sends RST: no LAST_ACK here, no TIME_WAIT there.
    for (int run = 0; run < 10; ++run) {
        SteppedSession session(onAnyPort(Closing::ClientFirst));
        QVERIFY(session.start());
        QVERIFY(session.stepUntilConnected());
        QVERIFY(session.step("client")); // send; the server has not read
        session.stop();
        for (const SocketId socket :
            {clientSocketOf(session.recording()), connectionOf(session.recording())}) {
            const QString path = statePath(session.recording(), socket);
            QVERIFY2(path.endsWith(QStringLiteral(" CLOSE")), qPrintable(path));
            QVERIFY2(!path.contains(QStringLiteral("TIME_WAIT")), qPrintable(path));
            QVERIFY2(!path.contains(QStringLiteral("LAST_ACK")), qPrintable(path));
        }
        QCOMPARE(impossibleTransitions(session.recording()), QStringList());
    }
}

void SessionStopTest::fiveHundredSessionsLeaveNoThreadAndNoDescriptor()
{
    std::mt19937 random(2026);
    for (int run = 0; run < 500; ++run) {
        const Closing closing = random() % 2 ? Closing::ClientFirst : Closing::ServerFirst;
        SteppedSession session(onAnyPort(closing, {"one", "two"}));
        session->start();
        // Sometimes each step is waited for, sometimes none, and the stop comes into the middle.
        const auto patience = random() % 4;
        for (auto steps = random() % 40; steps > 0; --steps) {
            if (random() % 4 == 0)
                session->step(static_cast<ActorId>(random() % 2));
            else
                session->step();
            if (random() % 4 < patience)
                QVERIFY(session.settle());
        }
        if (random() % 8 == 0)
            session->setFreeRun(true);
        session.stop();
        for (const RecordedCall &call : callsIn(session.recording()))
            QVERIFY2(call.returned, qPrintable(text(call)));
        QVERIFY2(impossibleTransitions(session.recording()).isEmpty(),
            qPrintable(impossibleTransitions(session.recording()).join(QLatin1Char('\n'))));
    }
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

QTEST_APPLESS_MAIN(SessionStopTest)
#include "session_stop_test.moc"
