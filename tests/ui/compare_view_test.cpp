// SPDX-License-Identifier: GPL-3.0-or-later
// The compare page: two real sessions driven by keys and buttons, laid side by side, and their facts.
#include "application.h"
#include "core/lab/lab_support.h"
#include "diagram_rules.h"
#include "live_window.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "ui/compare/compare_bar.h"
#include "ui/compare/compare_diagram.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/cost_chart.h"
#include "ui/compare/cost_view.h"
#include "ui/compare/fact_model.h"
#include "ui/compare/fact_table.h"
#include "ui/look/style.h"

#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <cerrno>

using namespace sockstep;
using namespace sockstep::test;

class CompareViewTest : public QObject {
    Q_OBJECT

private slots:
    static void initMain() { prepareProcess(); }
    void spaceStepsBothAndAtTheEndTheFactsDiffer();
    void playGoesThroughToTheEnd();
    void everyButtonDoesWhatItsKeyDoes();
    void labelsAreClearOfEachOtherAtEveryStep_data();
    void labelsAreClearOfEachOtherAtEveryStep();
    void whatCorrespondsIsAtTheSameHeight();
    void bothDiagramsScrollTogether();
    void aClosingIsChosenForEachSide();
    void bothRunsCanLiveInLabs();
    void startingTheServerAgainShowsTheTrap();
    void aSelectedCallIsTold();
    void theLessonGoesOnWhereItWas();
    void manyConnectionsAreCountedOnTheirPage();
    void closingTheWindowDuringManyConnectionsLeavesNothing();
};

namespace {

/// The window with the compare page in front.
struct Compared {
    explicit Compared(QSize size = {1440, 900})
        : window(onAnyPort(Closing::ClientFirst), size)
    {
        window.press(Qt::Key_3, Qt::ControlModifier);
    }
    CompareView &view() { return *window->compareView(); }
    Comparison &comparison() { return view().comparison(); }
    const Recording &recording(int side) { return comparison().follower(side).recording(); }
    bool awaitSettled()
    {
        return await([&] {
            for (int side = 0; side < Comparison::kSides; ++side) {
                const Session &session = comparison().session(side);
                if (!session.isSettled()
                    || comparison().follower(side).history().size() != session.recording().size())
                    return false;
            }
            return true;
        });
    }
    bool step()
    {
        window.press(Qt::Key_Space);
        return awaitSettled();
    }
    bool stepToEnd()
    {
        if (!awaitSettled())
            return false;
        for (int steps = 0; comparison().canStep() && steps < 200; ++steps) {
            if (!step())
                return false;
        }
        return comparison().isFinished();
    }
    bool choose(int side, Closing closing)
    {
        comparison().setClosing(side, closing);
        return awaitSettled();
    }
    QToolButton *button(const char *name)
    {
        return view().findChild<CompareBar *>()->findChild<QToolButton *>(QString::fromLatin1(name));
    }
    QString fact(int row, int side)
    {
        const auto *model = view().findChild<FactTable *>()->model();
        return model->index(row, 1 + side).data().toString();
    }
    bool differs(int row)
    {
        return view().findChild<FactTable *>()->model()->index(row, 0).data(FactModel::DiffersRole).toBool();
    }
    QString story() { return view().findChild<QLabel *>(QStringLiteral("story"))->text(); }

    LiveWindow window;
};

} // namespace

void CompareViewTest::spaceStepsBothAndAtTheEndTheFactsDiffer()
{
    Compared compared;
    QVERIFY(compared.awaitSettled());
    QVERIFY(!compared.differs(FactModel::Ending));
    QVERIFY(compared.stepToEnd());
    QCOMPARE(compared.fact(FactModel::Ending, 0), QStringLiteral("client (FIN)"));
    QCOMPARE(compared.fact(FactModel::Ending, 1), QStringLiteral("server (FIN)"));
    QCOMPARE(compared.fact(FactModel::ClientSocket, 0), QStringLiteral("TIME_WAIT"));
    QCOMPARE(compared.fact(FactModel::ServerConnection, 1), QStringLiteral("TIME_WAIT"));
    QVERIFY(compared.fact(FactModel::TimeWait, 0).startsWith(QStringLiteral("client, ")));
    QVERIFY(compared.fact(FactModel::TimeWait, 1).startsWith(QStringLiteral("server, ")));
    QVERIFY(compared.differs(FactModel::TimeWait) && compared.differs(FactModel::PortFree));
    QVERIFY(!compared.differs(FactModel::Bytes));
    QVERIFY(compared.story().contains(QStringLiteral("The end that sends the first FIN keeps TIME_WAIT")));
}

