// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side: lockstep, the facts, the lines in which the runs are laid out.
#include "core/base/descriptor.h"
#include "core/compare/alignment.h"
#include "core/compare/facts.h"
#include "core/compare/lockstep.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QTest>
#include <cerrno>
#include <netinet/in.h>
#include <random>
#include <set>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;


namespace {

SessionOptions comparable(Closing closing, bool reuseAddress = false)
{
    SessionOptions options = onAnyPort(closing, {"hello"});
    options.withSecondServer = true;
    options.reuseAddress = reuseAddress;
    return options;
}

/// Two sessions in lockstep.
struct Pair {
    Pair(const SessionOptions &one, const SessionOptions &other)
        : left(one)
        , right(other)
        , lockstep(*left.operator->(), *right.operator->())
    {
    }
    bool settle() { return left.settle() && right.settle(); }
    bool start() { return left.start() && right.start(); }
    bool playToEnd()
    {
        while (lockstep.turn().any()) {
            if (!lockstep.step() || !settle())
                return false;
        }
        return lockstep.isFinished();
    }
    SteppedSession left;
    SteppedSession right;
    Lockstep lockstep;
};

Facts factsOf(const Recording &recording)
{
    History history(recording);
    history.advance();
    FactReader reader(history);
    reader.advance();
    return reader.facts();
}

/// An attempt of the test's own, with its own calls: errno of bind, 0 if it succeeded.
int bindByHand(std::uint16_t port, bool reuseAddress)
{
    const Descriptor fd(::socket(AF_INET, SOCK_STREAM, 0));
    const int on = 1;
    if (reuseAddress && ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0)
        return errno;
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 ? 0 : errno;
}

std::uint16_t portOf(const Recording &recording)
{
    return callsOf(recording, "server", Function::Bind).front().entered->address.port();
}

const char *lesson(Closing closing) { return lessonName(closing).data(); }

void eachClosing()
{
    QTest::addColumn<Closing>("closing");
    for (const Closing closing : kClosings)
        QTest::newRow(lesson(closing)) << closing;
}

struct Rows {
    explicit Rows(const Recording &recording)
        : layout(recording)
        , history(recording)
    {
        history.advance();
        layout.advance(history.size());
    }
    Layout layout;
    History history;
};

} // namespace

class CompareTest : public QObject {
    Q_OBJECT

private slots:
    void everyPairPlaysToItsEndInLockstep_data();
    void everyPairPlaysToItsEndInLockstep();
    void lockstepWaitsForTheRunThatIsBehind();
    void randomStepsOnEitherSideNeverBlockTheLockstep();
    void theFactsSayWhoEndedIt();
    void factsAndABindByHandAgree_data();
    void factsAndABindByHandAgree();
    void bothServersMustSetReuseAddress();
    void theSecondServerMayTryAsOftenAsItLikes();
    void thePortIsNotTriedBeforeThereIsOne();
    void aRunIsTheSameAsItself();
    void theRunsDifferFromTheFirstShutdownOn();
    void everyRowHasItsLineAndTheOrderIsKept_data();
    void everyRowHasItsLineAndTheOrderIsKept();
};

void CompareTest::everyPairPlaysToItsEndInLockstep_data()
{
    QTest::addColumn<Closing>("left");
    QTest::addColumn<Closing>("right");
    for (const Closing left : kClosings) {
        for (const Closing right : kClosings) {
            if (right < left)
                continue; // the same pair
            QTest::addRow("%s, %s", lesson(left), lesson(right)) << left << right;
        }
    }
}

void CompareTest::everyPairPlaysToItsEndInLockstep()
{
    QFETCH(const Closing, left);
    QFETCH(const Closing, right);
    Pair pair(comparable(left), comparable(right));
    QVERIFY(pair.start());
    QVERIFY(pair.playToEnd());
    for (const SteppedSession *run : {&pair.left, &pair.right}) {
        const QStringList impossible = impossibleTransitions(run->recording());
        QVERIFY2(impossible.isEmpty(), qPrintable(impossible.join(u'\n')));
        QVERIFY(factsOf(run->recording()).bytesReturned >= 5);
    }
    for (SteppedSession *run : {&pair.left, &pair.right}) {
        QVERIFY((*run)->startServerAgain(false));
        QVERIFY(run->settle());
        const Facts facts = factsOf(run->recording());
        QVERIFY(facts.attempt);
        QCOMPARE(facts.attempt->error, bindByHand(portOf(run->recording()), false));
        QCOMPARE(facts.attempt->error == 0, facts.portAgain.when == PortAgain::When::Now);
    }
}

