// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/event.h"

#include <QObject>

namespace sockstep {

class Follower;

/// The one call that is selected, whichever pane selected it; or none, and then the panes show the
/// latest.
class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(const Follower &follower, QObject *parent = nullptr);

    CallId call() const { return call_; }
    void setCall(CallId call);
    void clear() { setCall(0); }
    /// To the next or the previous call; from none to the first or the last.
    void moveBy(int calls);

signals:
    void changed(sockstep::CallId call);

private:
    const Follower &follower_;
    CallId call_ = 0;
};

} // namespace sockstep
