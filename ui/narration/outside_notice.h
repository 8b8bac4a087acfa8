// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/steer/follower.h"

namespace sockstep {

/// Says it when somebody else is at the other end of one of the session's sockets: then a lesson may wait for
/// what its own actors never do.
class OutsideNotice : public QObject {
    Q_OBJECT
public:
    explicit OutsideNotice(Follower &follower, QObject *parent = nullptr);

signals:
    void noticed(const QString &text);

private:
    void look();

    Follower &follower_;
    EventIndex seen_ = 0;
};

} // namespace sockstep
