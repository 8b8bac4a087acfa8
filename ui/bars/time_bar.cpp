// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bars/time_bar.h"

#include "ui/bars/time_scrubber.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace sockstep {

TimeBar::TimeBar(Follower &follower, Playback &playback, QWidget *parent)
    : ControlBar(parent)
    , follower_(follower)
    , playback_(playback)
    , start_(makeButton(QStringLiteral("first")))
    , back_(makeButton(QStringLiteral("middle")))
    , forward_(makeButton(QStringLiteral("last")))
    , scrubber_(new TimeScrubber(follower, this))
    , text_(new QLabel(this))
    , live_(makeButton(QStringLiteral("live")))
    , startAction_(addKey({Qt::ALT | Qt::Key_Home}))
    , backAction_(addKey({Qt::ALT | Qt::Key_Left, Qt::Key_Backspace}))
    , forwardAction_(addKey({Qt::ALT | Qt::Key_Right}))
    , liveAction_(addKey({Qt::Key_L, Qt::ALT | Qt::Key_End}))
{
    setObjectName(QStringLiteral("timeBar"));
    text_->setObjectName(QStringLiteral("moment"));
    text_->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    addTogether(row, {start_, back_, forward_});
    row->addWidget(scrubber_, 1);
    row->addWidget(text_);
    row->addWidget(live_);
    setTabOrderOf({start_, back_, forward_, scrubber_, live_});
    connect(startAction_, &QAction::triggered, &follower_, [this] { follower_.moveTo(0); });
    connect(backAction_, &QAction::triggered, &follower_, &Follower::back);
    connect(forwardAction_, &QAction::triggered, &follower_, &Follower::forward);
    connect(liveAction_, &QAction::triggered, &playback_, &Playback::goLive);
    const std::pair<QToolButton *, QAction *> pairs[]
        = {{start_, startAction_}, {back_, backAction_}, {forward_, forwardAction_}, {live_, liveAction_}};
    for (const auto &[button, action] : pairs)
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(&playback_, &Playback::changed, this, &TimeBar::refresh);
    retranslate();
}

void TimeBar::retranslate()
{
    label(start_, tr("|◀"), tr("To the beginning of the recording (Alt+Home)"));
    label(back_, tr("◀ Back"),
        tr("Look at the moment before the last event; no call is undone (Alt+Left, Backspace)"));
    label(forward_, tr("Forward ▶"),
        tr("Look at the moment after the next event that is recorded (Alt+Right)"));
    label(live_, tr("Live   L"), tr("Look at the session as it is now (L, Alt+End)"));
    startAction_->setText(tr("To the beginning"));
    backAction_->setText(tr("Back"));
    forwardAction_->setText(tr("Forward"));
    liveAction_->setText(tr("Live"));
    scrubber_->setAccessibleName(tr("The moment of the recording that is shown"));
    refresh();
}

QString TimeBar::text() const
{
    const QLocale locale;
    const QString all = locale.toString(follower_.eventCount());
    const QString shown = locale.toString(follower_.moment().size());
    if (follower_.isOpened())
        return tr("A recording from a file: event %1 of %2. Nothing of it happens now.").arg(shown, all);
    if (!follower_.isLive())
        return tr("You are looking at the past: event %1 of %2. Nothing is undone.").arg(shown, all);
    return tr("Now: event %1").arg(all);
}

void TimeBar::refresh()
{
    const bool live = follower_.isLive();
    start_->setEnabled(follower_.canGoBack());
    back_->setEnabled(follower_.canGoBack());
    forward_->setEnabled(follower_.canGoForward());
    live_->setEnabled(!live);
    scrubber_->refresh();
    const QString said = text();
    if (said == text_->text())
        return;
    text_->setText(said);
    setAccessibleName(said);
    QPalette colours = palette();
    const Theme theme(colours);
    colours.setColor(QPalette::WindowText, live ? theme.muted() : theme.wait());
    text_->setPalette(colours);
    update();
}

void TimeBar::fitInto(int width)
{
    ControlBar::fitInto(width);
    refresh();
}

void TimeBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), follower_.isLive() ? theme.window() : theme.waitFill());
    painter.fillRect(
        QRect(0, 0, width(), follower_.isLive() ? 1 : 2), follower_.isLive() ? theme.border() : theme.wait());
}

} // namespace sockstep
