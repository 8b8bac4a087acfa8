// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wrapped_text.h"

#include "core/text/shown_text.h"

#include <algorithm>
#include <utility>

namespace sockstep {

std::vector<std::string> wrapped(std::string_view shown, std::size_t columns)
{
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0; // columns of the line
    while (!shown.empty()) {
        const std::size_t end = std::min(shown.find(' '), shown.size());
        const std::string_view word = shown.substr(0, end);
        const std::size_t width = columnsOf(word);
        if (!line.empty() && used + 1 + width > columns) {
            lines.push_back(std::exchange(line, {}));
            used = 0;
        }
        if (!line.empty()) {
            line += ' ';
            ++used;
        }
        line += word;
        used += width;
        shown.remove_prefix(std::min(end + 1, shown.size()));
    }
    if (!line.empty())
        lines.push_back(std::move(line));
    return lines;
}

} // namespace sockstep
