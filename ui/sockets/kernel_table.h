// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace sockstep {

class Follower;
class KernelModel;
class Zoom;

/// The kernel's table of the session's sockets, under its caption. There is a table once there is a socket.
class KernelTable : public QWidget {
    Q_OBJECT
public:
    KernelTable(const Follower &follower, const Zoom &zoom, QWidget *parent = nullptr);

    void refresh();
    /// For the present zoom and letters.
    void applyStyle();
    void retranslate();

private:
    void makeTable();
    void styleTable();
    void showCaption();

    const Follower &follower_;
    const Zoom &zoom_;
    KernelModel *model_;
    QLabel *caption_;
    QLabel *note_;
    QWidget *place_; // of the table; as high before there is one
    QLabel *none_;
    QTableView *table_ = nullptr;
};

} // namespace sockstep
