// SPDX-License-Identifier: GPL-3.0-or-later
// A step in the diagram of states leads to the call behind it, by mouse and by keys, and is told in full.
#include "application.h"
#include "state_gallery.h"
#include "ui/look/language.h"

#include <QApplication>
#include <QImage>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class StateSelectionTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase();
    void init() { asIfNeverOpened(); }
    void aClickOnABadgeALabelOrALineSelectsItsCall();
    void aClickBesideEverythingClearsTheSelection();
    void theKeysGoFromStepToStep();
    void aSelectionFromElsewhereIsShown();
    void theTooltipNamesTheStepInFull();
    void aRestartForgetsThePath();
    void itCanBeReadAloud();
};

void StateSelectionTest::initTestCase()
{
    prepareApplication();
    useFontOfTheWindow();
}

void StateSelectionTest::aClickOnABadgeALabelOrALineSelectsItsCall()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.stepToEnd());
    StateMachineView &view = gallery.view();
    const CallId connect = gallery.lastCall(Function::Connect);
    const CallId shutdown = gallery.lastCall(Function::Shutdown);
    const CallId listen = gallery.lastCall(Function::Listen);
    QVERIFY(connect && shutdown && listen);
    const auto &opening = gallery.edge(TcpState::Close, TcpState::SynSent);
    const auto &closing = gallery.edge(TcpState::Established, TcpState::FinWait1);
    const auto &other = gallery.edge(TcpState::Established, TcpState::CloseWait);
    const auto &listening = gallery.edge(TcpState::Close, TcpState::Listen);
    gallery.click(opening.traces[0].badge.center());
    QCOMPARE(gallery.selection().call(), connect);
    QVERIFY((view.currentStep() == StepRef {End::Client, 0}));
    gallery.click(closing.label.center());
    QCOMPARE(gallery.selection().call(), shutdown);
    gallery.click(listening.line.first() + QPointF(-5, 9)); // near, not on it
    QCOMPARE(gallery.selection().call(), listen);
    gallery.click(other.line[1]); // the peer's FIN: the call that sent it
    QCOMPARE(gallery.selection().call(), shutdown);
    QCOMPARE(view.currentStep()->end, End::Server);
    // A transition that nobody made has no call.
    const auto &never = gallery.edge(TcpState::FinWait1, TcpState::Closing);
    gallery.click(never.label.center());
    QCOMPARE(gallery.selection().call(), CallId {0});
}

void StateSelectionTest::aClickBesideEverythingClearsTheSelection()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.stepToEnd());
    gallery.selection().setCall(gallery.lastCall(Function::Connect));
    QVERIFY(gallery.view().currentStep());
    gallery.click(gallery.box(TcpState::Listen).rect.topLeft() + QPointF(-30, 25));
    QCOMPARE(gallery.selection().call(), CallId {0});
    QVERIFY(!gallery.view().currentStep());
}

void StateSelectionTest::theKeysGoFromStepToStep()
{
    StateGallery gallery(Closing::ServerFirst);
    StateMachineView &view = gallery.view();
    QTest::keyClick(&view, Qt::Key_Right); // there is nothing yet
    QVERIFY(!view.currentStep());
    QVERIFY(gallery.stepToEnd());
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY((view.currentStep() == StepRef {End::Server, 0}));
    QCOMPARE(gallery.selection().call(), gallery.lastCall(Function::Listen));
    QTest::keyClick(&view, Qt::Key_Left); // there is none before it
    QVERIFY((view.currentStep() == StepRef {End::Server, 0}));
    QTest::keyClick(&view, Qt::Key_Right);
    QVERIFY((view.currentStep() == StepRef {End::Client, 0}));
    QCOMPARE(gallery.selection().call(), gallery.lastCall(Function::Connect));
    QTest::keyClick(&view, Qt::Key_Right); // the same call, another step
    QVERIFY((view.currentStep() == StepRef {End::Server, 1}));
    QCOMPARE(gallery.selection().call(), gallery.lastCall(Function::Connect));
    QTest::keyClick(&view, Qt::Key_End);
    const StepRef last = view.currentStep().value();
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.currentStep().value(), last);
    int steps = 1;
    for (StepRef at = last; steps < 100; ++steps) {
        QTest::keyClick(&view, Qt::Key_Left);
        if (view.currentStep() == at)
            break;
        at = view.currentStep().value();
    }
    QCOMPARE(steps, 12); // five of the client, seven of the server
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY((view.currentStep() == StepRef {End::Server, 0}));
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!view.currentStep());
    QCOMPARE(gallery.selection().call(), CallId {0});
    QTest::keyClick(&view, Qt::Key_Left); // from none, to the last
    QCOMPARE(view.currentStep().value(), last);
}

