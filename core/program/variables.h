// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/statement.h"
#include "core/recording/poll_set.h"

#include <map>

namespace sockstep {

/// A descriptor as a call returned it, and the socket that it was then. Any other integer has no socket. What
/// the number is now, its DescriptorTable knows.
struct Handle {
    int fd = -1;
    SocketId socket = 0;
    friend bool operator==(const Handle &, const Handle &) = default;
};

/// The variables of a running program.
class Variables {
public:
    /// −1 for a variable that has no value.
    Handle read(const Place &place) const;
    std::int32_t value(const Operand &operand) const
    {
        return operand.place.empty() ? operand.number : read(operand.place).fd;
    }
    bool has(const std::string &variable) const { return integers_.contains(variable); }
    void set(const std::string &variable, Handle value) { integers_[variable] = value; }

    /// Does what \p statement says, all but its test. False if an index is beyond the end of its array:
    /// C leaves open what happens then, and here the program ends.
    bool run(const Statement &statement, bool afterBody);
    bool holds(const Test &test) const;

    /// The first \p count elements of an array, as poll() gets them; nothing if it has fewer.
    std::optional<std::vector<Polled>> polled(const std::string &array, std::int32_t count) const;
    /// poll() has filled in the revents of the elements at the front.
    void answered(const std::string &array, const std::vector<Polled> &all);

    /// The first variable that got \p socket; empty if none did.
    std::string nameOf(SocketId socket) const;

private:
    bool assign(const Assignment &assignment);
    std::optional<std::size_t> indexOf(const Place &place) const;

    std::map<std::string, Handle> integers_;
    std::map<std::string, std::vector<Polled>> arrays_;
};

} // namespace sockstep