void CompareViewTest::playGoesThroughToTheEnd()
{
    Compared compared;
    QVERIFY(compared.awaitSettled());
    compared.comparison().pace().setSpeed(20);
    compared.window.press(Qt::Key_P);
    QVERIFY(compared.comparison().pace().isPlaying());
    QVERIFY(await([&] { return compared.comparison().isFinished(); }));
    QVERIFY(await([&] { return !compared.comparison().pace().isPlaying(); }));
}

void CompareViewTest::everyButtonDoesWhatItsKeyDoes()
{
    Compared compared;
    QVERIFY(compared.awaitSettled());
    compared.window.click(compared.button("step"));
    QVERIFY(compared.awaitSettled());
    for (int side = 0; side < Comparison::kSides; ++side)
        QCOMPARE(callsIn(compared.recording(side)).size(), 1U);
    compared.window.click(compared.button("play"));
    QVERIFY(compared.comparison().pace().isPlaying());
    compared.window.press(Qt::Key_P);
    QVERIFY(!compared.comparison().pace().isPlaying());
    compared.window.click(compared.button("restart"));
    QVERIFY(compared.awaitSettled());
    QCOMPARE(callsIn(compared.recording(0)).size(), 0U);
    compared.window.click(compared.button("reuse"));
    QVERIFY(compared.comparison().reuseAddress());
    compared.window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(compared.stepToEnd());
    compared.window.click(compared.button("again"));
    QVERIFY(compared.awaitSettled());
    for (int side = 0; side < Comparison::kSides; ++side)
        QCOMPARE(resultsOf(compared.recording(side), "server-2", Function::Bind),
            QStringList {QStringLiteral("0")});
    compared.window.click(compared.button("last"));
    QVERIFY(compared.view().isCostShown());
    compared.window.click(compared.button("first"));
    QVERIFY(!compared.view().isCostShown());
    compared.window.click(compared.button("back"));
    QVERIFY(!compared.view().isVisible());
}

void CompareViewTest::labelsAreClearOfEachOtherAtEveryStep_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Closing>("left");
    QTest::addColumn<Closing>("right");
    for (const QSize size : {QSize(1440, 900), QSize(1280, 720)}) {
        const std::pair<Closing, Closing> pairs[] = {{Closing::ClientFirst, Closing::ServerFirst},
            {Closing::BothAtOnce, Closing::ClientLinger}, {Closing::ClientUnread, Closing::ClientHalfClose}};
        for (const auto &[left, right] : pairs)
            QTest::addRow("%dx%d %s, %s", size.width(), size.height(), lessonName(left).data(),
                lessonName(right).data())
                << size << left << right;
    }
}

void CompareViewTest::labelsAreClearOfEachOtherAtEveryStep()
{
    QFETCH(const QSize, size);
    QFETCH(const Closing, left);
    QFETCH(const Closing, right);
    Compared compared(size);
    QVERIFY(compared.choose(0, left) && compared.choose(1, right));
    const auto check = [&](int side) {
        const CompareDiagram &diagram = compared.view().diagram(side);
        const Follower &follower = compared.comparison().follower(side);
        const double height = diagram.geometry().contentHeight(follower.layout().rowCount()) + 1e6;
        return brokenRules(diagram.visibleSlice(), diagram.geometry(), monospaced(diagram.font()), height)
            + brokenHeaderRules(diagram, follower);
    };
    do {
        QCOMPARE(compared.view().diagram(0).verticalScrollBar()->value(),
            compared.view().diagram(1).verticalScrollBar()->value());
        for (int side = 0; side < Comparison::kSides; ++side) {
            const QStringList broken = check(side);
            QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
        }
    } while (compared.comparison().canStep() && compared.step());
    QVERIFY(compared.comparison().isFinished());
    compared.window.press(Qt::Key_B);
    QVERIFY(compared.awaitSettled());
    for (int side = 0; side < Comparison::kSides; ++side) {
        const QStringList broken = check(side);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
    }
}

