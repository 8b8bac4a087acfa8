// SPDX-License-Identifier: GPL-3.0-or-later
// Any moment of a recording, however it is reached, is what the live view had at that event.
#include "../bench/synthetic_recording.h"
#include "core/lab/lab_support.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "core/recording/recording_file.h"
#include "core/replay/timeline.h"
#include "support/moment_text.h"
#include "support/own_network.h"
#include "support/stepped_session.h"

#include <QTest>
#include <random>
#include <sstream>

using namespace sockstep;
using namespace sockstep::test;

class TimelineTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { enterOwnNetwork(); }

private slots:
    void everyMomentIsWhatTheLiveViewHad_data();
    void everyMomentIsWhatTheLiveViewHad();
    void ofALongRecordingAsWell();
    void howeverOftenCheckpointsAreGivenUp();
    void itGoesOnWhereItWasStopped();
    void withoutPatienceItGetsOnAllTheSame();
    void beyondTheEndIsTheEnd();
};

namespace {

constexpr std::size_t kMostSteps = 60;

SessionOptions lessonNamed(const QString &name)
{
    const std::string lesson = name.toStdString();
    SessionOptions base = onAnyPort(Closing::ClientFirst, {"hello"});
    base.wire.mode = WireSettings::Mode::Step;
    return lessonSession(builtInLesson(lesson), base);
}

} // namespace

void TimelineTest::everyMomentIsWhatTheLiveViewHad_data()
{
    QTest::addColumn<QString>("lesson");
    for (const LessonText &lesson : lessonTexts()) {
        const QString name = QString::fromStdString(std::string(lesson.name));
        QTest::newRow(qPrintable(name)) << name;
    }
}

/// The live view takes in what there is at one wake-up in one batch, whatever its size: what it had at each
/// such point is kept, and looked up again when the lesson is over.
void TimelineTest::everyMomentIsWhatTheLiveViewHad()
{
    QFETCH(const QString, lesson);
    const SessionOptions options = lessonNamed(lesson);
    if (options.network == NetworkKind::Lab && !whyNoLab().empty())
        QSKIP("there can be no lab here");
    SteppedSession session(options);
    Moment live(session.recording());
    std::map<EventIndex, std::string> seen;
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] {
        live.advance();
        seen[live.size()] = describe(live);
        // Some lessons only end when somebody thinks of something.
        return session->isFinished() || session->isAtRest() || seen.size() > kMostSteps;
    }));
    session.stop();
    QVERIFY(seen.size() > 4);
    constexpr EventIndex kManyCheckpoints = 7;
    Timeline timeline(session.recording(), kManyCheckpoints);
    timeline.advance();
    for (const auto &[n, expected] : seen) {
        const auto moment = timeline.at(n);
        QCOMPARE(moment->size(), n);
        QCOMPARE(describe(*moment), expected);
    }
    // And at every event between, as a view would have it that takes in one event after another.
    Moment one(session.recording());
    for (EventIndex n = 0; n <= session.recording().size(); ++n) {
        one.advance(n);
        QCOMPARE(describe(*timeline.at(n)), describe(one));
    }
    QCOMPARE(describe(timeline.end()), describe(one));
    // And it reads back equal from a file.
    std::string text = headerLine(session.recording().header()) + '\n';
    for (EventIndex n = 0; n < session.recording().size(); ++n)
        text += eventLine(session.recording().header(), n, session.recording().at(n)) + '\n';
    std::istringstream file(text);
    const ReadResult read = readRecording(file);
    QCOMPARE(read.error, std::string());
    QVERIFY(read.recording->header() == session.recording().header());
    QCOMPARE(read.recording->size(), session.recording().size());
    for (EventIndex n = 0; n < session.recording().size(); ++n)
        QVERIFY(read.recording->at(n) == session.recording().at(n));
}

void TimelineTest::ofALongRecordingAsWell()
{
    const auto recording = syntheticRecording(20'000);
    Timeline timeline(*recording);
    timeline.advance();
    for (const EventIndex n : {1U, 4095U, 4096U, 4097U, 12'289U, 19'999U}) {
        Moment expected(*recording);
        expected.advance(n);
        QCOMPARE(describe(*timeline.at(n)), describe(expected));
    }
}

void TimelineTest::howeverOftenCheckpointsAreGivenUp()
{
    const auto recording = syntheticRecording(6'000);
    Timeline timeline(*recording, 4); // 1500 of them, if all were kept
    timeline.advance();
    std::mt19937 chance(1);
    for (int i = 0; i < 20; ++i) {
        const EventIndex n = static_cast<EventIndex>(chance() % recording->size());
        Moment expected(*recording);
        expected.advance(n);
        QCOMPARE(describe(*timeline.at(n)), describe(expected));
    }
}

void TimelineTest::itGoesOnWhereItWasStopped()
{
    const auto recording = syntheticRecording(2'000);
    std::stop_source stop;
    stop.request_stop();
    Timeline timeline(*recording, 64);
    timeline.advance(stop.get_token());
    QCOMPARE(timeline.end().size(), 0U);
    timeline.advance();
    QCOMPARE(timeline.end().size(), recording->size());
}

void TimelineTest::withoutPatienceItGetsOnAllTheSame()
{
    const auto recording = syntheticRecording(10'000);
    Timeline whole(*recording);
    whole.advance();
    Timeline timeline(*recording);
    int frames = 1;
    for (EventIndex before = 0; !timeline.advanceFor(std::chrono::microseconds(0)); ++frames) {
        QVERIFY(timeline.end().size() > before);
        QVERIFY(timeline.end().size() < recording->size());
        before = timeline.end().size();
    }
    QVERIFY(frames > 2);
    QCOMPARE(timeline.end().size(), recording->size());
    QCOMPARE(describe(timeline.end()), describe(whole.end()));
    QVERIFY(Timeline(*recording).advanceFor(std::chrono::hours(1)));
}

void TimelineTest::beyondTheEndIsTheEnd()
{
    const auto recording = syntheticRecording(100);
    Timeline timeline(*recording, 16);
    QCOMPARE(timeline.at(kNoEvent)->size(), 0U); // nothing has been taken in yet
    timeline.advance();
    QCOMPARE(timeline.at(kNoEvent)->size(), recording->size());
}

QTEST_GUILESS_MAIN(TimelineTest)
#include "timeline_test.moc"
