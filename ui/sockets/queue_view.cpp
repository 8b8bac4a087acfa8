// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sockets/queue_view.h"

#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/words/socket_words.h"

#include <QLocale>
#include <QPainter>

namespace sockstep {

namespace {
constexpr int kMargin = 12;
QString count(std::uint32_t number) { return QLocale().toString(number); }
} // namespace

QueueView::QueueView(const Follower &follower, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
{
    setObjectName(QStringLiteral("queues"));
    setAttribute(Qt::WA_StyledBackground);
}

QueueView::Bar QueueView::receiveBar(SocketId id, const SocketRecord &socket) const
{
    Bar bar {id, Bar::Kind::Receive, socket.sample.recvQueue, 0, {}};
    if (const auto window = follower_.history().offeredWindow(id)) {
        bar.room = *window;
        bar.text = *window == 0 ? tr("receive: %1 B, window 0: no room").arg(count(bar.filled))
                                : tr("receive: %1 B, window %2").arg(count(bar.filled), count(*window));
    } else {
        bar.room = socket.sample.recvBuffer - std::min(bar.filled, socket.sample.recvBuffer);
        bar.text = tr("receive: %1 B").arg(count(bar.filled));
    }
    return bar;
}

QueueView::Bar QueueView::sendBar(SocketId id, const SocketRecord &socket) const
{
    const std::uint32_t filled = socket.sample.sendQueue;
    const std::uint32_t buffer = socket.sample.sendBuffer;
    return {id, Bar::Kind::Send, filled, buffer - std::min(filled, buffer),
        buffer ? tr("send: %1 B of a buffer of %2").arg(count(filled), count(buffer))
               : tr("send: %1 B").arg(count(filled))};
}

QueueView::Bar QueueView::acceptBar(SocketId id, const SocketRecord &socket) const
{
    const std::uint32_t waiting = socket.sample.recvQueue;
    const std::uint32_t backlog = socket.sample.sendQueue;
    return {id, Bar::Kind::Accept, waiting, backlog + 1 - std::min(waiting, backlog + 1),
        tr("accept queue: %1 waiting, backlog %2").arg(count(waiting), count(backlog))};
}

std::vector<QueueView::Bar> QueueView::bars() const
{
    std::vector<Bar> bars;
    const History &history = follower_.history();
    for (const LaneIndex lane : follower_.layout().lanesFromLeft()) {
        const SocketId id = follower_.layout().lanes()[lane].socket;
        const SocketRecord &socket = history.socket(id);
        const bool has = socket.state != TcpState::Close && socket.state != TcpState::TimeWait
            && socket.state != TcpState::SynRecv;
        if (!has)
            continue; // the kernel keeps no buffers in these states
        if (socket.state == TcpState::Listen) {
            bars.push_back(acceptBar(id, socket));
        } else {
            bars.push_back(receiveBar(id, socket));
            bars.push_back(sendBar(id, socket));
        }
    }
    return bars;
}

int QueueView::rowHeight() const { return fontMetrics().height() * 2 + 10; }

void QueueView::refresh()
{
    const auto all = bars();
    QStringList texts;
    for (const Bar &bar : all)
        texts << SocketWords::title(follower_.history(), bar.socket) + QStringLiteral(": ") + bar.text;
    setAccessibleName(tr("Queues of each socket"));
    setAccessibleDescription(texts.join(u'\n'));
    setMinimumHeight(static_cast<int>(all.size()) * (rowHeight() + fontMetrics().height()) + kMargin);
    update();
}

void QueueView::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto all = bars();
    if (all.empty()) {
        painter.setPen(theme.muted());
        painter.drawText(rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
            Qt::AlignCenter | Qt::TextWordWrap, tr("No socket has a queue yet."));
        return;
    }
    const int line = fontMetrics().height();
    const int width = this->width() - 2 * kMargin;
    QFont bold = font();
    bold.setBold(true);
    QFont small = monospaced(font());
    int y = kMargin / 2;
    SocketId shown = 0;
    for (const Bar &bar : all) {
        const SocketRecord &socket = follower_.history().socket(bar.socket);
        if (std::exchange(shown, bar.socket) != bar.socket) {
            painter.setFont(bold);
            painter.setPen(theme.actorText(socket.role == SocketRecord::Role::Client));
            painter.drawText(QRect(kMargin, y, width, line), Qt::AlignVCenter,
                SocketWords::title(follower_.history(), bar.socket));
            y += line + 3;
        }
        painter.setFont(small);
        painter.setPen(bar.full() ? theme.bad() : theme.text());
        painter.drawText(QRect(kMargin, y, width, line), Qt::AlignVCenter,
            QFontMetrics(small).elidedText(bar.text, Qt::ElideRight, width));
        y += line + 1;
        const QRectF frame(kMargin + 0.5, y + 0.5, width - 1, line * 0.6);
        const double total = std::max(1.0, double {1.0} * bar.filled + bar.room);
        QRectF filled = frame;
        filled.setWidth(frame.width() * bar.filled / total);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.hover());
        painter.drawRoundedRect(frame, 3, 3);
        painter.setBrush(bar.full()           ? theme.bad()
                : bar.kind == Bar::Kind::Send ? theme.state(TcpState::FinWait2)
                                              : theme.state(TcpState::Established));
        if (bar.filled > 0)
            painter.drawRoundedRect(filled, 3, 3);
        painter.setPen(theme.border());
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 3, 3);
        y += static_cast<int>(line * 0.6) + 8;
    }
}

} // namespace sockstep
