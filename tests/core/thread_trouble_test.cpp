// SPDX-License-Identifier: GPL-3.0-or-later
// No thread is to be had, for whichever of them: said in one sentence, and all that had begun has ended.
#include "core/base/refusal.h"
#include "core/lab/lab_support.h"
#include "core/recording/recording_keeper.h"
#include "core/session/free_play.h"
#include "support/connections_run.h"
#include "support/lab_options.h"
#include "support/own_network.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "support/stepped_session.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <dlfcn.h>
#include <pthread.h>

using namespace sockstep;
using namespace sockstep::test;

namespace {
/// The thread that is refused, counted from the next one; 0 is none. The ones behind it are refused as well.
std::atomic<int> refusedFrom {0};
std::atomic<int> refusals {0};
} // namespace

// The standard library makes its threads by this, and finds ours first.
extern "C" int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*routine)(void *), void *argument) noexcept
{
    static const auto next
        = reinterpret_cast<decltype(&pthread_create)>(::dlsym(RTLD_NEXT, "pthread_create"));
    int place = refusedFrom.load();
    while (place > 1 && !refusedFrom.compare_exchange_weak(place, place - 1)) { }
    if (place == 1) {
        ++refusals;
        return EAGAIN;
    }
    return next(thread, attributes, routine, argument);
}

class ThreadTroubleTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theSentenceHasCauseAndCure();
    void aSessionThatLacksAnyThreadIsStoppedAndSaysSo_data();
    void aSessionThatLacksAnyThreadIsStoppedAndSaysSo();
    void aLabThatLacksAThreadIsRefused();
    void aLabIsTakenDownWithoutANewThread();
    void aClientThatLacksItsThreadCanBeginLater();
    void aLessonsOwnThreadFailsAsPthreadCreateDoes();
    void manyConnectionsThatLackAThreadSaySo();
    void aRecordingThatNobodyKeepsIsToldAtOnce();
};

namespace {

int threadsBefore = 0;
int descriptorsBefore = 0;

QString whatIsLeft()
{
    if (!threadsFallTo(threadsBefore))
        return QStringLiteral("%1 threads instead of %2").arg(threadCount()).arg(threadsBefore);
    if (descriptorCount() != descriptorsBefore)
        return QStringLiteral("%1 descriptors instead of %2").arg(descriptorCount()).arg(descriptorsBefore);
    return {};
}

} // namespace

void ThreadTroubleTest::init()
{
    refusedFrom = 0;
    SteppedSession first(onAnyPort(Closing::ClientFirst)); // what is made once for the process
    QVERIFY(first.start());
    first.stop();
    first.destroy();
    threadsBefore = threadCount();
    QVERIFY(threadsFallTo(threadsBefore));
    descriptorsBefore = descriptorCount();
    refusals = 0;
}

void ThreadTroubleTest::cleanup() { refusedFrom = 0; }

void ThreadTroubleTest::theSentenceHasCauseAndCure()
{
    const std::string text = troubleText({Trouble::Kind::NoThread, EAGAIN});
    QVERIFY2(text.find("EAGAIN") != std::string::npos && text.find("ulimit -u") != std::string::npos,
        text.c_str());
}

void ThreadTroubleTest::aSessionThatLacksAnyThreadIsStoppedAndSaysSo_data()
{
    QTest::addColumn<bool>("inLab");
    QTest::addColumn<int>("threads");
    QTest::newRow("loopback") << false << 3; // two actors and the monitor
    QTest::newRow("lab") << true << 4; // and the wire
}

void ThreadTroubleTest::aSessionThatLacksAnyThreadIsStoppedAndSaysSo()
{
    QFETCH(const bool, inLab);
    QFETCH(const int, threads);
    if (inLab && !whyNoLab().empty())
        QSKIP("there can be no lab here");
    for (int n = 1; n <= threads + 1; ++n) {
        SessionOptions options = onAnyPort(Closing::ClientFirst);
        options.network = inLab ? NetworkKind::Lab : NetworkKind::Loopback;
        std::string error;
        auto session = Session::create(options, error);
        QVERIFY2(session, error.c_str());
        refusedFrom = n;
        const bool started = session->start();
        QCOMPARE(started, n > threads);
        refusedFrom = 0;
        QCOMPARE(session->has(Trouble::Kind::NoThread), !started);
        if (!started) {
            QCOMPARE(session->troubles().front().error, EAGAIN);
            QVERIFY(session->isFinished());
            QVERIFY(!session->nextAction());
            for (const RecordedCall &call : callsIn(session->recording()))
                QVERIFY2(call.returned, qPrintable(text(call)));
            QVERIFY(threadsFallTo(threadsBefore));
        }
        session->stop();
        session.reset();
        const QString left = whatIsLeft();
        QVERIFY2(left.isEmpty(), qPrintable(left));
    }
}

