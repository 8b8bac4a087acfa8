// SPDX-License-Identifier: GPL-3.0-or-later
// What each lesson of the lab is there to show, found in its recording.
#include "core/lab/lab_support.h"
#include "support/lab_options.h"
#include "support/patience.h"
#include "support/recording_query.h"
#include "support/segment_query.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class LabStoriesTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void aHandshakeIsThreeSegments_data() { bothWires(); }
    void aHandshakeIsThreeSegments();
    void aCloseIsTwoFinsAndTwoAcknowledgements_data() { bothWires(); }
    void aCloseIsTwoFinsAndTwoAcknowledgements();
    void bothFinsAreOnTheWireAtOnce_data() { bothWires(); }
    void bothFinsAreOnTheWireAtOnce();
    void aLostSegmentIsSentAgainAndNamesIt_data();
    void aLostSegmentIsSentAgainAndNamesIt();
    void timeWaitAnswersTheRepeatedFin_data() { bothWires(); }
    void timeWaitAnswersTheRepeatedFin();
    void aClosedPortAnswersRst_data() { bothWires(); }
    void aClosedPortAnswersRst();
    void thePulledCableLosesUntilItIsPluggedIn_data() { bothWires(); }
    void thePulledCableLosesUntilItIsPluggedIn();
    void theWindowClosesSendBlocksAndReadingOpensIt_data() { bothWires(); }
    void theWindowClosesSendBlocksAndReadingOpensIt();
    void theThirdClientWaitsForAnAccept_data() { bothWires(); }
    void theThirdClientWaitsForAnAccept();

private:
    static void bothWires()
    {
        QTest::addColumn<bool>("stepped");
        QTest::newRow("step wire") << true;
        QTest::newRow("automatic wire") << false;
    }
};

namespace {

/// A lesson played to its end.
struct Played {
    Played(const char *lesson, bool stepped, std::chrono::milliseconds delay = std::chrono::milliseconds(5))
        : session(stepped ? steppedInLab(lesson) : automaticInLab(lesson, delay))
    {
        ended = session.start() && session.stepToEnd();
    }
    const Recording &recording() const { return session.recording(); }
    std::vector<RecordedSegment> segments(Host from, const SegmentTest &wanted) const
    {
        return segmentsIn(recording(), from, wanted);
    }
    SteppedSession session;
    bool ended = false;
};

bool anySegment(const RecordedSegment &) { return true; }

/// The moment at which a call came back, or the recording's end.
std::chrono::nanoseconds returnOf(const Recording &recording, const RecordedCall &call)
{
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const auto *returned = std::get_if<CallReturned>(&recording.at(n).body);
        if (returned && returned == call.returned)
            return recording.at(n).t;
    }
    return std::chrono::nanoseconds::max();
}

} // namespace

void LabStoriesTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabStoriesTest::aHandshakeIsThreeSegments()
{
    QFETCH(const bool, stepped);
    const Played played("handshake", stepped);
    QVERIFY(played.ended);
    const QStringList first = texts(withoutRepeats(segmentsIn(played.recording()))).mid(0, 3);
    QCOMPARE(first.join(u'|'), QStringLiteral("client SYN|server SYN,ACK|client ACK"));
    QVERIFY(lastCallOf(played.recording(), "client"));
    const auto connects = callsOf(played.recording(), "client", Function::Connect);
    QCOMPARE(connects.size(), std::size_t {1});
    QVERIFY(connects[0].blocked); // which on loopback is over in microseconds
    // Connect comes back with the SYN,ACK, while the server does not know of the connection yet.
    const auto all = segmentsIn(played.recording());
    QVERIFY(returnOf(played.recording(), connects[0]) > all[1].movedAt);
    QVERIFY(returnOf(played.recording(), connects[0]) < all[2].movedAt);
}

void LabStoriesTest::aCloseIsTwoFinsAndTwoAcknowledgements()
{
    QFETCH(const bool, stepped);
    const Played played("four-way-close", stepped);
    QVERIFY(played.ended);
    const QStringList all = texts(withoutRepeats(segmentsIn(played.recording())));
    QCOMPARE(all.mid(all.size() - 4).join(u'|'),
        QStringLiteral("client FIN,ACK|server ACK|server FIN,ACK|client ACK"));
    // The half-open moment: the client gets no answer to its FIN but the ACK, and its recv waits.
    const auto reads = callsOf(played.recording(), "client", Function::Recv);
    QVERIFY(!reads.empty() && reads.back().blocked && reads.back().returned->result == 0);
}

