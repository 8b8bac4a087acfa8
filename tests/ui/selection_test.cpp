// SPDX-License-Identifier: GPL-3.0-or-later
// One call is selected, whichever pane selected it, and every pane shows it.
#include "application.h"
#include "core/lesson/lesson_library.h"
#include "core/lesson/lesson_session.h"
#include "live_window.h"
#include "support/recording_query.h"
#include "ui/chat/chat_model.h"
#include "ui/diagram/diagram_view.h"
#include "ui/look/theme.h"
#include "ui/programs/call_card.h"
#include "ui/programs/program_view.h"

#include <QImage>
#include <QListView>
#include <QScrollBar>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class SelectionTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void aClickOnABubbleSelectsItsCall();
    void aClickOnACallInTheDiagramSelectsItsBubble();
    void aClickOnAnArrowSelectsItsSend();
    void aClickOnTheBarOfABlockedCallSelectsIt();
    void aClickOnEmptyCanvasClearsTheSelection();
    void aClickOnAProgramLineSelectsItsCall();
    void returnOnABubbleSelectsItToo();
    void theDiagramMarksTheSelectedCall();
    void theSelectedCallComesIntoSight();
    void soDoesItsLifelineWhereNotAllFit();
    void aSelectionWithoutABubbleClearsTheOneInTheChat();
    void theCardShowsArgumentsResultAndManualSection_data();
    void theCardShowsArgumentsResultAndManualSection();
    void theCardShowsTheLatestCallWhileNoneIsSelected();
    void anErrorIsNamedOnTheCardAndExplainedBelow();
    void theNarrationTellsOfTheSelectedCall();
    void aRestartClearsTheSelection();
};

namespace {

QListView *chat(LiveWindow &window) { return window.find<QListView>("chatList"); }

void clickRow(LiveWindow &window, QListView *list, int row)
{
    const QModelIndex index = list->model()->index(row, 0);
    list->scrollTo(index);
    const QPoint place = list->viewport()->mapTo(&*window, list->visualRect(index).center());
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, place);
}

void clickDiagram(LiveWindow &window, QPointF content)
{
    DiagramView &view = window->diagram();
    const QPoint place = view.viewport()->mapTo(&*window, onScreen(view, content));
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, place);
}

/// The place of a call's label, and of its result where that has a row of its own.
QList<QRectF> labelsOf(LiveWindow &window, CallId call)
{
    QList<QRectF> places;
    for (const auto &label : window->diagram().visibleSlice().labels) {
        if (label.call == call && label.kind == DiagramSlice::Label::Kind::Call)
            places << label.rect;
    }
    return places;
}

QList<int> selectedRows(const QListView *list)
{
    QList<int> rows;
    for (const QModelIndex &index : list->selectionModel()->selectedIndexes())
        rows << index.row();
    return rows;
}

CallId callOf(const LiveWindow &window, const char *actor, Function function)
{
    return callsOf(window.recording(), actor, function).at(0).entered->call;
}

} // namespace

void SelectionTest::aClickOnABubbleSelectsItsCall()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    clickRow(window, chat(window), 0);
    QCOMPARE(window->selection().call(), callOf(window, "client", Function::Send));
    clickRow(window, chat(window), 1);
    QCOMPARE(window->selection().call(), callOf(window, "client", Function::Recv));
    // The notice at the end of the stream has its call, too.
    QVERIFY(window.stepToEnd());
    clickRow(window, chat(window), 2);
    const CallId end = window->selection().call();
    QCOMPARE(window.history().entered(end).function, Function::Recv);
    QCOMPARE(window.history().returned(end)->result, std::int64_t {0});
}

void SelectionTest::aClickOnACallInTheDiagramSelectsItsBubble()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const std::pair<CallId, int> expected[] = {{callOf(window, "client", Function::Send), 0},
        {callOf(window, "client", Function::Recv), 1}, {callOf(window, "server", Function::Recv), 0}};
    for (const auto &[call, row] : expected) {
        const auto places = labelsOf(window, call);
        QVERIFY(!places.isEmpty());
        for (const QRectF &place : places) { // its label, and its result further down
            window->selection().clear();
            clickDiagram(window, place.center());
            QCOMPARE(window->selection().call(), call);
            QCOMPARE(selectedRows(chat(window)), QList<int> {row});
        }
    }
}

void SelectionTest::aClickOnAnArrowSelectsItsSend()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    int tried = 0;
    const auto arrows = window->diagram().visibleSlice().arrows;
    for (const auto &arrow : arrows) {
        if (arrow.kind != Arrow::Kind::Data)
            continue;
        window->selection().clear();
        clickDiagram(window, QLineF(arrow.path[0], arrow.path[1]).pointAt(0.1));
        QCOMPARE(window->selection().call(), arrow.fromCall);
        QCOMPARE(window.history().entered(arrow.fromCall).function, Function::Send);
        ++tried;
    }
    QCOMPARE(tried, 2);
}

