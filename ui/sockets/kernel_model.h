// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QAbstractTableModel>

namespace sockstep {

class Follower;

/// The kernel's own table of the session's sockets, as the last sample had it.
class KernelModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Socket, State, RecvQueue, SendQueue, Timer, ColumnCount };
    /// SwatchRole: a state's colour. Not Qt::DecorationRole, for which Qt makes a new picture with each
    /// painting, and keeps them, up to ten megabytes.
    enum Role { StateRole = Qt::UserRole, EndedRole, SwatchRole };

    explicit KernelModel(const Follower &follower, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void reset();
    void refresh();

private:
    const SocketRecord &socket(int row) const;
    QString text(const SocketRecord &socket, int column) const;

    const Follower &follower_;
    std::vector<SocketId> rows_;
};

} // namespace sockstep
