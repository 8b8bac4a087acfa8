// SPDX-License-Identifier: GPL-3.0-or-later
// A kernel that does not answer: refused, half an answer, none at all, /proc hidden. The session goes on, and
// says what it cannot see.
#include "core/lab/lab_support.h"
#include "support/own_network.h"
#include "support/recording_query.h"
#include "support/self_run.h"
#include "support/stepped_session.h"

#include <QCoreApplication>
#include <QTest>
#include <atomic>
#include <dlfcn.h>
#include <linux/netlink.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

namespace {

/// What the kernel is made to do with questions about its socket table, from now on.
std::atomic<int> questionsRefused {0}; // errno; 0 answers
std::atomic<bool> questionsLost {false};
/// The answer that is spoiled, counted from the next one; 0 is none.
std::atomic<int> spoilAnswer {0};
std::atomic<bool> hostsClosed {false}; // setns(2) is refused
std::atomic<int> spoiledBy {0}; // errno of recvmsg; 0: a flag says that the table has changed meanwhile

bool isSocketTable(int fd)
{
    int domain = 0;
    int protocol = 0;
    socklen_t length = sizeof domain;
    return ::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0 && domain == AF_NETLINK
        && ::getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length) == 0
        && protocol == NETLINK_SOCK_DIAG;
}

template <typename Function> Function theNext(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

// libmnl asks and reads by these two, and finds ours first.
extern "C" ssize_t sendto(
    int fd, const void *data, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    static const auto next = theNext<decltype(&sendto)>("sendto");
    if ((questionsRefused.load() || questionsLost.load()) && isSocketTable(fd)) {
        errno = questionsRefused.load();
        return questionsLost.load() ? static_cast<ssize_t>(size) : -1;
    }
    return next(fd, data, size, flags, address, length);
}

extern "C" ssize_t recvmsg(int fd, msghdr *message, int flags)
{
    static const auto next = theNext<decltype(&recvmsg)>("recvmsg");
    if (spoilAnswer.load() > 0 && isSocketTable(fd) && --spoilAnswer == 0) {
        if (spoiledBy.load()) {
            errno = spoiledBy.load();
            return -1;
        }
        const ssize_t size = next(fd, message, flags);
        static_cast<nlmsghdr *>(message->msg_iov->iov_base)->nlmsg_flags |= NLM_F_DUMP_INTR;
        return size;
    }
    return next(fd, message, flags);
}

extern "C" int setns(int fd, int kind) noexcept
{
    static const auto next = theNext<decltype(&setns)>("setns");
    if (hostsClosed.load()) {
        errno = EPERM;
        return -1;
    }
    return next(fd, kind);
}

class KernelTroubleTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aTableThatIsRefusedFromTheBeginningIsToldAndTheSessionGoesOn();
    void aTableThatIsRefusedInTheMiddleShowsNoStateAnyMore();
    void aTableThatAnswersAgainIsReadAgain();
    void aTableThatIsRefusedWhileNothingHappensIsToldAsWell();
    void halfAnAnswerIsAskedForAgain_data();
    void halfAnAnswerIsAskedForAgain();
    void whatIsLeftOfAnAnswerIsNoAnswerToTheNextQuestion();
    void anAnswerThatNeverComesIsNoHang();
    void withoutProcNoCallIsSeenToBlockAndTheSessionEnds();
    void aTableThatAnswersAtTheEndIsNoTroubleAnyMore();
    void aHostThatCannotBeEnteredIsTold();
    void aLabWhoseHostsCannotBeEnteredIsRefused();
    void whoeverIsWokenMayAskTheActors();
};