void CompareViewTest::whatCorrespondsIsAtTheSameHeight()
{
    Compared compared;
    QVERIFY(compared.stepToEnd());
    int same = 0;
    for (const AlignedRow &line : compared.comparison().alignment().rows()) {
        if (line.row[0] == kNoRow || line.row[1] == kNoRow)
            continue;
        QCOMPARE(compared.view().diagram(0).geometry().y(line.row[0]),
            compared.view().diagram(1).geometry().y(line.row[1]));
        ++same;
    }
    QVERIFY(same > 15);
}

void CompareViewTest::bothDiagramsScrollTogether()
{
    Compared compared({1280, 720});
    QVERIFY(compared.stepToEnd());
    QScrollBar *left = compared.view().diagram(0).verticalScrollBar();
    QScrollBar *right = compared.view().diagram(1).verticalScrollBar();
    QVERIFY(left->maximum() > 0);
    QCOMPARE(left->maximum(), right->maximum());
    QCOMPARE(left->value(), left->maximum()); // follows the newest line
    QCOMPARE(right->value(), left->value());
    left->setValue(20);
    QCOMPARE(right->value(), 20);
    right->setValue(0);
    QCOMPARE(left->value(), 0);
}

void CompareViewTest::aClosingIsChosenForEachSide()
{
    Compared compared;
    QVERIFY(compared.step());
    const QList<QAction *> actions = compared.button("right")->menu()->actions();
    QCOMPARE(actions.size(), static_cast<qsizetype>(kClosings.size()));
    actions.at(4)->trigger();
    QVERIFY(compared.awaitSettled());
    QCOMPARE(compared.comparison().closing(1), Closing::ClientLinger);
    QCOMPARE(callsIn(compared.recording(0)).size(), 0U); // both begin anew
    QCOMPARE(compared.view().findChild<FactTable *>()->model()->headerData(2, Qt::Horizontal).toString(),
        QStringLiteral("Client closes with SO_LINGER 0 (RST)"));
    QVERIFY(compared.stepToEnd());
    QCOMPARE(compared.fact(FactModel::Ending, 1), QStringLiteral("client (RST)"));
    QVERIFY(compared.fact(FactModel::Errors, 1).contains(QStringLiteral("ECONNRESET")));
}

void CompareViewTest::bothRunsCanLiveInLabs()
{
    QCOMPARE(whyNoLab(), std::string());
    Compared compared;
    compared.window.click(compared.button("lab"));
    QVERIFY(compared.awaitSettled());
    for (int side = 0; side < Comparison::kSides; ++side)
        QCOMPARE(compared.recording(side).header().network, std::string("lab"));
    QVERIFY(compared.stepToEnd());
    for (int side = 0; side < Comparison::kSides; ++side)
        QVERIFY(compared.comparison().follower(side).history().segmentCount() >= 8);
    QCOMPARE(compared.fact(FactModel::Ending, 0), QStringLiteral("client (FIN)"));
    QCOMPARE(compared.fact(FactModel::Ending, 1), QStringLiteral("server (FIN)"));
    // The SYNs are in one line: what corresponds stays together.
    const auto &arrows = [&](int side) { return compared.comparison().follower(side).layout().arrowOf(1); };
    const auto &lines = compared.comparison().alignment();
    QCOMPARE(lines.lines(0)[arrows(0)->from], lines.lines(1)[arrows(1)->from]);
    compared.window.click(compared.button("lab"));
    QVERIFY(compared.awaitSettled());
    QCOMPARE(compared.recording(0).header().network, std::string("loopback"));
}

