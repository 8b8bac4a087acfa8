// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a machine that refuses: it says so where one looks, and no key is made anything of behind its
// back.
#include "application.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/parts/notice_bar.h"

#include <QTcpServer>
#include <QTest>
#include <atomic>
#include <dlfcn.h>
#include <linux/netlink.h>
#include <pthread.h>
#include <sys/socket.h>

using namespace sockstep;
using namespace sockstep::test;

namespace {

std::atomic<int> questionsRefused {0}; // errno, for the kernel's socket table; 0 answers
std::atomic<bool> questionsHeld {false}; // they wait until it is false
std::atomic<bool> noThreads {false};

bool isSocketTable(int fd)
{
    int domain = 0;
    int protocol = 0;
    socklen_t length = sizeof domain;
    return ::getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0 && domain == AF_NETLINK
        && ::getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &length) == 0
        && protocol == NETLINK_SOCK_DIAG;
}

} // namespace

// libmnl asks by this, and finds ours first.
extern "C" ssize_t sendto(
    int fd, const void *data, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    static const auto next = reinterpret_cast<decltype(&sendto)>(::dlsym(RTLD_NEXT, "sendto"));
    if ((questionsRefused.load() || questionsHeld.load()) && isSocketTable(fd)) {
        questionsHeld.wait(true);
        if (questionsRefused.load()) {
            errno = questionsRefused.load();
            return -1;
        }
    }
    return next(fd, data, size, flags, address, length);
}

extern "C" int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*routine)(void *), void *argument) noexcept
{
    static const auto next
        = reinterpret_cast<decltype(&pthread_create)>(::dlsym(RTLD_NEXT, "pthread_create"));
    return noThreads.load() ? EAGAIN : next(thread, attributes, routine, argument);
}

class WindowTroubleTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void aTableThatIsRefusedIsSaidWhileItLasts();
    void itIsSaidInTheLanguageOfTheWindow();
    void aSessionWithoutThreadsIsSaidAndBeginsWhenThereAreSome();
    void aPlayThatStopsSaysWhy();
    void stepsThatWaitAreNotMadeFromThePast();
    void aCableThatIsMovedTwiceQuicklyIsInAgain();
};

namespace {

/// Holds the session where it is: it cannot settle before the kernel has answered.
struct Held {
    Held() { questionsHeld = true; }
    ~Held()
    {
        questionsHeld = false;
        questionsHeld.notify_all();
    }
};

bool says(NoticeBar &bar, const char *text) { return bar.text().contains(QString::fromUtf8(text)); }

} // namespace

void WindowTroubleTest::init()
{
    asIfNeverOpened();
    questionsRefused = 0;
    noThreads = false;
}

void WindowTroubleTest::aTableThatIsRefusedIsSaidWhileItLasts()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    QVERIFY(window->troubles().isHidden());
    questionsRefused = EPERM;
    QVERIFY(window.step()); // and it goes on
    QVERIFY(await([&] { return says(window->troubles(), "EPERM"); }));
    QVERIFY(says(window->troubles(), "administrator"));
    QVERIFY(window->troubles().isVisible());
    QVERIFY(window.step());
    questionsRefused = 0;
    QVERIFY(await([&] { return window->troubles().isHidden(); }));
    QVERIFY(window.stepToEnd());
    QCOMPARE(received(window.recording(), "client"), std::string("hello"));
}

void WindowTroubleTest::itIsSaidInTheLanguageOfTheWindow()
{
    questionsRefused = EPERM;
    LiveWindow window;
    QVERIFY(window.step());
    QVERIFY(await([&] { return says(window->troubles(), "cannot be observed"); }));
    window->language().use(QStringLiteral("ko"));
    QVERIFY(await([&] { return says(window->troubles(), "관찰"); }));
    QVERIFY(says(window->troubles(), "EPERM"));
    window->language().use(QStringLiteral("en"));
}

void WindowTroubleTest::aSessionWithoutThreadsIsSaidAndBeginsWhenThereAreSome()
{
    LiveWindow window;
    noThreads = true;
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(await([&] { return says(window->troubles(), "no thread can be started"); }));
    QVERIFY(says(window->troubles(), "ulimit -u"));
    QVERIFY(window.narration().contains(QStringLiteral("could not begin")));
    QVERIFY(await([&] { return says(window->notice(), "no longer written to disk"); })); // that as well
    window.press(Qt::Key_Space);
    noThreads = false;
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QVERIFY(window->troubles().isHidden());
    QVERIFY(window.stepToEnd());
}

void WindowTroubleTest::aPlayThatStopsSaysWhy()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.server = Endpoint::loopback(other.serverPort());
    LiveWindow window(options);
    window.press(Qt::Key_P);
    QVERIFY(await([&] { return says(window->notice(), "Play has stopped"); }));
    QVERIFY(!window->playback().isPlaying());
    QVERIFY2(says(window->notice(), "bind()") && says(window->notice(), "EADDRINUSE"),
        qPrintable(window->notice().text()));
    QVERIFY(window.narration().contains(QStringLiteral("choose another port")));
}

void WindowTroubleTest::stepsThatWaitAreNotMadeFromThePast()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    const CallId before = window.callCount();
    {
        const Held held;
        window.press(Qt::Key_Space);
        window.press(Qt::Key_Space); // waits for the first
        window->timeTravel().back();
        QVERIFY(!window->follower().isLive());
    }
    QVERIFY(await([&] { return window->playback().isAtRest(); }));
    window->timeTravel().goLive();
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), before + 1);
}

void WindowTroubleTest::aCableThatIsMovedTwiceQuicklyIsInAgain()
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.network = NetworkKind::Lab;
    options.wire.mode = WireSettings::Mode::Step;
    LiveWindow window(options);
    if (!window.session().wire())
        QSKIP("there can be no lab here");
    window.press(Qt::Key_K);
    window.press(Qt::Key_K);
    QVERIFY(window.awaitSettled());
    QVERIFY(window.session().wire()->isPlugged());
    QVERIFY(window.history().isCablePlugged());
}

QTEST_MAIN(WindowTroubleTest)
#include "window_trouble_test.moc"
