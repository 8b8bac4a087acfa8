// SPDX-License-Identifier: GPL-3.0-or-later
// Finding a text: in calls, data, states, segments and what the narration says, with the keys that everyone
// knows; in a real session and in a long recording, without keeping the window waiting.
#include "../bench/synthetic_recording.h"
#include "application.h"
#include "live_window.h"
#include "played_lessons.h"
#include "ui/diagram/diagram_finder.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/find_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <chrono>
#include <ctime>

using namespace sockstep;
using namespace sockstep::test;

class DiagramFindTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void controlFFindsAndGoesFromMatchToMatch();
    void escapeClosesTheSearch();
    void theButtonsDoTheSame();
    void whatIsSaidIsFound_data();
    void whatIsSaidIsFound();
    void theNarrationIsSearchedInTheLanguageShown();
    void aMatchThatIsNotShownIsShown();
    void whatComesLaterIsFoundToo();
    void matchesAreMarked();
    void aLongRecordingNeverKeepsTheWindowWaiting();
};

namespace {

/// What this thread has had of a core, however busy the machine is with something else.
std::chrono::nanoseconds ownTime()
{
    timespec time {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

QLineEdit *input(LiveWindow &window) { return window.find<QLineEdit>("findText"); }
QString count(LiveWindow &window) { return window.find<QLabel>("findCount")->text(); }
bool awaitFound(LiveWindow &window)
{
    return await([&] { return window->diagramPane().finder().isComplete(); });
}

SessionOptions saying(std::vector<std::string> messages)
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.messages = std::move(messages);
    return options;
}

/// Opens the search and types \p text.
bool find(LiveWindow &window, const QString &text)
{
    window.press(Qt::Key_F, Qt::ControlModifier);
    if (!input(window)->hasFocus())
        return false;
    window.type(text);
    return awaitFound(window);
}

} // namespace

void DiagramFindTest::controlFFindsAndGoesFromMatchToMatch()
{
    LiveWindow window(saying({"hello", "World", "other"}));
    QVERIFY(window.stepUntilAllEchoed());
    const CallId calls = window.callCount();
    QVERIFY(find(window, QStringLiteral("wORLD")));
    // Both sends, and both recvs that got it.
    QCOMPARE(count(window), QStringLiteral("1 of 4"));
    const CallId first = window->selection().call();
    QCOMPARE(window.history().entered(first).data, std::string("World"));
    window.press(Qt::Key_Return);
    QCOMPARE(count(window), QStringLiteral("2 of 4"));
    QVERIFY(window->selection().call() != first);
    window.press(Qt::Key_F3);
    window.press(Qt::Key_F3);
    QCOMPARE(count(window), QStringLiteral("4 of 4"));
    window.press(Qt::Key_F3);
    QCOMPARE(count(window), QStringLiteral("1 of 4"));
    QCOMPARE(window->selection().call(), first);
    window.press(Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(count(window), QStringLiteral("4 of 4"));
    window.press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count(window), QStringLiteral("3 of 4"));
    QCOMPARE(window.callCount(), calls); // nothing was stepped
    QVERIFY(find(window, QStringLiteral("nowhere")));
    QCOMPARE(count(window), QStringLiteral("not found"));
    window.press(Qt::Key_Return);
    QCOMPARE(count(window), QStringLiteral("not found"));
}

void DiagramFindTest::escapeClosesTheSearch()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    QVERIFY(find(window, QStringLiteral("accept")));
    QVERIFY(!window->diagramPane().finder().matches().empty());
    window.press(Qt::Key_Escape);
    QVERIFY(!window->diagramPane().findBar().isVisible());
    QVERIFY(window->diagram().hasFocus());
    QVERIFY(window->diagramPane().finder().matches().empty());
    // From elsewhere, too; and F3 brings it back with its text.
    window.press(Qt::Key_F3);
    QVERIFY(window->diagramPane().findBar().isVisible());
    QCOMPARE(input(window)->text(), QStringLiteral("accept"));
    window->diagram().setFocus();
    window.press(Qt::Key_Escape);
    QVERIFY(!window->diagramPane().findBar().isVisible());
    // From the state diagram, the sequence is shown.
    window->showPage(MainWindow::Page::States);
    window.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(window->diagram().isVisible() && input(window)->hasFocus());
}

