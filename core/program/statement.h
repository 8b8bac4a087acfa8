// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a line of a program does beside its call: assignments and conditions on integers and on arrays of
// struct pollfd. As little of C as a server of several clients needs, and no system call.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sockstep {

/// A member of struct pollfd.
enum class PollField : std::uint8_t { Fd, Events, Revents };
std::string_view name(PollField field);

/// What can be read and assigned: an integer variable, or a member of an element of an array.
class Place {
public:
    Place() = default;
    /// An integer variable: "lfd".
    Place(std::string variable) // NOLINT: a variable's name is the place
        : variable_(std::move(variable))
    {
    }
    Place(const char *variable) // NOLINT
        : variable_(variable)
    {
    }
    /// \p index is a variable or a number; empty for a single struct, which is an array of one.
    Place(std::string array, std::string index, PollField field)
        : variable_(std::move(array))
        , index_(std::move(index))
        , field_(field)
    {
    }

    bool empty() const { return variable_.empty(); }
    const std::string &variable() const { return variable_; }
    const std::string &index() const { return index_; }
    std::optional<PollField> field() const { return field_; }
    /// In C: "lfd", "set[i].fd", "ready.revents".
    std::string text() const;
    friend bool operator==(const Place &, const Place &) = default;

private:
    std::string variable_;
    std::string index_;
    std::optional<PollField> field_;
};

/// A place, or a number where the place is empty.
struct Operand {
    Place place;
    std::int32_t number = 0;
};

/// A condition: "n > 0", "set[0].revents & POLLIN", "!(…)".
struct Test {
    enum class Relation : std::uint8_t {
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Equal,
        NotEqual,
        AnyBit
    };
    Operand left;
    Relation relation = Relation::NotEqual;
    Operand right; ///< AnyBit: the bits, one of which is to be set
    bool negated = false;
};

struct Assignment {
    Place to;
    Operand from;
    bool adds = false; ///< to what is there, as i++ does
};

/// Declares an array of struct pollfd; all its members are 0.
struct PollArray {
    std::string name;
    std::size_t size = 0;
};

/// In this order: the array, the assignments, the condition.
struct Statement {
    std::optional<PollArray> array;
    std::vector<Assignment> assignments;
    /// A counted loop: in place of the assignments when its body has been run.
    std::vector<Assignment> afterBody;
    std::optional<Test> test; ///< leads to Line::onEnd if it does not hold
    bool isLoop = false;
};

} // namespace sockstep
