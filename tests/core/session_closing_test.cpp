// SPDX-License-Identifier: GPL-3.0-or-later
// Who closes first, changed at any moment while connected.
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>
#include <cerrno>

using namespace sockstep;
using namespace sockstep::test;

class SessionClosingTest : public QObject {
    Q_OBJECT

private slots:
    void theClosingCanBeChangedBeforeEveryStepUntilItBegins();
    void aServerThatIsBlockedInRecvIsInterruptedWhenToldToClose();
    void aChangeToServerFirstLeavesTheBlockedRecvAlone();
    void aChangeToClientFirstInterruptsTheClientsLastRecv();
    void aMessageInterruptsTheClientsLastRecv();
    void changingThereAndBackChangesNothing();
    void onceTheClosingBeganItCannotBeChanged_data();
    void onceTheClosingBeganItCannotBeChanged();
    void onceTheConversationEndedTheClosingCannotBeChanged();
    void theNewProgramsAreRecorded();
    void theOtherSideMayStillTalkToTheEnd();
};

namespace {

Closing other(Closing closing)
{
    return closing == Closing::ClientFirst ? Closing::ServerFirst : Closing::ClientFirst;
}

/// The side whose FIN came first, by who is in TIME_WAIT at the end.
std::optional<Closing> closedFirst(const Recording &recording)
{
    const bool client = stateOf(recording, clientSocketOf(recording)) == TcpState::TimeWait;
    const bool server = stateOf(recording, connectionOf(recording)) == TcpState::TimeWait;
    if (client == server)
        return std::nullopt;
    return client ? Closing::ClientFirst : Closing::ServerFirst;
}

QStringList lastCalls(const Recording &recording, std::string_view actor, std::size_t count)
{
    QStringList result;
    const auto all = callsOf(recording, actor);
    for (std::size_t i = all.size() - std::min(count, all.size()); i < all.size(); ++i)
        result << text(all[i]);
    return result;
}

} // namespace

void SessionClosingTest::theClosingCanBeChangedBeforeEveryStepUntilItBegins()
{
    for (const Closing initial : {Closing::ClientFirst, Closing::ServerFirst}) {
        bool reachedTheEnd = false;
        for (int change = 0; !reachedTheEnd; ++change) {
            const std::string when = "before step " + std::to_string(change);
            SteppedSession session(onAnyPort(initial));
            QVERIFY2(session.start(), when.c_str());
            for (int i = 0; i < change; ++i)
                QVERIFY2(session.step(), when.c_str());
            const bool possible = session->canSetClosing();
            QCOMPARE(session->setClosing(other(initial)), possible);
            reachedTheEnd = !possible;
            QVERIFY2(session.settle(), when.c_str());
            QVERIFY2(session.stepToEnd(), when.c_str());
            QVERIFY2(closedFirst(session.recording()) == (possible ? other(initial) : initial), when.c_str());
            QVERIFY2(received(session.recording(), "client") == "hello", when.c_str());
            QCOMPARE(impossibleTransitions(session.recording()), QStringList());
        }
    }
}

void SessionClosingTest::aServerThatIsBlockedInRecvIsInterruptedWhenToldToClose()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.isBlockedIn("server", Function::Recv));
    QVERIFY(session.step("server"));
    // The call that is shown is the call that was really made, and what it really returned.
    QCOMPARE(lastCalls(session.recording(), "server", 1),
        QStringList {QStringLiteral("server  recv(3, 65536, 0) = -1 EINTR  blocked")});
    QVERIFY(session.isHeldBefore("server", Function::Shutdown));
    QVERIFY(session.status("server").told);
    QVERIFY(!session.status("server").lastFailed); // it was asked for
    QVERIFY(session.stepToEnd());
    QVERIFY(closedFirst(session.recording()) == Closing::ServerFirst);
}

void SessionClosingTest::aChangeToServerFirstLeavesTheBlockedRecvAlone()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.isBlockedIn("server", Function::Recv));
    QVERIFY(session->setClosing(Closing::ServerFirst));
    QVERIFY(session.settle());
    QVERIFY(session.isBlockedIn("server", Function::Recv)); // nobody has told it to close yet
    QCOMPARE(session->nextAction()->kind, NextAction::Kind::TellToClose);
    QVERIFY(session->say("more"));
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(received(session.recording(), "client") == "hellomore");
    QVERIFY(session.stepToEnd());
    QVERIFY(resultsOf(session.recording(), "server", Function::Recv).contains(QStringLiteral("-1 EINTR")));
    QVERIFY(closedFirst(session.recording()) == Closing::ServerFirst);
}

