// SPDX-License-Identifier: GPL-3.0-or-later
// Segments in the layout: each has its arrow, between the lanes of its two sockets and in rows of its own,
// and its bytes lead to the calls that sent and got them. Checked against the recording itself.
#include "core/diagram/layout.h"
#include "core/diagram/text_sequence.h"
#include "core/lab/lab_support.h"
#include "support/lab_options.h"
#include "support/recording_query.h"
#include "support/segment_query.h"

#include <QTest>
#include <map>
#include <memory>
#include <set>

using namespace sockstep;
using namespace sockstep::test;

class LayoutSegmentsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void everySegmentHasItsArrow_data() { eachLesson(); }
    void everySegmentHasItsArrow();
    void arrowsJoinTheLanesOfTheirSockets_data() { eachLesson(); }
    void arrowsJoinTheLanesOfTheirSockets();
    void bytesLeadToTheirCalls_data() { eachLesson(); }
    void bytesLeadToTheirCalls();
    void readAsItGrowsItIsTheSameAsReadAtOnce_data() { eachLesson(); }
    void readAsItGrowsItIsTheSameAsReadAtOnce();
    void theTextIsReadableInEightyColumns_data() { eachLesson(); }
    void theTextIsReadableInEightyColumns();
    void bytesBehindALateCopyLeadToTheirRecv();
    void whatIsHeldIsOnTheWire();

private:
    static void eachLesson();
};

namespace {

/// A lesson's recording, and what is read from it.
struct Drawn {
    explicit Drawn(const QString &lesson)
        : session(steppedInLab(lesson.toStdString()))
        , layout(session.recording())
        , history(session.recording())
    {
        ended = session.start() && session.stepToEnd();
        session.stop();
        read();
    }
    void read()
    {
        layout.advance();
        history.advance(layout.eventCount());
    }
    SteppedSession session;
    Layout layout;
    History history;
    bool ended = false;
};

/// Each lesson is played once, and looked at by several tests: it takes the time that its kernels take.
const Drawn &drawnFrom(const QString &lesson)
{
    static std::map<QString, std::unique_ptr<const Drawn>> played;
    std::unique_ptr<const Drawn> &drawn = played[lesson];
    if (!drawn)
        drawn = std::make_unique<const Drawn>(lesson);
    return *drawn;
}

/// The socket that has these ends, by the kernel's word.
SocketId socketWith(const History &history, const Endpoint &local, const Endpoint &remote)
{
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &socket = history.socket(id);
        if (socket.local == local && socket.remote == remote)
            return id;
    }
    return 0;
}

SocketId socketOf(const Layout &layout, LaneIndex lane)
{
    return lane == kNoLane ? 0 : layout.lanes()[lane].socket;
}

/// The call of \p function by \p actor that the byte at \p offset went through.
CallId callOfByte(const Recording &recording, std::string_view actor, Function function, std::uint64_t offset)
{
    std::uint64_t end = 0;
    for (const RecordedCall &call : callsOf(recording, actor, function)) {
        if (!call.succeeded())
            continue;
        end += static_cast<std::uint64_t>(call.returned->result);
        if (offset < end)
            return call.entered->call;
    }
    return 0;
}

QString picture(const Arrow &arrow)
{
    return QStringLiteral("segment %1: lane %2 row %3 to lane %4 row %5, calls %6 %7, end %8")
        .arg(arrow.segment)
        .arg(arrow.fromLane)
        .arg(arrow.from)
        .arg(arrow.toLane)
        .arg(arrow.to)
        .arg(arrow.fromCall)
        .arg(arrow.toCall)
        .arg(static_cast<int>(arrow.end));
}

QStringList picture(const Layout &layout, SegmentId segments)
{
    QStringList lines;
    for (SegmentId id = 1; id <= segments; ++id)
        lines << (layout.arrowOf(id) ? picture(*layout.arrowOf(id)) : QStringLiteral("none"));
    for (Row row = 0; row < layout.rowCount(); ++row)
        lines << QStringLiteral("row %1: event %2 sent %3 moved %4")
                     .arg(row)
                     .arg(layout.row(row).event)
                     .arg(layout.row(row).sent)
                     .arg(layout.row(row).moved);
    return lines;
}

} // namespace

void LayoutSegmentsTest::eachLesson()
{
    QTest::addColumn<QString>("lesson");
    for (const std::string_view lesson : labLessons())
        QTest::newRow(lesson.data()) << QString::fromLatin1(lesson.data());
}

void LayoutSegmentsTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LayoutSegmentsTest::everySegmentHasItsArrow()
{
    QFETCH(const QString, lesson);
    const Drawn &drawn = drawnFrom(lesson);
    QVERIFY(drawn.ended);
    const auto segments = segmentsIn(drawn.session.recording());
    QVERIFY(segments.size() >= 2);
    std::set<Row> begins;
    std::set<Row> ends;
    std::map<Host, Row> lastBegins; // two calls at once may be drawn in either order, one host's never
    for (const RecordedSegment &segment : segments) {
        const Arrow *arrow = drawn.layout.arrowOf(segment.id());
        QVERIFY(arrow && arrow->kind == Arrow::Kind::Segment);
        QCOMPARE(arrow->evidence, Evidence::Observed);
        QCOMPARE(arrow->fromHost, segment.sent->from);
        const bool lost = segment.phase == SegmentPhase::Dropped;
        QCOMPARE(arrow->end, lost ? Arrow::End::Lost : Arrow::End::Arrives);
        QVERIFY2(arrow->from < arrow->to, qPrintable(picture(*arrow))); // it takes time: it slants
        Row &lastBegin = lastBegins[segment.sent->from];
        QVERIFY2(arrow->from >= lastBegin, qPrintable(picture(*arrow)));
        lastBegin = arrow->from;
        QCOMPARE(drawn.layout.row(arrow->from).sent, segment.id());
        QCOMPARE(drawn.layout.row(arrow->to).moved, segment.id());
        QVERIFY(begins.insert(arrow->from).second);
        QVERIFY(ends.insert(arrow->to).second);
    }
    // On a wire that is seen nothing is inferred.
    for (const auto arrows :
        {drawn.layout.arrowsNear(0, drawn.layout.rowCount()), drawn.layout.longArrows()}) {
        for (const Arrow &arrow : arrows)
            QVERIFY(arrow.kind == Arrow::Kind::Segment || arrow.kind == Arrow::Kind::Birth);
    }
    QVERIFY(drawn.layout.arrowsOnWire().empty());
}

void LayoutSegmentsTest::arrowsJoinTheLanesOfTheirSockets()
{
    QFETCH(const QString, lesson);
    const Drawn &drawn = drawnFrom(lesson);
    QVERIFY(drawn.ended);
    for (const RecordedSegment &segment : segmentsIn(drawn.session.recording())) {
        const Endpoint &source = segment.packet->source;
        const Endpoint &destination = segment.packet->destination;
        const Arrow *arrow = drawn.layout.arrowOf(segment.id());
        QVERIFY(arrow);
        if (segment.packet->protocol != Packet::Protocol::Tcp) {
            // ICMP quotes a datagram and is of no socket.
            const bool udp = segment.packet->protocol == Packet::Protocol::Udp;
            QVERIFY(!udp || (arrow->fromLane != kNoLane && arrow->toLane != kNoLane));
            QVERIFY(!udp || arrow->fromLane != arrow->toLane);
            continue;
        }
        // 0 for the port on which nobody listens, or that is not even reached: it is no socket's.
        QCOMPARE(socketOf(drawn.layout, arrow->fromLane), socketWith(drawn.history, source, destination));
        QCOMPARE(socketOf(drawn.layout, arrow->toLane), socketWith(drawn.history, destination, source));
        QVERIFY(lesson == QStringLiteral("closed-port") || lesson == QStringLiteral("connect-timeout")
            || (arrow->fromLane != kNoLane && arrow->toLane != kNoLane));
    }
}

void LayoutSegmentsTest::bytesLeadToTheirCalls()
{
    QFETCH(const QString, lesson);
    const Drawn &drawn = drawnFrom(lesson);
    QVERIFY(drawn.ended);
    const Recording &recording = drawn.session.recording();
    std::map<Host, std::uint32_t> initial;
    int checked = 0;
    for (const RecordedSegment &segment : segmentsIn(recording)) {
        if (segment.has(tcp_flag::kSyn))
            initial[segment.sent->from] = segment.packet->seq;
        if (!segment.isData() || segment.packet->protocol != Packet::Protocol::Tcp)
            continue;
        const Arrow *arrow = drawn.layout.arrowOf(segment.id());
        QVERIFY(arrow);
        const bool byClient = segment.sent->from == Host::Client;
        const std::uint32_t offset = segment.packet->seq - initial[segment.sent->from] - 1;
        QCOMPARE(arrow->offset, offset);
        QCOMPARE(std::size_t {arrow->length}, segment.packet->length);
        QCOMPARE(
            arrow->fromCall, callOfByte(recording, byClient ? "client" : "server", Function::Send, offset));
        if (arrow->end == Arrow::End::Arrives)
            QCOMPARE(
                arrow->toCall, callOfByte(recording, byClient ? "server" : "client", Function::Recv, offset));
        ++checked;
    }
    const bool silent = lesson == QStringLiteral("handshake") || lesson == QStringLiteral("closed-port")
        || lesson == QStringLiteral("connect-timeout") || lesson == QStringLiteral("full-backlog")
        || lesson == QStringLiteral("udp-lost");
    QCOMPARE(checked > 0, !silent);
}

