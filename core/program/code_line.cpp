// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/program/code_line.h"

#include "core/program/c_text.h"

namespace sockstep {

namespace {

/// Where the comment of a line begins, which is not inside a string.
std::size_t commentOf(std::string_view line)
{
    bool quoted = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        if (line[i] == '"' && (i == 0 || line[i - 1] != '\\'))
            quoted = !quoted;
        if (!quoted && line[i] == '/' && line[i + 1] == '/')
            return i;
    }
    return line.size();
}

} // namespace

CodeLine takeApart(std::string_view line)
{
    CodeLine taken;
    const std::size_t first = line.find_first_not_of(' ');
    taken.indent = first == std::string_view::npos ? 0 : first;
    taken.text = trimmed(line.substr(0, commentOf(line)));
    if (taken.text.size() > 1 && taken.text.ends_with('{')) {
        taken.opensBlock = true;
        taken.text = trimmed(taken.text.substr(0, taken.text.size() - 1));
    }
    return taken;
}

} // namespace sockstep
