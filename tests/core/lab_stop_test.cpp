// SPDX-License-Identifier: GPL-3.0-or-later
// A session in the lab can be ended and begun anew at any moment, in the middle of every blocked call.
#include "core/lab/lab_support.h"
#include "support/lab_options.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "support/segment_query.h"

#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class LabStopTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareForLab(); }

private slots:
    void initTestCase();
    void itCanBeginAnewWhereverItIs_data();
    void itCanBeginAnewWhereverItIs();
    void fiftyLabSessionsInRandomMomentsLeaveNothing();
};

namespace {

constexpr int kRuns = 5;

using Where = std::function<bool(SteppedSession &)>;
struct Moment {
    const char *name;
    const char *lesson;
    bool stepped; ///< the wire
    Where bring;
};

bool isHeld(SteppedSession &session, Host from, const SegmentTest &wanted)
{
    const auto held = session->wire()->held();
    const auto all = segmentsIn(session.recording());
    return std::any_of(held.begin(), held.end(),
        [&](const HeldSegment &one) { return one.from == from && wanted(all.at(one.segment - 1)); });
}

bool stepUntilHeld(SteppedSession &session, Host from, const SegmentTest &wanted)
{
    return session.stepUntil([&] { return isHeld(session, from, wanted); });
}

bool stepUntilBlockedIn(SteppedSession &session, std::string_view actor, Function function)
{
    return session.stepUntil([&] { return session.isBlockedIn(actor, function); });
}

const std::vector<Moment> &moments()
{
    static const std::vector<Moment> all {
        {"before the first step", "handshake", true, [](SteppedSession &) { return true; }},
        {"in accept", "handshake", true,
            [](SteppedSession &s) {
                while (s.step("server")) { }
                return s.isBlockedIn("server", Function::Accept);
            }},
        {"in connect, its SYN held", "handshake", true,
            [](SteppedSession &s) {
                return stepUntilHeld(s, Host::Client, isSyn) && s.isBlockedIn("client", Function::Connect);
            }},
        {"in connect, its SYN lost", "lost-syn", false,
            [](SteppedSession &s) { return stepUntilBlockedIn(s, "client", Function::Connect); }},
        {"in connect, the SYN,ACK held", "handshake", true,
            [](SteppedSession &s) { return stepUntilHeld(s, Host::Server, isSynAck); }},
        {"in connect, the backlog full", "full-backlog", true,
            [](SteppedSession &s) {
                return s.stepUntil([&] {
                    return s.isBlockedIn("client-3", Function::Connect) && s->wire()->held().empty();
                });
            }},
        {"in recv, the data held", "four-way-close", true,
            [](SteppedSession &s) {
                return stepUntilHeld(s, Host::Client, isData) && (s.step("server") || true) && s.settle()
                    && (s.isBlockedIn("server", Function::Recv) || s.step("server"));
            }},
        {"in both recvs", "four-way-close", false,
            [](SteppedSession &s) { return s.stepUntilAllEchoed() && s.step("client") && s.step("client"); }},
        {"in send against a zero window", "zero-window", true,
            [](SteppedSession &s) { return stepUntilBlockedIn(s, "client", Function::Send); }},
        {"with a FIN held", "four-way-close", true,
            [](SteppedSession &s) { return stepUntilHeld(s, Host::Client, isFin); }},
        {"with both FINs held", "simultaneous-close", true,
            [](SteppedSession &s) {
                return stepUntilHeld(s, Host::Client, isFin) && isHeld(s, Host::Server, isFin);
            }},
        {"with the last ACK lost", "lost-last-ack", true,
            [](SteppedSession &s) {
                return s.stepUntil([&] {
                    const auto fins = segmentsIn(s.recording(), Host::Server, isFin);
                    return !fins.empty() && fins.front().phase == SegmentPhase::Delivered;
                });
            }},
        {"with the cable out", "cable-pulled", true,
            [](SteppedSession &s) { return s.stepUntil([&] { return !s->wire()->isPlugged(); }); }},
        {"in free run", "four-way-close", false,
            [](SteppedSession &s) {
                s->setFreeRun(true);
                return s.waitUntil([&] { return received(s.recording(), "client") == "hello"; });
            }},
        {"at the end", "four-way-close", true, [](SteppedSession &s) { return s.stepToEnd(); }},
    };
    return all;
}

SessionOptions optionsFor(const Moment &moment)
{
    return moment.stepped ? steppedInLab(moment.lesson) : automaticInLab(moment.lesson);
}

} // namespace

void LabStopTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabStopTest::itCanBeginAnewWhereverItIs_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < moments().size(); ++i)
        QTest::newRow(moments()[i].name) << static_cast<int>(i);
}

void LabStopTest::itCanBeginAnewWhereverItIs()
{
    QFETCH(const int, index);
    const Moment &moment = moments().at(static_cast<std::size_t>(index));
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    for (int run = 0; run < kRuns; ++run) {
        {
            SteppedSession session(optionsFor(moment));
            QVERIFY(session.start());
            QVERIFY(moment.bring(session));
            session.stop();
            session.destroy();
            SteppedSession next(optionsFor(moment));
            next->start();
            QVERIFY(next.settle());
            QCOMPARE(next->nextAction().has_value(), true);
            for (const RecordedCall &call : callsIn(session.recording()))
                QVERIFY2(call.returned, qPrintable(text(call)));
            const QStringList impossible = impossibleTransitions(session.recording());
            QVERIFY2(impossible.isEmpty(), qPrintable(impossible.join(QLatin1Char('\n'))));
        }
        QVERIFY(threadsFallTo(threads));
        QCOMPARE(descriptorCount(), descriptors);
    }
}

void LabStopTest::fiftyLabSessionsInRandomMomentsLeaveNothing()
{
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    const auto lessons = labLessons();
    for (unsigned run = 0; run < 50; ++run) {
        const std::string_view lesson = lessons[run % lessons.size()];
        SteppedSession session(run % 3 == 0 ? automaticInLab(lesson) : steppedInLab(lesson));
        session->start();
        for (unsigned steps = run * 7 % 40; steps > 0; --steps) {
            session->step();
            if (steps % 3 == 0)
                QVERIFY(session.settle());
        }
        if (run % 5 == 0)
            session->setFreeRun(true);
        session.stop();
        for (const RecordedCall &call : callsIn(session.recording()))
            QVERIFY2(call.returned, qPrintable(text(call)));
        QVERIFY2(impossibleTransitions(session.recording()).isEmpty(),
            qPrintable(impossibleTransitions(session.recording()).join(QLatin1Char('\n'))));
    }
    QVERIFY(threadsFallTo(threads));
    QCOMPARE(descriptorCount(), descriptors);
}

QTEST_APPLESS_MAIN(LabStopTest)
#include "lab_stop_test.moc"
