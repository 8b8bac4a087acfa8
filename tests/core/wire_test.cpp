// SPDX-License-Identifier: GPL-3.0-or-later
// The wire in our hands: two real TCP stacks, and each segment between them waits for its word.
#include "core/lab/lab_support.h"
#include "support/patience.h"
#include "support/wired_lab.h"

#include <QTest>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

class WireTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void aSegmentIsHeldUntilItIsDelivered();
    void aHandshakeTakesThreeDeliveries();
    void aSynToAClosedPortIsAnsweredByRst();
    void whatIsDroppedIsSentAgain();
    void aDuplicateStandsBehindItsOriginalAndDoesNoHarm();
    void bytesThatWereOvertakenArriveInOrder();
    void copiesOfAHeldSegmentAreCountedOnIt();
    void copiesAreAbsorbedWhileTheAcknowledgementIsHeld();
    void copiesAreShownInFullIfThePersonChooses();
    void aLastAckThatComesTwiceEndsTimeWait();
    void aCommandForWhatIsNotHeldHasNoEffect();
    void letGoAllArriveInOrder();
    void whatIsOnItsWayCanBeHeld();
    void whatTheLessonWantsLostIsMarkedAndMayStillBeDelivered();
    void withTheCableOutWhatIsHeldStaysAndWhatIsSentIsLost();
    void whatIsLetGoWithTheCableOutIsLost();
    void aCableThatIsInIsNotPluggedInOnceMore();
    void movedTwiceInARowItIsInAgain();
};

namespace {

/// Nothing to read or to accept, right now.
bool nothingFor(const Descriptor &fd)
{
    pollfd one {fd.get(), POLLIN, 0};
    return ::poll(&one, 1, 0) == 0;
}

bool say(const Descriptor &fd, std::string_view bytes)
{
    const int on = 1; // each in a segment of its own
    return ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0
        && ::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

int errorOf(const Descriptor &fd)
{
    int error = 0;
    socklen_t length = sizeof error;
    return ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : -1;
}

/// Each time, whether it was plugged in.
QList<bool> movesOfCable(const Recording &recording)
{
    QList<bool> moves;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (const auto *moved = std::get_if<CableMoved>(&recording.at(n).body))
            moves << moved->plugged;
    }
    return moves;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList result;
    for (const char *text : texts)
        result << QString::fromLatin1(text);
    return result;
}

} // namespace

void WireTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void WireTest::aSegmentIsHeldUntilItIsDelivered()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.wire().isQuiet() && lab.wire().isEmpty());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"client SYN"}));
    QCOMPARE(lab.segment(1).phase, SegmentPhase::Held);
    QVERIFY(lab.waitUntilQuiet()); // nothing moves without us
    QVERIFY(!lab.wire().isEmpty()); // but something is there
    QVERIFY(nothingFor(lab.listener()));
    QVERIFY(lab.deliver(1));
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"server SYN,ACK"}));
}

void WireTest::aHandshakeTakesThreeDeliveries()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    const QStringList expected = list({"client SYN", "server SYN,ACK", "client ACK"});
    for (const QString &next : expected) {
        QVERIFY(nothingFor(lab.listener()));
        QVERIFY(lab.waitUntilHeld(1));
        QCOMPARE(lab.held(), QStringList {next});
        QVERIFY(lab.deliverOldest());
    }
    QVERIFY(lab.accept());
    QCOMPARE(errorOf(lab.client()), 0);
    QVERIFY(lab.waitUntilQuiet());
    QVERIFY(lab.wire().isEmpty());
    QCOMPARE(texts(segmentsIn(lab.recording())), expected);
}

void WireTest::aSynToAClosedPortIsAnsweredByRst()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.call()); // nobody listens
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.deliverOldest());
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"server RST,ACK"}));
    QCOMPARE(errorOf(lab.client()), 0); // it does not know yet
    QVERIFY(lab.deliverOldest());
    QVERIFY(waitFor(lab.client(), POLLOUT));
    QCOMPARE(errorOf(lab.client()), ECONNREFUSED);
}

