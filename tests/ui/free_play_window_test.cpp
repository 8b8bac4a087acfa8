// SPDX-License-Identifier: GPL-3.0-or-later
// Free play in the window: every button and key makes a real call, or says why there is none.
#include "application.h"
#include "live_window.h"
#include "support/process_census.h"
#include "support/recording_query.h"
#include "ui/lesson/lesson_menu.h"
#include "ui/parts/notice_bar.h"
#include "ui/parts/tab_row.h"
#include "ui/programs/call_button.h"
#include "ui/programs/call_pad.h"
#include "ui/programs/free_play_pane.h"
#include "ui/programs/program_model.h"
#include "ui/programs/program_view.h"
#include "ui/recordings/recordings.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class FreePlayWindowTest : public QObject {
    Q_OBJECT

public:
    static void initMain() { prepareProcess(); }

private slots:
    void initTestCase() { prepareApplication(); }
    void init() { asIfNeverOpened(); }
    void theMenuBeginsIt();
    void everyButtonMakesItsCall_data();
    void everyButtonMakesItsCall();
    void everyEntryOfAMenuMakesItsCall_data();
    void everyEntryOfAMenuMakesItsCall();
    void everyCallHasAKey();
    void theProgramGrowsWithItsResults();
    void errorsAreShownAsTheKernelGivesThem();
    void aBlockedCallLeavesOnlyInterrupt();
    void whomSigpipeHasEndedIsStartedAgain();
    void eightClientsCanBeAdded();
    void theSocketCanBeChosen();
    void whatIsTypedIsSent();
    void whatMakesSenseStandsOut();
    void stepAndPlaySayThatNothingIsScripted();
    void theNarrationSaysWhoIsBlocked();
    void theNarrationClaimsNoEcho();
    void ofThePastNoCallIsMade();
    void aRecordingOfFreePlayIsReadLikeAnyOther();
    void itGoesOnInTheLab();
    void aLessonEndsIt();
    void quittingWhileBlockedLeavesNothing();
};

namespace {

SessionOptions freePlay()
{
    SessionOptions options = onAnyPort(Closing::ClientFirst);
    options.freePlay = true;
    return options;
}

CallButton *button(LiveWindow &window, Function function)
{
    for (auto *one : window.find<CallPad>()->findChildren<CallButton *>()) {
        if (!one->choices.empty() && one->function == function)
            return one;
    }
    qFatal("there is no such button");
}

/// The button waits until the window has shown that the last call is over.
bool press(LiveWindow &window, Function function)
{
    CallButton *one = button(window, function);
    if (!await([one] { return one->isEnabled(); }))
        return false;
    window.click(one);
    return window.awaitSettled();
}

bool press(LiveWindow &window, std::initializer_list<Function> functions)
{
    return std::all_of(functions.begin(), functions.end(), [&](Function one) { return press(window, one); });
}

/// Whoever is blocked is interrupted; whom SIGPIPE has ended begins again, and has a socket again.
bool goOn(LiveWindow &window)
{
    auto *interrupt = window.find<CallButton>("interrupt");
    auto *again = window.find<QToolButton>("startAgain");
    CallButton *other = button(window, Function::Socket);
    if (!await([&] { return interrupt->isEnabled() || other->isEnabled() || again->isVisible(); }))
        return false;
    if (again->isVisible()) {
        window.click(again);
        return window.awaitSettled() && press(window, Function::Socket);
    }
    if (interrupt->isEnabled())
        window.click(interrupt);
    return window.awaitSettled();
}

const CallEntered &lastCall(LiveWindow &window) { return window.history().entered(window.callCount()); }
int lastError(LiveWindow &window)
{
    const CallReturned *returned = window.history().returned(window.callCount());
    return returned ? returned->error : -1;
}

void allFunctions()
{
    QTest::addColumn<int>("function");
    for (const Function function : {Function::Socket, Function::Setsockopt, Function::Bind, Function::Listen,
             Function::Accept, Function::Connect, Function::Send, Function::Recv, Function::Shutdown,
             Function::Sendto, Function::Recvfrom, Function::Close, Function::Fcntl, Function::Getsockname})
        QTest::addRow("%s", std::string(name(function)).c_str()) << static_cast<int>(function);
}

QString lineOf(LiveWindow &window, const CallEntered &call)
{
    const auto *model = window.find<ProgramView>("freeProgram")->model();
    return model->index(call.line - 1, 0).data(ProgramModel::CodeRole).toString();
}

} // namespace