void LabStoriesTest::bothFinsAreOnTheWireAtOnce()
{
    QFETCH(const bool, stepped);
    // Each end must be told, and its thread run, while the other's FIN is on its way.
    const Played played("simultaneous-close", stepped, std::chrono::milliseconds(100 * kSlowdown));
    QVERIFY(played.ended);
    const auto client = withoutRepeats(played.segments(Host::Client, isFin));
    const auto server = withoutRepeats(played.segments(Host::Server, isFin));
    QCOMPARE(client.size(), std::size_t {1});
    QCOMPARE(server.size(), std::size_t {1});
    QVERIFY(client[0].sentAt < server[0].movedAt && server[0].sentAt < client[0].movedAt);
    // RFC 9293 figure 13: neither FIN acknowledges the other.
    QCOMPARE(client[0].packet->ack, server[0].packet->seq);
    QCOMPARE(server[0].packet->ack, client[0].packet->seq);
}

void LabStoriesTest::aLostSegmentIsSentAgainAndNamesIt_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<bool>("stepped");
    for (const char *lesson : {"lost-syn", "lost-data", "lost-fin"}) {
        QTest::addRow("%s, step wire", lesson) << QString::fromLatin1(lesson) << true;
        QTest::addRow("%s, automatic wire", lesson) << QString::fromLatin1(lesson) << false;
    }
}

void LabStoriesTest::aLostSegmentIsSentAgainAndNamesIt()
{
    QFETCH(const QString, lesson);
    QFETCH(const bool, stepped);
    const Played played(lesson.toLatin1().constData(), stepped);
    QVERIFY(played.ended);
    const SegmentTest kind = lesson == QStringLiteral("lost-syn") ? isSyn
        : lesson == QStringLiteral("lost-data")                   ? isData
                                                                  : isFin;
    const auto sent = played.segments(Host::Client, kind);
    // On a busy machine the answer may take so long that it is sent a third time.
    QVERIFY2(sent.size() >= 2, qPrintable(texts(sent).join(u'\n')));
    QCOMPARE(sent[0].phase, SegmentPhase::Dropped);
    QCOMPARE(sent[0].reason, DropReason::Lesson);
    QCOMPARE(sent[0].sent->original, SegmentId {0});
    for (std::size_t i = 1; i < sent.size(); ++i) {
        QCOMPARE(sent[i].phase, SegmentPhase::Delivered);
        QCOMPARE(sent[i].sent->original, sent[0].id());
        QVERIFY(!sent[i].sent->byWire);
        QCOMPARE(sent[i].packet->seq, sent[0].packet->seq);
        QVERIFY(sent[i].data() == sent[0].data());
    }
    // Nothing else was lost.
    for (const RecordedSegment &one : segmentsIn(played.recording()))
        QVERIFY2(one.id() == sent[0].id() || one.phase == SegmentPhase::Delivered, qPrintable(text(one)));
}

void LabStoriesTest::timeWaitAnswersTheRepeatedFin()
{
    QFETCH(const bool, stepped);
    const Played played("lost-last-ack", stepped);
    QVERIFY(played.ended);
    const auto fins = played.segments(Host::Server, isFin);
    QVERIFY2(fins.size() >= 2, qPrintable(texts(fins).join(u'\n')));
    QCOMPARE(fins[1].sent->original, fins[0].id());
    const std::uint32_t afterFin = fins[0].packet->seq + 1;
    const auto acks = played.segments(Host::Client,
        [&](const RecordedSegment &one) { return isBareAck(one) && one.packet->ack == afterFin; });
    QVERIFY2(acks.size() >= 2, qPrintable(texts(acks).join(u'\n')));
    QCOMPARE(acks[0].reason, DropReason::Lesson);
    QCOMPARE(acks[1].phase, SegmentPhase::Delivered);
    QVERIFY(acks[1].sentAt > fins[1].movedAt); // it is the answer to the copy
    QCOMPARE(stateOf(played.recording(), clientSocketOf(played.recording())), TcpState::TimeWait);
    QCOMPARE(stateOf(played.recording(), connectionOf(played.recording())), TcpState::Close);
}

void LabStoriesTest::aClosedPortAnswersRst()
{
    QFETCH(const bool, stepped);
    const Played played("closed-port", stepped);
    QVERIFY(played.ended);
    QCOMPARE(texts(segmentsIn(played.recording())).join(u'|'), QStringLiteral("client SYN|server RST,ACK"));
    const auto all = segmentsIn(played.recording());
    QCOMPARE(all[1].packet->seq, 0U); // RFC 9293 3.5.2: <SEQ=0><ACK=SEG.SEQ+SEG.LEN>
    QCOMPARE(all[1].packet->ack, all[0].packet->seq + 1);
    QCOMPARE(resultsOf(played.recording(), "client", Function::Connect),
        QStringList {QStringLiteral("-1 ECONNREFUSED")});
    QVERIFY(callsOf(played.recording(), "server", Function::Listen).empty());
}

