// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recording.h"
#include "support/patience.h"

#include <QRegularExpression>
#include <QTest>
#include <atomic>
#include <semaphore>
#include <thread>

using namespace sockstep;
using namespace std::chrono_literals;

class RecordingTest : public QObject {
    Q_OBJECT

private slots:
    void eventsAreFoundOnBothSidesOfEveryChunkBoundary();
    void anEventNeverMoves();
    void callsAreNumberedInTheOrderOfEntering();
    void aFileThatWasReadIsContinuedWithTheNextCall();
    void timeNeverGoesBack();
    void severalWritersAndAReaderSeeOneOrderedList();
    void theReaderIsWokenOncePerBatch();
    void anAppendAfterTheAcknowledgeWakesAgain();
    void aChangeThatIsNoEventWakesTheReaderToo();
    void noEventEscapesAReaderThatOnlyListensToWakeUps();
    void aRecordingWithoutAReaderIsFine();
    void theHeaderSaysWhenAndWhere();
};

namespace {

Header header() { return headerForNow("client-close", {"server", "client"}); }

Sampled numbered(std::uint32_t number) { return {number, {number, 0, 0, SocketTimer::None}}; }

std::uint32_t numberOf(const Event &event) { return std::get<Sampled>(event.body).socket; }

} // namespace

void RecordingTest::eventsAreFoundOnBothSidesOfEveryChunkBoundary()
{
    constexpr std::uint32_t kCount = 100'000;
    Recording recording(header());
    for (std::uint32_t i = 0; i < kCount; ++i)
        recording.append(numbered(i));
    QCOMPARE(recording.size(), kCount);
    for (std::uint32_t i = 0; i < kCount; ++i)
        QCOMPARE(numberOf(recording.at(i)), i);
}

void RecordingTest::anEventNeverMoves()
{
    Recording recording(header());
    std::vector<const Event *> places;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        recording.append(numbered(i));
        places.push_back(&recording.at(i));
    }
    for (std::uint32_t i = 0; i < 5000; ++i)
        QCOMPARE(&recording.at(i), places[i]);
}

void RecordingTest::callsAreNumberedInTheOrderOfEntering()
{
    Recording recording(header());
    QCOMPARE(recording.enter({}), 1U);
    CallReturned returned;
    returned.call = 1;
    recording.append(returned);
    QCOMPARE(recording.enter({}), 2U);
    QCOMPARE(std::get<CallEntered>(recording.at(0).body).call, 1U);
    QCOMPARE(std::get<CallEntered>(recording.at(2).body).call, 2U);
}

void RecordingTest::aFileThatWasReadIsContinuedWithTheNextCall()
{
    Recording recording(header());
    CallEntered call;
    call.call = 41;
    recording.appendRead({123ns, call});
    QCOMPARE(recording.at(0).t.count(), 123);
    QCOMPARE(recording.enter({}), 42U);
}

void RecordingTest::timeNeverGoesBack()
{
    Recording recording(header());
    for (std::uint32_t i = 0; i < 1000; ++i)
        recording.append(numbered(i));
    QVERIFY(recording.at(0).t >= 0ns);
    for (std::uint32_t i = 1; i < 1000; ++i)
        QVERIFY(recording.at(i).t >= recording.at(i - 1).t);
    QVERIFY(recording.now() >= recording.at(999).t);
}

