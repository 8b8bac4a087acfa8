// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson.h"

namespace sockstep {

/// A question as it came up while a lesson was stepped through.
struct AskedQuestion {
    std::size_t index = 0; ///< into Lesson::questions
    std::string happened; ///< by the kernel; empty if it never came to that
    bool asExpected = false;
};

struct Rehearsal {
    std::vector<AskedQuestion> questions; ///< every one of the lesson's, in their order
    std::vector<std::string>
        faults; ///< what is wrong with the lesson: it stops short, a line is never run, …
    std::shared_ptr<const Recording> recording; ///< null if it could not begin
    bool isSound() const { return faults.empty(); }
};

/// Steps through \p lesson from the beginning to the end, as a class would, and compares what the author
/// expects with what happened. On real sockets: it takes as long as the lesson does.
Rehearsal rehearse(const std::shared_ptr<const Lesson> &lesson);

} // namespace sockstep