void LayoutSegmentsTest::readAsItGrowsItIsTheSameAsReadAtOnce()
{
    QFETCH(const QString, lesson);
    SteppedSession session(steppedInLab(lesson.toStdString()));
    Layout growing(session.recording());
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] {
        growing.advance();
        return session->isFinished();
    }));
    session.stop();
    growing.advance();
    Layout atOnce(session.recording());
    atOnce.advance();
    const auto segments = static_cast<SegmentId>(segmentsIn(session.recording()).size());
    QCOMPARE(picture(growing, segments), picture(atOnce, segments));
}

void LayoutSegmentsTest::theTextIsReadableInEightyColumns()
{
    QFETCH(const QString, lesson);
    const Drawn &drawn = drawnFrom(lesson);
    QVERIFY(drawn.ended);
    const QString all = QString::fromStdString(TextSequence(drawn.layout, drawn.history).all());
    for (const QString &line : all.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
    QCOMPARE(
        all.count(QStringLiteral(" sends ")), static_cast<int>(segmentsIn(drawn.session.recording()).size()));
    QVERIFY2(all.count(u'~') == 1, qPrintable(all)); // in the heading: nothing is inferred here
}

void LayoutSegmentsTest::bytesBehindALateCopyLeadToTheirRecv()
{
    SessionOptions options = steppedInLab("four-way-close");
    options.messages = {"first", "second"};
    SteppedSession session(options);
    QVERIFY(session.start());
    const auto heldData = [&] {
        std::vector<SegmentId> result;
        for (const HeldSegment &one : session->wire()->held()) {
            if (segmentsIn(session.recording()).at(one.segment - 1).isData())
                result.push_back(one.segment);
        }
        return result;
    };
    QVERIFY(session.stepUntil([&] { return heldData().size() == 1; }));
    session->duplicate(heldData().front());
    QVERIFY(session.waitUntil([&] { return heldData().size() == 2; }));
    const SegmentId copy = heldData().back();
    // Everything but the copy, until the second message has come to a server that does not read yet.
    const auto secondArrived = [&] {
        const auto data = segmentsIn(session.recording(), Host::Client, isData);
        return data.size() == 3 && data.back().phase == SegmentPhase::Delivered;
    };
    while (!secondArrived()) {
        const auto held = session->wire()->held();
        const auto next = std::find_if(
            held.begin(), held.end(), [&](const HeldSegment &one) { return one.segment != copy; });
        if (next != held.end()) {
            session->deliver(next->segment);
            QVERIFY(session.waitUntil([&] {
                return segmentsIn(session.recording()).at(next->segment - 1).phase == SegmentPhase::Delivered;
            }));
            QVERIFY(session.settle());
        } else if (received(session.recording(), "server") == "first"
            && sent(session.recording(), "server") == "first") {
            QVERIFY(session.step("client"));
        } else {
            QVERIFY(session.step("server") || session.step("client"));
        }
    }
    session->deliver(copy);
    QVERIFY(session.waitUntil(
        [&] { return segmentsIn(session.recording()).at(copy - 1).phase == SegmentPhase::Delivered; }));
    QVERIFY(session.step("server"));
    QCOMPARE(received(session.recording(), "server"), std::string("firstsecond"));
    Layout layout(session.recording());
    layout.advance();
    const auto reads = callsOf(session.recording(), "server", Function::Recv);
    const auto data = segmentsIn(session.recording(), Host::Client, isData);
    QCOMPARE(layout.arrowOf(data[0].id())->toCall, reads[0].entered->call);
    QCOMPARE(layout.arrowOf(copy)->toCall, reads[0].entered->call);
    QCOMPARE(layout.arrowOf(data[2].id())->toCall, reads[1].entered->call);
}

void LayoutSegmentsTest::whatIsHeldIsOnTheWire()
{
    SteppedSession session(steppedInLab("handshake"));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return !session->wire()->held().empty(); }));
    Layout layout(session.recording());
    layout.advance();
    QCOMPARE(layout.arrowsOnWire().size(), std::size_t {1});
    const Arrow &syn = layout.arrowsOnWire().front();
    QCOMPARE(syn.end, Arrow::End::OnWire);
    QCOMPARE(socketOf(layout, syn.fromLane), clientSocketOf(session.recording()));
    QVERIFY(layout.arrowOf(1) == &syn);
    // It begins in the row of the call that sent it.
    const auto connects = callsOf(session.recording(), "client", Function::Connect);
    QCOMPARE(layout.rowOfCall(connects.at(0).entered->call), syn.from);
}

QTEST_APPLESS_MAIN(LayoutSegmentsTest)
#include "layout_segments_test.moc"
