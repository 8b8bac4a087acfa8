// SPDX-License-Identifier: GPL-3.0-or-later
// ss as a witness: at each settled step of every lesson, the sockets and states of the recording
// are those that "ss -tan" prints for the server's port.
#include "core/compare/facts.h"
#include "core/compare/lockstep.h"
#include "support/patience.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class SsTest : public QObject {
    Q_OBJECT

private slots:
    void ssSeesTheStatesOfTheRecording_data();
    void ssSeesTheStatesOfTheRecording();
    void theFactsOfAComparisonAreThoseThatSsPrints_data();
    void theFactsOfAComparisonAreThoseThatSsPrints();
};

namespace {

/// "127.0.0.1:40000 127.0.0.1:51000" → state, in the recording's words.
using States = QMap<QString, QString>;

QString recordingsWord(const QString &ssWord)
{
    static const QMap<QString, QString> words {
        {QStringLiteral("ESTAB"), QStringLiteral("ESTABLISHED")},
        {QStringLiteral("FIN-WAIT-1"), QStringLiteral("FIN_WAIT1")},
        {QStringLiteral("FIN-WAIT-2"), QStringLiteral("FIN_WAIT2")},
        {QStringLiteral("UNCONN"), QStringLiteral("CLOSE")},
    };
    return words.value(ssWord, QString(ssWord).replace(QLatin1Char('-'), QLatin1Char('_')));
}

/// What ss prints of the sockets that have \p port at one end. An earlier session may have had the
/// same port: its TIME_WAIT is among them.
std::optional<States> askSs(std::uint16_t port)
{
    QProcess ss;
    ss.start(QStringLiteral(SS), {QStringLiteral("-tanH4")});
    if (!ss.waitForFinished(int {kPatience.count()}) || ss.exitCode() != 0)
        return std::nullopt;
    static const QRegularExpression spaces(QStringLiteral("\\s+"));
    const QString ours = QStringLiteral(":%1").arg(port);
    States result;
    for (const QString &line : QString::fromLatin1(ss.readAllStandardOutput()).split(QLatin1Char('\n'))) {
        const QStringList columns = line.trimmed().split(spaces); // state recv-q send-q local peer
        if (columns.size() < 5 || !(columns[3].endsWith(ours) || columns[4].endsWith(ours)))
            continue;
        const QString peer
            = columns[4] == QStringLiteral("0.0.0.0:*") ? QStringLiteral("0.0.0.0:0") : columns[4];
        result[columns[3] + QLatin1Char(' ') + peer] = recordingsWord(columns[0]);
    }
    return result;
}

/// What the recording says of them. The kernel does not list a socket in CLOSE.
States recorded(const Recording &recording)
{
    States result;
    for (const SocketId socket : sockets(recording)) {
        const auto changes = stateChanges(recording, socket);
        if (changes.empty() || changes.back().to == TcpState::Close)
            continue;
        const StateChanged &now = changes.back();
        result[QString::fromStdString(now.local.text() + ' ' + now.remote.text())]
            = QString::fromLatin1(name(now.to).data());
    }
    return result;
}

std::uint16_t serverPort(const Recording &recording)
{
    const auto all = callsOf(recording, "server", Function::Bind);
    return all.empty() || !all.front().succeeded() ? 0 : all.front().entered->address.port();
}

QString text(const States &states)
{
    QStringList lines;
    for (auto it = states.begin(); it != states.end(); ++it)
        lines << it.key() + QLatin1Char(' ') + it.value();
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void SsTest::ssSeesTheStatesOfTheRecording_data()
{
    QTest::addColumn<Closing>("closing");
    for (const Closing closing : kClosings)
        QTest::newRow(lessonName(closing).data()) << closing;
}

void SsTest::ssSeesTheStatesOfTheRecording()
{
    QFETCH(const Closing, closing);
    SteppedSession session(onAnyPort(closing, {"hello"}));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return serverPort(session.recording()) != 0; }));
    const std::uint16_t port = serverPort(session.recording());
    const std::optional<States> earlier = askSs(port); // nobody listens yet
    QVERIFY(earlier);

    QMap<QString, int> compared;
    do {
        // ss looks later than the recording did. What is still changing (a FIN may wait for its
        // ACK) is recorded at the monitor's next look: then they must agree.
        std::optional<States> seen;
        States before;
        States after;
        do {
            if (seen)
                QVERIFY2(session.waitUntil([&] { return recorded(session.recording()) != before; }),
                    qPrintable(QStringLiteral("ss:\n%1\nrecording:\n%2").arg(text(*seen), text(before))));
            before = recorded(session.recording());
            seen = askSs(port);
            QVERIFY(seen);
            for (const QString &pair : earlier->keys())
                seen->remove(pair);
            after = recorded(session.recording());
        } while (before != after || *seen != after);
        for (const QString &state : after)
            ++compared[state];
    } while (session.step());
    QVERIFY(session->isFinished());
    if (closing != Closing::ClientFirst && closing != Closing::ServerFirst)
        return; // an RST, or two FINs, leave nothing to wait for
    for (const char *state : {"LISTEN", "ESTABLISHED", "FIN_WAIT2", "CLOSE_WAIT", "TIME_WAIT"})
        QVERIFY2(compared.value(QString::fromLatin1(state)) > 0, state);
}

void SsTest::theFactsOfAComparisonAreThoseThatSsPrints_data()
{
    QTest::addColumn<Closing>("left");
    QTest::addColumn<Closing>("right");
    for (const Closing left : kClosings) {
        for (const Closing right : kClosings) {
            if (right >= left)
                QTest::addRow("%s, %s", lessonName(left).data(), lessonName(right).data()) << left << right;
        }
    }
}

void SsTest::theFactsOfAComparisonAreThoseThatSsPrints()
{
    QFETCH(const Closing, left);
    QFETCH(const Closing, right);
    SteppedSession runs[] {SteppedSession(onAnyPort(left)), SteppedSession(onAnyPort(right))};
    Lockstep lockstep(*runs[0].operator->(), *runs[1].operator->());
    QVERIFY(runs[0].start() && runs[1].start());
    while (lockstep.step())
        QVERIFY(runs[0].settle() && runs[1].settle());
    QVERIFY(lockstep.isFinished());
    for (const SteppedSession &run : runs) {
        const Recording &recording = run.recording();
        History history(recording);
        history.advance();
        FactReader reader(history);
        reader.advance();
        const std::optional<States> seen = askSs(serverPort(recording));
        QVERIFY(seen);
        const auto printed = [&](SocketId socket) {
            const StateChanged last = stateChanges(recording, socket).back();
            return seen->value(QString::fromStdString(last.local.text() + ' ' + last.remote.text()),
                QStringLiteral("CLOSE")); // ss prints every TCP socket but those
        };
        const auto known
            = [](const SocketNow &socket) { return QString::fromLatin1(name(socket.state).data()); };
        const Facts &facts = reader.facts();
        QCOMPARE(known(facts.client), printed(clientSocketOf(recording)));
        QCOMPARE(known(facts.connection), printed(connectionOf(recording)));
        QCOMPARE(known(facts.listener), printed(listenerOf(recording)));
        QCOMPARE(facts.client.timeWaitLeft.has_value(), known(facts.client) == QStringLiteral("TIME_WAIT"));
    }
}

QTEST_GUILESS_MAIN(SsTest)
#include "ss_test.moc"
