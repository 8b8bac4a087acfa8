// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/bars/time_bar.h"
#include "ui/bars/transport_bar.h"
#include "ui/bars/wire_bar.h"
#include "ui/chat/chat_model.h"
#include "ui/chat/chat_view.h"
#include "ui/compare/compare_diagram.h"
#include "ui/compare/compare_view.h"
#include "ui/diagram/diagram_options.h"
#include "ui/diagram/diagram_pane.h"
#include "ui/diagram/diagram_view.h"
#include "ui/export/code_saver.h"
#include "ui/lesson/lesson_file_watcher.h"
#include "ui/lesson/prediction.h"
#include "ui/lesson/question_bar.h"
#include "ui/lesson/reach_question.h"
#include "ui/look/as_shown.h"
#include "ui/look/font_families.h"
#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/narration/glossary_dialog.h"
#include "ui/narration/narration_bar.h"
#include "ui/narration/outside_notice.h"
#include "ui/parts/notice_bar.h"
#include "ui/programs/left_pane.h"
#include "ui/recordings/recordings.h"
#include "ui/sockets/kernel_table.h"
#include "ui/sockets/time_wait_card.h"
#include "ui/states/state_machine_view.h"
#include "ui/window/export_menu.h"
#include "ui/window/presenter_view.h"
#include "ui/window/side_pane.h"
#include "ui/words/free_play_words.h"
#include "ui/words/narrator.h"
#include "ui/words/trouble_words.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace sockstep {

namespace {
constexpr double kSmallestPointSize = 10; // some desktops have 9, too small for a class
} // namespace