void FreePlayWindowTest::theMenuBeginsIt()
{
    LiveWindow window;
    QVERIFY(window.stepUntilConnected());
    auto *entry = window->findChild<QAction *>(QStringLiteral("freePlay"));
    QVERIFY(entry && !entry->isChecked());
    entry->trigger();
    QVERIFY(window.awaitSettled());
    QVERIFY(window.find<FreePlayPane>()->isVisible());
    QVERIFY(!window.find<ProgramView>("serverProgram")->isVisible());
    QVERIFY(entry->isChecked());
    QCOMPARE(window.callCount(), 0U);
    QCOMPARE(window.recording().header().lesson, std::string("free-play"));
    QVERIFY(window.narration().contains(QStringLiteral("Free play")));
}

void FreePlayWindowTest::everyButtonMakesItsCall_data() { allFunctions(); }

void FreePlayWindowTest::everyButtonMakesItsCall()
{
    QFETCH(const int, function);
    LiveWindow window(freePlay());
    window.session().allowNetwork(); // a listen() without bind() asks first: reach_question_test
    QVERIFY(press(window, Function::Socket));
    QVERIFY(press(window, static_cast<Function>(function)));
    const auto calls = callsOf(window.recording(), "server", static_cast<Function>(function));
    QVERIFY(!calls.empty());
    QVERIFY(calls.back().returned || calls.back().blocked);
    const std::string_view word = name(static_cast<Function>(function));
    const QString line = lineOf(window, *calls.back().entered);
    QVERIFY2(line.contains(QString::fromStdString(std::string(word) + '(')), qPrintable(line));
    QVERIFY(goOn(window));
}

void FreePlayWindowTest::everyEntryOfAMenuMakesItsCall_data() { allFunctions(); }

void FreePlayWindowTest::everyEntryOfAMenuMakesItsCall()
{
    QFETCH(const int, function);
    LiveWindow window(freePlay());
    window.session().allowNetwork(); // a listen() without bind() asks first: reach_question_test
    QVERIFY(press(window, Function::Socket));
    CallButton *one = button(window, static_cast<Function>(function));
    if (!one->menu())
        return;
    emit one->menu()->aboutToShow();
    QStringList entries;
    for (const QAction *action : one->menu()->actions())
        entries << action->text();
    QVERIFY(entries.size() >= 2);
    for (qsizetype i = 0; i < static_cast<qsizetype>(one->choices.size()); ++i) {
        emit one->menu()->aboutToShow();
        const QString wanted = one->menu()
                                   ->actions()
                                   .at(i)
                                   ->text()
                                   .section(QStringLiteral("  //"), 0, 0)
                                   .replace(QStringLiteral("&&"), QStringLiteral("&"));
        const auto before = callsOf(window.recording(), "server", static_cast<Function>(function)).size();
        one->menu()->actions().at(i)->trigger();
        QVERIFY(window.awaitSettled());
        const auto calls = callsOf(window.recording(), "server", static_cast<Function>(function));
        QCOMPARE(calls.size(), before + 1);
        const QString line = lineOf(window, *calls.back().entered);
        // The variable is the last that was made meanwhile.
        QVERIFY2(static_cast<Function>(function) == Function::Socket ? line.contains(wanted)
                                                                     : line.contains(wanted.section(u'(', 1)),
            qPrintable(line + QStringLiteral(" for ") + wanted));
        QVERIFY(goOn(window));
    }
}

