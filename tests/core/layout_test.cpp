// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram's layout, without pixels, on real sessions: where labels and arrows are, and that
// reading a recording as it grows ends in the same picture as reading it at once.
#include "core/diagram/call_text.h"
#include "core/diagram/text_sequence.h"
#include "support/stepped_session.h"

#include <QTest>
#include <map>
#include <set>

using namespace sockstep;
using namespace sockstep::test;


namespace {

/// Everything that a painter can see of a layout, as text.
QStringList picture(const Layout &layout)
{
    QStringList lines;
    for (Row row = 0; row < layout.rowCount(); ++row)
        lines << QStringLiteral("row %1: %2 %3")
                     .arg(row)
                     .arg(layout.row(row).entered)
                     .arg(layout.row(row).returned);
    for (std::size_t i = 0; i < layout.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        for (const Band &band : layout.bands(lane))
            lines << QStringLiteral("band %1: %2 %3-%4 label %5")
                         .arg(lane)
                         .arg(QString::fromStdString(std::string(name(band.state))))
                         .arg(band.first)
                         .arg(band.last)
                         .arg(band.label);
        for (const Span &span : layout.spans(lane))
            lines << QStringLiteral("span %1: %2 %3-%4")
                         .arg(lane)
                         .arg(span.call)
                         .arg(span.first)
                         .arg(span.last);
    }
    for (const Arrow &arrow : layout.arrowsNear(0, layout.rowCount()))
        lines << QStringLiteral("arrow %1: %2@%3 to %4@%5")
                     .arg(static_cast<int>(arrow.kind))
                     .arg(arrow.fromLane)
                     .arg(arrow.from)
                     .arg(arrow.toLane)
                     .arg(arrow.to);
    return lines;
}

/// How often each kind of arrow is there.
int count(const Layout &layout, Arrow::Kind kind)
{
    int found = 0;
    for (const Arrow &arrow : layout.arrowsNear(0, layout.rowCount()))
        found += arrow.kind == kind;
    return found;
}

/// Every label of a lane: calls, results and states, by row. Twice the same row is a collision.
std::multiset<Row> labelRows(const Layout &layout, LaneIndex lane)
{
    std::multiset<Row> rows;
    for (Row row = 0; row < layout.rowCount(); ++row) {
        const RowContent &content = layout.row(row);
        if (content.entered && layout.laneOfCall(content.entered) == lane)
            rows.insert(row);
        if (content.returned && content.returned != content.entered
            && layout.laneOfCall(content.returned) == lane)
            rows.insert(row);
    }
    for (const Band &band : layout.bands(lane)) {
        if (band.label != kNoRow)
            rows.insert(band.label);
    }
    return rows;
}

/// Terminal columns: UTF-8 sequences, Hangul counted twice.
int columns(const QString &line)
{
    int total = 0;
    for (const char32_t c : line.toUcs4())
        total += c >= 0x1100 && c < 0xffe6 && c != 0x2026 && !(c >= 0x2000 && c < 0x2e80) ? 2 : 1;
    return total;
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private slots:
    void readAsItGrowsItIsTheSameAsReadAtOnce_data() { eachLesson(); }
    void readAsItGrowsItIsTheSameAsReadAtOnce();
    void noTwoLabelsOfALaneShareARow_data() { eachLesson(); }
    void noTwoLabelsOfALaneShareARow();
    void aWholeLessonHasItsArrows_data() { eachLesson(); }
    void aWholeLessonHasItsArrows();
    void bandsOfALaneFollowEachOtherWithoutAGap_data() { eachLesson(); }
    void bandsOfALaneFollowEachOtherWithoutAGap();
    void dataArrowsJoinTheSendWithTheRecvThatGotItsBytes();
    void bytesOfAFreeRunAreJoinedHoweverLateTheKernelTellsWhoseTheyAre();
    void longArrowsAreFoundByTheRowsThatTheyTouch();
    void aRefusedConnectIsAnsweredByNobody();
    void anAcceptThatSleptComesBackBelowTheHandshake();
    void inferredRowsHaveNoTime();
    void theTextIsReadableInEightyColumns_data() { eachLesson(); }
    void theTextIsReadableInEightyColumns();
    void bytesAreQuotedAsC();

private:
    static void eachLesson()
    {
        QTest::addColumn<Closing>("closing");
        QTest::newRow("client-close") << Closing::ClientFirst;
        QTest::newRow("server-close") << Closing::ServerFirst;
    }
};

void LayoutTest::readAsItGrowsItIsTheSameAsReadAtOnce()
{
    QFETCH(Closing, closing);
    SteppedSession session(onAnyPort(closing, {"hello", "again"}));
    Layout growing(session.recording());
    QVERIFY(session.start());
    while (session.step())
        growing.advance();
    QVERIFY(session->isFinished());
    session.stop();
    growing.advance();
    Layout atOnce(session.recording());
    atOnce.advance();
    QCOMPARE(picture(growing), picture(atOnce));
    QVERIFY(growing.rowCount() > 30);
}

void LayoutTest::noTwoLabelsOfALaneShareARow()
{
    QFETCH(Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    Layout layout(session.recording());
    layout.advance();
    QCOMPARE(layout.lanes().size(), std::size_t {3});
    for (LaneIndex lane = 0; lane < 3; ++lane) {
        const auto rows = labelRows(layout, lane);
        QCOMPARE(rows.size(), std::set<Row>(rows.begin(), rows.end()).size());
        QVERIFY(rows.size() > 3);
    }
}

void LayoutTest::aWholeLessonHasItsArrows()
{
    QFETCH(Closing, closing);
    SteppedSession session(onAnyPort(closing, {"one", "two", "three"}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    Layout layout(session.recording());
    layout.advance();
    QCOMPARE(count(layout, Arrow::Kind::Syn), 1);
    QCOMPARE(count(layout, Arrow::Kind::SynAck), 1);
    QCOMPARE(count(layout, Arrow::Kind::Fin), 2);
    QCOMPARE(count(layout, Arrow::Kind::Ack), 3); // of the SYN and of each FIN
    QCOMPARE(count(layout, Arrow::Kind::Birth), 1);
    QCOMPARE(count(layout, Arrow::Kind::Data), 6);
    for (const Arrow &arrow : layout.arrowsNear(0, layout.rowCount())) {
        const bool seen = arrow.kind == Arrow::Kind::Data || arrow.kind == Arrow::Kind::Birth;
        QCOMPARE(arrow.evidence, seen ? Evidence::Observed : Evidence::Inferred);
        QVERIFY(arrow.from <= arrow.to);
    }
}

void LayoutTest::bandsOfALaneFollowEachOtherWithoutAGap()
{
    QFETCH(Closing, closing);
    SteppedSession session(onAnyPort(closing));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    Layout layout(session.recording());
    layout.advance();
    for (LaneIndex lane = 0; lane < layout.lanes().size(); ++lane) {
        const auto bands = layout.bands(lane);
        QVERIFY(!bands.empty());
        QCOMPARE(bands.front().first, layout.lanes()[lane].first);
        for (std::size_t i = 1; i < bands.size(); ++i) {
            QCOMPARE(bands[i - 1].last, bands[i].first);
            QVERIFY(bands[i - 1].first < bands[i].first);
        }
        QCOMPARE(bands.back().last, kNoRow);
    }
}

void LayoutTest::dataArrowsJoinTheSendWithTheRecvThatGotItsBytes()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst, {std::string(200'000, 'x')}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    Layout layout(session.recording());
    layout.advance();
    History history(session.recording());
    history.advance();
    std::map<CallId, std::uint64_t> sent;
    std::map<CallId, std::uint64_t> received;
    for (const auto arrows : {layout.arrowsNear(0, layout.rowCount()), layout.longArrows()}) {
        for (const Arrow &arrow : arrows) {
            if (arrow.kind != Arrow::Kind::Data)
                continue;
            sent[arrow.fromCall] += arrow.length;
            received[arrow.toCall] += arrow.length;
        }
    }
    QVERIFY(sent.size() > 3);
    for (const auto &[call, bytes] : sent)
        QCOMPARE(static_cast<std::int64_t>(bytes), history.returned(call)->result);
    for (const auto &[call, bytes] : received)
        QCOMPARE(static_cast<std::int64_t>(bytes), history.returned(call)->result);
}

void LayoutTest::bytesOfAFreeRunAreJoinedHoweverLateTheKernelTellsWhoseTheyAre()
{
    // Of different lengths and contents, so that a wrong pair shows.
    std::vector<std::string> messages;
    for (int i = 0; i < 3000; ++i)
        messages.push_back("message " + std::to_string(i));
    SteppedSession session(onAnyPort(Closing::ClientFirst, messages));
    QVERIFY(session.start());
    session->setFreeRun(true);
    session->endConversation();
    QVERIFY(session.waitUntilFinished());
    Layout layout(session.recording());
    layout.advance();
    History history(session.recording());
    history.advance();
    std::size_t joined = 0;
    for (const auto arrows : {layout.arrowsNear(0, layout.rowCount()), layout.longArrows()}) {
        for (const Arrow &arrow : arrows) {
            if (arrow.kind != Arrow::Kind::Data)
                continue;
            ++joined;
            QCOMPARE(history.entered(arrow.fromCall).data, history.returned(arrow.toCall)->data);
        }
    }
    QCOMPARE(joined, 2 * messages.size());
}

void LayoutTest::longArrowsAreFoundByTheRowsThatTheyTouch()
{
    constexpr int kMessages = 700; // all are sent before the first is read
    Header header;
    header.network = "loopback";
    header.actors = {"client", "server"};
    Recording recording(header);
    const auto call = [&](ActorId actor, Function function, const std::string &sent, CallReturned back) {
        CallEntered entered;
        entered.socket = function == Function::Socket ? 0 : SocketId {actor} + 1;
        entered.actor = actor;
        entered.function = function;
        entered.data = sent;
        back.call = recording.enter(entered);
        recording.append(back);
    };
    for (const ActorId actor : {ActorId {0}, ActorId {1}}) {
        CallReturned back;
        back.socket = SocketId {actor} + 1;
        call(actor, Function::Socket, {}, back);
    }
    for (const bool read : {false, true}) {
        for (int i = 0; i < kMessages; ++i) {
            const std::string message = std::to_string(i);
            CallReturned back;
            back.result = static_cast<std::int64_t>(message.size());
            back.data = read ? message : std::string();
            call(read ? 1 : 0, read ? Function::Recv : Function::Send, read ? std::string() : message, back);
        }
    }
    Layout layout(recording);
    layout.advance();
    QCOMPARE(layout.longArrows().size(), std::size_t {kMessages});
    for (const auto &[first, last] :
        {std::pair<Row, Row> {0, 2}, {3, 3}, {500, 510}, {702, 710}, {1390, 1401}}) {
        std::vector<const Arrow *> expected;
        for (std::size_t i = 0; i < layout.longArrows().size(); ++i) {
            const Arrow &arrow = layout.longArrows()[i];
            if (arrow.from <= last && arrow.to >= first)
                expected.push_back(&arrow);
        }
        QVERIFY(!expected.empty());
        QVERIFY(layout.longArrowsIn(first, last) == expected);
    }
}

void LayoutTest::aRefusedConnectIsAnsweredByNobody()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.step("client"));
    QVERIFY(session.step("client"));
    Layout layout(session.recording());
    layout.advance();
    QCOMPARE(count(layout, Arrow::Kind::SynRefused), 1);
    QCOMPARE(count(layout, Arrow::Kind::Rst), 1);
    for (const Arrow &arrow : layout.arrowsNear(0, layout.rowCount())) {
        QCOMPARE(arrow.evidence, Evidence::Inferred);
        QVERIFY(arrow.fromLane == kNoLane || arrow.toLane == kNoLane);
    }
}

void LayoutTest::anAcceptThatSleptComesBackBelowTheHandshake()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    while (!session.isBlockedIn("server", Function::Accept))
        QVERIFY(session.step("server"));
    QVERIFY(session.step("client"));
    QVERIFY(session.step("client"));
    Layout layout(session.recording());
    layout.advance();
    Row birth = kNoRow;
    Row shaken = 0;
    for (const Arrow &arrow : layout.arrowsNear(0, layout.rowCount())) {
        if (arrow.kind == Arrow::Kind::Birth)
            birth = arrow.to;
        if (arrow.kind == Arrow::Kind::Ack)
            shaken = arrow.to;
    }
    QVERIFY(shaken > 0);
    QVERIFY(birth != kNoRow);
    QVERIFY(birth > shaken);
}

void LayoutTest::inferredRowsHaveNoTime()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    Layout layout(session.recording());
    layout.advance();
    int timeless = 0;
    for (Row row = 0; row < layout.rowCount(); ++row) {
        const bool call = layout.row(row).entered || layout.row(row).returned;
        QVERIFY(!call || layout.timeOf(row));
        timeless += !layout.timeOf(row);
    }
    QVERIFY(timeless > 0); // SYN_SENT and SYN_RECV lasted microseconds, and nobody saw them
}

void LayoutTest::theTextIsReadableInEightyColumns()
{
    QFETCH(Closing, closing);
    SteppedSession session(
        onAnyPort(closing, {"안녕하세요, 여러분! 오늘은 소켓을 배웁니다.", "a\n\"b\"\x01"}));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    Layout layout(session.recording());
    layout.advance();
    History history(session.recording());
    history.advance();
    const QString text = QString::fromStdString(TextSequence(layout, history).all());
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(columns(line) <= 80, qPrintable(line));
    for (const char *expected : {"server socket(AF_INET, SOCK_STREAM, 0)", "안녕", "0 (EOF)",
             "client ~SYN_SENT", "listen LISTEN", "TIME_WAIT"})
        QVERIFY2(text.contains(QString::fromUtf8(expected)), expected);
}

void LayoutTest::bytesAreQuotedAsC()
{
    QCOMPARE(quotedBytes("hello", 10), std::string("\"hello\""));
    QCOMPARE(quotedBytes("a\n\"\\\x01\xff", 10), std::string("\"a\\n\\\"\\\\\\x01\\xff\""));
    QCOMPARE(quotedBytes("안녕하세요", 2), std::string("\"안녕…\""));
    QCOMPARE(quotedBytes("\xec\x95", 5), std::string("\"\\xec\\x95\"")); // the first bytes of 안
    QCOMPARE(quotedBytes("", 5), std::string("\"\""));
    QCOMPARE(hexBytes("hello", 12), std::string("68 65 6c 6c 6f"));
    QCOMPARE(hexBytes("hello", 2), std::string("68 65 …"));
    QCOMPARE(durationText(std::chrono::nanoseconds(1500)), std::string("2 µs"));
    QCOMPARE(durationText(std::chrono::milliseconds(40)), std::string("40.0 ms"));
    QCOMPARE(durationText(std::chrono::seconds(2)), std::string("2.00 s"));
}

QTEST_GUILESS_MAIN(LayoutTest)
#include "layout_test.moc"
