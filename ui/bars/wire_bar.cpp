// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bars/wire_bar.h"

#include "ui/steer/playback.h"
#include "ui/steer/selection.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>

namespace sockstep {

namespace {
constexpr int kSliderMs = 100; // what one step of the delay's slider means
constexpr int kLongestDelay = 5000 / kSliderMs;

QString seconds(std::chrono::milliseconds duration)
{
    return QString::number(static_cast<double>(duration.count()) / 1000, 'f', 1);
}
} // namespace

WireBar::WireBar(Playback &playback, Selection &selection, QWidget *parent)
    : ControlBar(parent)
    , playback_(playback)
    , selection_(selection)
    , caption_(new QLabel(this))
    , automatic_(makeButton(QStringLiteral("first")))
    , step_(makeButton(QStringLiteral("last")))
    , delayText_(new QLabel(this))
    , delay_(new QSlider(Qt::Horizontal, this))
    , lossText_(new QLabel(this))
    , loss_(new QSpinBox(this))
    , deliver_(makeButton(QStringLiteral("first")))
    , lose_(makeButton(QStringLiteral("middle")))
    , duplicate_(makeButton(QStringLiteral("last")))
    , cable_(makeButton(QStringLiteral("cable")))
    , copies_(makeButton(QStringLiteral("copies")))
    , absolute_(makeButton(QStringLiteral("absolute")))
    , deliverAction_(addKey({Qt::Key_D}))
    , loseAction_(addKey({Qt::Key_X}))
    , duplicateAction_(addKey({Qt::Key_U}))
    , cableAction_(addKey({Qt::Key_K}))
{
    caption_->setObjectName(QStringLiteral("caption"));
    for (QToolButton *button : {automatic_, step_, cable_, copies_, absolute_})
        button->setCheckable(true);
    delay_->setRange(0, kLongestDelay);
    delay_->setMaximumWidth(140);
    loss_->setRange(0, 100);
    build();
    arrange();
    connect(&playback_, &Playback::changed, this, &WireBar::refresh);
    connect(&selection_, &Selection::segmentChanged, this, &WireBar::refresh);
    retranslate();
}

void WireBar::build()
{
    connect(automatic_, &QToolButton::clicked, this, [this] { useStep(false); });
    connect(step_, &QToolButton::clicked, this, [this] { useStep(true); });
    connect(delay_, &QSlider::valueChanged, this, &WireBar::useSettings);
    connect(loss_, &QSpinBox::valueChanged, this, &WireBar::useSettings);
    connect(copies_, &QToolButton::clicked, this, &WireBar::useSettings);
    connect(absolute_, &QToolButton::clicked, this, &WireBar::absoluteNumbersWanted);
    connect(cable_, &QToolButton::clicked, this, [this] { cableAction_->trigger(); });
    connect(cableAction_, &QAction::triggered, this, [this] { playback_.movePlug(); });
    const auto act = [this](QToolButton *button, QAction *action, Playback::WireAct what) {
        connect(action, &QAction::triggered, this,
            [this, what] { playback_.onWire(what, selection_.segment()); });
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    };
    act(deliver_, deliverAction_, Playback::WireAct::Deliver);
    act(lose_, loseAction_, Playback::WireAct::Lose);
    act(duplicate_, duplicateAction_, Playback::WireAct::Duplicate);
}

void WireBar::arrange()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 12, 5);
    row->setSpacing(8);
    row->addWidget(caption_);
    addTogether(row, {automatic_, step_});
    row->addWidget(delayText_);
    row->addWidget(delay_);
    row->addWidget(lossText_);
    row->addWidget(loss_);
    addTogether(row, {deliver_, lose_, duplicate_});
    row->addWidget(cable_);
    row->addStretch();
    row->addWidget(copies_);
    row->addWidget(absolute_);
    setTabOrderOf(
        {automatic_, step_, delay_, loss_, deliver_, lose_, duplicate_, cable_, copies_, absolute_});
}