void CompareTest::lockstepWaitsForTheRunThatIsBehind()
{
    Pair pair(comparable(Closing::ClientFirst), comparable(Closing::ServerFirst));
    QVERIFY(pair.start());
    QVERIFY(pair.left.stepUntilConnected());
    // The right run is stepped alone until it is connected too.
    while (pair.lockstep.turn().right && !pair.lockstep.turn().left) {
        QVERIFY(pair.lockstep.step());
        QVERIFY(pair.settle());
    }
    QVERIFY(pair.lockstep.turn().left && pair.lockstep.turn().right);
    QVERIFY(pair.right.status("server").has(Function::Accept));
    while (!pair.lockstep.waitsForPerson()) {
        QVERIFY(pair.lockstep.step());
        QVERIFY(pair.settle());
    }
    // Neither has begun to close, and the next step lets both begin.
    for (const SteppedSession *run : {&pair.left, &pair.right}) {
        QCOMPARE(received(run->recording(), "client"), std::string("hello"));
        QVERIFY(!run->status("client").has(Function::Shutdown));
        QVERIFY(!run->status("server").told);
    }
}

void CompareTest::randomStepsOnEitherSideNeverBlockTheLockstep()
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        const std::string run = "seed " + std::to_string(seed);
        std::mt19937 random(seed);
        const auto any = [&] { return kClosings[random() % kClosings.size()]; };
        Pair pair(comparable(any()), comparable(any()));
        QVERIFY2(pair.start(), run.c_str());
        int steps = 0;
        for (; !pair.lockstep.isFinished() && steps < 1000; ++steps) {
            const auto what = random() % 6;
            SteppedSession &one = what % 2 ? pair.left : pair.right;
            if (what < 4)
                one.step(what < 2 ? "server" : "client"); // may find it blocked
            else
                pair.lockstep.step();
            QVERIFY2(pair.settle(), run.c_str());
            QVERIFY2(pair.lockstep.turn().any() || pair.lockstep.isFinished(), run.c_str());
        }
        QVERIFY2(pair.lockstep.isFinished(), run.c_str());
    }
}

void CompareTest::theFactsSayWhoEndedIt()
{
    const auto ending = [](Closing closing) {
        SteppedSession session(comparable(closing));
        const bool played = session.start() && session.stepToEnd();
        return played ? factsOf(session.recording()) : Facts {};
    };
    using Segment = FirstEnding::Segment;
    const Facts client = ending(Closing::ClientFirst);
    QVERIFY(client.ending.segment == Segment::Fin && client.ending.byClient && !client.ending.byServer);
    QCOMPARE(client.client.state, TcpState::TimeWait);
    QVERIFY(client.client.timeWaitLeft && *client.client.timeWaitLeft > std::chrono::seconds(30));
    QVERIFY(client.errors.empty());
    const Facts server = ending(Closing::ServerFirst);
    QVERIFY(server.ending.segment == Segment::Fin && server.ending.byServer && !server.ending.byClient);
    QCOMPARE(server.connection.state, TcpState::TimeWait);
    QCOMPARE(server.portAgain.when, PortAgain::When::AfterTimeWait);
    for (const Closing closing : {Closing::ClientUnread, Closing::ClientLinger}) {
        const Facts torn = ending(closing);
        QVERIFY(torn.ending.segment == Segment::Rst && torn.ending.byClient && !torn.ending.byServer);
        QCOMPARE(torn.client.state, TcpState::Close);
        QCOMPARE(torn.connection.state, TcpState::Close);
        QCOMPARE(torn.errors.size(), 1U);
        QCOMPARE(torn.errors.front().error, ECONNRESET);
        QCOMPARE(torn.portAgain.when, PortAgain::When::Now);
    }
    const Facts half = ending(Closing::ClientHalfClose);
    QVERIFY(half.ending.segment == Segment::Fin && half.ending.byClient && !half.ending.byServer);
    QCOMPARE(half.bytesReturned - half.bytesSent, std::uint64_t {7}); // "goodbye"
    // Two FINs that cross are a race, won by nobody most of the time: by both ends' TIME_WAIT.
    const Facts both = ending(Closing::BothAtOnce);
    const bool crossed
        = both.client.state == TcpState::TimeWait && both.connection.state == TcpState::TimeWait;
    QCOMPARE(both.ending.byClient && both.ending.byServer, crossed);
}

void CompareTest::factsAndABindByHandAgree_data() { eachClosing(); }

void CompareTest::factsAndABindByHandAgree()
{
    QFETCH(const Closing, closing);
    for (const bool reuse : {false, true}) {
        SteppedSession session(comparable(closing, reuse));
        QVERIFY(session.start());
        QVERIFY(session.stepToEnd());
        QVERIFY(session->startServerAgain(reuse));
        QVERIFY(session.settle());
        const Facts facts = factsOf(session.recording());
        QVERIFY(facts.attempt);
        QCOMPARE(facts.attempt->reuseAddress, reuse);
        QCOMPARE(facts.attempt->error, bindByHand(portOf(session.recording()), reuse));
        const bool free = facts.portAgain.when == PortAgain::When::Now
            || (reuse && facts.portAgain.when == PortAgain::When::WithReuseAddress);
        QCOMPARE(facts.attempt->error == 0, free);
    }
}

