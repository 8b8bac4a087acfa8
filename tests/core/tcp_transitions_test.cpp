// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/tcp_transitions.h"

#include <QTest>
#include <algorithm>
#include <set>
#include <utility>

using namespace sockstep;
using enum TcpState;


class TcpTransitionsTest : public QObject {
    Q_OBJECT

private slots:
    void theDiagramOfRfc9293IsInTheTable_data();
    void theDiagramOfRfc9293IsInTheTable();
    void theTableHasNothingElse();
    void noPairIsThereTwice();
    void aPairThatIsNotInTheDiagramIsUnknown();
    void thePathBetweenTwoObservedStates_data();
    void thePathBetweenTwoObservedStates();
    void aPathIsMadeOfTransitions();
    void aPathNeverPassesThroughAStateOfRest();
    void aStateThatCannotBeReachedIsNamedAlone();
};

namespace {

void addRow(const char *name, TcpState from, TcpState to, Cause cause)
{
    QTest::newRow(name) << from << to << cause;
}

/// RFC 9293 section 3.3.2, figure 5, edge by edge, with the text of its note on simultaneous
/// closing ("FIN,ACK" from FIN-WAIT-1 to TIME-WAIT) and the resets of section 3.5.2 and 3.10.7.
void addDiagram()
{
    QTest::addColumn<TcpState>("from");
    QTest::addColumn<TcpState>("to");
    QTest::addColumn<Cause>("cause");
    addRow("passive OPEN", Close, Listen, Cause::ListenCalled);
    addRow("active OPEN, snd SYN", Close, SynSent, Cause::ConnectCalled);
    addRow("CLOSE in LISTEN", Listen, Close, Cause::ListenerClosed);
    addRow("rcv SYN, snd SYN,ACK", Listen, SynRecv, Cause::SynReceived);
    addRow("simultaneous open", SynSent, SynRecv, Cause::SynReceived);
    addRow("rcv SYN,ACK, snd ACK", SynSent, Established, Cause::SynAckReceived);
    addRow("rcv ACK of SYN", SynRecv, Established, Cause::AckOfSynReceived);
    addRow("CLOSE in SYN-RECEIVED, snd FIN", SynRecv, FinWait1, Cause::ClosedByUs);
    addRow("CLOSE, snd FIN", Established, FinWait1, Cause::ClosedByUs);
    addRow("rcv FIN, snd ACK", Established, CloseWait, Cause::FinReceived);
    addRow("rcv ACK of FIN", FinWait1, FinWait2, Cause::AckOfFinReceived);
    addRow("simultaneous close", FinWait1, Closing, Cause::FinReceived);
    addRow("rcv FIN,ACK of FIN", FinWait1, TimeWait, Cause::FinAndAckReceived);
    addRow("rcv FIN in FIN-WAIT-2", FinWait2, TimeWait, Cause::FinReceived);
    addRow("rcv ACK of FIN in CLOSING", Closing, TimeWait, Cause::AckOfFinReceived);
    addRow("CLOSE in CLOSE-WAIT, snd FIN", CloseWait, LastAck, Cause::ClosedByUs);
    addRow("rcv ACK of FIN in LAST-ACK", LastAck, Close, Cause::AckOfFinReceived);
    addRow("timeout 2MSL", TimeWait, Close, Cause::TwoMinutesOver);
    addRow("refused", SynSent, Close, Cause::Reset);
    addRow("reset in SYN-RECEIVED", SynRecv, Close, Cause::Reset);
    addRow("reset in ESTABLISHED", Established, Close, Cause::Reset);
    addRow("reset in FIN-WAIT-1", FinWait1, Close, Cause::Reset);
    addRow("reset in FIN-WAIT-2", FinWait2, Close, Cause::Reset);
    addRow("reset in CLOSING", Closing, Close, Cause::Reset);
    addRow("reset in CLOSE-WAIT", CloseWait, Close, Cause::Reset);
}
constexpr std::size_t kEdges = 25;

QString text(const std::vector<TcpState> &path)
{
    QStringList names;
    for (const TcpState state : path)
        names << QString::fromLatin1(name(state).data(), static_cast<qsizetype>(name(state).size()));
    return names.join(QLatin1Char(' '));
}

constexpr PathHints kPeerFirst {true, false};
constexpr PathHints kReset {false, true};

/// Of all paths between two states, with all that can be known beside them, the first that is so.
template <typename Predicate> QString firstPathThat(Predicate isSo)
{
    for (int from = 1; from <= kTcpStateCount; ++from) {
        for (int to = 1; to <= kTcpStateCount; ++to) {
            for (const PathHints hints : {PathHints {}, kPeerFirst, kReset, PathHints {true, true}}) {
                const auto start = static_cast<TcpState>(from);
                const auto path = pathBetween(start, static_cast<TcpState>(to), hints);
                if (path.empty() || path.back() != static_cast<TcpState>(to) || isSo(start, path))
                    return text({start}) + QStringLiteral(": ") + text(path);
            }
        }
    }
    return {};
}

} // namespace

void TcpTransitionsTest::theDiagramOfRfc9293IsInTheTable_data() { addDiagram(); }

void TcpTransitionsTest::theDiagramOfRfc9293IsInTheTable()
{
    QFETCH(const TcpState, from);
    QFETCH(const TcpState, to);
    QFETCH(const Cause, cause);
    const Transition *found = findTransition(from, to);
    QVERIFY(found);
    QCOMPARE(found->from, from);
    QCOMPARE(found->to, to);
    QCOMPARE(found->cause, cause);
}

void TcpTransitionsTest::theTableHasNothingElse() { QCOMPARE(transitions().size(), kEdges); }

