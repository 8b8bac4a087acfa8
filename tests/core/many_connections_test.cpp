// SPDX-License-Identifier: GPL-3.0-or-later
// Many connections for real: what they leave behind, by the word of /proc/net/tcp, and what goes
// wrong.
#include "core/base/refusal.h"
#include "support/connections_run.h"
#include "support/process_census.h"

#include <QFile>
#include <QSet>
#include <QTest>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;
using Phase = ManyConnections::Phase;


class ManyConnectionsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void eachClosingLeavesTimeWaitWhereItSays_data();
    void eachClosingLeavesTimeWaitWhereItSays();
    void afterAResetTheWatchingIsOver_data();
    void afterAResetTheWatchingIsOver();
    void theLastTimeWaitEndsTheWatching();
    void samplesAreInOrderAndCanBeReadFromAnyOneOn();
    void noConnectionsAtAllAreFinishedAtOnce();
    void theFirstCallWithoutADescriptorIsTheFailure_data();
    void theFirstCallWithoutADescriptorIsTheFailure();
    void afterAFailureWhatWasLeftBehindIsStillWatched();
};

namespace {

int threadsBefore = 0;
int descriptorsBefore = 0;

struct Witnessed {
    int server = 0;
    int client = 0;
};

/// The TIME_WAIT sockets of \p port in /proc/net/tcp: another way into the kernel than sock_diag.
/// "  0: 0100007F:2328 0100007F:C350 06 …", ports and state in hexadecimal. The file is read in pieces, and a
/// socket may stand at the end of one and again at the beginning of the next if others came meanwhile.
Witnessed procNetTcp(std::uint16_t port)
{
    QFile file(QStringLiteral("/proc/thread-self/net/tcp"));
    Witnessed seen;
    if (!file.open(QIODevice::ReadOnly))
        return {-1, -1};
    const QByteArray ours = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    QSet<QByteArray> pairs;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 4 || columns[3] != "06" || pairs.contains(columns[1] + columns[2]))
            continue;
        pairs << columns[1] + columns[2];
        seen.server += columns[1].endsWith(ours);
        seen.client += columns[2].endsWith(ours);
    }
    return seen;
}

/// The process may have no descriptor from \p limit on, to the end of the scope.
class DescriptorLimit {
public:
    explicit DescriptorLimit(rlim_t limit)
    {
        // UndefinedBehaviorSanitizer makes a pipe to look at a class that it has not met before, and takes
        // the object for broken where there can be none: let it meet what writes the failure.
        [[maybe_unused]] const std::string met = fmt::format("{}: {}", before_.rlim_cur, refusalText(EMFILE));
        getrlimit(RLIMIT_NOFILE, &before_);
        const rlimit lower {limit, before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_ {};
};

/// Uses up all descriptors but \p free.
std::vector<Descriptor> allDescriptorsBut(int free)
{
    std::vector<Descriptor> fillers;
    for (int fd = dup(STDERR_FILENO); fd >= 0; fd = dup(STDERR_FILENO))
        fillers.emplace_back(fd);
    for (; free > 0 && !fillers.empty(); --free)
        fillers.pop_back();
    return fillers;
}

void eachClosing()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("client first") << Closing::ClientFirst;
    QTest::newRow("server first") << Closing::ServerFirst;
    QTest::newRow("both at once") << Closing::BothAtOnce;
    QTest::newRow("client half-closes") << Closing::ClientHalfClose;
}

} // namespace

void ManyConnectionsTest::init()
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

void ManyConnectionsTest::eachClosingLeavesTimeWaitWhereItSays_data() { eachClosing(); }

void ManyConnectionsTest::eachClosingLeavesTimeWaitWhereItSays()
{
    QFETCH(const Closing, closing);
    constexpr int kCount = 50;
    // A later client may get the port of an earlier one, and take over the server's TIME_WAIT; a late
    // segment may meet a closed socket, whose RST ends the other's (RFC 1337). Both are rare.
    constexpr int kLost = 5;
    ConnectionsRun run(closing, kCount);
    run->start();
    QVERIFY(run.waitUntilConnected());
    const auto progress = run->progress();
    QCOMPARE(progress.phase, Phase::Watching);
    QCOMPARE(progress.count, kCount);
    QCOMPARE(progress.done, kCount);
    QVERIFY(!progress.failure);
    QVERIFY(progress.connecting.count() > 0);
    QVERIFY2(progress.tableError.empty(), progress.tableError.c_str());

    const LeftBehind promised = leftBehind(closing, kCount);
    const Witnessed seen = procNetTcp(run->port());
    QVERIFY2(seen.client <= promised.client, qPrintable(QString::number(seen.client)));
    QVERIFY2(seen.server <= promised.server, qPrintable(QString::number(seen.server)));
    QVERIFY2(
        seen.client + seen.server >= kCount - kLost, qPrintable(QString::number(seen.client + seen.server)));
    QVERIFY(run.waitUntil([&] {
        const CostSample last = run->samples().back();
        const Witnessed now = procNetTcp(run->port());
        return last.timeWaitClient == now.client && last.timeWaitServer == now.server && last.done == kCount;
    }));
}

void ManyConnectionsTest::afterAResetTheWatchingIsOver_data()
{
    QTest::addColumn<Closing>("closing");
    QTest::newRow("unread") << Closing::ClientUnread;
    QTest::newRow("linger") << Closing::ClientLinger;
}

