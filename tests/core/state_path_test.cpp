// SPDX-License-Identifier: GPL-3.0-or-later
// The way of each end through the TCP state diagram, on real sessions: what was passed, in which order,
// and which call set it off.
#include "core/diagram/state_path.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class StatePathTest : public QObject {
    Q_OBJECT

private slots:
    void everyStepIsATransitionOfTheDiagram_data() { eachClosing(); }
    void everyStepIsATransitionOfTheDiagram();
    void everyStepBeginsWhereTheOneBeforeEnded_data() { eachClosing(); }
    void everyStepBeginsWhereTheOneBeforeEnded();
    void readAsItGrowsItIsTheSameAsReadAtOnce_data() { eachClosing(); }
    void readAsItGrowsItIsTheSameAsReadAtOnce();
    void everyTransitionHasTheCallThatSetItOff_data();
    void everyTransitionHasTheCallThatSetItOff();
    void aResetIsTheDoingOfWhoClosed_data();
    void aResetIsTheDoingOfWhoClosed();
    void whoeverIsBeforeItsFirstTransitionIsInClose();
    void aRefusedConnectAndItsRetryAreOnePath();
    void aTimerIsNobodysCall();
    void aShutdownThatFailedSentNoFin();
    void theLatestConnectionTakesThePlaceOfTheOneBefore();
    void aTransitionThatTheDiagramLacksHasNoCause();

private:
    static void eachClosing()
    {
        QTest::addColumn<Closing>("closing");
        for (const Closing closing : kClosings)
            QTest::newRow(std::string(lessonName(closing)).c_str()) << closing;
    }
};

namespace {

constexpr End kEnds[] = {End::Client, End::Server};

QString word(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

/// A recording, read.
struct Read {
    explicit Read(const Recording &recording)
        : history(recording)
        , path(history)
    {
        advance();
    }
    bool advance()
    {
        history.advance();
        return path.advance();
    }
    /// "4 ESTABLISHED CLOSE_WAIT: client shutdown"
    QStringList text(End end) const
    {
        QStringList lines;
        for (const StateStep &step : path.steps(end)) {
            QString call = QStringLiteral("nobody");
            if (step.call) {
                const CallEntered &entered = history.entered(step.call);
                call = word(history.recording().header().actors[entered.actor]) + QLatin1Char(' ')
                    + word(name(entered.function));
            }
            lines << QStringLiteral("%1 %2 %3: %4")
                         .arg(step.number)
                         .arg(word(name(step.from)), word(name(step.to)), call);
        }
        return lines;
    }
    History history;
    StatePath path;
};

/// A recording that no session made, for what no session shows at will.
struct Made {
    static constexpr ActorId kServer = 0;
    static constexpr ActorId kClient = 1;
    Made()
        : recording(
            {"2026-11-22T10:00:00.123Z", "loopback", "Linux 6.1.0", "client-close", {"server", "client"}})
    {
    }
    CallId call(ActorId actor, Function function, SocketId socket, SocketId made = 0, int error = 0)
    {
        CallEntered entered;
        entered.actor = actor;
        entered.function = function;
        entered.socket = socket;
        CallReturned returned;
        returned.call = recording.enter(entered);
        returned.result = error ? -1 : 0;
        returned.error = error;
        returned.socket = made;
        recording.append(returned);
        return returned.call;
    }
    void state(SocketId socket, TcpState from, TcpState to, SocketId listener = 0)
    {
        StateChanged change;
        change.socket = socket;
        change.listener = listener;
        change.from = from;
        change.to = to;
        recording.append(change);
    }
    Recording recording;
};

} // namespace

void StatePathTest::everyStepIsATransitionOfTheDiagram()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Read read(session.recording());
    for (const End end : kEnds) {
        QVERIFY(read.path.steps(end).size() > 2);
        unsigned number = 0;
        EventIndex event = 0;
        for (const StateStep &step : read.path.steps(end)) {
            const Transition *known = findTransition(step.from, step.to);
            const QString which = read.text(end).at(static_cast<int>(number));
            QVERIFY2(known, qPrintable(which));
            QVERIFY2(step.cause == known->cause, qPrintable(which));
            QCOMPARE(step.number, ++number);
            QVERIFY2(step.event > event, qPrintable(which));
            event = step.event;
            const auto &change = std::get<StateChanged>(session.recording().at(step.event).body);
            QVERIFY(change.from == step.from && change.to == step.to && change.evidence == step.evidence
                && change.socket == step.socket);
            QVERIFY2(step.call > 0, qPrintable(which)); // no session waits until a minute is over
            QVERIFY2(read.history.call(step.call).entered < step.event, qPrintable(which));
        }
    }
}

void StatePathTest::everyStepBeginsWhereTheOneBeforeEnded()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Read read(session.recording());
    for (const End end : kEnds) {
        std::optional<TcpState> at;
        const SocketId last = read.path.steps(end)[2].socket; // the client's, or the connection
        for (const StateStep &step : read.path.steps(end)) {
            if (step.socket != last && step.number > 1)
                continue; // the listener's end, in its own time
            QVERIFY2(!at || *at == step.from, qPrintable(read.text(end).join(u'\n')));
            at = step.to;
        }
        QVERIFY(read.path.present(end) == stateOf(session.recording(), last));
    }
}

