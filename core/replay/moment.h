// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "core/diagram/state_path.h"
#include "core/recording/history.h"
#include "core/replay/conversation.h"

namespace sockstep {

/// All that the panes show, after the first size() events of a recording: that is what a moment is. The
/// live view is the moment after the last event; a view of the past is an earlier one, made by the same
/// code from the same events. A copy is cheap. One thread at a time for each.
class Moment {
public:
    explicit Moment(const Recording &recording);
    Moment(const Moment &other);
    Moment &operator=(const Moment &) = delete;

    /// Takes in the events up to \p end (all there are by default).
    void advance(EventIndex end = kNoEvent);
    EventIndex size() const { return history_.size(); }

    const Recording &recording() const { return history_.recording(); }
    const History &history() const { return history_; }
    const Layout &layout() const { return layout_; }
    const StatePath &path() const { return path_; }
    const Conversation &conversation() const { return conversation_; }
    /// The first line of the conversation that the last advance() has changed or added.
    Conversation::Line firstNewLine() const { return firstNewLine_; }
    /// When its last event happened.
    std::chrono::nanoseconds time() const;

private:
    History history_;
    Layout layout_;
    StatePath path_;
    Conversation conversation_;
    Conversation::Line firstNewLine_ = 0;
};

} // namespace sockstep
