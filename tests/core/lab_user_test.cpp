// SPDX-License-Identifier: GPL-3.0-or-later
// What an ordinary user gets: a lab, if the TUN device is open to everyone and user namespaces are
// allowed; else the reason, what to do about it, and loopback as before.
#include "core/lab/lab_support.h"
#include "support/lab_options.h"
#include "support/recording_query.h"
#include "support/self_run.h"
#include "support/stepped_session.h"

#include <QCoreApplication>
#include <QTest>
#include <cstdio>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class LabUserTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aClosedDeviceIsNamedAndLoopbackStillWorks();
    void aMissingDeviceIsNamedAndLoopbackStillWorks();
    void refusedUserNamespacesAreNamedAndLoopbackStillWorks();
    void anOrdinaryUserHasAWholeLesson_data();
    void anOrdinaryUserHasAWholeLesson();
    void rootHasAWholeLessonWithoutAUserNamespace();
};

namespace {

/// Says why there can be no lab, and plays a lesson on loopback.
int tellWhyNot()
{
    std::printf("why: %s\n", whyNoLab().c_str());
    std::string error;
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.network = NetworkKind::Lab;
    const bool made = Session::create(options, error) != nullptr;
    std::printf("session: %s\n", made ? "made" : error.c_str());

    SteppedSession session(onAnyPort(Closing::ClientFirst));
    const bool played = session.start() && session.stepToEnd();
    std::printf("loopback: %s\n", played ? received(session.recording(), "client").c_str() : "no");
    return played ? 0 : 1;
}

/// Plays a lesson of the lab, and says how it went.
int play(std::string_view lesson)
{
    const std::string why = whyNoLab();
    std::printf("user %u\nwhy: %s\n", ::getuid(), why.c_str());
    if (!why.empty())
        return 1;
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.wire.mode = WireSettings::Mode::Step;
    SteppedSession session(labSession(lesson, options));
    const bool played = session.start() && session.stepToEnd();
    std::printf(
        "client: %s\n", qPrintable(statePath(session.recording(), clientSocketOf(session.recording()))));
    return played ? 0 : 1;
}

QString lineOf(const QString &output, const QString &heading)
{
    for (const QString &line : output.split(QLatin1Char('\n'))) {
        if (line.startsWith(heading))
            return line.mid(heading.size());
    }
    return QStringLiteral("there is no line with ") + heading;
}

/// Root without a capability, where user namespaces are used up.
bool becomeHelpless()
{
    return enterUserNamespace() && writeKernelFile("/proc/sys/user/max_user_namespaces", "0")
        && ::prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED) == 0;
}

} // namespace

void LabUserTest::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root can become another user");
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabUserTest::aClosedDeviceIsNamedAndLoopbackStillWorks()
{
    const SelfRun run = runSelf(
        QStringLiteral("why"), [] { return arrangeTunDevice(TunDevice::Closed) && becomeNobody(); });
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    const QString why = lineOf(run.output, QStringLiteral("why: "));
    QVERIFY2(why.contains(QStringLiteral("/dev/net/tun")), qPrintable(why));
    QVERIFY2(why.contains(QStringLiteral("EACCES")), qPrintable(why));
    QVERIFY2(why.contains(QStringLiteral("chmod 0666 /dev/net/tun")), qPrintable(why));
    QCOMPARE(lineOf(run.output, QStringLiteral("session: ")), why);
    QCOMPARE(lineOf(run.output, QStringLiteral("loopback: ")), QStringLiteral("hello"));
}

void LabUserTest::aMissingDeviceIsNamedAndLoopbackStillWorks()
{
    const SelfRun run = runSelf(
        QStringLiteral("why"), [] { return arrangeTunDevice(TunDevice::Missing) && becomeNobody(); });
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    const QString why = lineOf(run.output, QStringLiteral("why: "));
    QVERIFY2(why.contains(QStringLiteral("/dev/net/tun")), qPrintable(why));
    QVERIFY2(why.contains(QStringLiteral("modprobe tun")), qPrintable(why));
    QCOMPARE(lineOf(run.output, QStringLiteral("loopback: ")), QStringLiteral("hello"));
}

void LabUserTest::refusedUserNamespacesAreNamedAndLoopbackStillWorks()
{
    const SelfRun run = runSelf(QStringLiteral("why"), [] { return becomeHelpless(); });
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    const QString why = lineOf(run.output, QStringLiteral("why: "));
    QVERIFY2(why.contains(QStringLiteral("user namespace")), qPrintable(why));
    QVERIFY2(why.contains(QStringLiteral("user.max_user_namespaces")), qPrintable(why));
    QCOMPARE(lineOf(run.output, QStringLiteral("session: ")), why);
    QCOMPARE(lineOf(run.output, QStringLiteral("loopback: ")), QStringLiteral("hello"));
}

void LabUserTest::anOrdinaryUserHasAWholeLesson_data()
{
    QTest::addColumn<QString>("client");
    QTest::newRow("four-way-close") << "CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 FIN_WAIT2 TIME_WAIT";
    QTest::newRow("simultaneous-close") << "CLOSE SYN_SENT ESTABLISHED FIN_WAIT1 CLOSING TIME_WAIT";
    QTest::newRow("closed-port") << "CLOSE SYN_SENT CLOSE";
}

void LabUserTest::anOrdinaryUserHasAWholeLesson()
{
    QFETCH(const QString, client);
    const SelfRun run = runSelf(QString::fromLatin1(QTest::currentDataTag()),
        [] { return arrangeTunDevice(TunDevice::Open) && becomeNobody(); });
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QCOMPARE(lineOf(run.output, QStringLiteral("user ")), QStringLiteral("65534"));
    QCOMPARE(lineOf(run.output, QStringLiteral("client: ")), client);
}

void LabUserTest::rootHasAWholeLessonWithoutAUserNamespace()
{
    const SelfRun run = runSelf(QStringLiteral("four-way-close"),
        [] { return enterUserNamespace() && writeKernelFile("/proc/sys/user/max_user_namespaces", "0"); });
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.endsWith(QStringLiteral("FIN_WAIT2 TIME_WAIT\n")), qPrintable(run.output));
}

int main(int argc, char **argv)
{
    prepareForLab();
    if (argc == 3 && std::string_view(argv[1]) == "--part")
        return std::string_view(argv[2]) == "why" ? tellWhyNot() : play(argv[2]);
    QCoreApplication app(argc, argv);
    LabUserTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "lab_user_test.moc"