void SelectionTest::aClickOnTheBarOfABlockedCallSelectsIt()
{
    LiveWindow window;
    QVERIFY(window.stepUntilServerBlocksIn(Function::Recv));
    const auto bars = window->diagram().visibleSlice().bars;
    QCOMPARE(bars.size(), std::size_t {1});
    clickDiagram(window, QPointF(bars[0].rect.center().x(), bars[0].rect.top() + 3));
    QCOMPARE(window->selection().call(), callOf(window, "server", Function::Recv));
}

void SelectionTest::aClickOnEmptyCanvasClearsTheSelection()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    window->selection().setCall(1);
    const DiagramGeometry &geometry = window->diagram().geometry();
    clickDiagram(window, QPointF(geometry.midSpace(), geometry.y(0)));
    QCOMPARE(window->selection().call(), 0U);
}

void SelectionTest::aClickOnAProgramLineSelectsItsCall()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    clickRow(window, window.find<ProgramView>("serverProgram"), 0);
    QCOMPARE(window->selection().call(), callOf(window, "server", Function::Socket));
    // A line that has not run yet has no call: the selection stays.
    auto *client = window.find<ProgramView>("clientProgram");
    clickRow(window, client, client->model()->rowCount() - 1);
    QCOMPARE(window->selection().call(), callOf(window, "server", Function::Socket));
}

void SelectionTest::returnOnABubbleSelectsItToo()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    QListView *list = chat(window);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    window.press(Qt::Key_Return);
    QCOMPARE(window->selection().call(), callOf(window, "client", Function::Send));
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Return);
    QCOMPARE(window->selection().call(), callOf(window, "client", Function::Recv));
}

void SelectionTest::theDiagramMarksTheSelectedCall()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const CallId call = callOf(window, "client", Function::Send);
    const auto places = labelsOf(window, call);
    QVERIFY(!places.isEmpty());
    DiagramView &view = window->diagram();
    // Just outside the text, where the mark shows through nothing.
    const QPoint probe = onScreen(view, QPointF(places[0].left() - 2, places[0].center().y()));
    const auto colour = [&] { return view.viewport()->grab().toImage().pixelColor(probe); };
    const QColor plain = colour();
    window->selection().setCall(call);
    QCOMPARE(colour(), Theme(view.palette()).selection());
    QVERIFY(colour() != plain);
    window->selection().clear();
    QCOMPARE(colour(), plain);
}

void SelectionTest::theSelectedCallComesIntoSight()
{
    LiveWindow window(onAnyPort(Closing::ServerFirst, {"one", "two", "three"}), {1280, 720});
    QVERIFY(window.stepToEnd());
    QScrollBar *bar = window->diagram().verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    const auto isInSight = [&](CallId call) {
        const double y = window->diagram().geometry().y(window->follower().layout().rowOfCall(call));
        return y > bar->value() && y < bar->value() + bar->pageStep();
    };
    QVERIFY(!isInSight(1));
    for (CallId call = 1; call <= window.callCount(); ++call) {
        window.press(Qt::Key_N);
        QCOMPARE(window->selection().call(), call);
        QVERIFY(isInSight(call));
    }
    window->selection().setCall(1);
    QVERIFY(isInSight(1));
}

void SelectionTest::soDoesItsLifelineWhereNotAllFit()
{
    SessionOptions options = lessonSession(builtInLesson("serial-server"), onAnyPort(Closing::ClientFirst));
    LiveWindow window(options, QSize(1280, 720));
    const History &history = window->follower().history();
    while (history.socketCount() < 7 && window.step()) { }
    QCOMPARE(history.socketCount(), 7U); // three clients, their connections and the listener
    DiagramView &view = window->diagram();
    QVERIFY(view.horizontalScrollBar()->maximum() > 0);
    const auto isInSight = [&](LaneIndex lane) {
        const double left = view.horizontalScrollBar()->value();
        const QRectF labels = view.geometry().gutter(lane, 0);
        return labels.left() >= left - 1 && labels.right() <= left + view.viewport()->width() + 1;
    };
    for (const CallId call : {CallId {1}, history.callCount(), CallId {1}}) {
        window->selection().setCall(call);
        QVERIFY(isInSight(window->follower().layout().laneOfCall(call)));
    }
    view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum());
    for (CallId call = 1; call <= history.callCount(); ++call) {
        window->selection().setCall(call);
        const LaneIndex lane = window->follower().layout().laneOfCall(call);
        QVERIFY(lane == kNoLane || isInSight(lane));
    }
}

void SelectionTest::aSelectionWithoutABubbleClearsTheOneInTheChat()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    clickRow(window, chat(window), 0);
    QCOMPARE(selectedRows(chat(window)), QList<int> {0});
    window->selection().setCall(callOf(window, "server", Function::Listen));
    QCOMPARE(selectedRows(chat(window)), QList<int>());
}

