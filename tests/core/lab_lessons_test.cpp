// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson of the lab, to its end, with the wire in our hands and with the wire by itself. The states
// are compared with those that RFC 9293 has for such a conversation (its figures 5, 6, 12 and 13).
#include "core/lab/lab_support.h"
#include "core/recording/json_lines.h"
#include "core/recording/recording_file.h"
#include "support/lab_options.h"
#include "support/recording_query.h"
#include "support/segment_query.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <map>
#include <memory>

using namespace sockstep;
using namespace sockstep::test;

class LabLessonsTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void everyLessonIsInTheTable();
    void statesAreThoseOfTheRfcAndObserved_data() { eachLesson(); }
    void statesAreThoseOfTheRfcAndObserved();
    void theAutomaticWireGivesTheSameStates_data() { eachLesson(); }
    void theAutomaticWireGivesTheSameStates();
    void theConversationIsWhole_data() { eachLesson(); }
    void theConversationIsWhole();
    void aRecordingReadsBackEqual_data() { eachLesson(); }
    void aRecordingReadsBackEqual();

private:
    static void eachLesson();
};

namespace {

// RFC 9293 figure 5, the usual ways through it.
constexpr const char *kListens = "CLOSE LISTEN CLOSE";
constexpr const char *kClosesFirst = "CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT";
constexpr const char *kIsClosed = "LISTEN SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE";

/// The way of one socket: the actor, the call that made it, which of that actor's it is, and its states.
struct Way {
    const char *actor;
    Function maker;
    std::size_t nth;
    const char *states;
};

struct Expected {
    const char *lesson;
    std::vector<Way> ways;
};

std::vector<Way> clientCloses()
{
    return {{"server", Function::Socket, 0, kListens}, {"server", Function::Accept, 0, kIsClosed},
        {"client", Function::Socket, 0, kClosesFirst}};
}

const std::vector<Expected> &table()
{
    static const char *const kServed = "CLOSE SYN_SENT ESTABLISHED CLOSE_WAIT LAST_ACK CLOSE";
    static const char *const kServes = "LISTEN SYN_RECV ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT";
    static const std::vector<Expected> expected {
        {"handshake", clientCloses()}, // figure 6
        {"four-way-close", clientCloses()}, // figure 12
        {"simultaneous-close", // figure 13
            {{"server", Function::Socket, 0, kListens},
                {"server", Function::Accept, 0, "LISTEN SYN_RECV ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT"},
                {"client", Function::Socket, 0, "CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT"}}},
        // What is lost and sent again changes how long a state lasts, and not which comes next.
        {"lost-syn", clientCloses()},
        {"lost-data", clientCloses()},
        {"lost-fin", clientCloses()},
        {"lost-last-ack", clientCloses()},
        {"cable-pulled", clientCloses()},
        {"zero-window", clientCloses()},
        // No TCP, and so no states.
        {"udp-lost", {{"server", Function::Socket, 0, ""}, {"client", Function::Socket, 0, ""}}},
        {"nonblocking-connect",
            {{"server", Function::Socket, 0, kListens}, {"server", Function::Accept, 0, kServes},
                {"client", Function::Socket, 0, kServed}}},
        // Section 3.10.7.1: a port in CLOSED answers RST; section 3.10.7.3: that ends SYN-SENT.
        {"closed-port",
            {{"server", Function::Socket, 0, ""}, {"client", Function::Socket, 0, "CLOSE SYN_SENT CLOSE"}}},
        // Section 3.8.3 (R2): without any answer the kernel gives up in the end.
        {"connect-timeout", {{"client", Function::Socket, 0, "CLOSE SYN_SENT CLOSE"}}},
        {"full-backlog",
            {{"server", Function::Socket, 0, kListens}, {"server", Function::Accept, 0, kServes},
                {"server", Function::Accept, 1, kServes}, {"server", Function::Accept, 2, kServes},
                {"client", Function::Socket, 0, kServed}, {"client-2", Function::Socket, 0, kServed},
                {"client-3", Function::Socket, 0, kServed}}},
    };
    return expected;
}

const Expected *expectedOf(std::string_view lesson)
{
    for (const Expected &one : table()) {
        if (one.lesson == lesson)
            return &one;
    }
    return nullptr;
}

SocketId socketOf(const Recording &recording, const Way &way)
{
    std::size_t nth = 0;
    for (const RecordedCall &call : callsOf(recording, way.actor, way.maker)) {
        if (call.succeeded() && nth++ == way.nth)
            return call.returned->socket;
    }
    return 0;
}

/// On a busy machine a FIN may be repeated twice before its acknowledgement comes. The second answer then
/// meets nobody, and the RST for it ends TIME_WAIT (RFC 1337): that happens, and is not ours.
bool timeWaitWasReset(const Recording &recording)
{
    const auto resets = segmentsIn(recording, Host::Server, isRst);
    return !resets.empty() && resets.front().phase == SegmentPhase::Delivered
        && segmentsIn(recording, Host::Server, isFin).size() > 2;
}

/// What is not as the table has it; empty if all is.
QStringList differences(const Recording &recording, const Expected &expected)
{
    QStringList result;
    for (const Way &way : expected.ways) {
        const SocketId socket = socketOf(recording, way);
        const QString path = socket ? statePath(recording, socket) : QStringLiteral("no such socket");
        const QString states = QLatin1String(way.states);
        if (path != states && !(path == states + QStringLiteral(" CLOSE") && timeWaitWasReset(recording)))
            result << QStringLiteral("%1, %2 %3: %4")
                          .arg(QLatin1String(way.actor), QString::fromLatin1(name(way.maker).data()),
                              QString::number(way.nth + 1), path);
    }
    if (sockets(recording).size() != expected.ways.size())
        result << QStringLiteral("%1 sockets").arg(sockets(recording).size());
    return result.isEmpty() ? result : result + texts(segmentsIn(recording));
}

QStringList inferredStates(const Recording &recording)
{
    QStringList result;
    for (const StateChanged &change : stateChanges(recording)) {
        if (change.evidence != Evidence::Observed)
            result << QStringLiteral("socket %1: %2")
                          .arg(QString::number(change.socket), QString::fromLatin1(name(change.to).data()));
    }
    return result;
}

/// A lesson that was played to its end.
struct Played {
    explicit Played(const SessionOptions &options)
        : session(options)
        , ended(session.start() && session.stepToEnd())
        , wireIsEmpty(session->wire()->isEmpty())
    {
        session.stop();
    }
    const Recording &recording() const { return session.recording(); }
    SteppedSession session;
    const bool ended;
    const bool wireIsEmpty; ///< before the end of the session emptied it
};

enum class Mode { Stepped, Automatic };

/// Where FINs are to cross, the wire takes longer than a busy machine lets one of two threads wait.
std::chrono::milliseconds delayFor(std::string_view lesson)
{
    return std::chrono::milliseconds(lesson == "simultaneous-close" ? 400 : 5);
}

/// Once in each mode, to be looked at by several tests: it takes the time that its kernels take.
const Played &played(const QString &lesson, Mode mode)
{
    static std::map<std::pair<QString, Mode>, std::unique_ptr<const Played>> all;
    std::unique_ptr<const Played> &one = all[{lesson, mode}];
    if (!one) {
        const std::string name = lesson.toStdString();
        one = std::make_unique<const Played>(
            mode == Mode::Stepped ? steppedInLab(name) : automaticInLab(name, delayFor(name)));
    }
    return *one;
}

} // namespace

