// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"

#include <QObject>

namespace sockstep {

class Follower;

/// The one call that is selected, whichever pane selected it; or none, and then the panes show the
/// latest. Or a segment, and with it the send whose bytes it carries. At another moment, none is.
class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(const Follower &follower, QObject *parent = nullptr);

    CallId call() const { return call_; }
    void setCall(CallId call);
    SegmentId segment() const { return segment_; }
    void setSegment(SegmentId segment);
    void clear() { setCall(0); }
    /// To the next or the previous call; from none to the first or the last.
    void moveBy(int calls);
    /// The same for segments.
    void moveBySegments(int segments);

signals:
    void changed(sockstep::CallId call);
    void segmentChanged(sockstep::SegmentId segment);

private:
    void set(CallId call, SegmentId segment);

    const Follower &follower_;
    CallId call_ = 0;
    SegmentId segment_ = 0;
};

} // namespace sockstep
