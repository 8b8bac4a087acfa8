// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/echo_programs.h"
#include "core/recording/history.h"

#include <QWidget>
#include <optional>

class QLabel;
class QProgressBar;

namespace sockstep {

class Follower;

/// Which side will hold, holds or has held TIME_WAIT, how long by the kernel's clock, and what that
/// means for the port.
class TimeWaitCard : public QWidget {
    Q_OBJECT
public:
    explicit TimeWaitCard(const Follower &follower, QWidget *parent = nullptr);

    void refresh();
    void retranslate();

private:
    /// The socket that is in TIME_WAIT, or was.
    std::optional<SocketId> holder() const;
    bool setReuseAddress(SocketId id) const;
    QString portText(SocketId id) const;

    const Follower &follower_;
    QLabel *caption_;
    QLabel *headline_;
    QProgressBar *bar_;
    QLabel *note_;
};

} // namespace sockstep