void SelectionTest::theCardShowsArgumentsResultAndManualSection_data()
{
    QTest::addColumn<QString>("actor");
    QTest::addColumn<Function>("function");
    QTest::addColumn<QStringList>("wanted");
    const auto row = [](const char *actor, Function function, const char *manual, QStringList wanted) {
        wanted << QString::fromLatin1(manual);
        QTest::newRow(manual) << QString::fromLatin1(actor) << function << wanted;
    };
    using S = QStringList;
    row("server", Function::Socket, "man 2 socket",
        S {QStringLiteral("socket(AF_INET, SOCK_STREAM, 0)"), QStringLiteral("inode")});
    row("server", Function::Setsockopt, "man 2 setsockopt",
        S {QStringLiteral("SOL_SOCKET, SO_REUSEADDR, 1)"), QStringLiteral("returned 0")});
    row("server", Function::Bind, "man 2 bind",
        S {QStringLiteral("127.0.0.1:"), QStringLiteral("returned 0")});
    row("server", Function::Listen, "man 2 listen", S {QStringLiteral(", 5)"), QStringLiteral("returned 0")});
    row("server", Function::Accept, "man 2 accept",
        S {QStringLiteral("127.0.0.1:"), QStringLiteral("inode")});
    row("client", Function::Connect, "man 2 connect",
        S {QStringLiteral("127.0.0.1:"), QStringLiteral("returned 0")});
    row("client", Function::Send, "man 2 send",
        S {QStringLiteral("\"hello\", 5, 0)"), QStringLiteral("returned 5"),
            QStringLiteral("68 65 6c 6c 6f")});
    row("client", Function::Recv, "man 2 recv",
        S {QStringLiteral("buf, 65536, 0)"), QStringLiteral("returned 5"), QStringLiteral("68 65 6c 6c 6f"),
            QStringLiteral("blocked")});
    row("client", Function::Shutdown, "man 2 shutdown",
        S {QStringLiteral("SHUT_WR)"), QStringLiteral("returned 0")});
    row("client", Function::Close, "man 2 close", S {QStringLiteral("close("), QStringLiteral("returned 0")});
}

void SelectionTest::theCardShowsArgumentsResultAndManualSection()
{
    QFETCH(const QString, actor);
    QFETCH(const Function, function);
    QFETCH(const QStringList, wanted);
    LiveWindow window;
    QVERIFY(window.stepToEnd());
    window->selection().setCall(callOf(window, actor.toLatin1().constData(), function));
    const QString said = LiveWindow::said(window.find<CallCard>());
    for (const QString &word : wanted + QStringList {actor})
        QVERIFY2(said.contains(word), qPrintable(word + QStringLiteral(" is not in: ") + said));
}

void SelectionTest::theCardShowsTheLatestCallWhileNoneIsSelected()
{
    LiveWindow window;
    const auto said = [&] { return LiveWindow::said(window.find<CallCard>()); };
    QVERIFY(window.step());
    QVERIFY(said().contains(QStringLiteral("man 2 socket")));
    QVERIFY(window.step());
    QVERIFY(said().contains(QStringLiteral("man 2 setsockopt")));
    window->selection().setCall(1);
    QVERIFY(window.step());
    QVERIFY(said().contains(QStringLiteral("man 2 socket")));
    window->selection().clear();
    QVERIFY(said().contains(QStringLiteral("man 2 bind")));
}

void SelectionTest::anErrorIsNamedOnTheCardAndExplainedBelow()
{
    LiveWindow window;
    QVERIFY(window.step(Qt::Key_C));
    QVERIFY(window.step(Qt::Key_C));
    const QString said = LiveWindow::said(window.find<CallCard>());
    QVERIFY2(said.contains(QStringLiteral("-1 ECONNREFUSED")), qPrintable(said));
    QVERIFY2(window.narration().contains(QStringLiteral("listens")), qPrintable(window.narration()));
}

void SelectionTest::theNarrationTellsOfTheSelectedCall()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    const QString latest = window.narration();
    window->selection().setCall(callOf(window, "server", Function::Listen));
    QVERIFY2(window.narration().contains(QStringLiteral("listen()")), qPrintable(window.narration()));
    QVERIFY2(window.narration().contains(QStringLiteral("LISTEN")), qPrintable(window.narration()));
    window->selection().clear();
    QCOMPARE(window.narration(), latest);
}

void SelectionTest::aRestartClearsTheSelection()
{
    LiveWindow window;
    QVERIFY(window.stepUntilAllEchoed());
    clickRow(window, chat(window), 0);
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QCOMPARE(window->selection().call(), 0U);
    QVERIFY(window.step());
    QVERIFY(LiveWindow::said(window.find<CallCard>()).contains(QStringLiteral("LATEST")));
}

QTEST_MAIN(SelectionTest)
#include "selection_test.moc"