void FreePlayWindowTest::everyCallHasAKey()
{
    LiveWindow window(freePlay());
    QSet<QString> keys;
    for (auto *one : window.find<CallPad>()->findChildren<CallButton *>()) {
        QVERIFY2(!one->shortcut().isEmpty(), qPrintable(one->text()));
        keys << one->shortcut().toString();
    }
    QCOMPARE(keys.size(), 15);
    window.press(Qt::Key_O, Qt::AltModifier);
    QVERIFY(await([&] { return window.lastReturned(Function::Socket); }));
    QVERIFY(window.awaitSettled());
    window.press(Qt::Key_B, Qt::AltModifier);
    QVERIFY(await([&] { return window.lastReturned(Function::Bind); }));
    // The last choice from a menu is what the button then makes; Down opens the menu.
    QVERIFY(window.awaitSettled());
    emit button(window, Function::Listen)->menu()->aboutToShow();
    button(window, Function::Listen)->menu()->actions().at(1)->trigger();
    QVERIFY(window.awaitSettled());
    QVERIFY(press(window, Function::Listen));
    QCOMPARE(lastCall(window).args.find(ArgumentName::Backlog), std::optional(128));
}

void FreePlayWindowTest::theProgramGrowsWithItsResults()
{
    LiveWindow window(freePlay());
    window.session().allowNetwork(); // a listen() without bind() asks first: reach_question_test
    const auto *view = window.find<ProgramView>("freeProgram");
    QCOMPARE(view->model()->rowCount(), 0);
    QVERIFY(press(window, {Function::Socket, Function::Setsockopt, Function::Listen}));
    QCOMPARE(view->model()->rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        QVERIFY(view->model()->index(row, 0).data(ProgramModel::ResultRole).toString().startsWith(u'→'));
    for (int i = 0; i < 30; ++i)
        QVERIFY(press(window, Function::Getsockname));
    QCoreApplication::processEvents();
    // The newest line is in sight.
    const QModelIndex last = view->model()->index(view->model()->rowCount() - 1, 0);
    QVERIFY(view->viewport()->rect().contains(view->visualRect(last).center()));
}

void FreePlayWindowTest::errorsAreShownAsTheKernelGivesThem()
{
    LiveWindow window(freePlay());
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Socket, Function::Recv}));
    QCOMPARE(lastError(window), ENOTCONN);
    const auto *model = window.find<ProgramView>("freeProgram")->model();
    const QModelIndex line = model->index(lastCall(window).line - 1, 0);
    QCOMPARE(line.data(ProgramModel::ResultRole).toString(), QStringLiteral("→ -1 ENOTCONN"));
    QVERIFY(line.data(ProgramModel::FailedRole).toBool());
    QVERIFY2(window.narration().contains(QStringLiteral("not connected")), qPrintable(window.narration()));
    QVERIFY(press(window, {Function::Close, Function::Close}));
    QCOMPARE(lastError(window), EBADF);
}

void FreePlayWindowTest::aBlockedCallLeavesOnlyInterrupt()
{
    LiveWindow window(freePlay());
    auto *interrupt = window.find<CallButton>("interrupt");
    QVERIFY(!interrupt->isEnabled());
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen, Function::Accept}));
    QVERIFY(await([&] { return interrupt->isEnabled(); }));
    QVERIFY(interrupt->isLikely());
    for (auto *one : window.find<CallPad>()->findChildren<CallButton *>())
        QCOMPARE(one->isEnabled(), one == interrupt);
    window.press(Qt::Key_I, Qt::AltModifier);
    QVERIFY(await([&] { return window.lastReturned(Function::Accept, EINTR); }));
    QVERIFY(await([&] { return button(window, Function::Accept)->isEnabled(); }));
    QVERIFY(!interrupt->isEnabled());
    QVERIFY2(!window.narration().contains(QStringLiteral("told to close")), qPrintable(window.narration()));
}