namespace {

/// States that were recorded from the event \p first on.
int statesFrom(const Recording &recording, EventIndex first = 0)
{
    int states = 0;
    for (EventIndex n = first; n < recording.size(); ++n)
        states += std::holds_alternative<StateChanged>(recording.at(n).body) ? 1 : 0;
    return states;
}

int blockedIn(const Recording &recording)
{
    int blocked = 0;
    for (EventIndex n = 0; n < recording.size(); ++n)
        blocked += std::holds_alternative<CallBlocked>(recording.at(n).body) ? 1 : 0;
    return blocked;
}

/// More sockets than fit into one piece of an answer.
std::vector<Descriptor> manyListeners()
{
    std::vector<Descriptor> all;
    for (int i = 0; i < 400; ++i) {
        const Descriptor &one = all.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (!one || ::listen(one.get(), 1) != 0)
            qFatal("no socket");
    }
    return all;
}

int playWithoutProc()
{
    // A mount namespace of our own, with an empty folder in the place of /proc.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
        || ::mount("none", "/proc", "tmpfs", 0, "mode=755") != 0) {
        std::printf("no namespace\n");
        return 2;
    }
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    const bool ended = session.start() && session.stepToEnd();
    session.stop();
    const auto troubles = session->troubles();
    std::printf("%s, %s, blocked %d, states %d\n", ended ? "ended" : "did not end",
        received(session.recording(), "client").c_str(), blockedIn(session.recording()),
        statesFrom(session.recording()) > 0);
    for (const Trouble &trouble : troubles)
        std::printf("%s\n", troubleText(trouble).c_str());
    ::umount2("/proc", MNT_DETACH); // a sanitizer reads it at the end of the process
    return 0;
}

} // namespace

void KernelTroubleTest::init()
{
    questionsRefused = 0;
    questionsLost = false;
    spoilAnswer = 0;
    hostsClosed = false;
}

void KernelTroubleTest::aTableThatIsRefusedFromTheBeginningIsToldAndTheSessionGoesOn()
{
    questionsRefused = EPERM;
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    const auto troubles = session->troubles();
    QCOMPARE(troubles.size(), std::size_t {1});
    QVERIFY(troubles.front().kind == Trouble::Kind::StatesUnseen);
    QCOMPARE(troubles.front().error, EPERM);
    session.stop();
    QCOMPARE(received(session.recording(), "client"), std::string("hello"));
    QCOMPARE(statesFrom(session.recording()), 0); // none was observed, and none may be inferred from that
    QVERIFY(blockedIn(session.recording()) > 0); // that was observed
}

void KernelTroubleTest::aTableThatIsRefusedInTheMiddleShowsNoStateAnyMore()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    QVERIFY(session->troubles().empty());
    const int before = statesFrom(session.recording());
    QVERIFY(before > 0);
    questionsRefused = EACCES;
    QVERIFY(session.stepToEnd());
    QVERIFY(session->has(Trouble::Kind::StatesUnseen));
    session.stop();
    QCOMPARE(statesFrom(session.recording()), before);
}

void KernelTroubleTest::aTableThatAnswersAgainIsReadAgain()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    questionsRefused = EPERM;
    QVERIFY(session.step());
    QVERIFY(session->has(Trouble::Kind::StatesUnseen));
    questionsRefused = 0;
    QVERIFY(session.waitUntil([&] { return session->troubles().empty(); }));
    QVERIFY(session.stepToEnd());
    QVERIFY(session.waitUntil([&] {
        return statePath(session.recording(), clientSocketOf(session.recording()))
            .endsWith(QStringLiteral("TIME_WAIT"));
    }));
    session.stop();
    QVERIFY(session->troubles().empty());
    QCOMPARE(impossibleTransitions(session.recording()), QStringList());
}

void KernelTroubleTest::aTableThatIsRefusedWhileNothingHappensIsToldAsWell()
{
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepUntilConnected());
    questionsRefused = EPERM;
    QVERIFY(session.waitUntil([&] { return session->has(Trouble::Kind::StatesUnseen); }));
}

void KernelTroubleTest::halfAnAnswerIsAskedForAgain_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("the socket has overflowed") << ENOBUFS;
    QTest::newRow("the table has changed meanwhile") << 0;
}

void KernelTroubleTest::halfAnAnswerIsAskedForAgain()
{
    QFETCH(const int, error);
    const auto listeners = manyListeners();
    SockDiag table;
    std::vector<DiagRow> whole;
    QVERIFY(table.dump(whole));
    QVERIFY(whole.size() >= listeners.size());
    spoiledBy = error;
    spoilAnswer = 2;
    std::vector<DiagRow> rows;
    QVERIFY2(table.dump(rows), table.errorText().c_str());
    QCOMPARE(spoilAnswer.load(), 0);
    QCOMPARE(rows.size(), whole.size());
}