void TcpTransitionsTest::noPairIsThereTwice()
{
    std::set<std::pair<TcpState, TcpState>> pairs;
    for (const Transition &step : transitions())
        QVERIFY2(pairs.insert({step.from, step.to}).second, qPrintable(text({step.from, step.to})));
}

void TcpTransitionsTest::aPairThatIsNotInTheDiagramIsUnknown()
{
    QVERIFY(!findTransition(Close, Established));
    QVERIFY(!findTransition(Listen, Established));
    QVERIFY(!findTransition(TimeWait, Established));
    QVERIFY(!findTransition(Established, Established));
    QVERIFY(!findTransition(CloseWait, TimeWait));
}

void TcpTransitionsTest::thePathBetweenTwoObservedStates_data()
{
    QTest::addColumn<TcpState>("from");
    QTest::addColumn<TcpState>("to");
    QTest::addColumn<PathHints>("hints");
    QTest::addColumn<QString>("path");
    const auto add = [](const char *name, TcpState from, TcpState to, PathHints hints, const char *path) {
        QTest::newRow(name) << from << to << hints << QString::fromLatin1(path);
    };
    add("one step", Close, Listen, {}, "LISTEN");
    add("connect", Close, Established, {}, "SYN_SENT ESTABLISHED");
    add("birth from a listener", Listen, Established, {}, "SYN_RECV ESTABLISHED");
    add("we close first, the peer keeps talking", Established, FinWait2, {}, "FIN_WAIT1 FIN_WAIT2");
    add("we close first, all of it", Established, TimeWait, {}, "FIN_WAIT1 FIN_WAIT2 TIME_WAIT");
    add("from FIN_WAIT1 through FIN_WAIT2", FinWait1, TimeWait, {}, "FIN_WAIT2 TIME_WAIT");
    add("the peer closes first", Established, LastAck, kPeerFirst, "CLOSE_WAIT LAST_ACK");
    add("the peer closes first, all of it", Established, Close, kPeerFirst, "CLOSE_WAIT LAST_ACK CLOSE");
    add("close after the peer", CloseWait, Close, {}, "LAST_ACK CLOSE");
    add("a whole life with connect", Close, TimeWait, {},
        "SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT");
    add("a whole life with accept", Listen, LastAck, kPeerFirst, "SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK");
    add("reset", Established, Close, kReset, "CLOSE");
    add("reset after the peer's FIN", CloseWait, Close, {true, true}, "CLOSE");
    add("TIME_WAIT runs out", TimeWait, Close, {}, "CLOSE");

    // The states alone say it, where nobody was told: a sample may come before recv returns 0.
    add("CLOSE_WAIT says that the peer was first", Listen, CloseWait, {}, "SYN_RECV ESTABLISHED CLOSE_WAIT");
    add("LAST_ACK says that the peer was first", Established, LastAck, {}, "CLOSE_WAIT LAST_ACK");
    add("only the one that is not in TIME_WAIT was second", Established, Close, {},
        "CLOSE_WAIT LAST_ACK CLOSE");
    add("FIN_WAIT2 ends without TIME_WAIT by a reset", FinWait2, Close, {}, "CLOSE");
    add("a whole life with accept, closed first by us", Listen, TimeWait, {},
        "SYN_RECV ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT");
    add("a connect that is given up", SynSent, Close, {}, "CLOSE");
    add("CLOSING says that the FINs crossed", Established, Closing, {}, "FIN_WAIT1 CLOSING");
    add("CLOSING is all that was seen of a life with accept", Listen, Closing, {},
        "SYN_RECV ESTABLISHED FIN_WAIT1 CLOSING");
    add("CLOSING after SYN_RECV", SynRecv, Closing, {}, "ESTABLISHED FIN_WAIT1 CLOSING");
    add("FIN_WAIT1 ends without TIME_WAIT by a reset", FinWait1, Close, {}, "CLOSE");
}

void TcpTransitionsTest::thePathBetweenTwoObservedStates()
{
    QFETCH(const TcpState, from);
    QFETCH(const TcpState, to);
    QFETCH(const PathHints, hints);
    QFETCH(const QString, path);
    QCOMPARE(text(pathBetween(from, to, hints)), path);
}

void TcpTransitionsTest::aPathIsMadeOfTransitions()
{
    const QString wrong = firstPathThat([](TcpState from, const std::vector<TcpState> &path) {
        if (path.size() == 1)
            return false; // one step, or no way at all
        TcpState at = from;
        return std::any_of(path.begin(), path.end(),
            [&](TcpState next) { return !findTransition(std::exchange(at, next), next); });
    });
    QCOMPARE(wrong, QString());
}

void TcpTransitionsTest::aPathNeverPassesThroughAStateOfRest()
{
    // TIME_WAIT lasts a minute and the kernel is asked twice a second: who was in it was seen in
    // it. CLOSE and LISTEN are left by a call that is recorded, or, as a birth from a listener, at
    // the very beginning of a path.
    const QString wrong = firstPathThat([](TcpState, const std::vector<TcpState> &path) {
        return std::any_of(path.begin(), path.end() - 1,
            [](TcpState passed) { return passed == TimeWait || passed == Close || passed == Listen; });
    });
    QCOMPARE(wrong, QString());
}

void TcpTransitionsTest::aStateThatCannotBeReachedIsNamedAlone()
{
    QCOMPARE(text(pathBetween(Established, SynSent, {})), QStringLiteral("SYN_SENT"));
    QCOMPARE(text(pathBetween(Established, Established, {})), QStringLiteral("ESTABLISHED"));
}

QTEST_APPLESS_MAIN(TcpTransitionsTest)
#include "tcp_transitions_test.moc"