void FreePlayWindowTest::whomSigpipeHasEndedIsStartedAgain()
{
    LiveWindow window(freePlay());
    auto *again = window.find<QToolButton>("startAgain");
    const auto *view = window.find<ProgramView>("freeProgram");
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, Function::Socket));
    QVERIFY(!again->isVisible());
    QVERIFY(press(window, Function::Send)); // to nobody
    QCOMPARE(lastError(window), EPIPE);
    QVERIFY(await([&] { return again->isVisible(); }));
    for (auto *one : window.find<CallPad>()->findChildren<CallButton *>())
        QVERIFY(!one->isEnabled());
    QVERIFY2(window.narration().contains(QStringLiteral("SIGPIPE")), qPrintable(window.narration()));
    const QModelIndex line = view->model()->index(lastCall(window).line - 1, 0);
    QCOMPARE(line.data(ProgramModel::ResultRole).toString(), QStringLiteral("SIGPIPE"));
    window.click(again);
    QVERIFY(window.awaitSettled());
    QVERIFY(await([&] { return !again->isVisible() && view->model()->rowCount() == 0; }));
    QVERIFY(press(window, Function::Socket)); // another process
    QCOMPARE(view->model()->rowCount(), 1);
}

void FreePlayWindowTest::eightClientsCanBeAdded()
{
    LiveWindow window(freePlay(), {1280, 720});
    QVERIFY(press(window, {Function::Socket, Function::Bind}));
    QMenu *backlogs = button(window, Function::Listen)->menu();
    emit backlogs->aboutToShow();
    backlogs->actions().at(1)->trigger(); // more than the usual five are to wait for accept
    QVERIFY(window.awaitSettled());
    auto *add = window.find<QToolButton>("addClient");
    auto *tabs = window.find<TabRow>("freeActors");
    QCOMPARE(tabs->count(), 2);
    for (int client = 2; client <= FreePlay::kMostClients; ++client) {
        QVERIFY(add->isVisible() && add->isEnabled());
        window.press(Qt::Key_N, Qt::AltModifier);
        QVERIFY(await([&] { return tabs->count() == client + 1; }));
        QVERIFY(window.awaitSettled());
        QCOMPARE(tabs->currentIndex(), client);
    }
    QVERIFY(!add->isVisible());
    for (int client = 1; client <= FreePlay::kMostClients; ++client) {
        tabs->setCurrentIndex(client);
        QVERIFY(press(window, {Function::Socket, Function::Connect, Function::Recv}));
        QVERIFY(await([&] { return tabs->markAt(client) == TabRow::Mark::Blocked; }));
    }
    QCOMPARE(callsIn(window.recording()).back().actor, std::string_view("client-8"));
    QVERIFY(window.narration().contains(QStringLiteral("Blocked")));
    // All of them are in sight.
    QVERIFY2(
        tabs->tabRect(8).right() <= tabs->width(), qPrintable(QString::number(tabs->tabRect(8).right())));
}

void FreePlayWindowTest::theSocketCanBeChosen()
{
    LiveWindow window(freePlay());
    window.session().allowNetwork(); // a listen() without bind() asks first: reach_question_test
    auto *sockets = window.find<TabRow>("freeSockets");
    QVERIFY(!sockets->isVisible());
    QVERIFY(press(window, {Function::Socket, Function::Socket, Function::Socket}));
    QCOMPARE(sockets->count(), 3);
    QCOMPARE(sockets->tabText(sockets->currentIndex()), QStringLiteral("lfd3"));
    window.press(Qt::Key_F);
    QCOMPARE(sockets->tabText(sockets->currentIndex()), QStringLiteral("lfd"));
    QVERIFY(press(window, Function::Listen));
    QVERIFY(lineOf(window, lastCall(window)).startsWith(QStringLiteral("listen(lfd,")));
    QCOMPARE(sockets->tabText(sockets->currentIndex()), QStringLiteral("lfd"));
    QVERIFY(press(window, Function::Close));
    QCOMPARE(sockets->count(), 2);
}

void FreePlayWindowTest::whatIsTypedIsSent()
{
    LiveWindow window(freePlay());
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen}));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Socket, Function::Connect}));
    auto *text = window.find<QLineEdit>("freeText");
    text->setFocus();
    text->clear();
    window.type(QStringLiteral("안녕 \"C\" \\ p"));
    window.press(Qt::Key_Return);
    QVERIFY(await([&] { return window.lastReturned(Function::Send); }));
    QCOMPARE(QString::fromStdString(lastCall(window).data), QStringLiteral("안녕 \"C\" \\ p"));
}