void WireTest::whatIsDroppedIsSentAgain()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.drop(1));
    QCOMPARE(text(lab.segment(1)), QStringLiteral("client SYN, lost (person)"));
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"client SYN, copy of 1"}));
    QVERIFY(!lab.segment(2).sent->byWire); // the kernel's own
    QVERIFY(lab.deliverAll());
    QVERIFY(lab.accept());
}

void WireTest::aDuplicateStandsBehindItsOriginalAndDoesNoHarm()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "first"));
    QVERIFY(say(lab.client(), "second"));
    QVERIFY(lab.waitUntilHeld(2));
    const SegmentId first = lab.heldSegment(0);
    lab.wire().duplicate(first);
    QVERIFY(lab.waitUntilHeld(3));
    QCOMPARE(lab.held(),
        list({"client PSH,ACK 5 bytes", "client PSH,ACK 5 bytes, copy of 4", "client PSH,ACK 6 bytes"}));
    const RecordedSegment copy = lab.segment(lab.heldSegment(1));
    QVERIFY(copy.sent->byWire);
    QCOMPARE(copy.sent->original, first);
    QVERIFY(copy.sent->raw == lab.segment(first).sent->raw);
    QVERIFY(lab.deliverAll());
    QCOMPARE(receive(lab.server(), 11), std::string("firstsecond"));
    QVERIFY(nothingFor(lab.server()));
}

void WireTest::bytesThatWereOvertakenArriveInOrder()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "first"));
    QVERIFY(say(lab.client(), "second"));
    QVERIFY(lab.waitUntilHeld(2));
    QVERIFY(lab.deliver(lab.heldSegment(1)));
    // The receiver says at once that something is missing; the reader sees nothing yet.
    QVERIFY(lab.waitUntil([&] { return lab.held().size() == 2; }));
    QCOMPARE(lab.held(), list({"client PSH,ACK 5 bytes", "server ACK"}));
    const std::uint32_t missing = lab.segment(lab.heldSegment(0)).packet->seq;
    QCOMPARE(lab.segment(lab.heldSegment(1)).packet->ack, missing);
    QVERIFY(nothingFor(lab.server()));
    QVERIFY(lab.deliverOldest());
    QCOMPARE(receive(lab.server(), 11), std::string("firstsecond"));
}

void WireTest::copiesOfAHeldSegmentAreCountedOnIt()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "hello"));
    QVERIFY(lab.waitUntilHeld(1));
    const SegmentId data = lab.heldSegment(0);
    QVERIFY(lab.waitUntil([&] { return lab.segment(data).absorbed >= 3; }));
    QCOMPARE(lab.held(), list({"client PSH,ACK 5 bytes"}));
    QCOMPARE(segmentsIn(lab.recording()).size(), std::size_t {data}); // none of them is a segment
    QVERIFY(lab.deliverAll());
    QCOMPARE(receive(lab.server(), 5), std::string("hello"));
    QVERIFY(nothingFor(lab.server()));
}

void WireTest::copiesAreAbsorbedWhileTheAcknowledgementIsHeld()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "hello"));
    QVERIFY(lab.waitUntilHeld(1));
    const SegmentId data = lab.heldSegment(0);
    QVERIFY(lab.deliver(data));
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"server ACK"}));
    const int before = lab.segment(data).absorbed;
    QVERIFY(lab.waitUntil([&] { return lab.segment(data).absorbed >= before + 2; }));
    QCOMPARE(lab.held(), list({"server ACK"}));
    QVERIFY(lab.deliverAll());
    QCOMPARE(receive(lab.server(), 5), std::string("hello"));
}