void LabStoriesTest::thePulledCableLosesUntilItIsPluggedIn()
{
    QFETCH(const bool, stepped);
    const Played played("cable-pulled", stepped);
    QVERIFY(played.ended);
    const Recording &recording = played.recording();
    std::vector<std::chrono::nanoseconds> moves;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        if (const auto *cable = std::get_if<CableMoved>(&recording.at(n).body)) {
            QCOMPARE(cable->plugged, moves.size() == 1);
            moves.push_back(recording.at(n).t);
        }
    }
    QCOMPARE(moves.size(), std::size_t {2});
    int lost = 0;
    for (const RecordedSegment &one : segmentsIn(recording)) {
        const bool whileOut = one.sentAt > moves[0] && one.sentAt < moves[1];
        lost += one.phase == SegmentPhase::Dropped;
        QVERIFY2(!whileOut || one.phase == SegmentPhase::Dropped, qPrintable(text(one)));
    }
    QVERIFY(lost >= 3);
    QCOMPARE(received(recording, "server"), std::string("hello"));
    QCOMPARE(received(recording, "client"), std::string("hello"));
}

void LabStoriesTest::theWindowClosesSendBlocksAndReadingOpensIt()
{
    QFETCH(const bool, stepped);
    const Played played("zero-window", stepped);
    QVERIFY(played.ended);
    const Recording &recording = played.recording();
    const auto closed = played.segments(
        Host::Server, [](const RecordedSegment &one) { return isBareAck(one) && one.packet->window == 0; });
    QVERIFY(!closed.empty());
    const auto opened = played.segments(Host::Server, [&](const RecordedSegment &one) {
        return isBareAck(one) && one.packet->window > 0 && one.sentAt > closed.front().sentAt;
    });
    QVERIFY(!opened.empty());
    const auto sends = callsOf(recording, "client", Function::Send);
    const bool blocked
        = std::any_of(sends.begin(), sends.end(), [](const RecordedCall &call) { return call.blocked; });
    QVERIFY(blocked);
    // While it was closed, none but probes and what was on its way already.
    const auto data = played.segments(Host::Client, [&](const RecordedSegment &one) {
        return one.isData() && one.sentAt > closed.front().movedAt && one.sentAt < opened.front().movedAt;
    });
    QVERIFY2(data.empty(), qPrintable(texts(data).join(u'\n')));
    QCOMPARE(received(recording, "server").size(), std::size_t {24'000});
    // The queue of the reader who does not read was full, by the kernel's word.
    std::uint32_t most = 0;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const auto *sampled = std::get_if<Sampled>(&recording.at(n).body);
        if (sampled && sampled->socket == connectionOf(recording))
            most = std::max(most, sampled->sample.recvQueue);
    }
    QVERIFY2(most >= 4096, qPrintable(QString::number(most)));
}

void LabStoriesTest::theThirdClientWaitsForAnAccept()
{
    QFETCH(const bool, stepped);
    const Played played("full-backlog", stepped);
    QVERIFY(played.ended);
    const Recording &recording = played.recording();
    const auto accepts = callsOf(recording, "server", Function::Accept);
    QCOMPARE(accepts.size(), std::size_t {3});
    const auto all = segmentsIn(recording, Host::Client, anySegment);
    std::vector<std::uint16_t> ports; // of the clients, in the order of calling
    for (const RecordedSegment &one : all) {
        if (isSyn(one) && std::find(ports.begin(), ports.end(), one.packet->source.port()) == ports.end())
            ports.push_back(one.packet->source.port());
    }
    QCOMPARE(ports.size(), std::size_t {3});
    const auto isOfThird = [&](const RecordedSegment &one) {
        return one.packet
            && (one.packet->source.port() == ports[2] || one.packet->destination.port() == ports[2]);
    };
    const auto syns = played.segments(
        Host::Client, [&](const RecordedSegment &one) { return isSyn(one) && isOfThird(one); });
    QVERIFY(syns.size() >= 2);
    QCOMPARE(syns[0].phase, SegmentPhase::Delivered);
    QCOMPARE(syns[1].sent->original, syns[0].id());
    const auto answers = played.segments(
        Host::Server, [&](const RecordedSegment &one) { return isSynAck(one) && isOfThird(one); });
    QVERIFY(!answers.empty());
    QVERIFY(answers[0].sentAt > returnOf(recording, accepts[0])); // not before there was room
    QCOMPARE(resultsOf(recording, "client-3", Function::Connect), QStringList {QStringLiteral("0")});
}

QTEST_APPLESS_MAIN(LabStoriesTest)
#include "lab_stories_test.moc"
