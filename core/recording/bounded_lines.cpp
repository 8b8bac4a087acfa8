// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/bounded_lines.h"

#include <algorithm>
#include <string_view>

namespace sockstep {

BoundedLines::Line BoundedLines::next(std::string &line)
{
    line.clear();
    while (true) {
        if (at_ == end_) {
            at_ = 0;
            end_ = source_(block_);
            if (end_ == 0)
                return line.empty() ? Line::None : Line::Unfinished;
        }
        const std::string_view rest(block_.data() + at_, end_ - at_);
        const std::size_t newline = rest.find('\n');
        const std::string_view part = rest.substr(0, newline);
        if (part.size() > longest_ - line.size())
            return Line::TooLong;
        // To grow would take it two and three times over: what is no short line gets all the room at once.
        if (line.size() + part.size() > kBlock)
            line.reserve(longest_);
        line += part;
        at_ += part.size();
        if (newline == std::string_view::npos)
            continue;
        ++at_;
        return Line::Whole;
    }
}

} // namespace sockstep