void FreePlayWindowTest::whatMakesSenseStandsOut()
{
    LiveWindow window(freePlay());
    const auto likely = [&] {
        QStringList names;
        for (auto *one : window.find<CallPad>()->findChildren<CallButton *>()) {
            if (one->isLikely())
                names << QString::fromStdString(std::string(name(one->function)));
        }
        names.sort();
        return names.join(u' ');
    };
    const auto comesToBe
        = [&](const char *wanted) { return await([&] { return likely() == QString::fromLatin1(wanted); }); };
    QVERIFY2(comesToBe("socket"), qPrintable(likely()));
    QVERIFY(press(window, Function::Socket));
    QVERIFY2(comesToBe("bind setsockopt"), qPrintable(likely()));
    QVERIFY(press(window, {Function::Bind, Function::Listen}));
    QVERIFY2(comesToBe("accept"), qPrintable(likely()));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY2(comesToBe("socket"), qPrintable(likely()));
    const QSize before = button(window, Function::Connect)->size();
    QVERIFY(press(window, Function::Socket));
    QVERIFY2(comesToBe("connect"), qPrintable(likely()));
    QCOMPARE(button(window, Function::Connect)->size(), before); // nothing moves
}

void FreePlayWindowTest::stepAndPlaySayThatNothingIsScripted()
{
    LiveWindow window(freePlay());
    for (const int key : {Qt::Key_Space, Qt::Key_P}) {
        window->notice().hide();
        window.press(key);
        QVERIFY2(window->notice().text().contains(QStringLiteral("nothing is scripted")),
            qPrintable(window->notice().text()));
        QCOMPARE(window.callCount(), 0U);
        QVERIFY(!window->playback().isPlaying());
    }
    QVERIFY(press(window, Function::Socket));
    QVERIFY(await([&] { return window->notice().text().isEmpty(); }));
}

void FreePlayWindowTest::theNarrationSaysWhoIsBlocked()
{
    LiveWindow window(freePlay());
    QVERIFY2(window.narration().contains(QStringLiteral("Your turn")), qPrintable(window.narration()));
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen, Function::Accept}));
    QVERIFY2(
        await([&] { return window.narration().contains(QStringLiteral("Blocked: the server in accept()")); }),
        qPrintable(window.narration()));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Socket, Function::Connect}));
    QVERIFY2(await([&] {
        return window.narration().contains(QStringLiteral("send() · recv() · shutdown() · close()"));
    }),
        qPrintable(window.narration()));
}

void FreePlayWindowTest::theNarrationClaimsNoEcho()
{
    LiveWindow window(freePlay());
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen}));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Socket, Function::Connect}));
    window.press(Qt::Key_S, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Accept, Function::Send}));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, Function::Recv));
    QVERIFY2(window.narration().contains(QStringLiteral("The client's recv() got 5 bytes")),
        qPrintable(window.narration()));
    QVERIFY2(!window.narration().contains(QStringLiteral("echo")), qPrintable(window.narration()));
    // Which end is shut down is said as it was called.
    QMenu *ways = button(window, Function::Shutdown)->menu();
    for (const auto &[entry, words] :
        {std::pair(1, "the other end is not told"), std::pair(2, "its recv() does not wait any more")}) {
        QVERIFY(await([&] { return button(window, Function::Shutdown)->isEnabled(); }));
        emit ways->aboutToShow();
        ways->actions().at(entry)->trigger();
        QVERIFY(window.awaitSettled());
        QVERIFY2(window.narration().contains(QString::fromLatin1(words)), qPrintable(window.narration()));
    }
}

