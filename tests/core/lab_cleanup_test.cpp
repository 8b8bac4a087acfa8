// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing stays behind of a lab, whatever becomes of it. The kernel itself is the witness: in a user
// namespace that may have a handful of network namespaces, later labs can only be made if the earlier
// ones are really gone.
#include "core/lab/lab_support.h"
#include "support/patience.h"
#include "support/process_census.h"
#include "support/self_run.h"
#include "support/wired_lab.h"

#include <QCoreApplication>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>

using namespace sockstep;
using namespace sockstep::test;

class LabCleanupTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void moreLabsThanTheKernelAllowsAreRefusedWithTheReason();
    void fiveHundredLabsLeaveNothing();
    void aProcessThatIsKilledLeavesNothing();
};

namespace {

constexpr int kLabs = 500;
constexpr int kVictims = 8;

/// \p part in a process that may have \p namespaces network namespaces at one time: two to a lab.
SelfRun runConfined(const char *part, int namespaces)
{
    return runSelf(QString::fromLatin1(part), [&] {
        return enterUserNamespace()
            && writeKernelFile("/proc/sys/user/max_net_namespaces", std::to_string(namespaces));
    });
}

bool isAtTheLimit(const std::string &error) { return error.find("max_net_namespaces") != std::string::npos; }

/// Makes a lab. The kernel takes a namespace down in its own time, on a thread of its own, and tells nobody:
/// so the limit may be reached for a while.
std::unique_ptr<WiredLab> makeLab(const WireSettings &settings)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        auto lab = std::make_unique<WiredLab>(settings);
        if (lab->error().empty())
            return lab;
        if (!isAtTheLimit(lab->error()) || std::chrono::steady_clock::now() > deadline) {
            std::fprintf(stderr, "%s\n", lab->error().c_str());
            return nullptr;
        }
        std::this_thread::yield();
    }
}

/// What becomes of a lab before it is thrown away: a socket that nobody has open may still be the kernel's.
enum Moment { Unused, HeldSyn, Connected, DataOnTheWay, HalfClosed, LastAckHeld, kMoments };

bool bringTo(WiredLab &lab, int moment)
{
    const auto closeHalf = [&] {
        lab.closeClient();
        return waitFor(lab.server(), POLLIN) && receive(lab.server(), 1).empty();
    };
    switch (moment) {
    case HeldSyn:
        return lab.listen() && lab.call() && lab.waitUntilHeld(1);
    case Connected:
        return lab.connect();
    case DataOnTheWay:
        return lab.connect() && ::send(lab.client().get(), "hello", 5, 0) == 5;
    case HalfClosed: // FIN_WAIT2 without a descriptor, and the server's FIN will never come
        if (!lab.connect() || !closeHalf() || !lab.waitUntilQuiet())
            return false;
        lab.wire().set(WiredLab::stepped());
        return lab.waitUntilQuiet();
    case LastAckHeld:
        if (!lab.connect() || !closeHalf())
            return false;
        lab.wire().set(WiredLab::stepped());
        lab.closeServer();
        return lab.waitUntilHeld(1);
    default:
        return true;
    }
}

int holdAsManyAsPossible()
{
    std::vector<std::unique_ptr<Lab>> labs;
    std::string error;
    while (auto lab = Lab::create(error))
        labs.push_back(std::move(lab));
    std::printf("%zu labs\n%s\n", labs.size(), error.c_str());
    return 0;
}

bool makeOne(int moment)
{
    const auto lab = makeLab(moment == HeldSyn ? WiredLab::stepped() : WiredLab::automatic());
    return lab && bringTo(*lab, moment);
}

int makeManyLabs()
{
    if (!makeOne(Connected)) // a sanitizer's thread and the like come with the first
        return 1;
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < kLabs; ++i) {
        if (!makeOne(i % kMoments)) {
            std::fprintf(stderr, "number %d cannot be made\n", i);
            return 1;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const int more = threadsFallTo(threads) ? 0 : threadCount() - threads;
    std::printf("threads left: %d\ndescriptors left: %d\n", more, descriptorCount() - descriptors);
    std::printf("%d labs in %.1f s\n", kLabs, took.count());
    return 0;
}

/// Makes a lab, says so into \p told, and waits to be killed.
[[noreturn]] void beVictim(int told)
{
    const auto lab = makeLab(WiredLab::automatic());
    const char word = lab && bringTo(*lab, Connected) ? 'y' : 'n';
    [[maybe_unused]] const ssize_t written = ::write(told, &word, 1);
    for (;;)
        ::pause();
}

int killOneAfterTheOther()
{
    for (int i = 0; i < kVictims; ++i) {
        int ends[2];
        if (::pipe(ends) != 0)
            return 1;
        const pid_t victim = ::fork();
        if (victim == 0)
            beVictim(ends[1]);
        ::close(ends[1]);
        char word = 'n';
        const ssize_t told = ::read(ends[0], &word, 1);
        ::close(ends[0]);
        ::kill(victim, SIGKILL);
        int status = 0;
        ::waitpid(victim, &status, 0);
        if (told != 1 || word != 'y' || !WIFSIGNALED(status)) {
            std::fprintf(stderr, "number %d could not make its lab\n", i);
            return 1;
        }
    }
    std::printf("%d killed\n", kVictims);
    return 0;
}

int runPart(const std::string &part)
{
    return part == "hold" ? holdAsManyAsPossible()
        : part == "many"  ? makeManyLabs()
        : part == "kill"  ? killOneAfterTheOther()
                          : 2;
}

} // namespace

void LabCleanupTest::initTestCase()
{
    const std::string why = whyNoLab();
    QVERIFY2(why.empty(), why.c_str());
}

void LabCleanupTest::moreLabsThanTheKernelAllowsAreRefusedWithTheReason()
{
    // Which also shows that the limit holds, as the tests below need it to.
    constexpr int kAllowed = 32;
    const SelfRun run = runConfined("hold", kAllowed);
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.startsWith(QStringLiteral("%1 labs\n").arg(kAllowed / 2)), qPrintable(run.output));
    QVERIFY2(run.output.contains(QStringLiteral("max_net_namespaces")), qPrintable(run.output));
}

void LabCleanupTest::fiveHundredLabsLeaveNothing()
{
    const SelfRun run = runConfined("many", 32);
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.contains(QStringLiteral("threads left: 0\n")), qPrintable(run.output));
    QVERIFY2(run.output.contains(QStringLiteral("descriptors left: 0\n")), qPrintable(run.output));
    qInfo("%s", qPrintable(run.output.section(QLatin1Char('\n'), 2, 2)));
}

void LabCleanupTest::aProcessThatIsKilledLeavesNothing()
{
    const SelfRun run = runConfined("kill", 8);
    QVERIFY2(run.ended && run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.contains(QStringLiteral("%1 killed").arg(kVictims)), qPrintable(run.output));
}

int main(int argc, char **argv)
{
    prepareForLab();
    if (argc == 3 && std::string_view(argv[1]) == "--part")
        return runPart(argv[2]);
    QCoreApplication app(argc, argv);
    LabCleanupTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "lab_cleanup_test.moc"