void WireTest::copiesAreShownInFullIfThePersonChooses()
{
    WireSettings settings = WiredLab::stepped();
    settings.absorbCopies = false;
    WiredLab lab(settings);
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "hello"));
    QVERIFY(lab.waitUntilHeld(3));
    QCOMPARE(lab.held(),
        list({"client PSH,ACK 5 bytes", "client PSH,ACK 5 bytes, copy of 4",
            "client PSH,ACK 5 bytes, copy of 4"}));
    for (const RecordedSegment &one : segmentsIn(lab.recording()))
        QVERIFY(one.absorbed == 0 && !one.sent->byWire);
    // From now on they are absorbed.
    lab.wire().set(WiredLab::stepped());
    QVERIFY(lab.waitUntil([&] { return lab.segment(4).absorbed + lab.segment(6).absorbed > 0; }));
    QVERIFY(lab.deliverAll());
    QCOMPARE(receive(lab.server(), 5), std::string("hello"));
    QVERIFY(nothingFor(lab.server()));
}

void WireTest::aLastAckThatComesTwiceEndsTimeWait()
{
    // RFC 1337 calls it assassination: the second one meets nobody, and the RST for it meets TIME_WAIT.
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    const auto atClient = [&] {
        std::vector<DiagRow> rows;
        actOn(lab.lab(), Host::Client, [&] { SockDiag().dump(rows); });
        return rows.empty() ? TcpState::Close : rows.front().state;
    };
    lab.closeClient();
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.deliverOldest()); // its FIN
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.deliverOldest()); // the ACK
    lab.closeServer();
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.deliverOldest()); // the server's FIN
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(atClient(), TcpState::TimeWait);
    lab.wire().duplicate(lab.heldSegment(0));
    QVERIFY(lab.waitUntilHeld(2));
    QVERIFY(lab.deliverOldest());
    QCOMPARE(atClient(), TcpState::TimeWait);
    QVERIFY(lab.deliverOldest());
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"server RST"}));
    QVERIFY(lab.deliverAll());
    QCOMPARE(atClient(), TcpState::Close);
}

void WireTest::aCommandForWhatIsNotHeldHasNoEffect()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(lab.waitUntilQuiet());
    const EventIndex size = lab.recording().size();
    for (const SegmentId gone : {1U, 2U, 3U, 4U, 0U, 0xffffffffU}) {
        lab.wire().deliver(gone);
        lab.wire().drop(gone);
        lab.wire().duplicate(gone);
    }
    QVERIFY(lab.waitUntilQuiet());
    QCOMPARE(lab.recording().size(), size);
}

void WireTest::letGoAllArriveInOrder()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    for (const char *part : {"one ", "two ", "three"})
        QVERIFY(say(lab.client(), part));
    QVERIFY(lab.waitUntilHeld(3));
    lab.wire().set(WiredLab::automatic());
    QCOMPARE(receive(lab.server(), 13), std::string("one two three"));
    QVERIFY(lab.waitUntilQuiet());
    QVERIFY(lab.wire().isEmpty());
    QVERIFY(lab.wire().held().empty());
    std::chrono::nanoseconds last {};
    for (const RecordedSegment &one : segmentsIn(lab.recording(), Host::Client, isData)) {
        QCOMPARE(one.phase, SegmentPhase::Delivered);
        QVERIFY(one.movedAt >= last);
        last = one.movedAt;
    }
}

void WireTest::whatIsOnItsWayCanBeHeld()
{
    // Longer than any patience here: nothing arrives by itself.
    WiredLab lab(WiredLab::automatic(std::chrono::hours(1)));
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntil([&] { return !segmentsIn(lab.recording()).empty(); }));
    QVERIFY(!lab.wire().isQuiet());
    QVERIFY(lab.wire().held().empty());
    lab.wire().set(WiredLab::stepped());
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.segment(1).phase, SegmentPhase::Held);
    QVERIFY(lab.deliverAll());
    QVERIFY(lab.accept());
}