void ThreadTroubleTest::aLabThatLacksAThreadIsRefused()
{
    if (!whyNoLab().empty())
        QSKIP("there can be no lab here");
    for (const int n : {1, 2}) { // one lends itself to each host
        refusedFrom = n;
        std::string error;
        const auto lab = Lab::create(error);
        refusedFrom = 0;
        QVERIFY(!lab);
        QCOMPARE(error, threadRefusal(EAGAIN));
        const QString left = whatIsLeft();
        QVERIFY2(left.isEmpty(), qPrintable(left));
    }
}

void ThreadTroubleTest::aLabIsTakenDownWithoutANewThread()
{
    if (!whyNoLab().empty())
        QSKIP("there can be no lab here");
    std::string error;
    auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    refusedFrom = 1;
    lab.reset();
    refusedFrom = 0;
    QCOMPARE(refusals.load(), 0);
    const QString left = whatIsLeft();
    QVERIFY2(left.isEmpty(), qPrintable(left));
}

void ThreadTroubleTest::aClientThatLacksItsThreadCanBeginLater()
{
    Session session(FreePlay::session(onAnyPort(Closing::ClientFirst)));
    QVERIFY(session.start());
    FreePlay play(session);
    refusedFrom = 1;
    QVERIFY(!play.addClient());
    refusedFrom = 0;
    QVERIFY(session.has(Trouble::Kind::NoThread));
    QVERIFY(!session.isFinished());
    const auto added = play.addClient();
    QVERIFY(added);
    QVERIFY(!session.has(Trouble::Kind::NoThread));
    QVERIFY(session.waitUntilSettled(kPatience));
    CallByHand call;
    call.what = CallByHand::What::SocketTcp;
    QVERIFY(play.make(*added, call));
    session.stop();
}

void ThreadTroubleTest::aLessonsOwnThreadFailsAsPthreadCreateDoes()
{
    SteppedSession session(labSession("thread-server", onAnyPort(Closing::ClientFirst)));
    QVERIFY(session.start());
    QVERIFY(session.stepUntil([&] { return session.isHeldBefore("server", Function::PthreadCreate); }));
    refusedFrom = 1;
    QVERIFY(session.step("server"));
    refusedFrom = 0;
    QCOMPARE(resultsOf(session.recording(), "server", Function::PthreadCreate),
        QStringList {QString::number(EAGAIN)});
    QVERIFY(session->troubles().empty()); // it is what a call has returned
    session.stop();
}

void ThreadTroubleTest::manyConnectionsThatLackAThreadSaySo()
{
    for (const int n : {1, 2, 3}) { // one that watches, and one for each side
        ConnectionsRun run(Closing::ClientLinger, 10);
        refusedFrom = n;
        run->start();
        QVERIFY(run.waitUntil([&] { return run->progress().phase > ManyConnections::Phase::Connecting; }));
        run->stop();
        refusedFrom = 0;
        const auto failure = run->progress().failure;
        QVERIFY(failure);
        QCOMPARE(QString::fromStdString(std::string(failure->function)), QStringLiteral("pthread_create"));
        QCOMPARE(failure->error, EAGAIN);
        QCOMPARE(run->progress().done, 0);
        QVERIFY(threadsFallTo(threadsBefore));
    }
}

void ThreadTroubleTest::aRecordingThatNobodyKeepsIsToldAtOnce()
{
    const QTemporaryDir folder;
    const auto recording = std::make_shared<Recording>(headerForNow("none", {"server"}));
    std::string told;
    refusedFrom = 1;
    {
        RecordingKeeper keeper(
            recording, folder.path().toStdString(), [&](const std::string &error) { told = error; });
        refusedFrom = 0;
        QVERIFY(keeper.isDone());
    }
    QCOMPARE(told, threadRefusal(EAGAIN));
}

int main(int argc, char **argv)
{
    enterOwnNetwork();
    QCoreApplication application(argc, argv);
    ThreadTroubleTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "thread_trouble_test.moc"