void LabLessonsTest::eachLesson()
{
    QTest::addColumn<QString>("lesson");
    for (const std::string_view lesson : labLessons())
        QTest::newRow(lesson.data()) << QString::fromLatin1(lesson.data());
}

void LabLessonsTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabLessonsTest::everyLessonIsInTheTable()
{
    QCOMPARE(table().size(), labLessons().size());
    for (const std::string_view lesson : labLessons()) {
        QVERIFY2(expectedOf(lesson), lesson.data());
    }
}

void LabLessonsTest::statesAreThoseOfTheRfcAndObserved()
{
    QFETCH(const QString, lesson);
    const Played &run = played(lesson, Mode::Stepped);
    QVERIFY(run.ended);
    const QStringList wrong = differences(run.recording(), *expectedOf(lesson.toStdString()));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QCOMPARE(inferredStates(run.recording()), QStringList());
    QCOMPARE(impossibleTransitions(run.recording()), QStringList());
    QVERIFY(run.wireIsEmpty);
}

void LabLessonsTest::theAutomaticWireGivesTheSameStates()
{
    QFETCH(const QString, lesson);
    const Played &run = played(lesson, Mode::Automatic);
    QVERIFY(run.ended);
    const QStringList wrong = differences(run.recording(), *expectedOf(lesson.toStdString()));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QCOMPARE(impossibleTransitions(run.recording()), QStringList());
}

void LabLessonsTest::theConversationIsWhole()
{
    QFETCH(const QString, lesson);
    const Played &run = played(lesson, Mode::Stepped);
    QVERIFY(run.ended);
    const Recording &recording = run.recording();
    QCOMPARE(recording.header().network, std::string("lab"));
    QCOMPARE(recording.header().lesson, lesson.toStdString());
    // Everything that was sent came in, once and in order, whatever became of its segments.
    QVERIFY(received(recording, "server") == sent(recording, "client"));
    QVERIFY(received(recording, "client") == sent(recording, "server"));
    for (const RecordedCall &call : callsIn(recording)) {
        const bool refused = lesson == QStringLiteral("closed-port") && call.failedWith(ECONNREFUSED);
        // The server is told to close while it sits in recv.
        const bool told = lesson == QStringLiteral("simultaneous-close") && call.failedWith(EINTR);
        const bool begun = lesson == QStringLiteral("nonblocking-connect") && call.failedWith(EINPROGRESS);
        const bool unanswered = lesson == QStringLiteral("connect-timeout") && call.failedWith(ETIMEDOUT);
        const bool mayFail = refused || told || begun || unanswered;
        QVERIFY2(call.succeeded() || mayFail, qPrintable(text(call)));
    }
    for (const RecordedSegment &segment : segmentsIn(recording)) {
        QVERIFY(segment.packet);
        QVERIFY2(segment.phase == SegmentPhase::Delivered || segment.phase == SegmentPhase::Dropped,
            qPrintable(text(segment)));
    }
}

void LabLessonsTest::aRecordingReadsBackEqual()
{
    QFETCH(const QString, lesson);
    const Played &run = played(lesson, Mode::Automatic);
    QVERIFY(run.ended);
    const Recording &recording = run.recording();
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("lesson.jsonl")).toStdString();
    RecordingWriter writer;
    QVERIFY2(writer.open(path) && writer.write(recording) && writer.close(), writer.errorText().c_str());

    std::ifstream file(path);
    const ReadResult result = readRecording(file);
    QVERIFY2(result.recording && result.error.empty(), result.error.c_str());
    QVERIFY(result.recording->header() == recording.header());
    QCOMPARE(result.recording->size(), recording.size());
    for (EventIndex n = 0; n < recording.size(); ++n)
        QVERIFY2(result.recording->at(n) == recording.at(n),
            eventLine(recording.header(), n, recording.at(n)).c_str());
}

QTEST_APPLESS_MAIN(LabLessonsTest)
#include "lab_lessons_test.moc"
