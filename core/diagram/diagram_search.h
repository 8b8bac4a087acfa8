// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagram/layout.h"
#include "core/recording/history.h"

#include <string>
#include <string_view>

namespace sockstep {

/// Finds a text in what the rows of a diagram say and stand for: calls with all their arguments and results,
/// the bytes that they carry, the names of states, and segments. Capital letters of ASCII are the same as
/// small ones; all else is compared byte by byte, in UTF-8.
class DiagramSearch {
public:
    /// An empty text is found nowhere.
    explicit DiagramSearch(std::string_view text);

    bool isIn(std::string_view text) const;
    /// Both must have taken in the same events.
    bool isIn(const Layout &layout, const History &history, Row row) const;

private:
    bool isInCall(const History &history, CallId call, bool entered, bool returned) const;

    std::string text_; // in small letters
};

} // namespace sockstep
