// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace sockstep {

/// A line of a program, taken apart. Points into it.
struct CodeLine {
    std::string_view text; ///< without the spaces in front, the comment and the opening brace
    std::size_t indent = 0; ///< spaces in front
    bool opensBlock = false;

    /// while or for, with lines of its own.
    bool beginsLoop() const
    {
        return (text.starts_with("while (") || text.starts_with("for (")) && !text.ends_with(';');
    }
};

CodeLine takeApart(std::string_view line);

} // namespace sockstep
