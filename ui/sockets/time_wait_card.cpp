// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sockets/time_wait_card.h"

#include "ui/look/particles.h"
#include "ui/look/style.h"
#include "ui/parts/wrapped_label.h"
#include "ui/steer/follower.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace sockstep {

namespace {
constexpr int kTimeWaitMs = 60000; // TCP_TIMEWAIT_LEN in include/net/tcp.h; no setting changes it
} // namespace

TimeWaitCard::TimeWaitCard(const Follower &follower, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , caption_(makeCaption(this))
    , headline_(new WrappedLabel(this))
    , bar_(new QProgressBar(this))
    , note_(new WrappedLabel(this))
{
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    note_->setObjectName(QStringLiteral("note"));
    bar_->setRange(0, kTimeWaitMs);
    bar_->setTextVisible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(5);
    for (QWidget *widget : {static_cast<QWidget *>(caption_), static_cast<QWidget *>(headline_),
             static_cast<QWidget *>(bar_), static_cast<QWidget *>(note_)})
        column->addWidget(widget);
    retranslate();
}

void TimeWaitCard::retranslate()
{
    caption_->setText(QStringLiteral("TIME_WAIT"));
    bar_->setAccessibleName(tr("Time left in TIME_WAIT"));
    refresh();
}

std::optional<SocketId> TimeWaitCard::holder() const
{
    // The states are few next to the calls, but they are found by looking back over both.
    const History &history = follower_.history();
    for (SocketId id = history.socketCount(); id > 0; --id) {
        const SocketRecord &socket = history.socket(id);
        if (!socket.exists)
            continue;
        if (socket.state == TcpState::TimeWait)
            return id;
        const LaneIndex lane = follower_.layout().laneOf(id);
        if (lane == kNoLane)
            continue;
        for (const Band &band : follower_.layout().bands(lane)) {
            if (band.state == TcpState::TimeWait)
                return id;
        }
    }
    return std::nullopt;
}

/// By the connection's own socket, or by the listener that it has it from.
bool TimeWaitCard::setReuseAddress(SocketId id) const
{
    const History &history = follower_.history();
    const Precedents &precedents = history.precedents();
    const auto isSet
        = [&](SocketId socket) { return precedents.of(socket).reuseAddress != SocketPast::kNever; };
    return isSet(id) || isSet(history.socket(id).listener);
}

QString TimeWaitCard::portText(SocketId id) const
{
    const SocketRecord &socket = follower_.history().socket(id);
    const QString local = QString::number(socket.local.port());
    const QString remote = QString::number(socket.remote.port());
    if (socket.role != SocketRecord::Role::Connection)
        return tr(
            "It keeps this one pair of ends, client port %1 with server port %2. A new server can bind port "
            "%2.")
            .arg(local, remote);
    if (setReuseAddress(id))
        return tr(
            "It keeps this one pair of ends, server port %1 with client port %2. On Linux, a new server can "
            "bind port %1 because this one set SO_REUSEADDR, if the new one sets it too.")
            .arg(local, remote);
    return tr("It keeps this one pair of ends, server port %1 with client port %2. On Linux, bind() of port "
              "%1 fails "
              "with EADDRINUSE until it is over, because this server did not set SO_REUSEADDR.")
        .arg(local, remote);
}

void TimeWaitCard::refresh()
{
    const auto id = holder();
    if (!id) {
        // Which end it will be is what lessons ask, and for the kernels to show.
        headline_->setText(tr("Neither end keeps TIME_WAIT yet."));
        bar_->setValue(0);
        note_->setText(tr("It lasts 60 seconds on Linux."));
        return;
    }
    const SocketRecord &socket = follower_.history().socket(*id);
    const bool server = socket.role == SocketRecord::Role::Connection;
    if (socket.state != TcpState::TimeWait) {
        headline_->setText(tr("Over: the kernel has forgotten the connection."));
        bar_->setValue(0);
        note_->setText(tr("This pair of ends is free again."));
        return;
    }
    const QString left = QString::number(socket.sample.timerMs / 1000.0, 'f', 1);
    headline_->setText(server ? tr("<b>The server</b> holds it, %1 s left.").arg(left)
                              : tr("<b>The client</b> holds it, %1 s left.").arg(left));
    bar_->setValue(static_cast<int>(qMin<std::uint32_t>(socket.sample.timerMs, kTimeWaitMs)));
    note_->setText(withParticles(portText(*id)));
}

} // namespace sockstep