void WireTest::whatTheLessonWantsLostIsMarkedAndMayStillBeDelivered()
{
    const WirePlan plan {{{Host::Client, SegmentKind::Syn}, {Host::Server, SegmentKind::SynAck}}};
    WiredLab lab(WiredLab::stepped(), plan);
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.wire().held().at(0).toBeLost);
    QVERIFY(lab.drop(1));
    QCOMPARE(lab.segment(1).reason, DropReason::Lesson);
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(!lab.wire().held().at(0).toBeLost); // the copy is not
    QVERIFY(lab.deliverOldest());
    QVERIFY(lab.waitUntilHeld(1));
    QVERIFY(lab.wire().held().at(0).toBeLost); // the SYN,ACK, but the person decides otherwise
    QVERIFY(lab.deliverOldest());
    QVERIFY(lab.waitUntilHeld(1));
    QCOMPARE(lab.held(), list({"client ACK"}));
}

void WireTest::withTheCableOutWhatIsHeldStaysAndWhatIsSentIsLost()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.connect());
    QVERIFY(say(lab.client(), "held"));
    QVERIFY(lab.waitUntilHeld(1));
    const SegmentId held = lab.heldSegment(0);
    lab.wire().setPlugged(false);
    QVERIFY(lab.waitUntil([&] { return !lab.wire().isPlugged(); }));
    lab.wire().deliver(held);
    QVERIFY(say(lab.client(), "lost"));
    QVERIFY(lab.waitUntil([&] { return segmentsIn(lab.recording()).size() > held; }));
    QVERIFY(lab.waitUntilQuiet());
    QCOMPARE(lab.segment(held).phase, SegmentPhase::Held);
    QCOMPARE(lab.segment(held + 1).reason, DropReason::Cable);
    QVERIFY(nothingFor(lab.server()));
    lab.wire().setPlugged(true);
    QVERIFY(lab.waitUntil([&] { return lab.wire().isPlugged(); }));
    QVERIFY(lab.deliver(held));
    QCOMPARE(receive(lab.server(), 4), std::string("held"));
    lab.wire().set(WiredLab::automatic());
    QCOMPARE(receive(lab.server(), 4), std::string("lost")); // no longer: the kernel sent it again
    QCOMPARE(movesOfCable(lab.recording()), (QList<bool> {false, true}));
}

void WireTest::whatIsLetGoWithTheCableOutIsLost()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntilHeld(1));
    lab.wire().setPlugged(false);
    lab.wire().set(WiredLab::automatic());
    QVERIFY(lab.waitUntil([&] { return lab.segment(1).phase != SegmentPhase::Held; }));
    QCOMPARE(text(lab.segment(1)), QStringLiteral("client SYN, lost (cable)"));
    QVERIFY(nothingFor(lab.listener()));
    lab.wire().setPlugged(true);
    QVERIFY(lab.accept()); // by a copy of the kernel's
}

void WireTest::aCableThatIsInIsNotPluggedInOnceMore()
{
    // The lesson pulls it with the SYN, and wants it plugged in at once.
    WirePlan plan;
    plan.rules = {{Host::Client, SegmentKind::Syn, 1, WireRule::Act::PullCable}};
    plan.lossesBeforePlug = 1;
    WiredLab lab(WiredLab::automatic(), plan);
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    QVERIFY(lab.listen());
    QVERIFY(lab.call());
    QVERIFY(lab.waitUntil([&] { return lab.wire().wantsToBePlugged(); }));
    lab.wire().setPlugged(true);
    lab.wire().setPlugged(true); // a second time, before the first has been obeyed
    QVERIFY(lab.accept());
    QVERIFY(lab.wire().isPlugged());
    QVERIFY(!lab.wire().wantsToBePlugged());
    QCOMPARE(movesOfCable(lab.recording()), (QList<bool> {false, true}));
}

void WireTest::movedTwiceInARowItIsInAgain()
{
    WiredLab lab(WiredLab::stepped());
    QVERIFY2(lab.error().empty(), lab.error().c_str());
    lab.wire().movePlug();
    lab.wire().movePlug();
    QVERIFY(lab.waitUntilQuiet()); // both have been obeyed
    QVERIFY(lab.wire().isPlugged());
    QCOMPARE(movesOfCable(lab.recording()), (QList<bool> {false, true}));
}

QTEST_APPLESS_MAIN(WireTest)
#include "wire_test.moc"