void StatePathTest::readAsItGrowsItIsTheSameAsReadAtOnce()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Read whole(session.recording());
    History history(session.recording());
    StatePath path(history);
    for (EventIndex end = 1; end <= session.recording().size(); ++end) {
        history.advance(end);
        path.advance();
    }
    for (const End end : kEnds) {
        const auto expected = whole.path.steps(end);
        const auto grown = path.steps(end);
        QVERIFY(std::equal(grown.begin(), grown.end(), expected.begin(), expected.end(),
            [](const StateStep &a, const StateStep &b) {
                return a.number == b.number && a.event == b.event && a.call == b.call && a.cause == b.cause;
            }));
        QVERIFY(path.present(end) == whole.path.present(end));
    }
}

void StatePathTest::everyTransitionHasTheCallThatSetItOff_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::addColumn<QStringList>("client");
    QTest::addColumn<QStringList>("server");
    const QString opening = QStringLiteral("1 CLOSE SYN_SENT: client connect\n"
                                           "2 SYN_SENT ESTABLISHED: client connect\n");
    const QString birth = QStringLiteral("1 CLOSE LISTEN: server listen\n"
                                         "2 LISTEN SYN_RECV: client connect\n"
                                         "3 SYN_RECV ESTABLISHED: client connect\n");
    const auto lines = [](const QString &text) { return text.split(QLatin1Char('\n')); };
    QTest::newRow("client-close") << Closing::ClientFirst
                                  << lines(opening
                                         + QStringLiteral("3 ESTABLISHED FIN_WAIT1: client shutdown\n"
                                                          "4 FIN_WAIT1 FIN_WAIT2: client shutdown\n"
                                                          "5 FIN_WAIT2 TIME_WAIT: server close"))
                                  << lines(birth
                                         + QStringLiteral("4 ESTABLISHED CLOSE_WAIT: client shutdown\n"
                                                          "5 CLOSE_WAIT LAST_ACK: server close\n"
                                                          "6 LAST_ACK CLOSE: server close\n"
                                                          "7 LISTEN CLOSE: server close"));
    QTest::newRow("server-close") << Closing::ServerFirst
                                  << lines(opening
                                         + QStringLiteral("3 ESTABLISHED CLOSE_WAIT: server shutdown\n"
                                                          "4 CLOSE_WAIT LAST_ACK: client close\n"
                                                          "5 LAST_ACK CLOSE: client close"))
                                  << lines(birth
                                         + QStringLiteral("4 ESTABLISHED FIN_WAIT1: server shutdown\n"
                                                          "5 FIN_WAIT1 FIN_WAIT2: server shutdown\n"
                                                          "6 FIN_WAIT2 TIME_WAIT: client close\n"
                                                          "7 LISTEN CLOSE: server close"));
}

void StatePathTest::everyTransitionHasTheCallThatSetItOff()
{
    QFETCH(const Closing, closing);
    QFETCH(const QStringList, client);
    QFETCH(const QStringList, server);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Read read(session.recording());
    QCOMPARE(read.text(End::Client), client);
    QCOMPARE(read.text(End::Server), server);
    // The two closes of the server are two calls.
    const auto steps = read.path.steps(End::Server);
    QVERIFY(steps.back().call > steps[steps.size() - 2].call);
}

void StatePathTest::aResetIsTheDoingOfWhoClosed_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("unread bytes") << Closing::ClientUnread;
    QTest::newRow("SO_LINGER 0") << Closing::ClientLinger;
}

void StatePathTest::aResetIsTheDoingOfWhoClosed()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Read read(session.recording());
    QCOMPARE(read.text(End::Client).last(), QStringLiteral("3 ESTABLISHED CLOSE: client close"));
    QCOMPARE(read.text(End::Server).at(3), QStringLiteral("4 ESTABLISHED CLOSE: client close"));
    QVERIFY(read.path.steps(End::Server)[3].cause == Cause::Reset);
}

void StatePathTest::whoeverIsBeforeItsFirstTransitionIsInClose()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    Read read(session.recording());
    QVERIFY(!read.path.present(End::Server));
    QVERIFY(!read.path.present(End::Client));
    QVERIFY(session.step("server")); // socket
    QVERIFY(read.advance());
    QVERIFY(!read.advance()); // nothing is new
    QVERIFY(read.path.present(End::Server) == TcpState::Close);
    QVERIFY(!read.path.present(End::Client));
    QVERIFY(session.step("server")); // setsockopt changes no state
    QVERIFY(!read.advance());
    QVERIFY(session.step("client"));
    QVERIFY(read.advance());
    QVERIFY(read.path.present(End::Client) == TcpState::Close);
    QVERIFY(read.path.steps(End::Client).empty() && read.path.steps(End::Server).empty());
}