void StateSelectionTest::aSelectionFromElsewhereIsShown()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.stepToEnd());
    StateMachineView &view = gallery.view();
    const QImage before = view.viewport()->grab().toImage();
    gallery.selection().setCall(gallery.lastCall(Function::Shutdown));
    QVERIFY((view.currentStep() == StepRef {End::Client, 2}));
    QVERIFY(view.viewport()->grab().toImage() != before);
    gallery.selection().setCall(gallery.lastCall(Function::Send)); // it changed no state
    QVERIFY(!view.currentStep());
    QVERIFY(view.viewport()->grab().toImage() == before);
}

void StateSelectionTest::theTooltipNamesTheStepInFull()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.stepToEnd());
    const auto said
        = [&](TcpState from, TcpState to) { return gallery.tooltip(gallery.edge(from, to).label.center()); };
    const QString fin = said(TcpState::Established, TcpState::FinWait1);
    QVERIFY2(
        fin.startsWith(QStringLiteral("Client: 3. ESTABLISHED → FIN_WAIT1: shutdown() called, FIN sent")),
        qPrintable(fin));
    const QString ack = said(TcpState::FinWait1, TcpState::FinWait2);
    QVERIFY2(
        ack.startsWith(QStringLiteral("Client: 4. FIN_WAIT1 → FIN_WAIT2: ACK of its FIN")), qPrintable(ack));
    const QString syn = said(TcpState::Listen, TcpState::SynRecv); // too short for a look at the kernel
    QCOMPARE(syn, QStringLiteral("Server: 2. LISTEN → SYN_RECV: SYN received, SYN,ACK sent (inferred)"));
    QCOMPARE(said(TcpState::FinWait1, TcpState::Closing),
        QStringLiteral("FIN_WAIT1 → CLOSING: FIN received, ACK sent"));
    QCOMPARE(gallery.tooltip(gallery.edge(TcpState::Established, TcpState::Close).line[1]),
        QStringLiteral("ESTABLISHED → CLOSE: RST sent or received"));

    StateGallery torn(Closing::ClientUnread);
    QVERIFY(torn.stepToEnd());
    const auto &reset = torn.edge(TcpState::Established, TcpState::Close);
    const QString both = torn.tooltip(reset.label.center());
    QVERIFY2(both.contains(QStringLiteral("Client: 3. ESTABLISHED → CLOSE: RST sent")), qPrintable(both));
    QVERIFY2(both.contains(QStringLiteral("Server: 4. ESTABLISHED → CLOSE: RST received")), qPrintable(both));
}

void StateSelectionTest::aRestartForgetsThePath()
{
    StateGallery gallery(Closing::ClientFirst);
    QVERIFY(gallery.stepToEnd());
    StateMachineView &view = gallery.view();
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.currentStep());
    gallery.playback().restart();
    QVERIFY(!view.currentStep());
    QVERIFY(gallery.awaitSettled());
    for (const auto &edge : view.figure().edges)
        QVERIFY(edge.traces.empty());
    QVERIFY(view.figure().tags.empty());
    QVERIFY(gallery.stepToEnd());
    VERIFY_NONE(gallery.broken());
}

void StateSelectionTest::itCanBeReadAloud()
{
    StateGallery gallery(Closing::ClientFirst);
    StateMachineView &view = gallery.view();
    QCOMPARE(view.accessibleName(), QStringLiteral("TCP state diagram"));
    QVERIFY(gallery.stepToEnd());
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("The client is in TIME_WAIT")));
    QVERIFY(view.accessibleDescription().contains(QStringLiteral("The server is in CLOSE")));
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(view.accessibleDescription().startsWith(
        QStringLiteral("Server: 1. CLOSE → LISTEN: listen() called")));
    Language words;
    words.use(QStringLiteral("ko"));
    view.retranslate();
    QVERIFY(!view.accessibleName().contains(QStringLiteral("diagram")));
}

QTEST_MAIN(StateSelectionTest)
#include "state_selection_test.moc"