void ManyConnectionsTest::afterAResetTheWatchingIsOver()
{
    QFETCH(const Closing, closing);
    constexpr int kCount = 50;
    ConnectionsRun run(closing, kCount);
    run->start();
    QVERIFY(run.waitUntil([&] { return run->progress().phase == Phase::Finished; }));
    QCOMPARE(run->progress().done, kCount);
    QVERIFY(!run->progress().failure);
    QCOMPARE(leftBehind(closing, kCount).client + leftBehind(closing, kCount).server, 0);
    const Witnessed seen = procNetTcp(run->port());
    QCOMPARE(seen.client + seen.server, 0);
    for (const CostSample &sample : run->samples())
        QCOMPARE(sample.timeWaitClient + sample.timeWaitServer, 0);
}

void ManyConnectionsTest::theLastTimeWaitEndsTheWatching()
{
    if (qEnvironmentVariableIsEmpty("SOCKSTEP_SLOW_TESTS"))
        QSKIP("takes the kernel's whole minute: SOCKSTEP_SLOW_TESTS=1 runs it");
    ConnectionsRun run(Closing::BothAtOnce, 50);
    run->start();
    QVERIFY(run.waitUntilConnected());
    const auto past = [&](std::chrono::seconds t) { return run->samples().back().t >= t; };
    for (std::chrono::seconds t {10}; t.count() < 60; t += std::chrono::seconds(10)) {
        QVERIFY(run.waitUntil([&] { return past(t); }));
        QCOMPARE(run->progress().phase, Phase::Watching);
    }
    QVERIFY(run.waitUntil([&] { return run->progress().phase == Phase::Finished; }));
    QVERIFY(past(leftBehind(Closing::BothAtOnce, 50).time));
    QCOMPARE(run->samples().back().timeWaitClient, 0);
    QCOMPARE(run->samples().back().timeWaitServer, 0);
}

void ManyConnectionsTest::samplesAreInOrderAndCanBeReadFromAnyOneOn()
{
    ConnectionsRun run(Closing::ServerFirst, 200);
    run->start();
    QVERIFY(run.waitUntil([&] { return run->samples().size() >= 5; }));
    run->stop();
    const auto all = run->samples();
    for (std::size_t n = 1; n < all.size(); ++n) {
        QVERIFY(all[n].t >= all[n - 1].t);
        QVERIFY(all[n].done >= all[n - 1].done);
    }
    const auto some = run->samples(all.size() - 2);
    QCOMPARE(some.size(), 2U);
    QVERIFY(some.front().t == all[all.size() - 2].t);
    QVERIFY(run->samples(all.size()).empty());
    QVERIFY(run->samples(all.size() + 7).empty());
}

void ManyConnectionsTest::noConnectionsAtAllAreFinishedAtOnce()
{
    for (const int count : {0, -3}) {
        ConnectionsRun run(Closing::ClientFirst, count);
        run->start();
        QVERIFY(run.waitUntil([&] { return run->progress().phase == Phase::Finished; }));
        QCOMPARE(run->progress().count, 0);
        QVERIFY(!run->progress().failure);
    }
}

void ManyConnectionsTest::theFirstCallWithoutADescriptorIsTheFailure_data()
{
    QTest::addColumn<int>("descriptors");
    QTest::addColumn<QByteArrayList>("functions");
    QTest::addColumn<bool>("tableCanBeRead");
    const QByteArrayList socket {"socket"};
    QTest::newRow("none, not even to ask the kernel") << 0 << socket << false;
    QTest::newRow("none for the listener") << 1 << socket << true;
    QTest::newRow("none for the connection") << 2 << QByteArrayList {"socket", "accept4"} << true;
    // accept reserves its descriptor before it waits.
    QTest::newRow("one for both ends") << 3 << QByteArrayList {"socket", "accept4"} << true;
}

void ManyConnectionsTest::theFirstCallWithoutADescriptorIsTheFailure()
{
    QFETCH(const int, descriptors);
    QFETCH(const QByteArrayList, functions);
    QFETCH(const bool, tableCanBeRead);
    ConnectionsRun run(Closing::ClientFirst, 50);
    {
        const DescriptorLimit limit(64);
        const auto fillers = allDescriptorsBut(descriptors);
        QVERIFY(!fillers.empty());
        run->start();
        QVERIFY(run.waitUntil([&] { return run->progress().phase == Phase::Finished; }));
    }
    const auto progress = run->progress();
    QVERIFY(progress.failure);
    QVERIFY2(functions.contains(progress.failure->function.data()), progress.failure->function.data());
    QCOMPARE(progress.failure->error, EMFILE);
    QCOMPARE(progress.done, 0);
    QCOMPARE(progress.tableError.empty(), tableCanBeRead);
    run->stop();
    QVERIFY(threadsFallTo(threadsBefore));
    QCOMPARE(descriptorCount(), descriptorsBefore);
}

void ManyConnectionsTest::afterAFailureWhatWasLeftBehindIsStillWatched()
{
    ConnectionsRun run(Closing::ServerFirst, 5000);
    run->start();
    QVERIFY(run.waitUntilDone(50));
    {
        const DescriptorLimit limit(0);
        QVERIFY(run.waitUntilConnected());
    }
    const auto progress = run->progress();
    QCOMPARE(progress.phase, Phase::Watching);
    QVERIFY(progress.failure);
    QCOMPARE(progress.failure->error, EMFILE);
    QVERIFY(progress.done >= 50 && progress.done < 5000);
    const auto samples = run->samples().size();
    QVERIFY(run.waitUntil([&] { return run->samples().size() >= samples + 2; }));
    QVERIFY(run->samples().back().timeWaitServer >= 45);
}

QTEST_APPLESS_MAIN(ManyConnectionsTest)
#include "many_connections_test.moc"
