// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steer/selection.h"

#include "ui/steer/follower.h"

#include <algorithm>

namespace sockstep {

Selection::Selection(const Follower &follower, QObject *parent)
    : QObject(parent)
    , follower_(follower)
{
    connect(&follower, &Follower::aboutToBeReplaced, this, &Selection::clear);
}

void Selection::setCall(CallId call) { set(call, 0); }

void Selection::setSegment(SegmentId segment)
{
    const Arrow *arrow = segment ? follower_.layout().arrowOf(segment) : nullptr;
    set(arrow ? arrow->fromCall : CallId {0}, segment);
}

void Selection::set(CallId call, SegmentId segment)
{
    const bool callChanges = call != call_;
    const bool segmentChanges = segment != segment_;
    call_ = call;
    segment_ = segment;
    if (callChanges)
        emit changed(call_);
    if (segmentChanges)
        emit segmentChanged(segment_);
}

void Selection::moveBySegments(int segments)
{
    const auto count = static_cast<qint64>(follower_.history().segmentCount());
    if (count == 0)
        return;
    const qint64 from = segment_ ? segment_ : (segments > 0 ? 0 : count + 1);
    setSegment(static_cast<SegmentId>(std::clamp<qint64>(from + segments, 1, count)));
}

void Selection::moveBy(int calls)
{
    const auto count = static_cast<qint64>(follower_.history().callCount());
    if (count == 0)
        return;
    const qint64 from = call_ ? call_ : (calls > 0 ? 0 : count + 1);
    setCall(static_cast<CallId>(std::clamp<qint64>(from + calls, 1, count)));
}

} // namespace sockstep