void WireBar::useStep(bool step)
{
    WireSettings settings = playback_.options().wire;
    settings.mode = step ? WireSettings::Mode::Step : WireSettings::Mode::Automatic;
    playback_.setWire(settings);
}

void WireBar::useSettings()
{
    WireSettings settings = playback_.options().wire;
    settings.delayFromClient = settings.delayFromServer
        = std::chrono::milliseconds(delay_->value() * kSliderMs);
    settings.lossPercent = loss_->value();
    settings.absorbCopies = !copies_->isChecked();
    playback_.setWire(settings);
}

void WireBar::retranslate()
{
    caption_->setText(tr("WIRE"));
    caption_->setToolTip(tr("So that a class can talk over a held segment, the lab has raised how often its "
                            "kernels try again: tcp_syn_retries, tcp_retries2 and similar settings."));
    label(automatic_, tr("Automatic"), tr("Each segment arrives by itself after its time"));
    label(step_, tr("Hold"), tr("Each segment is held until you say what becomes of it"));
    label(deliver_, tr("Deliver   D"), tr("Deliver the selected segment, or the oldest that is held (D)"));
    label(lose_, tr("Lose   X"), tr("Lose the selected segment, or the oldest that is held (X)"));
    label(duplicate_, tr("Duplicate   U"), tr("Put a second copy of it on the wire (U)"));
    label(copies_, tr("All copies"),
        tr("Show each time that a kernel sends a held segment again, instead of counting it"));
    label(absolute_, tr("Absolute numbers"),
        tr("Sequence numbers as they are in the header, instead of counted from each side's first"));
    delay_->setAccessibleName(tr("Seconds that a segment takes, each way"));
    delay_->setToolTip(delay_->accessibleName());
    lossText_->setText(tr("Loss"));
    loss_->setSuffix(QStringLiteral(" %"));
    loss_->setAccessibleName(tr("Percent of the segments that are lost at random"));
    loss_->setToolTip(loss_->accessibleName());
    deliverAction_->setText(tr("Deliver"));
    loseAction_->setText(tr("Lose"));
    duplicateAction_->setText(tr("Duplicate"));
    refresh();
}

void WireBar::refresh()
{
    const Wire *wire = playback_.session().wire();
    setVisible(wire != nullptr && !playback_.follower().isOpened());
    setEnabled(playback_.follower().isLive()); // and its keys: there is no steering the past
    if (!wire)
        return;
    const WireSettings &settings = playback_.options().wire;
    const bool step = settings.mode == WireSettings::Mode::Step;
    automatic_->setChecked(!step);
    step_->setChecked(step);
    for (QWidget *widget : std::initializer_list<QWidget *> {delayText_, delay_, lossText_, loss_})
        widget->setVisible(!step);
    for (QToolButton *button : {deliver_, lose_, duplicate_, copies_})
        button->setVisible(step);
    const auto held = wire->held();
    const bool any = !held.empty();
    const bool plugged = wire->isPlugged();
    const std::pair<QToolButton *, QAction *> acts[]
        = {{deliver_, deliverAction_}, {lose_, loseAction_}, {duplicate_, duplicateAction_}};
    for (const auto &[button, action] : acts) {
        const bool can = any && (plugged || button != deliver_);
        button->setEnabled(can);
        action->setEnabled(can);
    }
    cable_->setChecked(!plugged);
    label(cable_, plugged ? tr("Pull the cable   K") : tr("Plug it in   K"),
        tr("While the cable is out, what is sent is lost (K)"));
    const QSignalBlocker quietDelay(delay_);
    const QSignalBlocker quietLoss(loss_);
    delay_->setValue(static_cast<int>(settings.delayFromClient.count() / kSliderMs));
    delayText_->setText(tr("%1 s each way").arg(seconds(settings.delayFromClient)));
    loss_->setValue(static_cast<int>(settings.lossPercent));
    copies_->setChecked(!settings.absorbCopies);
}

} // namespace sockstep
