// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sockets/kernel_model.h"

#include "ui/look/as_shown.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/words/narrator.h"

#include <QGuiApplication>

namespace sockstep {

KernelModel::KernelModel(const Follower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , follower_(follower)
{
}

void KernelModel::reset()
{
    beginResetModel();
    rows_.clear();
    endResetModel();
}

void KernelModel::refresh()
{
    const auto lanes = follower_.layout().lanes();
    if (lanes.size() != rows_.size()) {
        // In the diagram's order; a new socket may go between two others.
        beginResetModel();
        rows_.clear();
        for (const LaneIndex lane : follower_.layout().lanesFromLeft())
            rows_.push_back(lanes[lane].socket);
        endResetModel();
    } else if (!rows_.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int KernelModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int KernelModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

const SocketRecord &KernelModel::socket(int row) const
{
    return follower_.history().socket(rows_[static_cast<std::size_t>(row)]);
}

QString KernelModel::text(const SocketRecord &socket, int column) const
{
    switch (column) {
    case Socket: {
        const QString fd = socket.open ? QString::number(socket.fd) : QStringLiteral("–");
        switch (socket.role) {
        case SocketRecord::Role::Listener:
            return tr("%1 listen").arg(fd);
        case SocketRecord::Role::Connection:
            return tr("%1 conn").arg(fd);
        case SocketRecord::Role::Client:
            return tr("%1 client").arg(fd);
        case SocketRecord::Role::Unused:
            break;
        }
        return tr("%1 socket").arg(fd);
    }
    case State: {
        if (socket.protocol == SocketRecord::Protocol::Udp)
            return QStringLiteral("UDP");
        if (socket.protocol != SocketRecord::Protocol::Tcp)
            return socket.protocol == SocketRecord::Protocol::Unix ? QStringLiteral("AF_UNIX")
                                                                   : QStringLiteral("–");
        const auto word = name(socket.state);
        return asShown(word);
    }
    case RecvQueue:
        if (socket.protocol != SocketRecord::Protocol::Tcp)
            return QStringLiteral("–"); // nobody asks the kernel about these
        return QString::number(socket.sample.recvQueue);
    case SendQueue:
        if (socket.protocol != SocketRecord::Protocol::Tcp)
            return QStringLiteral("–");
        return QString::number(socket.sample.sendQueue);
    case Timer: {
        const double seconds = socket.sample.timerMs / 1000.0;
        switch (socket.sample.timer) {
        case SocketTimer::None:
            break;
        case SocketTimer::Retransmit:
            return tr("rto %1 s").arg(seconds, 0, 'f', 1);
        case SocketTimer::Keepalive:
            return tr("keep %1 s").arg(seconds, 0, 'f', 1);
        case SocketTimer::TimeWait:
            return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
        case SocketTimer::ZeroWindowProbe:
            return tr("probe %1 s").arg(seconds, 0, 'f', 1);
        }
        return QStringLiteral("–");
    }
    default:
        return {};
    }
}

QVariant KernelModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SocketRecord &entry = socket(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        return asToolTip(tr("%1 → %2, inode %3")
                             .arg(asShown(entry.local.text()), asShown(entry.remote.text()))
                             .arg(entry.inode));
    case StateRole:
        return static_cast<int>(entry.state);
    case EndedRole:
        return !entry.open && entry.state == TcpState::Close;
    case SwatchRole:
        return index.column() == State && entry.protocol == SocketRecord::Protocol::Tcp
            ? QVariant(Theme(QGuiApplication::palette()).state(entry.state))
            : QVariant();
    case Qt::ForegroundRole: {
        const Theme theme(QGuiApplication::palette());
        return data(index, EndedRole).toBool() ? theme.muted() : theme.text();
    }
    case Qt::TextAlignmentRole:
        return index.column() == RecvQueue || index.column() == SendQueue
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant KernelModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == RecvQueue || section == SendQueue ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                            : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    const QString names[ColumnCount] = {tr("fd"), tr("state"), tr("recv-q"), tr("send-q"), tr("timer")};
    const QString explanations[ColumnCount] = {tr("File descriptor; – once it is closed"),
        tr("TCP state, from the kernel's socket table (sock_diag)"),
        tr("Bytes not yet read; for a listener: connections waiting for accept()"),
        tr("Bytes not yet acknowledged; for a listener: the backlog"),
        tr("The timer that the kernel runs for the socket")};
    if (role == Qt::DisplayRole)
        return names[section];
    return role == Qt::ToolTipRole ? QVariant(explanations[section]) : QVariant();
}

} // namespace sockstep