MainWindow::MainWindow(SessionOptions options, const QString &recording, QWidget *parent)
    : QMainWindow(parent)
    , playback_(std::move(options), follower_,
          recording.isEmpty() ? Playback::Begin::AtOnce : Playback::Begin::Later)
    , recordings_(new Recordings(follower_, playback_, this))
    , selection_(follower_)
    , diagramOptions_(new DiagramOptions(follower_, this))
    , systemPalette_(QApplication::palette())
    , family_(installedFamily({QApplication::font().family()}))
    , basePointSize_(std::max(font().pointSizeF(), kSmallestPointSize))
    , dressed_(dress())
    , choice_(follower_, playback_)
    , prediction_(new Prediction(follower_, playback_, this))
    , lessonFile_(new LessonFileWatcher(this))
    , chatModel_(new ChatModel(follower_, this))
    , pages_(new QStackedWidget(this))
    , center_(new QWidget(pages_))
    , transport_(new TransportBar(playback_, choice_, zoom_, language_, center_))
    , notice_(new NoticeBar(center_))
    , troubles_(new NoticeBar(center_))
    , splitter_(new QSplitter(Qt::Horizontal, center_))
    , left_(new LeftPane(follower_, playback_, choice_, selection_, splitter_))
    , diagrams_(new QStackedWidget(splitter_))
    , diagramPane_(new DiagramPane(follower_, selection_, *diagramOptions_, diagrams_))
    , diagram_(&diagramPane_->view())
    , timeBar_(new TimeBar(follower_, playback_, center_))
    , narration_(new NarrationBar(follower_, playback_, center_))
{
    setWindowTitle(QStringLiteral("Sockstep"));
    pages_->addWidget(center_); // while it is empty: a stack lays out at once what it is given
    splitter_->setHandleWidth(1); // it measures all that is in it
    splitter_->setChildrenCollapsible(false);
    diagrams_->addWidget(diagramPane_);
    buildRight();
    splitter_->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(center_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(transport_);
    column->addWidget(troubles_);
    column->addWidget(notice_);
    column->addWidget(splitter_, 1);
    column->addWidget(timeBar_);
    column->addWidget(narration_);
    setCentralWidget(pages_);
    setMinimumSize(900, 560);
    buildKeys();
    buildMoreMenu();
    buildDiagram();
    buildLessons();

    connect(&follower_, &Follower::aboutToBeReplaced, chatModel_, &ChatModel::reset);
    connect(&follower_, &Follower::replaced, this, &MainWindow::replaced);
    connect(&follower_, &Follower::moved, this, &MainWindow::showMoment);
    connect(&follower_, &Follower::advanced, this, &MainWindow::showLatest);
    connect(&playback_, &Playback::changed, this, &MainWindow::refreshPanes);
    connect(&selection_, &Selection::changed, this, [this](CallId call) {
        left_->setSelectedCall(call);
        narration_->setSelectedCall(call);
    });
    connect(&selection_, &Selection::segmentChanged, narration_, &NarrationBar::setSelectedSegment);
    connect(diagram_, &DiagramView::segmentMenuWanted, this, &MainWindow::showSegmentMenu);
    new ReachQuestion(playback_, this);
    connect(new OutsideNotice(follower_, this), &OutsideNotice::noticed, notice_,
        [this](const QString &text) { notice_->say(text); });
    connect(&playback_, &Playback::labRefused, this, &MainWindow::tellOfRefusal);
    connect(&playback_, &Playback::nothingScripted, this, &MainWindow::tellOfNoScript);
    connect(&playback_, &Playback::stoppedByError, this, &MainWindow::tellOfStop);
    connect(&playback_, &Playback::begun, this, &MainWindow::tellOfTroubles);
    connect(&follower_, &Follower::advanced, this, &MainWindow::tellOfTroubles);
    connect(&zoom_, &Zoom::changed, this, &MainWindow::applyStyle);

    restoreSettings();
    styling_ = false;
    applyStyle();
    retranslate();
    replaced();
    follower_.refresh();
    diagram_->setFocus(); // Space is Step from the start
    if (recording.isEmpty())
        recordings_->keepSession();
    else
        openFile(recording);
    tellOfTroubles(); // of a session that began before anybody listened
}

MainWindow::~MainWindow()
{
    if (labProbe_.joinable())
        labProbe_.join();
    playback_.end(); // what the session's end is, is kept too
    delete recordings_;
    // ~QWidget hides what is still shown, and a table that is hidden asks its model once more, when the
    // follower that the models read from would be gone.
    delete pages_;
}

/// A splitter takes in what is made in it, at its end.
void MainWindow::buildRight()
{
    auto *right = new QWidget(splitter_);
    right->setObjectName(QStringLiteral("rightPane"));
    right->setAttribute(Qt::WA_StyledBackground);
    side_ = new SidePane(follower_, selection_, right);
    chat_ = new ChatView(*chatModel_, playback_, selection_, side_);
    side_->setChat(chat_);
    kernel_ = new KernelTable(follower_, zoom_, right);
    timeWaitCard_ = new TimeWaitCard(follower_, right);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(side_, 1);
    column->addWidget(kernel_);
    column->addWidget(timeWaitCard_);
}

void MainWindow::buildKeys()
{
    const auto bind = [this](QKeyCombination key, auto action) {
        connect(new QShortcut(QKeySequence(key), center_), &QShortcut::activated, this, action);
    };
    const std::pair<QKeyCombination, Page> pages[]
        = {{Qt::CTRL | Qt::Key_1, Page::Lesson}, {Qt::CTRL | Qt::Key_2, Page::States},
            {Qt::CTRL | Qt::Key_3, Page::Compare}, {Qt::CTRL | Qt::Key_4, Page::Cost}};
    for (const auto &[key, page] : pages)
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this,
            [this, page = page] { showPage(page); });
    connect(transport_, &TransportBar::statesWanted, this,
        [this](bool wanted) { showPage(wanted ? Page::States : Page::Lesson); });
    connect(transport_, &TransportBar::compareWanted, this, [this] { showPage(Page::Compare); });
    bind(Qt::Key_N, [this] { selection_.moveBy(1); });
    bind(Qt::SHIFT | Qt::Key_N, [this] { selection_.moveBy(-1); });
    bind(Qt::Key_M, [this] { selection_.moveBySegments(1); });
    bind(Qt::SHIFT | Qt::Key_M, [this] { selection_.moveBySegments(-1); });
    bind(Qt::CTRL | Qt::Key_L, [this] {
        side_->show(SidePane::Tab::Chat);
        chat_->focusInput();
    });
    // Space is Step again, and does not press what comes next for the Tab key.
    connect(chat_, &ChatView::focusGivenUp, this, [this] { diagrams_->currentWidget()->setFocus(); });
    bind(Qt::CTRL | Qt::Key_D, [this] {
        if (playback_.canSay())
            playback_.closeConnection();
    });
}

void MainWindow::showPage(Page page)
{
    leaveFullScreen();
    if (page == Page::Lesson || page == Page::States) {
        QWidget *wanted = diagramPane_;
        if (page == Page::States) {
            if (!states_) {
                states_ = new StateMachineView(follower_, selection_, diagrams_);
                diagrams_->addWidget(states_);
            }
            states_->refresh(); // not while it is hidden
            wanted = states_;
        }
        diagrams_->setCurrentWidget(wanted);
        transport_->setStatesShown(page == Page::States);
        if (compare_)
            compare_->comparison().pace().setPlaying(false);
        pages_->setCurrentWidget(center_);
        wanted->setFocus();
        return;
    }
    playback_.setPlaying(false);
    if (!compare_) {
        compare_ = new CompareView(zoom_, transport_->sharedActions(), transport_->moreMenu(), pages_);
        pages_->addWidget(compare_);
        connect(compare_, &CompareView::backWanted, this, [this] { showPage(Page::Lesson); });
    }
    compare_->comparison().pace().setSpeed(playback_.speed());
    compare_->showCost(page == Page::Cost);
    pages_->setCurrentWidget(compare_);
    compare_->diagram(0).setFocus();
}

