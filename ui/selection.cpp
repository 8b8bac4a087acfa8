// SPDX-License-Identifier: GPL-3.0-or-later
#include "selection.h"

#include "follower.h"

#include <algorithm>

namespace sockstep {

Selection::Selection(const Follower &follower, QObject *parent)
    : QObject(parent)
    , follower_(follower)
{
    connect(&follower, &Follower::replaced, this, &Selection::clear);
}

void Selection::setCall(CallId call)
{
    if (call == call_)
        return;
    call_ = call;
    emit changed(call_);
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
