// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram of states with real sessions in it: every transition is there, nothing written meets
// anything else at any step.
#include "application.h"
#include "state_gallery.h"
#include "ui/look/theme.h"
#include "ui/words/state_step_text.h"

#include <QImage>
#include <QScrollBar>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;


class StateMachineTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void everyTransitionOfASessionIsInTheDiagram_data() { eachClosing(); }
    void everyTransitionOfASessionIsInTheDiagram();
    void nothingOverlapsAtAnyStep_data() { eachClosing(); }
    void nothingOverlapsAtAnyStep();
    void aSmallWidgetScrolls();
    void thePresentStatesAreFilledAndTagged();
    void theTwoCloseAreTheBeginningAndTheEnd();
    void aTransitionThatWasMadeAgainHasAllItsNumbers();
    void thePictureHasTheColoursOfTheTheme_data();
    void thePictureHasTheColoursOfTheTheme();

private:
    static void eachClosing()
    {
        QTest::addColumn<Closing>("closing");
        QTest::addColumn<QString>("language");
        for (const Closing closing : kClosings) {
            for (const char *language : {"en", "ko"})
                QTest::addRow("%s %s", std::string(lessonName(closing)).c_str(), language)
                    << closing << QString::fromLatin1(language);
        }
    }
};

void StateMachineTest::initTestCase()
{
    prepareApplication();
    useFontOfTheWindow();
}

void StateMachineTest::everyTransitionOfASessionIsInTheDiagram()
{
    QFETCH(const Closing, closing);
    StateGallery gallery(closing);
    QVERIFY(gallery.stepToEnd());
    const Recording &recording = gallery.history().recording();
    int changes = 0;
    for (EventIndex n = 0; n < recording.size(); ++n) {
        const auto *change = std::get_if<StateChanged>(&recording.at(n).body);
        if (!change)
            continue;
        const StateFigure::Edge *edge = edgeOf(gallery.figure(), change->from, change->to);
        const QString which = StateStepText::stateName(change->from) + QStringLiteral(" to ")
            + StateStepText::stateName(change->to);
        QVERIFY2(edge, qPrintable(which));
        QVERIFY2(!edge->traces.empty(), qPrintable(which));
        QVERIFY2(!edge->text.isEmpty(), qPrintable(which));
        ++changes;
    }
    QVERIFY(changes > 6);
}

void StateMachineTest::nothingOverlapsAtAnyStep()
{
    QFETCH(const Closing, closing);
    QFETCH(const QString, language);
    Language words;
    words.use(language);
    StateGallery gallery(closing);
    VERIFY_NONE(gallery.broken());
    while (!gallery.isFinished()) {
        QVERIFY(gallery.step());
        VERIFY_NONE(gallery.broken());
    }
}

void StateMachineTest::aSmallWidgetScrolls()
{
    StateGallery gallery(Closing::ClientFirst);
    StateMachineView &view = gallery.view();
    QCOMPARE(view.horizontalScrollBar()->maximum() + view.verticalScrollBar()->maximum(), 0);
    view.resize(320, 240);
    QVERIFY(await([&] { return view.verticalScrollBar()->maximum() > 0; }));
    QVERIFY(view.horizontalScrollBar()->maximum() > 0);
    QVERIFY(gallery.stepToEnd());
    for (int step = 0; step < 12; ++step) { // each comes into sight
        QTest::keyClick(&view, Qt::Key_Right);
        const StepMarks marks {view.currentStep(), {}};
        for (const auto &edge : view.figure().edges) {
            for (const auto &trace : edge.traces) {
                const QRectF words = trace.badge.united(edge.label).translated(view.contentOrigin());
                QVERIFY(!marks.isCurrent(trace) || QRectF(view.viewport()->rect()).contains(words));
            }
        }
    }
    view.resize(StateGallery::kSizes[0]);
    QVERIFY(await([&] { return view.verticalScrollBar()->maximum() == 0; }));
}