void RecordingTest::severalWritersAndAReaderSeeOneOrderedList()
{
    constexpr std::uint32_t kWriters = 4;
    constexpr std::uint32_t kEach = 25'000;
    Recording recording(header());
    // A data string of each call's own: a reader that saw a half-written event would stumble on it.
    const auto expected = [](ActorId writer, std::uint32_t i) {
        return "writer " + std::to_string(writer) + " event " + std::to_string(i);
    };

    std::atomic<bool> wrong = false;
    std::thread reader([&] {
        std::array<std::uint32_t, kWriters> next {};
        std::chrono::nanoseconds last {};
        EventIndex seen = 0;
        while (seen < kWriters * kEach && !wrong) {
            for (const EventIndex end = recording.size(); seen < end; ++seen) {
                const Event &event = recording.at(seen);
                const auto &call = std::get<CallEntered>(event.body);
                wrong = wrong || event.t < last || call.call != seen + 1
                    || call.data != expected(call.actor, next.at(call.actor)++);
                last = event.t;
            }
            std::this_thread::yield();
        }
    });
    std::vector<std::thread> writers;
    for (ActorId writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            for (std::uint32_t i = 0; i < kEach; ++i) {
                CallEntered call;
                call.actor = writer;
                call.data = expected(writer, i);
                recording.enter(std::move(call));
            }
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    reader.join();
    QVERIFY2(!wrong, "the reader saw an event out of order, or not whole");
    QCOMPARE(recording.size(), kWriters * kEach);
}

void RecordingTest::theReaderIsWokenOncePerBatch()
{
    Recording recording(header());
    int wakeUps = 0;
    recording.setWakeUp([&] { ++wakeUps; });
    for (std::uint32_t i = 0; i < 100; ++i)
        recording.append(numbered(i));
    QCOMPARE(wakeUps, 1);
}

void RecordingTest::anAppendAfterTheAcknowledgeWakesAgain()
{
    Recording recording(header());
    int wakeUps = 0;
    recording.setWakeUp([&] { ++wakeUps; });
    recording.append(numbered(0));
    recording.acknowledge();
    QCOMPARE(wakeUps, 1);
    recording.enter({});
    recording.append(numbered(1));
    QCOMPARE(wakeUps, 2);
}

void RecordingTest::aChangeThatIsNoEventWakesTheReaderToo()
{
    Recording recording(header());
    int wakeUps = 0;
    recording.setWakeUp([&] { ++wakeUps; });
    recording.wakeReader();
    recording.wakeReader();
    QCOMPARE(wakeUps, 1);
    QCOMPARE(recording.size(), 0U);
}

void RecordingTest::noEventEscapesAReaderThatOnlyListensToWakeUps()
{
    constexpr std::uint32_t kWriters = 3;
    constexpr std::uint32_t kEach = 20'000;
    Recording recording(header());
    std::counting_semaphore<> bell(0);
    recording.setWakeUp([&] { bell.release(); });
    std::vector<std::thread> writers;
    for (std::uint32_t writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&] {
            for (std::uint32_t i = 0; i < kEach; ++i)
                recording.append(numbered(i));
        });
    }
    EventIndex seen = 0;
    bool rang = true;
    while (rang && seen < kWriters * kEach) {
        rang = bell.try_acquire_for(test::kPatience);
        recording.acknowledge();
        seen = recording.size();
    }
    for (std::thread &writer : writers)
        writer.join();
    QVERIFY2(rang, "the last events came without a wake-up");
    QCOMPARE(seen, kWriters * kEach);
}

void RecordingTest::aRecordingWithoutAReaderIsFine()
{
    Recording recording(header());
    recording.append(numbered(7));
    recording.wakeReader();
    QCOMPARE(recording.size(), 1U);
}

void RecordingTest::theHeaderSaysWhenAndWhere()
{
    const Header now = header();
    const QRegularExpression isoUtc(QStringLiteral(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$)"));
    QVERIFY2(isoUtc.match(QString::fromStdString(now.started)).hasMatch(), now.started.c_str());
    QVERIFY2(now.kernel.starts_with("Linux "), now.kernel.c_str());
    QCOMPARE(now.lesson, std::string("client-close"));
    QCOMPARE(now.actors, (std::vector<std::string> {"server", "client"}));
    QCOMPARE(now.network, std::string("loopback"));
}

QTEST_APPLESS_MAIN(RecordingTest)
#include "recording_test.moc"