void CompareViewTest::startingTheServerAgainShowsTheTrap()
{
    Compared compared;
    QVERIFY(!compared.button("again")->isEnabled()); // no server has had a port yet
    QVERIFY(compared.stepToEnd());
    compared.window.press(Qt::Key_B);
    QVERIFY(compared.awaitSettled());
    QVERIFY(compared.fact(FactModel::BindAgain, 0).startsWith(QStringLiteral("→ 0")));
    QVERIFY(compared.fact(FactModel::BindAgain, 1).startsWith(QStringLiteral("→ -1 EADDRINUSE")));
    // Now the new server alone sets it: that does not help.
    compared.comparison().setReuseAddress(true);
    compared.window.press(Qt::Key_B);
    QVERIFY(compared.awaitSettled());
    QVERIFY(compared.fact(FactModel::BindAgain, 1).startsWith(QStringLiteral("→ -1 EADDRINUSE")));
    QVERIFY(compared.story().contains(QStringLiteral("trap")));
    // In the next run both set it.
    compared.window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(compared.stepToEnd());
    compared.window.press(Qt::Key_B);
    QVERIFY(compared.awaitSettled());
    QVERIFY(compared.fact(FactModel::BindAgain, 1).startsWith(QStringLiteral("→ 0")));
}

void CompareViewTest::aSelectedCallIsTold()
{
    Compared compared;
    QVERIFY(compared.stepToEnd());
    compared.window.press(Qt::Key_N);
    QCOMPARE(compared.comparison().selection(0).call(), CallId {1});
    QVERIFY(compared.story().contains(QStringLiteral("socket()")));
    compared.comparison().selection(1).setCall(2);
    QVERIFY(compared.story().startsWith(QStringLiteral("<b>Server closes first</b>")));
    compared.window.press(Qt::Key_Escape);
    QCOMPARE(compared.comparison().selection(0).call(), CallId {0});
    QCOMPARE(compared.comparison().selection(1).call(), CallId {0});
}

void CompareViewTest::theLessonGoesOnWhereItWas()
{
    Compared compared;
    QVERIFY(compared.step());
    QCOMPARE(compared.window.callCount(), CallId {0}); // Space was the comparison's alone
    compared.window.press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(compared.window.step());
    QCOMPARE(compared.window.callCount(), CallId {1});
    const std::size_t before = callsIn(compared.recording(0)).size();
    compared.window.press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(compared.view().isVisible());
    QCOMPARE(callsIn(compared.recording(0)).size(), before);
}

void CompareViewTest::manyConnectionsAreCountedOnTheirPage()
{
    Compared compared;
    compared.window.press(Qt::Key_4, Qt::ControlModifier);
    CostView &cost = compared.view().cost();
    QVERIFY(cost.isVisible());
    cost.findChild<QSpinBox *>()->setValue(50);
    cost.start();
    QVERIFY(cost.isRunning());
    const auto charts = cost.findChildren<CostChart *>();
    QCOMPARE(charts.size(), 2);
    QVERIFY(await(
        [&] { return charts[1]->sampleCount() > 0 && charts[1]->samples().back().timeWaitServer > 0; }));
    QVERIFY(charts[0]->samples().back().timeWaitClient > 40); // some may have been reused by now
    QCOMPARE(charts[0]->samples().back().timeWaitServer, 0);
    QCOMPARE(charts[1]->samples().back().timeWaitClient, 0);
    // While it still connects, the first cancel ends that, and the next one ends the watching.
    QVERIFY(await([&] {
        cost.cancel();
        return !cost.isRunning();
    }));
}

void CompareViewTest::closingTheWindowDuringManyConnectionsLeavesNothing()
{
    Compared().window.closeAndDestroy(); // what is made once and kept
    const int threads = threadCount();
    const int descriptors = descriptorCount();
    for (int i = 0; i < 5; ++i) {
        Compared compared;
        compared.window.press(Qt::Key_4, Qt::ControlModifier);
        CostView &cost = compared.view().cost();
        cost.findChild<QSpinBox *>()->setValue(5000);
        cost.start();
        QVERIFY(await([&] { return cost.findChildren<CostChart *>().at(0)->sampleCount() > 0; }));
        compared.window.closeAndDestroy();
    }
    QVERIFY(threadsFallTo(threads));
    QVERIFY(descriptorCount() <= descriptors);
}

QTEST_MAIN(CompareViewTest)
#include "compare_view_test.moc"