void StateMachineTest::thePresentStatesAreFilledAndTagged()
{
    StateGallery gallery(Closing::ClientFirst);
    const auto present = [&] {
        QStringList result;
        for (const auto &box : gallery.figure().boxes) {
            if (box.present)
                result << box.text + u':' + gallery.tags(box);
        }
        result.sort();
        return result.join(u' ');
    };
    QCOMPARE(present(), QString());
    QVERIFY(gallery.step()); // the server's socket()
    QCOMPARE(present(), QStringLiteral("CLOSE:server"));
    while (gallery.lastCall(Function::Connect) == 0)
        QVERIFY(gallery.step());
    QCOMPARE(present(), QStringLiteral("ESTABLISHED:client,server"));
    while (gallery.lastCall(Function::Shutdown) == 0)
        QVERIFY(gallery.step());
    QCOMPARE(present(), QStringLiteral("CLOSE_WAIT:server FIN_WAIT2:client"));
    QVERIFY(gallery.box(TcpState::Listen).visited);
    QVERIFY(gallery.box(TcpState::SynSent).visited);
    QVERIFY(!gallery.box(TcpState::Closing).visited);
    QVERIFY(!gallery.box(TcpState::LastAck).visited);
    QVERIFY(gallery.stepToEnd());
    QCOMPARE(present(), QStringLiteral("CLOSE:server TIME_WAIT:client"));
}

void StateMachineTest::theTwoCloseAreTheBeginningAndTheEnd()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.step("server"));
    QVERIFY(gallery.step("client")); // socket
    QVERIFY(gallery.step("client")); // connect, refused
    QVERIFY(gallery.lastCall(Function::Connect) > 0);
    QVERIFY(gallery.box(TcpState::Close).present);
    QVERIFY(!gallery.box(TcpState::Close, true).visited);
    QVERIFY(gallery.stepToEnd());
    QVERIFY(!gallery.box(TcpState::Close).present);
    QVERIFY(gallery.box(TcpState::Close).visited);
    QVERIFY(gallery.box(TcpState::Close, true).present);
}

void StateMachineTest::aTransitionThatWasMadeAgainHasAllItsNumbers()
{
    StateGallery gallery(Closing::ClientFirst);
    const auto numbers
        = [&](TcpState from, TcpState to) { return gallery.edge(from, to).traces.at(0).numbers; };
    QVERIFY(gallery.step("client"));
    QVERIFY(gallery.step("client"));
    // Nobody is bound yet, so the port is 0: refused as well.
    QCOMPARE(numbers(TcpState::Close, TcpState::SynSent), QStringLiteral("1"));
    QVERIFY(gallery.step("client"));
    QCOMPARE(numbers(TcpState::Close, TcpState::SynSent), QStringLiteral("1,3"));
    QVERIFY(gallery.step("client"));
    QCOMPARE(numbers(TcpState::SynSent, TcpState::Close), QStringLiteral("2…6"));
    VERIFY_NONE(gallery.broken());
}

void StateMachineTest::thePictureHasTheColoursOfTheTheme_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void StateMachineTest::thePictureHasTheColoursOfTheTheme()
{
    QFETCH(const bool, dark);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    const Theme theme(palette);
    StateGallery gallery(Closing::ClientFirst);
    StateMachineView &view = gallery.view();
    view.setPalette(palette);
    QVERIFY(gallery.stepToEnd());
    const QImage image = view.viewport()->grab().toImage();
    const auto inBox = [&](TcpState state, bool end) {
        return image.pixelColor((gallery.box(state, end).rect.topLeft() + QPointF(8, 8)).toPoint());
    };
    QCOMPARE(inBox(TcpState::TimeWait, false), theme.state(TcpState::TimeWait));
    QCOMPARE(inBox(TcpState::Close, true), theme.state(TcpState::Close));
    QCOMPARE(inBox(TcpState::Closing, false), theme.window());
    QVERIFY(inBox(TcpState::FinWait1, false) != theme.window()); // visited: tinted
    const auto isInked = [&](TcpState from, TcpState to, bool client) {
        const QPoint place = (gallery.edge(from, to).line.first() + QPointF(-1, 12)).toPoint();
        for (int x = 0; x < 3; ++x) { // its edges are smoothed
            if (image.pixelColor(place + QPoint(x, 0)) == theme.actorText(client))
                return true;
        }
        return false;
    };
    QVERIFY(isInked(TcpState::FinWait2, TcpState::TimeWait, true));
    QVERIFY(isInked(TcpState::Close, TcpState::Listen, false));
    QVERIFY(!isInked(TcpState::Closing, TcpState::TimeWait, true));
    QCOMPARE(image.pixelColor(2, view.viewport()->height() / 2), theme.canvas());
}

QTEST_MAIN(StateMachineTest)
#include "state_machine_test.moc"
