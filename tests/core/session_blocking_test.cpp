// SPDX-License-Identifier: GPL-3.0-or-later
// "blocked" is the kernel's word: recorded when it has put the thread to sleep, and not otherwise.
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>
#include <map>

using namespace sockstep;
using namespace sockstep::test;

class SessionBlockingTest : public QObject {
    Q_OBJECT

private slots:
    void anAcceptWithoutAConnectionBlocks();
    void anAcceptWithAConnectionDoesNot();
    void aRecvWithoutBytesBlocks();
    void aRecvWithBytesDoesNot();
    void aRecvAtTheEndOfTheStreamDoesNot();
    void blockedIsRecordedOncePerCallAndBeforeItsReturn();
    void aSettledStepHasShownWhatBlocks();
    void callsThatCannotBlockAreNeverShownBlocked();
};

namespace {

RecordedCall last(const SteppedSession &session, std::string_view actor, Function function)
{
    const auto all = callsOf(session.recording(), actor, function);
    return all.empty() ? RecordedCall {} : all.back();
}

} // namespace

void SessionBlockingTest::anAcceptWithoutAConnectionBlocks()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    while (!session.isHeldBefore("server", Function::Accept))
        QVERIFY(session.step("server"));
    QVERIFY(session.step("server"));
    const RecordedCall accept = last(session, "server", Function::Accept);
    QVERIFY(accept.blocked);
    QVERIFY(!accept.returned);
}

void SessionBlockingTest::anAcceptWithAConnectionDoesNot()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    const RecordedCall accept = last(session, "server", Function::Accept);
    QVERIFY(accept.succeeded());
    QVERIFY(!accept.blocked);
}

void SessionBlockingTest::aRecvWithoutBytesBlocks()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    QVERIFY(session.step("server"));
    QVERIFY(last(session, "server", Function::Recv).blocked);
    QVERIFY(session.step("client"));
    QVERIFY(last(session, "server", Function::Recv).succeeded());
}

void SessionBlockingTest::aRecvWithBytesDoesNot()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    QVERIFY(session.step("client"));
    QVERIFY(session.step("server"));
    const RecordedCall recv = last(session, "server", Function::Recv);
    QVERIFY(recv.succeeded());
    QVERIFY(!recv.blocked);
}

void SessionBlockingTest::aRecvAtTheEndOfTheStreamDoesNot()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {}));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    QVERIFY(session.isHeldBefore("client", Function::Shutdown));
    QVERIFY(session.step("client"));
    QVERIFY(session.step("server"));
    const RecordedCall recv = last(session, "server", Function::Recv);
    QVERIFY(recv.succeeded());
    QCOMPARE(recv.returned->result, std::int64_t {0});
    QVERIFY(!recv.blocked);
}

void SessionBlockingTest::blockedIsRecordedOncePerCallAndBeforeItsReturn()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst, {"one", "two", "three"}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    enum class Progress { Entered, Blocked, Returned };
    std::map<CallId, Progress> progress;
    int blocked = 0;
    for (EventIndex n = 0; n < session.recording().size(); ++n) {
        const EventBody &body = session.recording().at(n).body;
        if (const auto *call = std::get_if<CallEntered>(&body)) {
            QVERIFY(progress.try_emplace(call->call, Progress::Entered).second);
        } else if (const auto *sleeps = std::get_if<CallBlocked>(&body)) {
            QVERIFY(progress.at(sleeps->call) == Progress::Entered);
            progress[sleeps->call] = Progress::Blocked;
            ++blocked;
        } else if (const auto *returned = std::get_if<CallReturned>(&body)) {
            QVERIFY(progress.at(returned->call) != Progress::Returned);
            progress[returned->call] = Progress::Returned;
        }
    }
    QVERIFY(blocked >= 6); // each echo blocks both ends once
    for (const auto &[call, where] : progress)
        QVERIFY(where == Progress::Returned);
}

void SessionBlockingTest::aSettledStepHasShownWhatBlocks()
{
    // After each step every call is either back or shown as blocked, and its actor knows it.
    for (const Closing closing : {Closing::ClientFirst, Closing::ServerFirst}) {
        SteppedSession session(onAnyPort(closing, {"one", "two", "three"}));
        QVERIFY(session.start());
        do {
            for (const std::string_view actor : {"server", "client"}) {
                const auto call = lastCallOf(session.recording(), actor);
                const ActorStatus::State state = session.status(actor).state;
                const bool inProgress = call && !call->returned;
                QCOMPARE(state == ActorStatus::State::Blocked, inProgress);
                QVERIFY(!inProgress || call->blocked);
            }
        } while (session.step());
        QVERIFY(session->isFinished());
    }
}

void SessionBlockingTest::callsThatCannotBlockAreNeverShownBlocked()
{
    // At full speed both actors and the monitor meet at every lock there is.
    for (int run = 0; run < 30; ++run) {
        SteppedSession session(onAnyPort(Closing::ClientFirst, std::vector<std::string>(20, "hello")));
        session->start();
        session->setFreeRun(true);
        session->endConversation();
        QVERIFY(session.waitUntilFinished());
        for (const RecordedCall &call : callsIn(session.recording())) {
            const bool mayBlock = call.is(Function::Accept) || call.is(Function::Recv)
                || call.is(Function::Connect) || call.is(Function::Send);
            QVERIFY2(mayBlock || !call.blocked, qPrintable(text(call)));
        }
    }
}

QTEST_APPLESS_MAIN(SessionBlockingTest)
#include "session_blocking_test.moc"
