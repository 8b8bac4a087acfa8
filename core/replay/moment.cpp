// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay/moment.h"

namespace sockstep {

Moment::Moment(const Recording &recording)
    : history_(recording)
    , layout_(recording)
    , path_(history_)
    , conversation_(recording)
{
}

Moment::Moment(const Moment &other)
    : history_(other.history_)
    , layout_(other.layout_)
    , path_(other.path_, history_)
    , conversation_(other.conversation_)
    , firstNewLine_(other.firstNewLine_)
{
}

void Moment::advance(EventIndex end)
{
    history_.advance(end);
    layout_.advance(history_.size());
    path_.advance();
    firstNewLine_ = conversation_.advance(history_);
}

std::chrono::nanoseconds Moment::time() const
{
    return size() == 0 ? std::chrono::nanoseconds {} : recording().at(size() - 1).t;
}

} // namespace sockstep