void CompareTest::bothServersMustSetReuseAddress()
{
    const auto attempt = [](bool first, bool second) {
        SteppedSession session(comparable(Closing::ServerFirst, first));
        const bool tried
            = session.start() && session.stepToEnd() && session->startServerAgain(second) && session.settle();
        return tried ? factsOf(session.recording()).attempt->error : -1;
    };
    QCOMPARE(attempt(true, true), 0);
    QCOMPARE(attempt(false, true), EADDRINUSE);
    QCOMPARE(attempt(true, false), EADDRINUSE);
    QCOMPARE(attempt(false, false), EADDRINUSE);
}

void CompareTest::theSecondServerMayTryAsOftenAsItLikes()
{
    SteppedSession session(comparable(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(session->startServerAgain(false));
        QVERIFY(session.settle());
        QCOMPARE(resultsOf(session.recording(), "server-2", Function::Bind).size(), i);
        QCOMPARE(factsOf(session.recording()).attempt->error, EADDRINUSE); // the first one listens
    }
    const std::uint32_t calls = factsOf(session.recording()).calls;
    QVERIFY(session.stepToEnd());
    QVERIFY(session->startServerAgain(false));
    QVERIFY(session.settle());
    QCOMPARE(factsOf(session.recording()).attempt->error, 0);
    QVERIFY(factsOf(session.recording()).calls > calls); // its own calls are not among them
}

void CompareTest::thePortIsNotTriedBeforeThereIsOne()
{
    SteppedSession session(comparable(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(!session->startServerAgain(false));
    SteppedSession alone(onAnyPort(Closing::ClientFirst));
    QVERIFY(alone.start());
    QVERIFY(alone.stepUntilConnected());
    QVERIFY(!alone->startServerAgain(false));
}

void CompareTest::aRunIsTheSameAsItself()
{
    SteppedSession session(comparable(Closing::ServerFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const Rows rows(session.recording());
    const Alignment alignment({rows.layout, rows.history}, {rows.layout, rows.history});
    QCOMPARE(alignment.firstDifference(), kNoRow);
    QCOMPARE(alignment.rows().size(), std::size_t {rows.layout.rowCount()});
}

void CompareTest::theRunsDifferFromTheFirstShutdownOn()
{
    Pair pair(comparable(Closing::ClientFirst), comparable(Closing::ServerFirst));
    QVERIFY(pair.start());
    QVERIFY(pair.playToEnd());
    const Rows left(pair.left.recording());
    const Rows right(pair.right.recording());
    const Alignment alignment({left.layout, left.history}, {right.layout, right.history});
    const Row first = alignment.firstDifference();
    QVERIFY(first != kNoRow);
    QVERIFY(alignment.rows()[first].phase == Phase::Close);
    QCOMPARE(first, alignment.firstLine(Phase::Close));
    // The client's shutdown here and the server's there stand in one line.
    bool together = false;
    for (const AlignedRow &line : alignment.rows()) {
        if (line.match != AlignedRow::Match::Mirrored)
            continue;
        const CallId call = left.layout.row(line.row[0]).entered;
        together |= call && left.history.entered(call).function == Function::Shutdown;
    }
    QVERIFY(together);
}

void CompareTest::everyRowHasItsLineAndTheOrderIsKept_data() { everyPairPlaysToItsEndInLockstep_data(); }

void CompareTest::everyRowHasItsLineAndTheOrderIsKept()
{
    QFETCH(const Closing, left);
    QFETCH(const Closing, right);
    Pair pair(comparable(left), comparable(right));
    QVERIFY(pair.start());
    do {
        const Rows one(pair.left.recording());
        const Rows other(pair.right.recording());
        const Alignment alignment({one.layout, one.history}, {other.layout, other.history});
        for (int side = 0; side < 2; ++side) {
            Row next = 0;
            Phase phase = Phase::Connect;
            for (Row line = 0; line < alignment.rows().size(); ++line) {
                const AlignedRow &row = alignment.rows()[line];
                QVERIFY(row.phase >= phase);
                phase = row.phase;
                if (row.row[side] == kNoRow)
                    continue;
                QCOMPARE(row.row[side], next);
                QCOMPARE(alignment.lines(side)[next], line);
                ++next;
            }
            QCOMPARE(next, (side ? other : one).layout.rowCount());
        }
    } while (pair.lockstep.step() && pair.settle());
    QVERIFY(pair.lockstep.isFinished());
}

QTEST_GUILESS_MAIN(CompareTest)
#include "compare_test.moc"
