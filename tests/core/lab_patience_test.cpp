// SPDX-License-Identifier: GPL-3.0-or-later
// A class may talk for ten minutes over a held segment: the kernels' patience is longer.
#include "core/lab/lab_support.h"
#include "support/lab_options.h"
#include "support/recording_query.h"
#include "support/segment_query.h"
#include "support/wired_lab.h"

#include <QFile>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;
using namespace std::chrono_literals;

class LabPatienceTest : public QObject {
    Q_OBJECT

public:
    static void initMain()
    {
        prepareForLab();
        qputenv("QTEST_FUNCTION_TIMEOUT", "900000"); // else Qt Test ends a function after five minutes
    }

private slots:
    void initTestCase();
    void theSettingsSufficeForTenMinutes_data();
    void theSettingsSufficeForTenMinutes();
    void tenMinutesWithAHeldSynAndAHeldLastAckDoNoHarm();
};


namespace {

constexpr auto kTalk = 600s;

/// The settings of a host, as its kernel has them.
class Settings {
public:
    Settings(const Lab &lab, Host host)
        : lab_(lab)
        , host_(host)
    {
    }
    /// \p otherwise if the kernel does not know it.
    int read(const char *name, int otherwise) const
    {
        QByteArray text;
        actOn(lab_, host_, [&] {
            QFile file(QStringLiteral("/proc/sys/net/ipv4/") + QLatin1String(name));
            if (file.open(QIODevice::ReadOnly))
                text = file.readAll().trimmed();
        });
        return text.isEmpty() ? otherwise : text.toInt();
    }
    std::chrono::milliseconds longestPause() const
    {
        return std::chrono::milliseconds(read("tcp_rto_max_ms", 120'000)); // TCP_RTO_MAX before Linux 6.15
    }

private:
    const Lab &lab_;
    Host host_;
};

/// How long the kernel waits for an answer that does not come: the first pause, and one after each try, the
/// first \p steady of which do not grow (net/ipv4/tcp_timer.c).
std::chrono::milliseconds patience(
    std::chrono::milliseconds first, std::chrono::milliseconds longest, int tries, int steady = 0)
{
    auto pause = std::min(first, longest);
    auto total = pause;
    for (int i = 0; i < tries; ++i) {
        if (i >= steady)
            pause = std::min(pause * 2, longest);
        total += pause;
    }
    return total;
}

} // namespace

void LabPatienceTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabPatienceTest::theSettingsSufficeForTenMinutes_data()
{
    QTest::addColumn<Host>("host");
    QTest::newRow("client") << Host::Client;
    QTest::newRow("server") << Host::Server;
}

void LabPatienceTest::theSettingsSufficeForTenMinutes()
{
    QFETCH(const Host, host);
    std::string error;
    const auto lab = Lab::create(error);
    QVERIFY2(lab, error.c_str());
    const Settings kernel(*lab, host);
    const auto longest = kernel.longestPause();
    const auto enough = [](std::chrono::milliseconds time, const char *what) {
        qInfo("%s: %lld s", what, static_cast<long long>(time / 1s));
        return time > kTalk;
    };
    // tcp_write_timeout(): in SYN_SENT the steady tries come on top.
    const int steady = kernel.read("tcp_syn_linear_timeouts", 0);
    QVERIFY(enough(patience(1s, longest, kernel.read("tcp_syn_retries", 6) + steady, steady), "held SYN"));
    QVERIFY(enough(patience(1s, longest, kernel.read("tcp_synack_retries", 5)), "held SYN,ACK"));
    QVERIFY(enough(patience(200ms, longest, kernel.read("tcp_retries2", 15)), "held data, FIN or probe"));
    QVERIFY(enough(patience(200ms, longest, kernel.read("tcp_orphan_retries", 0)), "held last ACK"));
    QVERIFY(enough(std::chrono::seconds(kernel.read("tcp_fin_timeout", 60)), "held FIN of the peer"));
}

void LabPatienceTest::tenMinutesWithAHeldSynAndAHeldLastAckDoNoHarm()
{
    if (qEnvironmentVariableIsEmpty("SOCKSTEP_SLOW_TESTS"))
        QSKIP("takes ten minutes: SOCKSTEP_SLOW_TESTS=1 runs it");
    SteppedSession first(steppedInLab("handshake"));
    SteppedSession last(steppedInLab("four-way-close"));
    QVERIFY(first.start() && last.start());
    QVERIFY(first.stepUntil([&] { return !first->wire()->held().empty(); }));
    QVERIFY(last.stepUntil([&] {
        return stateOf(last.recording(), clientSocketOf(last.recording())) == TcpState::TimeWait
            && last->wire()->held().size() == 1;
    }));
    const SegmentId lastAck = last->wire()->held().front().segment;
    const auto began = last.recording().now();
    for (auto talked = 10s; talked <= kTalk; talked += 10s) {
        for (SteppedSession *session : {&first, &last})
            QVERIFY(session->waitUntil([&] { return session->recording().now() >= began + talked; }));
        QCOMPARE(stateOf(first.recording(), clientSocketOf(first.recording())), TcpState::SynSent);
        QVERIFY(first.isBlockedIn("client", Function::Connect));
        QCOMPARE(stateOf(last.recording(), connectionOf(last.recording())), TcpState::LastAck);
        QCOMPARE(first->wire()->held().size(), std::size_t {1});
        QCOMPARE(last->wire()->held().size(), std::size_t {1});
    }
    qInfo("copies absorbed: %d of the SYN", segmentsIn(first.recording()).front().absorbed);
    QVERIFY(segmentsIn(first.recording()).front().absorbed >= 100);
    QVERIFY(first.stepToEnd());
    QVERIFY(last.stepToEnd());
    QCOMPARE(segmentsIn(last.recording()).at(lastAck - 1).phase, SegmentPhase::Delivered);
    QCOMPARE(stateOf(last.recording(), connectionOf(last.recording())), TcpState::Close);
    QCOMPARE(resultsOf(first.recording(), "client", Function::Connect), QStringList {QStringLiteral("0")});
    for (const SteppedSession *session : {&first, &last}) {
        QCOMPARE(impossibleTransitions(session->recording()), QStringList());
        const auto resets = segmentsIn(session->recording());
        QVERIFY(std::none_of(resets.begin(), resets.end(), isRst));
    }
}

QTEST_APPLESS_MAIN(LabPatienceTest)
#include "lab_patience_test.moc"