void DiagramFindTest::theButtonsDoTheSame()
{
    LiveWindow window(saying({"hello", "world"}));
    QVERIFY(window.stepUntilAllEchoed());
    QVERIFY(find(window, QStringLiteral("world")));
    window.click(window.find<QToolButton>("findNext"));
    QCOMPARE(count(window), QStringLiteral("2 of 4"));
    window.click(window.find<QToolButton>("findPrevious"));
    window.click(window.find<QToolButton>("findPrevious"));
    QCOMPARE(count(window), QStringLiteral("4 of 4"));
    window.click(window.find<QToolButton>("findClose"));
    QVERIFY(!window->diagramPane().findBar().isVisible());
}

void DiagramFindTest::whatIsSaidIsFound_data()
{
    QTest::addColumn<QByteArray>("lesson");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("an argument") << QByteArray("client-close") << QByteArray("sock_stream");
    QTest::newRow("an option") << QByteArray("client-close") << QByteArray("SO_REUSEADDR");
    QTest::newRow("an error") << QByteArray("connect-refused") << QByteArray("econnrefused");
    QTest::newRow("a state") << QByteArray("client-close") << QByteArray("time_wait");
    QTest::newRow("data") << QByteArray("client-close") << QByteArray("ello");
    if (allLessons().contains("handshake"))
        QTest::newRow("a segment") << QByteArray("handshake") << QByteArray("syn,ack");
}

void DiagramFindTest::whatIsSaidIsFound()
{
    QFETCH(const QByteArray, lesson);
    QFETCH(const QByteArray, text);
    const auto recording = played(lesson);
    History history(*recording);
    history.advance();
    Layout layout(*recording);
    layout.advance();
    int found = 0;
    int other = 0;
    for (Row row = 0; row < layout.rowCount(); ++row) {
        found += DiagramSearch(text.toStdString()).isIn(layout, history, row);
        other += DiagramSearch(text.toStdString() + "!").isIn(layout, history, row);
        QVERIFY(!DiagramSearch("").isIn(layout, history, row));
    }
    QVERIFY(found > 0 && found < static_cast<int>(layout.rowCount()));
    QCOMPARE(other, 0);
}

void DiagramFindTest::theNarrationIsSearchedInTheLanguageShown()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    window->language().use(QStringLiteral("ko"));
    QVERIFY(find(window, QStringLiteral("소켓")));
    QVERIFY(!window->diagramPane().finder().matches().empty());
    window->language().use(QStringLiteral("en"));
    QCoreApplication::processEvents(); // the window has been told
    QVERIFY(awaitFound(window));
    QVERIFY(window->diagramPane().finder().matches().empty());
    QVERIFY(find(window, QStringLiteral("descriptor")));
    QVERIFY(!window->diagramPane().finder().matches().empty());
}

void DiagramFindTest::aMatchThatIsNotShownIsShown()
{
    LiveWindow window(saying({"a", "b", "needle", "d"}));
    QVERIFY(window.stepUntilAllEchoed());
    DiagramChoices choices;
    choices.fold = true;
    choices.leaveOut(DiagramChoices::Kind::Preparations, true);
    window->diagramOptions().choose(choices);
    const auto isInSight = [&](const char *text) {
        for (const auto &label : window->diagram().visibleSlice().labels) {
            if (label.kind == DiagramSlice::Label::Kind::Call && label.full.contains(QLatin1String(text)))
                return true;
        }
        return false;
    };
    QVERIFY(!isInSight("needle") && !isInSight("setsockopt"));
    QVERIFY(find(window, QStringLiteral("needle")));
    QVERIFY(isInSight("needle"));
    QVERIFY(window->diagramOptions().choices() == choices); // the fold was opened, no more
    QVERIFY(find(window, QStringLiteral("setsockopt(")));
    QVERIFY(isInSight("setsockopt"));
    QVERIFY(!window->diagramOptions().choices().leavesOut(DiagramChoices::Kind::Preparations));
    QVERIFY(LiveWindow::said(&window->diagramPane().findBar()).contains(QStringLiteral("shown again")));
}

