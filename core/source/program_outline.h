// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/code_line.h"
#include "core/program/program.h"

#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// The lines of a program as a compiler sees them: which belong to which loop or condition, and where C goes
/// by itself after each. Wherever the actor goes somewhere else (after an error, at the end of a stream), a
/// written program needs a jump.
class ProgramOutline {
public:
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    struct Jump {
        bool onError = false; ///< the call returned −1
        bool onEnd = false; ///< it returned 0
        std::size_t target = 0; ///< a line, or size() for the end of the program
    };
    struct Row {
        CodeLine code;
        std::size_t block = kNone; ///< the line that begins the innermost loop or condition around it
        std::size_t end = 0; ///< of a line that begins one: the first one behind it
        /// After the line or, if it begins a loop, after the loop. One without a condition is the last.
        std::vector<Jump> jumps;
    };

    /// \p program must outlive the outline.
    explicit ProgramOutline(const Program &program);

    std::size_t size() const { return rows_.size(); }
    const Row &row(std::size_t line) const { return rows_.at(line); }
    const Line &line(std::size_t line) const { return program_.lines.at(line); }
    bool beginsLoop(std::size_t line) const { return row(line).code.beginsLoop(); }
    bool beginsIf(std::size_t line) const { return row(line).code.text.starts_with("if ("); }
    /// else, or else if, also behind a closing brace.
    bool beginsElse(std::size_t line) const;
    bool beginsBlock(std::size_t line) const
    {
        return beginsLoop(line) || beginsIf(line) || beginsElse(line);
    }
    /// Behind the if that begins in a line, with every else of it.
    std::size_t endOfIf(std::size_t line) const;
    /// Is \p line inside of the loop or condition that \p head begins?
    bool isWithin(std::size_t line, std::size_t head) const { return line > head && line < row(head).end; }
    /// Where the actor goes on: \p target of \p line as a line, or size().
    std::size_t resolved(std::size_t line, Target target) const;
    /// The line of that call, statement, or loop over what is typed, to which \p line leads without one.
    std::size_t followed(std::size_t line) const;

    /// Does the name occur in the program, outside of strings and comments?
    bool names(std::string_view identifier) const { return names_.contains(identifier); }
    /// Does any name begin so, as "TCP_" does?
    bool namesAny(std::string_view prefix) const
    {
        const auto first = names_.lower_bound(prefix);
        return first != names_.end() && first->starts_with(prefix);
    }
    /// Any line that the actor is to be told to leave?
    bool isTold() const { return names("told"); }
    bool calls(Function function) const;
    /// Is what the kernel does not take of a send or write left unsent, in every line?
    bool sendsOnce() const;

private:
    void nestBlocks();
    std::size_t naturalAfter(std::size_t line) const;
    void findJumps(std::size_t line);

    const Program &program_;
    std::vector<Row> rows_;
    std::set<std::string, std::less<>> names_;
};

/// The names in a line of C, outside of strings and comments, in their order.
std::vector<std::string> identifiersIn(std::string_view code);

} // namespace sockstep