void KernelTroubleTest::whatIsLeftOfAnAnswerIsNoAnswerToTheNextQuestion()
{
    const auto listeners = manyListeners();
    SockDiag table;
    std::vector<DiagRow> whole;
    QVERIFY(table.dump(whole));
    spoiledBy = EIO;
    spoilAnswer = 2;
    std::vector<DiagRow> rows;
    QVERIFY(!table.dump(rows));
    QCOMPARE(table.error(), EIO);
    QVERIFY(rows.empty());
    QVERIFY2(table.dump(rows), table.errorText().c_str());
    QCOMPARE(rows.size(), whole.size());
    QCOMPARE(table.error(), 0);
    QVERIFY(table.errorText().empty());
}

void KernelTroubleTest::anAnswerThatNeverComesIsNoHang()
{
    SockDiag table;
    questionsLost = true;
    std::vector<DiagRow> rows;
    QVERIFY(!table.dump(rows));
    QCOMPARE(table.error(), EAGAIN);
    questionsLost = false;
    QVERIFY(table.dump(rows));
}

void KernelTroubleTest::withoutProcNoCallIsSeenToBlockAndTheSessionEnds()
{
    const SelfRun run = runSelf(QStringLiteral("without-proc"), [] { return true; });
    QVERIFY2(run.exitCode == 0, qPrintable(run.describe()));
    QVERIFY2(run.output.startsWith(QStringLiteral("ended, hello, blocked 0, states 1\n")),
        qPrintable(run.describe()));
    QVERIFY2(run.output.contains(QStringLiteral("/proc is not mounted")), qPrintable(run.describe()));
}

void KernelTroubleTest::aTableThatAnswersAtTheEndIsNoTroubleAnyMore()
{
    questionsRefused = EPERM;
    SteppedSession session(onAnyPort(Closing::ClientFirst));
    QVERIFY(session.start());
    QVERIFY(session.stepToEnd());
    QVERIFY(session->has(Trouble::Kind::StatesUnseen));
    questionsRefused = 0;
    session.stop();
    QVERIFY(session->troubles().empty());
}

void KernelTroubleTest::aHostThatCannotBeEnteredIsTold()
{
    if (!whyNoLab().empty())
        QSKIP("there can be no lab here");
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.network = NetworkKind::Lab;
    std::string error;
    const auto session = Session::create(options, error);
    QVERIFY2(session, error.c_str());
    hostsClosed = true;
    QVERIFY(session->start());
    QVERIFY(session->waitUntilSettled(kPatience));
    QVERIFY(session->has(Trouble::Kind::NoHost));
    QCOMPARE(session->troubles().front().error, EPERM);
    QVERIFY(session->isFinished());
    session->stop();
    QVERIFY(callsIn(session->recording()).empty());
}

void KernelTroubleTest::aLabWhoseHostsCannotBeEnteredIsRefused()
{
    if (!whyNoLab().empty())
        QSKIP("there can be no lab here");
    hostsClosed = true;
    const std::string why = whyNoLab();
    QVERIFY2(why.find("setns") != std::string::npos && why.find("EPERM") != std::string::npos, why.c_str());
}

void KernelTroubleTest::whoeverIsWokenMayAskTheActors()
{
    Session session(onAnyPort(Closing::ClientFirst));
    // On the thread that has appended, whichever that is: it must hold no lock of an actor's.
    session.setWakeUp([&session] {
        session.acknowledge();
        for (ActorId actor = 0; actor < session.actorCount(); ++actor)
            static_cast<void>(session.status(actor));
    });
    QVERIFY(session.start());
    for (int steps = 0; steps < 100 && !session.isFinished(); ++steps) {
        QVERIFY(session.waitUntilSettled(kPatience));
        if (!session.nextAction() || !session.step())
            break;
    }
    QVERIFY(session.waitUntilSettled(kPatience));
    session.stop();
    QCOMPARE(received(session.recording(), "client"), std::string("hello"));
}

int main(int argc, char **argv)
{
    enterOwnNetwork();
    if (argc == 3 && std::string_view(argv[1]) == "--part")
        return playWithoutProc();
    QCoreApplication application(argc, argv);
    KernelTroubleTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "kernel_trouble_test.moc"