void StatePathTest::aRefusedConnectAndItsRetryAreOnePath()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    for (int i = 0; i < 3; ++i) // up to bind
        QVERIFY(session.step("server"));
    QVERIFY(session.step("client")); // socket
    QVERIFY(session.step("client")); // connect
    Read read(session.recording());
    QCOMPARE(read.text(End::Client),
        (QStringList {QStringLiteral("1 CLOSE SYN_SENT: client connect"),
            QStringLiteral("2 SYN_SENT CLOSE: client connect")}));
    QVERIFY(read.path.steps(End::Client)[1].cause == Cause::Reset);
    QVERIFY(read.path.present(End::Client) == TcpState::Close);
    QVERIFY(session.step("server")); // listen
    QVERIFY(session.step("client")); // connect
    read.advance();
    QCOMPARE(read.text(End::Client).mid(2),
        (QStringList {QStringLiteral("3 CLOSE SYN_SENT: client connect"),
            QStringLiteral("4 SYN_SENT ESTABLISHED: client connect")}));
    const auto steps = read.path.steps(End::Client);
    QCOMPARE(steps[1].call, steps[0].call);
    QVERIFY(steps[2].call > steps[1].call);
    QCOMPARE(steps[3].call, steps[2].call);
}

void StatePathTest::aTimerIsNobodysCall()
{
    Made made;
    made.call(Made::kClient, Function::Socket, 0, 1);
    made.call(Made::kClient, Function::Connect, 1);
    made.state(1, TcpState::Close, TcpState::SynSent);
    made.state(1, TcpState::SynSent, TcpState::Established);
    made.call(Made::kClient, Function::Close, 1);
    made.state(1, TcpState::Established, TcpState::FinWait1);
    made.state(1, TcpState::FinWait1, TcpState::TimeWait);
    made.state(1, TcpState::TimeWait, TcpState::Close);
    const Read read(made.recording);
    QCOMPARE(read.text(End::Client).last(), QStringLiteral("5 TIME_WAIT CLOSE: nobody"));
    // A peer that is not of this recording made no call that is in it.
    QCOMPARE(read.text(End::Client).at(3), QStringLiteral("4 FIN_WAIT1 TIME_WAIT: nobody"));
}

void StatePathTest::aShutdownThatFailedSentNoFin()
{
    Made made;
    made.call(Made::kClient, Function::Socket, 0, 1);
    made.call(Made::kClient, Function::Connect, 1);
    made.state(1, TcpState::Close, TcpState::SynSent);
    made.call(Made::kClient, Function::Shutdown, 1, 0, ENOTCONN);
    made.state(1, TcpState::SynSent, TcpState::Established);
    made.call(Made::kClient, Function::Close, 1);
    made.state(1, TcpState::Established, TcpState::FinWait1);
    QCOMPARE(Read(made.recording).text(End::Client).last(),
        QStringLiteral("3 ESTABLISHED FIN_WAIT1: client close"));
}

void StatePathTest::theLatestConnectionTakesThePlaceOfTheOneBefore()
{
    Made made;
    made.call(Made::kServer, Function::Socket, 0, 1);
    made.call(Made::kServer, Function::Listen, 1);
    made.state(1, TcpState::Close, TcpState::Listen);
    made.state(2, TcpState::Listen, TcpState::SynRecv, 1);
    made.state(2, TcpState::SynRecv, TcpState::Established, 1);
    Read read(made.recording);
    QVERIFY(read.path.present(End::Server) == TcpState::Established);
    made.state(3, TcpState::Listen, TcpState::SynRecv, 1);
    made.state(2, TcpState::Established, TcpState::CloseWait, 1); // no longer what is shown
    read.advance();
    QCOMPARE(read.text(End::Server),
        (QStringList {
            QStringLiteral("1 CLOSE LISTEN: server listen"), QStringLiteral("2 LISTEN SYN_RECV: nobody")}));
    QVERIFY(read.path.present(End::Server) == TcpState::SynRecv);
    // A server that listens anew begins a new path.
    made.call(Made::kServer, Function::Socket, 0, 4);
    read.advance();
    QCOMPARE(read.path.steps(End::Server).size(), std::size_t {2});
    made.call(Made::kServer, Function::Listen, 4);
    made.state(4, TcpState::Close, TcpState::Listen);
    read.advance();
    QCOMPARE(read.text(End::Server), QStringList {QStringLiteral("1 CLOSE LISTEN: server listen")});
    QVERIFY(read.path.present(End::Server) == TcpState::Listen);
}

void StatePathTest::aTransitionThatTheDiagramLacksHasNoCause()
{
    Made made;
    made.call(Made::kClient, Function::Socket, 0, 1);
    made.state(1, TcpState::Close, TcpState::Established);
    const Read read(made.recording);
    QCOMPARE(read.text(End::Client), QStringList {QStringLiteral("1 CLOSE ESTABLISHED: nobody")});
    QVERIFY(!read.path.steps(End::Client)[0].cause);
}

QTEST_GUILESS_MAIN(StatePathTest)
#include "state_path_test.moc"
