// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/program_outline.h"
#include "core/source/python_call.h"

#include <optional>
#include <set>

namespace sockstep {

/// The lines of a program without a call, in Python. Variables of descriptors hold sockets there, and an
/// array of struct pollfd is a list of the file's own class Pollfd.
class PythonStatements {
public:
    /// \p outline must outlive it.
    explicit PythonStatements(const ProgramOutline &outline);

    /// The lines for an assignment or a declaration, without "for" and "if"; none if Python needs nothing.
    std::vector<std::string> statement(std::size_t line, PythonNames &names) const;
    /// What stands behind if, elif or while.
    std::string test(const Test &test, PythonNames &names) const;
    /// "for i in range(1, used):" or "while True:"; nothing if the loop does not count as range() does.
    std::optional<std::string> countedLoop(std::size_t line, PythonNames &names) const;

    bool isSocket(const std::string &variable) const { return sockets_.contains(variable); }
    /// Is a number assigned to it?
    bool isNumber(const std::string &variable) const { return numbers_.contains(variable); }
    /// Does a statement ask for the value of \p variable?
    bool isAsked(const std::string &variable) const { return asked_.contains(variable); }
    /// Does a statement use a socket that is none, as -1 is in C?
    bool needsNoSocket() const;

private:
    void noteAsked(const Operand &operand)
    {
        if (!operand.place.empty() && !operand.place.field())
            asked_.insert(operand.place.variable());
    }
    std::string place(const Place &place) const;
    std::string value(const Operand &operand, std::optional<PollField> field, PythonNames &names) const;
    std::string asked(const Operand &operand, std::optional<PollField> field, PythonNames &names) const;
    std::string array(const Statement &statement, PythonNames &names) const;
    bool isAssignedWithin(std::size_t head, const std::string &variable) const;

    const ProgramOutline &outline_;
    std::set<std::string> sockets_; ///< the variables that hold one
    std::set<std::string> numbers_;
    std::set<std::string> asked_;
};

/// "POLLIN | POLLOUT", whose names are added to \p names.
std::string pythonEvents(int events, PythonNames &names);

} // namespace sockstep
