// SPDX-License-Identifier: GPL-3.0-or-later
// The program on a machine that refuses: a sentence with cause and cure, exit code 1, and always an end.
#include "program_run.h"
#include "support/refused_calls.h"
#include "support/self_run.h"

#include <QTest>
#include <cerrno>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

namespace {

using Prepare = std::function<bool()>;

bool loopback(bool up)
{
    const int any = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request {};
    request.ifr_name[0] = 'l';
    request.ifr_name[1] = 'o';
    request.ifr_flags = static_cast<short>(up ? IFF_UP : 0);
    const bool done = any >= 0 && ::ioctl(any, SIOCSIFFLAGS, &request) == 0;
    ::close(any);
    return done;
}

/// A network of its own, with nothing but loopback, which is up, down, or has never been up.
enum class Loopback { Up, Down, NeverUp };
Prepare ownNetwork(Loopback lo)
{
    return [lo] {
        if (::geteuid() != 0 && !enterUserNamespace())
            return false;
        return ::unshare(CLONE_NEWNET) == 0 && (lo == Loopback::NeverUp || loopback(true))
            && (lo != Loopback::Down || loopback(false));
    };
}

Prepare ownNetworkWith(const char *file, const char *value)
{
    return [=] { return ownNetwork(Loopback::Up)() && writeKernelFile(file, value); };
}

Prepare refusing(std::initializer_list<RefusedCall> calls)
{
    return [calls = std::vector<RefusedCall>(calls)] {
        return std::all_of(
            calls.begin(), calls.end(), [](const RefusedCall &call) { return refuseCalls({call}); });
    };
}

Prepare limited(__rlimit_resource_t what, rlim_t limit)
{
    return [=] {
        const rlimit both {limit, limit};
        return ::setrlimit(what, &both) == 0;
    };
}

Prepare withoutProc()
{
    return [] {
        if (::geteuid() != 0 && !enterUserNamespace())
            return false;
        return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
            && ::mount("none", "/proc", "tmpfs", 0, "mode=755") == 0;
    };
}

} // namespace


class RefusedProgramTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsRefusedIsToldWithItsCure_data();
    void whatIsRefusedIsToldWithItsCure();
    void aLessonThatNeedsNoNetworkNeedsNoLoopback();
    void withoutStatesThereAreCalls();
    void withoutAThreadThereIsNoWindow();
    void howeverFewDescriptorsThereAreItEnds_data();
    void howeverFewDescriptorsThereAreItEnds();
    void howeverFewThreadsThereAreItEnds();
    void howeverLittleMemoryThereIsItEnds();
};

void RefusedProgramTest::whatIsRefusedIsToldWithItsCure_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("cure");
    QTest::addColumn<int>("lines"); // on standard error
    const auto row = [](const char *name, const char *arguments, Prepare prepare, const char *cause,
                         const char *cure, int lines = 1) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << std::move(prepare) << QString::fromUtf8(cause)
                            << QString::fromUtf8(cure) << lines;
    };
    constexpr const char *kRun = "run server-close --port 0";
    constexpr const char *kCompare = "compare client-close server-close";
    constexpr const char *kMany = "compare client-close client-linger --connections 10";
    const Prepare noTable = refusing({theSocketTable(EPERM)});
    row("sock_diag, run", kRun, noTable, "states of the sockets cannot be observed", "administrator");
    row("sock_diag, compare", kCompare, noTable, "states of the sockets cannot be observed", "administrator");
    row("sock_diag, doctor", "doctor", noTable, "states of the sockets cannot be observed", "administrator",
        0);
    row("sock_diag, check", "check --run client-close", noTable, "states of the sockets cannot be observed",
        "administrator", -1);
    row("sock_diag unknown", kRun, refusing({theSocketTable(EPROTONOSUPPORT)}), "sock_diag",
        "modprobe tcp_diag");
    row("/proc, run", kRun, withoutProc(), "which call is blocked cannot be observed", "mount -t proc");
    row("/proc, doctor", "doctor", withoutProc(), "which call is blocked cannot be observed", "mount -t proc",
        0);
    const Prepare noThread = refusing({newThreads(EAGAIN)});
    row("threads, run", kRun, noThread, "no thread can be started", "ulimit -u");
    row("threads, lab", "run handshake", noThread, "no thread can be started", "ulimit -u");
    row("threads, compare", kCompare, noThread, "no thread can be started", "ulimit -u");
    row("threads, check", "check --run client-close", noThread, "no thread can be started", "ulimit -u", -1);
    row("threads, doctor", "doctor", noThread, "no thread can be started", "ulimit -u", 0);
    row("threads, many", kMany, noThread, "no thread can be started", "ulimit -u");
    for (const auto &[lo, name] : {std::pair(Loopback::Down, "down"), {Loopback::NeverUp, "never up"}}) {
        const auto named = [&](const char *what) { return QByteArray("lo ") + name + ", " + what; };
        row(named("run"), kRun, ownNetwork(lo), "loopback interface is down", "ip link set lo up");
        row(named("doctor"), "doctor", ownNetwork(lo), "loopback interface is down", "ip link set lo up", 0);
        row(named("compare"), kCompare, ownNetwork(lo), "loopback interface is down", "ip link set lo up");
    }
    row("lo never up, UDP", "run udp-echo", ownNetwork(Loopback::NeverUp), "loopback interface is down",
        "ip link set lo up");
    row("one ephemeral port, two clients", "run serial-server --port 0",
        ownNetworkWith("/proc/sys/net/ipv4/ip_local_port_range", "40000 40000"), "EADDRNOTAVAIL",
        "ip_local_port_range");
    row("no IPv6", "run ipv6-echo", ownNetworkWith("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1"),
        "EADDRNOTAVAIL", "disable_ipv6=0");
    row("setns", "run handshake", refusing({{SYS_setns, EPERM}}), "setns", "administrator");
    row("unshare", "run handshake", refusing({{SYS_unshare, EPERM}}), "refused", "restricts");
}