void SessionClosingTest::aChangeToClientFirstInterruptsTheClientsLastRecv()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.step("client"));
    QVERIFY(session.isBlockedIn("client", Function::Recv));
    QVERIFY(session->setClosing(Closing::ClientFirst));
    QVERIFY(session.settle());
    QVERIFY(session.isHeldBefore("client", Function::Shutdown));
    QCOMPARE(lastCalls(session.recording(), "client", 1),
        QStringList {QStringLiteral("client  recv(2, 65536, 0) = -1 EINTR  blocked")});
    QVERIFY(session.stepToEnd());
    QVERIFY(closedFirst(session.recording()) == Closing::ClientFirst);
}

void SessionClosingTest::aMessageInterruptsTheClientsLastRecv()
{
    SteppedSession session(onAnyPort(Closing::ServerFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session.step("client"));
    QVERIFY(session.isBlockedIn("client", Function::Recv));
    QVERIFY(session->canSay());
    QVERIFY(session->say("after all"));
    QVERIFY(session.settle());
    QVERIFY(session.isHeldBefore("client", Function::Send));
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "client") == "helloafter all");
    QVERIFY(closedFirst(session.recording()) == Closing::ServerFirst);
}

void SessionClosingTest::changingThereAndBackChangesNothing()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    for (int i = 0; i < 10; ++i) {
        QVERIFY(session->setClosing(Closing::ServerFirst));
        QVERIFY(session->setClosing(Closing::ClientFirst));
    }
    QVERIFY(session.settle());
    QVERIFY(session.stepToEnd());
    QVERIFY(closedFirst(session.recording()) == Closing::ClientFirst);
    QVERIFY(!resultsOf(session.recording(), "server", Function::Recv).contains(QStringLiteral("-1 EINTR")));
}

void SessionClosingTest::onceTheClosingBeganItCannotBeChanged_data()
{
    QTest::addColumn<bool>("serverFirst");
    QTest::newRow("client-close") << false;
    QTest::newRow("server-close") << true;
}

void SessionClosingTest::onceTheClosingBeganItCannotBeChanged()
{
    QFETCH(const bool, serverFirst);
    const Closing closing = serverFirst ? Closing::ServerFirst : Closing::ClientFirst;
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session->canSetClosing());
    QVERIFY(session.step());
    while (!session->isFinished()) {
        QVERIFY(!session->canSetClosing());
        QVERIFY(!session->setClosing(other(closing)));
        QVERIFY(session->setClosing(closing)); // which it is already
        QCOMPARE(session->closing(), closing);
        QVERIFY(session.step());
    }
    QVERIFY(!session->canSetClosing());
    QVERIFY(closedFirst(session.recording()) == closing);
}

void SessionClosingTest::onceTheConversationEndedTheClosingCannotBeChanged()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    session->endConversation();
    QVERIFY(!session->canSetClosing());
    QVERIFY(!session->setClosing(Closing::ServerFirst));
    QVERIFY(session.settle());
    QVERIFY(session.stepToEnd());
    QVERIFY(closedFirst(session.recording()) == Closing::ClientFirst);
}

void SessionClosingTest::theNewProgramsAreRecorded()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    const EventIndex before = session.recording().size();
    QVERIFY(session->setClosing(Closing::ServerFirst));
    QVERIFY(session.settle());
    std::vector<ProgramShown> shown;
    for (EventIndex n = before; n < session.recording().size(); ++n) {
        if (const auto *program = std::get_if<ProgramShown>(&session.recording().at(n).body))
            shown.push_back(*program);
    }
    QCOMPARE(shown.size(), std::size_t {2});
    for (const ProgramShown &program : shown) {
        const EchoOptions &options = session->options();
        QVERIFY(program.lines == (program.actor == 0 ? echoServer(options) : echoClient(options)).code());
    }
}

void SessionClosingTest::theOtherSideMayStillTalkToTheEnd()
{
    // A half-close: the server has stopped sending, the client has something to say and says it.
    SteppedSession session(onAnyPort(Closing::ServerFirst, {}));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilAllEchoed());
    QVERIFY(session->say("into the drain"));
    QVERIFY(session.step("server")); // told, while the message is not sent yet
    while (!session.isHeldBefore("server", Function::Recv))
        QVERIFY(session.step("server")); // shutdown
    QVERIFY(session.step("client")); // send
    QCOMPARE(resultsOf(session.recording(), "client", Function::Send), QStringList {QStringLiteral("14")});
    QVERIFY(session.stepToEnd());
    QVERIFY(received(session.recording(), "server") == "into the drain"); // read, and not echoed
    QVERIFY(received(session.recording(), "client").empty());
    QVERIFY(closedFirst(session.recording()) == Closing::ServerFirst);
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

QTEST_APPLESS_MAIN(SessionClosingTest)
#include "session_closing_test.moc"