void FreePlayWindowTest::ofThePastNoCallIsMade()
{
    LiveWindow window(freePlay());
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen}));
    const auto *model = window.find<ProgramView>("freeProgram")->model();
    const int rows = model->rowCount();
    const CallId calls = window.callCount();
    for (int i = 0; i < 4; ++i)
        window.press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!window->follower().isLive());
    QVERIFY(model->rowCount() < rows);
    for (auto *one : window.find<CallPad>()->findChildren<CallButton *>())
        QVERIFY(!one->isEnabled());
    window.press(Qt::Key_O, Qt::AltModifier);
    window.press(Qt::Key_L);
    QVERIFY(window->follower().isLive());
    QCOMPARE(window.callCount(), calls);
    QCOMPARE(model->rowCount(), rows);
    QVERIFY(button(window, Function::Accept)->isEnabled());
}

void FreePlayWindowTest::aRecordingOfFreePlayIsReadLikeAnyOther()
{
    LiveWindow window(freePlay());
    window.press(Qt::Key_N, Qt::AltModifier);
    QVERIFY(await([&] { return window.find<TabRow>("freeActors")->count() == 3; }));
    QVERIFY(press(window, {Function::Socket, Function::Close}));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("free.sockstep"));
    window->recordings().save(path);
    QVERIFY(await([&] { return window->recordings().path() == path; }));
    window->playback().chooseClosing(Closing::ClientFirst);
    QVERIFY(window.awaitSettled());
    QVERIFY(!window.find<FreePlayPane>()->isVisible());
    window->openFile(path);
    QVERIFY(await([&] { return window->follower().isOpened(); }));
    const auto *clients = window.find<TabRow>("clientTabs");
    QCOMPARE(clients->count(), 2); // those that had begun
    QVERIFY(clients->isVisible());
    const auto *model = qobject_cast<ProgramModel *>(window.find<ProgramView>("clientProgram")->model());
    QCOMPARE(model->actor(), std::optional<ActorId>(ActorId {2}));
    QCOMPARE(model->rowCount(), 2);
}

void FreePlayWindowTest::itGoesOnInTheLab()
{
    SessionOptions options = freePlay();
    options.server = options.server.withPort(9000);
    LiveWindow window(options);
    window->playback().setNetwork(NetworkKind::Lab);
    if (!window->playback().labRefusal().isEmpty())
        QSKIP(qPrintable(window->playback().labRefusal()));
    QVERIFY(window.awaitSettled());
    QVERIFY(window.find<FreePlayPane>()->isVisible());
    QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen}));
    window.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(press(window, {Function::Socket, Function::Connect}));
    QVERIFY(window.history().segmentCount() > 0);
    QVERIFY(window.stepUntil([&] { return window.lastReturned(Function::Connect); }));
    QVERIFY(window.stepUntil([&] { return !window.session().nextAction(); }));
    window->notice().hide();
    window.press(Qt::Key_Space);
    QVERIFY(window->notice().text().contains(QStringLiteral("what the wire holds")));
}

void FreePlayWindowTest::aLessonEndsIt()
{
    LiveWindow window(freePlay());
    QVERIFY(press(window, Function::Socket));
    window.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(window.awaitSettled());
    QCOMPARE(window.callCount(), 0U);
    QVERIFY(window.find<FreePlayPane>()->isVisible());
    window->playback().chooseClosing(Closing::ServerFirst);
    QVERIFY(window.awaitSettled());
    QVERIFY(!window.find<FreePlayPane>()->isVisible());
    QVERIFY(window.step());
    QCOMPARE(window.callCount(), 1U);
}

void FreePlayWindowTest::quittingWhileBlockedLeavesNothing()
{
    {
        LiveWindow first(freePlay()); // whatever is made once for the process
        first.closeAndDestroy();
    }
    const int threads = threadCount();
    QVERIFY(threadsFallTo(threads));
    const int descriptors = descriptorCount();
    {
        LiveWindow window(freePlay());
        QVERIFY(press(window, {Function::Socket, Function::Bind, Function::Listen, Function::Accept}));
        window.press(Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(press(window, {Function::Socket, Function::Connect, Function::Recv}));
        window.closeAndDestroy();
    }
    QVERIFY(threadsFallTo(threads));
    QCOMPARE(descriptorCount(), descriptors);
}

QTEST_MAIN(FreePlayWindowTest)
#include "free_play_window_test.moc"