void RefusedProgramTest::whatIsRefusedIsToldWithItsCure()
{
    QFETCH(const QString, arguments);
    QFETCH(const Prepare, prepare);
    QFETCH(const QString, cause);
    QFETCH(const QString, cure);
    QFETCH(const int, lines);
    const Ended ended = run(arguments.split(u' '), environment(), prepare);
    VERIFY_ENDED(ended, 1);
    const QByteArray told = ended.err + ended.out;
    QVERIFY2(told.contains(cause.toUtf8()), told.constData());
    QVERIFY2(told.contains(cure.toUtf8()), told.constData());
    if (lines >= 0)
        QVERIFY2(ended.errLines().size() == lines, ended.err.constData());
}

void RefusedProgramTest::aLessonThatNeedsNoNetworkNeedsNoLoopback()
{
    const Ended ended = run(words("run unix-echo"), environment(), ownNetwork(Loopback::NeverUp));
    VERIFY_ENDED(ended, 0);
    QCOMPARE(ended.err, QByteArray());
}

void RefusedProgramTest::withoutStatesThereAreCalls()
{
    const Ended ended
        = run(words("run server-close --port 0"), environment(), refusing({theSocketTable(EACCES)}));
    VERIFY_ENDED(ended, 1);
    for (const char *call : {"socket(", "accept(", "recv(", "close("})
        QVERIFY2(ended.out.contains(call), ended.out.constData());
    for (const char *state : {"LISTEN", "ESTABLISHED", "TIME_WAIT", "CLOSE_WAIT"})
        QVERIFY2(!ended.out.contains(state), ended.out.constData());
}

void RefusedProgramTest::withoutAThreadThereIsNoWindow()
{
    QProcessEnvironment offscreen = environment();
    offscreen.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    const Ended ended = run(words("--port 0"), offscreen, refusing({newThreads(EAGAIN)}));
    VERIFY_ENDED(ended, 1);
    QCOMPARE(ended.errLines().size(), 1);
    QVERIFY2(
        ended.err.contains("the window cannot be opened: no thread can be started"), ended.err.constData());
}

void RefusedProgramTest::howeverFewDescriptorsThereAreItEnds_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("loopback") << QStringLiteral("run client-close --port 0");
    QTest::newRow("lab") << QStringLiteral("run handshake");
    QTest::newRow("compare") << QStringLiteral("compare client-close server-close");
    QTest::newRow("doctor") << QStringLiteral("doctor");
}

void RefusedProgramTest::howeverFewDescriptorsThereAreItEnds()
{
    QFETCH(const QString, arguments);
    bool enough = false;
    for (rlim_t limit = 4; limit <= 64 && !enough; ++limit) {
        const Ended ended = run(arguments.split(u' '), environment(), limited(RLIMIT_NOFILE, limit));
        const QByteArray told = QByteArray::number(static_cast<int>(limit)) + ": " + ended.out + ended.err;
        enough = ended.exitCode == 0;
        if (enough || ended.exitCode == 127) // the loader's, which has found no descriptor for a library
            continue;
        QVERIFY2(ended.exitCode == 1, told.constData());
        QVERIFY2(told.contains("EMFILE"), told.constData());
        QVERIFY2(told.contains("ulimit -n"), told.constData());
    }
    QVERIFY(enough);
}

void RefusedProgramTest::howeverFewThreadsThereAreItEnds()
{
    if (::geteuid() != 0)
        QSKIP("only root can become a user who has no processes yet");
    constexpr uid_t kNobodyElse = 61'234; // no account is needed
    const Prepare becomeThem = [] {
        return ::setresgid(kNobodyElse, kNobodyElse, kNobodyElse) == 0
            && ::setresuid(kNobodyElse, kNobodyElse, kNobodyElse) == 0;
    };
    if (run(words("--version"), environment(), becomeThem).exitCode != 0)
        QSKIP("another user cannot reach the program");
    bool enough = false;
    for (rlim_t limit = 1; limit <= 16 && !enough; ++limit) {
        const Ended ended = run(words("run client-close --port 0"), environment(),
            [&] { return becomeThem() && limited(RLIMIT_NPROC, limit)(); });
        const QByteArray told = QByteArray::number(static_cast<int>(limit)) + ": " + ended.out + ended.err;
        enough = ended.exitCode == 0;
        if (enough)
            continue;
        QVERIFY2(ended.exitCode == 1, told.constData());
        QVERIFY2(
            ended.errLines().size() == 1 && ended.err.contains("no thread can be started"), told.constData());
    }
    QVERIFY(enough);
}

void RefusedProgramTest::howeverLittleMemoryThereIsItEnds()
{
    bool enough = false;
    for (rlim_t megabytes = 16; megabytes <= 1024 && !enough; megabytes += megabytes < 128 ? 8 : 64) {
        const Ended ended
            = run(words("run client-close --port 0"), environment(), limited(RLIMIT_AS, megabytes << 20U));
        const QByteArray told
            = QByteArray::number(static_cast<int>(megabytes)) + " MB: " + ended.out + ended.err;
        enough = ended.exitCode == 0;
        if (enough || ended.exitCode == 127) // the loader's
            continue;
        QVERIFY2(ended.exitCode == 1, told.constData());
        QVERIFY2(ended.err.contains("memory") || ended.err.contains("no thread"), told.constData());
    }
    QVERIFY(enough);
}

QTEST_GUILESS_MAIN(RefusedProgramTest)
#include "refused_program_test.moc"
