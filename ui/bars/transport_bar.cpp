// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bars/transport_bar.h"

#include "ui/lesson/lesson_menu.h"
#include "ui/look/as_shown.h"
#include "ui/look/font_families.h"
#include "ui/look/language.h"
#include "ui/look/zoom.h"
#include "ui/steer/playback.h"
#include "ui/words/lesson_words.h"
#include "ui/words/narrator.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <cmath>

namespace sockstep {

namespace {

// The slider is logarithmic: 0 is a step each 4 s, 24 is 16 steps a second.
double speedOf(int value) { return 0.25 * std::pow(2.0, value / 4.0); }
int sliderOf(double speed) { return static_cast<int>(std::lround(4.0 * std::log2(speed / 0.25))); }

} // namespace

TransportBar::TransportBar(
    Playback &playback, ActorChoice &choice, Zoom &zoom, Language &language, QWidget *parent)
    : ControlBar(parent)
    , playback_(playback)
    , choice_(choice)
    , zoom_(zoom)
    , language_(language)
    , lesson_(makeButton(QStringLiteral("lesson")))
    , loopback_(makeButton(QStringLiteral("first")))
    , labButton_(makeButton(QStringLiteral("last")))
    , restart_(makeButton(QStringLiteral("restart")))
    , step_(makeButton(QStringLiteral("step")))
    , stepClient_(makeButton(QStringLiteral("first")))
    , stepWire_(makeButton(QStringLiteral("middle")))
    , stepServer_(makeButton(QStringLiteral("last")))
    , play_(makeButton(QStringLiteral("play")))
    , speed_(new QSlider(Qt::Horizontal, this))
    , speedText_(new QLabel(this))
    , states_(makeButton(QStringLiteral("states")))
    , compare_(makeButton(QStringLiteral("compare")))
    , languageSwitch_(makeButton(QStringLiteral("language")))
    , moreButton_(makeButton(QStringLiteral("more")))
    , lessonMenu_(new LessonMenu(playback, this))
    , more_(new QMenu(this))
{
    states_->setCheckable(true);
    loopback_->setCheckable(true);
    labButton_->setCheckable(true);
    speed_->setRange(0, 24);
    speed_->setValue(sliderOf(playback.speed()));
    speed_->setObjectName(QStringLiteral("speed"));
    speedText_->setObjectName(QStringLiteral("note"));
    buildActions();
    buildMenus();
    arrange();
    connect(&playback, &Playback::changed, this, &TransportBar::refresh);
    connect(&choice, &ActorChoice::changed, this, &TransportBar::refresh);
    retranslate();
}

void TransportBar::buildActions()
{
    stepAction_ = addKey({Qt::Key_Space, Qt::Key_PageDown});
    stepClientAction_ = addKey({Qt::Key_C});
    stepWireAction_ = addKey({Qt::Key_W});
    stepServerAction_ = addKey({Qt::Key_S});
    playAction_ = addKey({Qt::Key_P});
    restartAction_ = addKey({Qt::CTRL | Qt::Key_R});
    languageAction_ = addKey({});
    zoomIn_ = addKey({QKeySequence(QKeySequence::ZoomIn), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut_ = addKey({QKeySequence(QKeySequence::ZoomOut)});
    zoomReset_ = addKey({Qt::CTRL | Qt::Key_0});

    const auto stepActor = [this](ActorChoice::Side side) {
        if (const auto actor = choice_.shown(side))
            playback_.step(*actor);
    };
    connect(stepAction_, &QAction::triggered, &playback_, qOverload<>(&Playback::step));
    connect(
        stepClientAction_, &QAction::triggered, this, [stepActor] { stepActor(ActorChoice::Side::Client); });
    connect(stepWireAction_, &QAction::triggered, &playback_, &Playback::stepWire);
    connect(
        stepServerAction_, &QAction::triggered, this, [stepActor] { stepActor(ActorChoice::Side::Server); });
    connect(playAction_, &QAction::triggered, &playback_, &Playback::togglePlaying);
    connect(restartAction_, &QAction::triggered, &playback_, &Playback::restart);
    connect(languageAction_, &QAction::triggered, &language_, &Language::toggle);
    connect(zoomIn_, &QAction::triggered, &zoom_, &Zoom::in);
    connect(zoomOut_, &QAction::triggered, &zoom_, &Zoom::out);
    connect(zoomReset_, &QAction::triggered, &zoom_, &Zoom::reset);

    const std::pair<QToolButton *, QAction *> pairs[] = {{step_, stepAction_},
        {stepClient_, stepClientAction_}, {stepServer_, stepServerAction_}, {stepWire_, stepWireAction_},
        {play_, playAction_}, {restart_, restartAction_}, {languageSwitch_, languageAction_}};
    for (const auto &[button, action] : pairs)
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    // A button that is checked already stays so; the other comes with the new session.
    connect(loopback_, &QToolButton::clicked, this, [this] {
        playback_.setNetwork(NetworkKind::Loopback);
        refresh();
    });
    connect(labButton_, &QToolButton::clicked, this, [this] {
        playback_.setNetwork(NetworkKind::Lab);
        refresh();
    });
    connect(states_, &QToolButton::clicked, this, &TransportBar::statesWanted);
    connect(compare_, &QToolButton::clicked, this, &TransportBar::compareWanted);
    connect(speed_, &QSlider::valueChanged, this, [this](int value) { playback_.setSpeed(speedOf(value)); });
}

void TransportBar::buildMenus()
{
    connect(lessonMenu_, &LessonMenu::fileWanted, this, &TransportBar::lessonFileWanted);
    lessonMenu_->addSeparator();
    portAction_ = lessonMenu_->addAction(QString());
    reuseAction_ = lessonMenu_->addAction(QString());
    reuseAction_->setCheckable(true);
    reuseAction_->setChecked(playback_.options().reuseAddress);
    connect(portAction_, &QAction::triggered, this, &TransportBar::choosePort);
    connect(reuseAction_, &QAction::toggled, this, &TransportBar::useReuseAddress);
    more_->addActions({zoomIn_, zoomOut_, zoomReset_});
    more_->addSeparator();
    giveMenu(lesson_, lessonMenu_);
    giveMenu(moreButton_, more_);
}

void TransportBar::arrange()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(lesson_);
    addTogether(row, {loopback_, labButton_});
    row->addWidget(restart_);
    row->addSpacing(6);
    row->addWidget(step_);
    addTogether(row, {stepClient_, stepWire_, stepServer_});
    row->addSpacing(6);
    row->addWidget(play_);
    row->addWidget(speed_);
    row->addWidget(speedText_);
    row->addStretch();
    row->addWidget(states_);
    row->addWidget(compare_);
    row->addWidget(languageSwitch_);
    row->addWidget(moreButton_);
    setTabOrderOf({lesson_, loopback_, labButton_, restart_, step_, stepClient_, stepWire_, stepServer_,
        play_, speed_, states_, compare_, languageSwitch_, moreButton_});
    speed_->setMinimumWidth(60);
    speed_->setMaximumWidth(110);
}

/// Where the other language's name has the only letters of its script, they are not worth that all fonts of
/// the machine are sorted for Hangul, and that FreeType looks through one of them before it hints three
/// letters: that took a tenth of the start.
QFont TransportBar::lettersOf(const QWidget &control, QFont letters) const
{
    const bool korean = language_.code() == QStringLiteral("ko");
    if (&control == languageSwitch_) {
        letters.setFamily(korean ? QApplication::font().family()
                                 : installedFamily({QStringLiteral("Sans Serif")}, QStringLiteral("ko")));
        letters.setHintingPreference(korean ? QFont::PreferDefaultHinting : QFont::PreferNoHinting);
    }
    return letters;
}

void TransportBar::nameOtherLanguage()
{
    const bool korean = language_.code() == QStringLiteral("ko");
    languageSwitch_->setFont(lettersOf(*languageSwitch_, languageSwitch_->font()));
    label(languageSwitch_, korean ? QStringLiteral("English") : QStringLiteral("한국어"),
        tr("Change the language"));
}

void TransportBar::retranslate()
{
    label(
        loopback_, tr("Loopback"), tr("Real sockets on this machine's 127.0.0.1; its segments are not seen"));
    label(labButton_, tr("Lab wire"),
        tr("Two private hosts, joined by Sockstep's own wire: you see every segment and decide what becomes "
           "of it"));
    label(stepWire_, tr("Step wire"), tr("Let the wire deliver the oldest segment that it holds (W)"));
    stepWireAction_->setText(tr("Step wire"));
    lessonMenu_->retranslate();
    label(restart_, tr("⟲ Restart"), tr("Start again with new sockets (Ctrl+R)"));
    label(step_, tr("▶ Step   Space"), tr("Do the next thing of the lesson (Space, Page Down)"));
    label(states_, tr("States"), tr("The TCP state diagram with the way that each end has gone (Ctrl+2)"));
    label(compare_, tr("⇄ Compare"), tr("Two runs side by side, and what they cost (Ctrl+3)"));
    nameOtherLanguage();
    label(moreButton_, QStringLiteral("⋮"), tr("More: zoom, appearance, help"));
    speed_->setAccessibleName(tr("Speed of playing"));
    reuseAction_->setText(tr("The server sets SO_REUSEADDR"));
    reuseAction_->setToolTip(tr("Needed on this server and on the next, to bind over a TIME_WAIT"));
    stepAction_->setText(tr("Step"));
    stepClientAction_->setText(tr("Step client"));
    stepServerAction_->setText(tr("Step server"));
    playAction_->setText(tr("Play or pause"));
    restartAction_->setText(tr("Restart"));
    zoomIn_->setText(tr("Larger"));
    zoomOut_->setText(tr("Smaller"));
    zoomReset_->setText(tr("Normal size"));
    refresh();
}

void TransportBar::refresh()
{
    const Session &session = playback_.session();
    const bool live = playback_.follower().isLive();
    step_->setEnabled(playback_.canStep() || (live && !session.isSettled()));
    step_->setText(live ? tr("▶ Step   Space") : tr("▶ Forward   Space"));
    for (const ActorChoice::Side side : ActorChoice::kSides)
        refreshActor(side);
    play_->setEnabled(playback_.canPlay() || playback_.isPlaying());
    const Header &shown = playback_.follower().recording().header();
    const bool opened = playback_.follower().isOpened();
    const QString title
        = opened ? LessonWords::titleOf(shown) : LessonWords::titleOf(playback_.options(), session.closing());
    lesson_->setText(onButton(title) + QStringLiteral(" ▾"));
    const QString which = tr("The lesson: %1").arg(title);
    lesson_->setToolTip(asToolTip(which));
    lesson_->setAccessibleName(which);
    lessonMenu_->refresh();
    const bool lab = opened ? shown.network == name(NetworkKind::Lab) : session.wire() != nullptr;
    loopback_->setChecked(!lab);
    labButton_->setChecked(lab);
    labButton_->setEnabled(lab || labRefusal_.isEmpty());
    if (!labButton_->isEnabled())
        labButton_->setToolTip(asToolTip(tr("There can be no lab here: %1").arg(labRefusal_)));
    stepWire_->setVisible(lab);
    stepWire_->setEnabled(playback_.canStepWire());

    QString play = tr("▶▶ Play");
    if (playback_.isPlaying())
        play = playback_.waitsForPerson() ? tr("❚❚ Your turn") : tr("❚❚ Pause");
    play_->setText(play);
    play_->setToolTip(tr("Play or pause: each step takes the same time (P)"));
    play_->setAccessibleName(play_->toolTip());
    play_->setMinimumWidth(play_->fontMetrics().horizontalAdvance(tr("❚❚ Your turn")) + zoom_.scaled(24));
    const int port = playback_.options().server.port();
    portAction_->setText(port ? tr("Port %1…").arg(port) : tr("Any port…"));
    const QSignalBlocker quiet(speed_);
    speed_->setValue(sliderOf(playback_.speed()));
    speedText_->setText(tr("%1 steps/s").arg(playback_.speed(), 0, 'g', 2));
    speed_->setToolTip(tr("Speed of playing") + QStringLiteral(": ") + speedText_->text());
    speedText_->setMinimumWidth(speedText_->fontMetrics().horizontalAdvance(tr("%1 steps/s").arg(0.25)));
}

/// The button steps the actor whose program is in sight; where there are several, it says which.
void TransportBar::refreshActor(ActorChoice::Side side)
{
    const bool client = side == ActorChoice::Side::Client;
    QToolButton *button = client ? stepClient_ : stepServer_;
    const auto actor = choice_.shown(side);
    const Follower &follower = playback_.follower();
    const bool own = actor && !follower.isOpened() && *actor < playback_.session().actorCount();
    button->setEnabled(own && playback_.canStep(*actor));
    QString text = client ? tr("Step client") : tr("Step server");
    QString tip
        = client ? tr("Let the client make its next call (C)") : tr("Let the server make its next call (S)");
    if (own && choice_.actors(side).size() > 1) {
        const QString name = Narrator::actorName(follower.recording().header().actors.at(*actor));
        text = tr("Step %1").arg(onButton(name));
        tip = client ? tr("Let the %1 make its next call (C); Shift+C shows another client").arg(name)
                     : tr("Let the %1 make its next call (S); Shift+S shows another server").arg(name);
    }
    if (text != button->text() || asToolTip(tip) != button->toolTip())
        label(button, text, tip);
}

void TransportBar::setLabRefusal(const QString &reason)
{
    labRefusal_ = reason;
    lessonMenu_->setLabRefusal(reason);
    retranslate();
}

void TransportBar::setStatesShown(bool shown) { states_->setChecked(shown); }

void TransportBar::fitInto(int width)
{
    speedText_->setVisible(width >= zoom_.scaled(1400)); // the slider's tooltip says it too
    ControlBar::fitInto(width);
}

void TransportBar::choosePort()
{
    bool chosen = false;
    const int port = QInputDialog::getInt(this, tr("Port"),
        tr("The server's port. 0 chooses one that is free.\nThe session starts again."),
        playback_.options().server.port(), 0, 65535, 1, &chosen);
    if (!chosen)
        return;
    SessionOptions options = playback_.options();
    options.server = options.server.withPort(static_cast<std::uint16_t>(port));
    playback_.restartWith(std::move(options));
}

void TransportBar::useReuseAddress(bool on)
{
    SessionOptions options = playback_.options();
    options.reuseAddress = on;
    playback_.restartWith(std::move(options));
}

} // namespace sockstep
