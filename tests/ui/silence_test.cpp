// SPDX-License-Identifier: GPL-3.0-or-later
// A window in which nothing runs is silent: no timer of it comes in a second, and nothing is painted.
#include "application.h"
#include "live_window.h"
#include "support/patience.h"
#include "ui/programs/program_model.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

using namespace sockstep;
using namespace sockstep::test;

class SilenceTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void atRestNothingComesByItself_data();
    void atRestNothingComesByItself();
    void whatIsPlayedGoesOnWhenThereIsNews();
    void aBlockedCallIsCountedOnlyWhereItIsSeen();
};

namespace {

/// What comes to the window while a timer of ours runs, which is as long as any that may come at all. A
/// machine that is busy makes it less and never more.
class Watch : public QObject {
public:
    Watch() { qApp->installEventFilter(this); }
    void listenFor(std::chrono::milliseconds time)
    {
        timers = paints = 0;
        whose.clear();
        QTimer::singleShot(time, Qt::PreciseTimer, &loop_, &QEventLoop::quit);
        loop_.exec();
    }
    /// Listens again and again until it hears what \p isSo says, or has heard something else for long.
    bool hears(std::chrono::milliseconds time, const std::function<bool()> &isSo)
    {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        do {
            listenFor(time);
            if (isSo())
                return true;
        } while (std::chrono::steady_clock::now() < end);
        return false;
    }
    int timers = 0; ///< without our own
    int paints = 0;
    QStringList whose;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Timer
            && isAwaited(watched, static_cast<QTimerEvent *>(event)->timerId())) {
            ++timers;
            whose << QString::fromLatin1(watched->metaObject()->className()) + u' ' + watched->objectName();
        }
        paints += event->type() == QEvent::Paint;
        return false;
    }

private:
    /// One that the window slept until: not our own, nor what is only done in the next turn of the loop.
    static bool isAwaited(QObject *owner, int id)
    {
        const auto known = QAbstractEventDispatcher::instance()->registeredTimers(owner);
        return !owner->inherits("QSingleShotTimer")
            && std::any_of(known.begin(), known.end(),
                [id](const auto &timer) { return timer.timerId == id && timer.interval > 0; });
    }

    QEventLoop loop_;
};

/// How often each thread but this one has been awake: proc(5), voluntary_ctxt_switches.
std::map<std::string, long> wakeUpsOfThreads()
{
    std::map<std::string, long> all;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream status(task.path() / "status");
        constexpr std::string_view kKey = "voluntary_ctxt_switches:";
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with(kKey) && task.path().filename() != std::to_string(::getpid()))
                all[task.path().filename()] = std::stol(line.substr(kKey.size()));
        }
    }
    return all;
}

using Prepare = std::function<bool(LiveWindow &)>;

} // namespace

void SilenceTest::atRestNothingComesByItself_data()
{
    QTest::addColumn<bool>("freePlay");
    QTest::addColumn<Prepare>("prepare");
    QTest::newRow("before the first step") << false << Prepare([](LiveWindow &) { return true; });
    QTest::newRow("in the middle of a lesson")
        << false << Prepare([](LiveWindow &window) { return window.stepUntilConnected(); });
    QTest::newRow("playing, and the person is waited for") << false << Prepare([](LiveWindow &window) {
        const bool there = window.stepUntilAllEchoed();
        window->playback().setSpeed(20);
        window->playback().setPlaying(true);
        return there && window->playback().isPlaying();
    });
    QTest::newRow("in the past") << false << Prepare([](LiveWindow &window) {
        const bool there = window.stepUntilConnected();
        window->timeTravel().back();
        return there && !window->follower().isLive();
    });
    QTest::newRow("in presenter mode") << false << Prepare([](LiveWindow &window) {
        const bool there = window.stepUntilConnected();
        window->setPresenting(true);
        return there;
    });
    QTest::newRow("on the compare page") << false << Prepare([](LiveWindow &window) {
        window->showPage(MainWindow::Page::Compare);
        return window->compareView() != nullptr;
    });
    QTest::newRow("in free play") << true << Prepare([](LiveWindow &window) {
        return window->playback().freePlay() != nullptr;
    });
}

void SilenceTest::atRestNothingComesByItself()
{
    QFETCH(const bool, freePlay);
    QFETCH(const Prepare, prepare);
    SessionOptions options = onAnyPort(Closing::ClientFirst, {"hello"});
    options.freePlay = freePlay;
    LiveWindow window(options);
    QVERIFY(prepare(window));
    Watch watch;
    using namespace std::chrono_literals;
    // What has just been shown is laid out and painted, sooner or later. Then nothing comes, but for a call
    // that sleeps, which is counted once in a second.
    QVERIFY2(watch.hears(1s, [&] { return watch.timers <= 1 && (watch.timers == 1 || watch.paints == 0); }),
        qPrintable(watch.whose.join(u'\n') + u' ' + QString::number(watch.paints)));
    const auto before = wakeUpsOfThreads();
    watch.listenFor(1s);
    for (const auto &[thread, count] : wakeUpsOfThreads()) {
        const auto known = before.find(thread);
        const long since = known == before.end() ? 0 : count - known->second;
        QVERIFY2(since < 10, qPrintable(QStringLiteral("%1 times").arg(since)));
    }
}

void SilenceTest::whatIsPlayedGoesOnWhenThereIsNews()
{
    LiveWindow window(onAnyPort(Closing::ClientFirst, {"hello"}));
    QVERIFY(window.stepUntilAllEchoed());
    window->playback().setSpeed(20);
    window->playback().setPlaying(true);
    const CallId before = window.callCount();
    QVERIFY(window->playback().say("and once more"));
    QVERIFY(await([&] { return window.callCount() > before && window->playback().waitsForPerson(); }));
    QVERIFY(window->playback().isPlaying());
}

void SilenceTest::aBlockedCallIsCountedOnlyWhereItIsSeen()
{
    LiveWindow window;
    QVERIFY(window.stepUntilServerBlocksIn(Function::Recv));
    const auto models = window->findChildren<ProgramModel *>();
    const auto sleeper = std::find_if(models.begin(), models.end(),
        [](const ProgramModel *model) { return model->untilNextCount().has_value(); });
    QVERIFY(sleeper != models.end());
    const QSignalSpy counted(*sleeper, &ProgramModel::dataChanged);
    QVERIFY(await([&] { return !counted.isEmpty(); }));
    using namespace std::chrono_literals;
    Watch watch;
    window->showMinimized();
    QVERIFY(await([&] { return window->isMinimized(); }));
    // Longer than from one second to the next; what is on its way on a busy machine comes first.
    QVERIFY2(watch.hears(1100ms, [&] { return watch.whose.isEmpty(); }), qPrintable(watch.whose.join(u'\n')));
    window->showNormal();
    const auto before = counted.size();
    QVERIFY(await([&] { return counted.size() > before; }));
}

QTEST_MAIN(SilenceTest)
#include "silence_test.moc"
