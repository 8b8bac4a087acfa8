// SPDX-License-Identifier: GPL-3.0-or-later
// Many connections can be cancelled and stopped at any moment: at once, and with nothing left over.
#include "support/connections_run.h"
#include "support/process_census.h"

#include <QTest>
#include <algorithm>
#include <random>

using namespace sockstep;
using namespace sockstep::test;
using Phase = ManyConnections::Phase;

class ManyConnectionsStopTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cancellingEndsTheConnectingButNotTheWatching();
    void stoppingDuringFiveThousandLeavesNothing();
    void stoppingWhileWatchingLeavesNothing();
    void oneThatWasNeverStartedLeavesNothing();
    void stoppingTwiceIsStoppingOnce();
};

namespace {

int threadsBefore = 0;
int descriptorsBefore = 0;

} // namespace

void ManyConnectionsStopTest::init()
{
    // Whatever is made once for the process (a sanitizer's thread, say) is there after the first.
    {
        ConnectionsRun first(Closing::ClientLinger, 1);
        first->start();
        QVERIFY(first.waitUntilConnected());
    }
    threadsBefore = threadCount();
    QVERIFY(threadsFallTo(threadsBefore));
    descriptorsBefore = descriptorCount();
}

void ManyConnectionsStopTest::cancellingEndsTheConnectingButNotTheWatching()
{
    ConnectionsRun run(Closing::ServerFirst, 5000);
    run->start();
    QVERIFY(run.waitUntilDone(20));
    run->cancel();
    QVERIFY(run.waitUntilConnected());
    QCOMPARE(run->progress().phase, Phase::Watching);
    const int done = run->progress().done;
    QVERIFY2(done >= 20 && done < 5000, qPrintable(QString::number(done)));
    QVERIFY(!run->progress().failure);
    const auto samples = run->samples().size();
    QVERIFY(run.waitUntil([&] { return run->samples().size() >= samples + 2; }));
    QVERIFY(run->samples().back().timeWaitServer > 0);
    QCOMPARE(run->samples().back().done, done);
    run->stop();
    QCOMPARE(run->progress().phase, Phase::Stopped);
}

void ManyConnectionsStopTest::stoppingDuringFiveThousandLeavesNothing()
{
    std::mt19937 random(2026);
    for (int n = 0; n < 100; ++n) {
        // Few, for what they leave behind is in everybody's way for a minute.
        const int done = static_cast<int>(random() % 100);
        const bool byDestructor = random() % 4 == 0;
        {
            ConnectionsRun run(static_cast<Closing>(n % 6), 5000);
            run->start();
            QVERIFY(run.waitUntilDone(done));
            if (!byDestructor) {
                run->stop();
                QCOMPARE(run->progress().phase, Phase::Stopped);
                const auto failure = run->progress().failure;
                QVERIFY2(!failure, failure ? failure->function.data() : "");
                QVERIFY(threadsFallTo(threadsBefore));
            }
        }
        QVERIFY(threadsFallTo(threadsBefore));
        QCOMPARE(descriptorCount(), descriptorsBefore);
    }
}

void ManyConnectionsStopTest::stoppingWhileWatchingLeavesNothing()
{
    ConnectionsRun run(Closing::ClientFirst, 10);
    run->start();
    QVERIFY(run.waitUntilConnected());
    run->stop();
    QCOMPARE(run->progress().phase, Phase::Stopped);
    QCOMPARE(run->progress().done, 10);
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

void ManyConnectionsStopTest::oneThatWasNeverStartedLeavesNothing()
{
    {
        ConnectionsRun run(Closing::ClientFirst, 10);
        QCOMPARE(run->progress().phase, Phase::NotStarted);
        QCOMPARE(run->progress().connecting.count(), 0);
        QVERIFY(run->samples().empty());
        run->stop();
        QCOMPARE(run->progress().phase, Phase::NotStarted);
    }
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

void ManyConnectionsStopTest::stoppingTwiceIsStoppingOnce()
{
    ConnectionsRun run(Closing::ServerFirst, 5000);
    run->start();
    QVERIFY(run.waitUntilDone(1));
    run->stop();
    const auto progress = run->progress();
    run->stop();
    run->cancel();
    run->start();
    QCOMPARE(run->progress().phase, progress.phase);
    QCOMPARE(run->progress().done, progress.done);
    QVERIFY(run->progress().connecting == progress.connecting);
    QVERIFY(threadsFallTo(threadsBefore));
}

QTEST_APPLESS_MAIN(ManyConnectionsStopTest)
#include "many_connections_stop_test.moc"