void MainWindow::replaced()
{
    showWireBar();
    if (playback_.freePlay() && !follower_.isOpened())
        side_->show(SidePane::Tab::Queues); // there is no conversation to show
    showMoment();
}

/// Another moment, of which nothing is shown yet.
void MainWindow::showMoment()
{
    chatModel_->advance();
    diagram_->follow();
    showAgain();
}

void MainWindow::tellOfNoScript()
{
    noScript_ = FreePlayWords::nothingScripted(playback_.session().wire() != nullptr);
    notice_->say(noScript_);
}

/// Of the session that is there now, also while its past is looked at.
void MainWindow::tellOfTroubles()
{
    const QString now = TroubleWords::all(playback_.session().troubles());
    if (now == troublesTold_)
        return; // the person may have closed it
    troublesTold_ = now;
    if (now.isEmpty())
        troubles_->hide();
    else
        troubles_->say(now);
}

void MainWindow::tellOfStop(ActorId actor)
{
    follower_.refresh(); // the session may be ahead of the window
    const History &history = follower_.history();
    for (CallId call = history.callCount(); call > 0; --call) {
        const CallReturned *returned = history.returned(call);
        if (history.entered(call).actor != actor || !returned || !returned->error)
            continue;
        //: %1 is a call like connect(), %2 an error like ECONNREFUSED, %3 is who called it.
        notice_->say(tr("Play has stopped: %1 of the %3 failed with %2, and would fail again and again. The "
                        "narration says why. Space tries once more, Ctrl+R starts again.")
                         .arg(asShown(std::string(name(history.entered(call).function)) + "()"),
                             asShown(errorName(returned->error)),
                             Narrator::actorInSentence(history.recording().header().actors[actor])));
        return;
    }
}

/// There is news of the session; of its past there is none.
void MainWindow::showLatest()
{
    if (!follower_.isLive())
        return;
    const bool called = !noScript_.isEmpty() && follower_.history().callCount() > callsShown_;
    if (called && std::exchange(noScript_, {}) == notice_->text())
        notice_->hide(); // it has been understood
    callsShown_ = follower_.history().callCount();
    chatModel_->advance(follower_.firstNewLine());
    showAgain();
}

void MainWindow::showAgain()
{
    kernel_->refresh();
    side_->refresh();
    diagramPane_->refresh();
    if (states_ && states_->isVisible())
        states_->refresh();
    left_->showMoment();
    timeWaitCard_->refresh();
    refreshPanes();
}

void MainWindow::refreshPanes()
{
    left_->refresh();
    narration_->refresh();
    timeWaitCard_->refresh();
    if (presenter_)
        presenter_->refresh();
}

void MainWindow::retranslate()
{
    left_->retranslate();
    kernel_->retranslate();
    retranslateRecordingMenu();
    captureAction_->setText(tr("Save the segments for Wireshark…"));
    exportMenu_->retranslate();
    codeSaver_->retranslate();
    presentAction_->setText(tr("Presenter mode"));
    fullScreenAction_->setText(tr("Full screen"));
    const QString appearances[] = {tr("Colours of the system"), tr("Light colours"), tr("Dark colours")};
    for (int i = 0; i < 3; ++i)
        appearanceActions_[i]->setText(appearances[i]);
    glossaryAction_->setText(tr("Glossary"));
    aboutAction_->setText(tr("About Sockstep"));
    predictAction_->setText(tr("Ask for predictions"));
    for (QuestionBar *bar : {questionBar_, presenterQuestion_}) {
        if (bar)
            bar->retranslate();
    }
    transport_->retranslate();
    if (wireBar_)
        wireBar_->retranslate();
    timeBar_->retranslate();
    diagramPane_->retranslate();
    if (states_)
        states_->retranslate();
    side_->retranslate();
    chat_->retranslate();
    chatModel_->retranslate();
    kernel_->refresh();
    timeWaitCard_->retranslate();
    if (compare_)
        compare_->retranslate();
    if (presenter_)
        presenter_->retranslate();
    tellOfTroubles();
    refreshPanes();
}

} // namespace sockstep