void DiagramFindTest::whatComesLaterIsFoundToo()
{
    LiveWindow window(saying({"hello", "hello"}));
    QVERIFY(window.stepUntilConnected());
    QVERIFY(find(window, QStringLiteral("hello")));
    QCOMPARE(count(window), QStringLiteral("not found"));
    window->diagram().setFocus();
    QVERIFY(window.stepUntilAllEchoed());
    QVERIFY(awaitFound(window));
    QCOMPARE(window->diagramPane().finder().matches().size(), std::size_t {8});
    // Of an earlier moment, those of that moment.
    window->timeTravel().moveTo(window.history().size() / 2);
    QVERIFY(awaitFound(window));
    const std::size_t then = window->diagramPane().finder().matches().size();
    QVERIFY(then < 8);
    window->timeTravel().goLive();
    QVERIFY(awaitFound(window));
    QCOMPARE(window->diagramPane().finder().matches().size(), std::size_t {8});
}

void DiagramFindTest::matchesAreMarked()
{
    LiveWindow window(saying({"hello", "world"}));
    QVERIFY(window.stepUntilAllEchoed());
    DiagramView &view = window->diagram();
    const auto colourOf = [&](Row row) {
        const QImage image = view.viewport()->grab().toImage();
        const QPointF place(view.geometry().timeRight() + 3, view.geometry().y(row));
        return image.pixelColor(onScreen(view, place) * image.devicePixelRatio());
    };
    QVERIFY(find(window, QStringLiteral("world")));
    const auto &matches = window->diagramPane().finder().matches();
    const Row match = matches.at(1);
    QVERIFY(std::find(matches.begin(), matches.end(), match - 2) == matches.end());
    QVERIFY(colourOf(match) != colourOf(match - 2));
    window.press(Qt::Key_Escape);
    QCOMPARE(colourOf(match), colourOf(match - 2));
}

void DiagramFindTest::aLongRecordingNeverKeepsTheWindowWaiting()
{
    std::shared_ptr<const Recording> recording = syntheticRecording(200'000);
    auto timeline = std::make_unique<Timeline>(*recording);
    timeline->advance();
    LiveWindow window;
    window->playback().open({recording, std::move(timeline)});
    QCoreApplication::processEvents();
    window.press(Qt::Key_F, Qt::ControlModifier);
    window.type(QStringLiteral("hell"));
    // While it is under way the results grow, and no turn of the window takes long.
    const DiagramFinder &finder = window->diagramPane().finder();
    std::size_t known = 0;
    int grown = 0;
    int slow = 0;
    int turns = 0;
    while (!finder.isComplete()) {
        const auto began = ownTime();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        slow += ownTime() - began > std::chrono::milliseconds(50);
        ++turns;
        grown += finder.matches().size() > known;
        known = finder.matches().size();
    }
    QVERIFY2(grown > 5 && slow <= turns / 50, qPrintable(QStringLiteral("%1 of %2").arg(slow).arg(turns)));
    QCOMPARE(count(window), QStringLiteral("1 of %L1").arg(finder.matches().size()));
    // Of a round of ten events, both sends and both recvs.
    QVERIFY(finder.matches().size() > 75'000 && finder.matches().size() <= 80'000);
}

QTEST_MAIN(DiagramFindTest)
#include "diagram_find_test.moc"
