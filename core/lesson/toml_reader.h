// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lesson/lesson_file.h"
#include "core/text/toml.h"

#include <functional>
#include <initializer_list>
#include <optional>

namespace sockstep {

/// Takes values out of a TOML document and notes every fault with its place.
class TomlReader {
public:
    /// \p text is the document; it must outlive this.
    explicit TomlReader(std::string_view text)
        : text_(text)
    {
    }

    void fail(const toml::node &node, std::string_view message);
    /// What the file says may stand in the message as it is: it is made harmless here.
    void failAt(std::size_t line, std::size_t column, std::string_view message);
    const std::vector<LessonFault> &faults() const { return faults_; }
    /// In the order of their lines.
    std::vector<LessonFault> takeFaults();

    /// Every other key of \p table is a fault.
    void knowOnly(const toml::table &table, std::initializer_list<std::string_view> keys);
    /// Null, and a fault, if \p table does not have \p key.
    const toml::node *required(const toml::table &table, std::string_view key);
    /// The string at \p key; \p otherwise if there is none.
    std::string text(const toml::table &table, std::string_view key, std::string_view otherwise = {});
    std::vector<std::string> texts(const toml::table &table, std::string_view key);
    /// The keys en and ko of \p table.
    LocalText localText(const toml::table &table, bool required);
    /// Null if there is none at \p key, with a fault if it is something else.
    const toml::table *table(const toml::table &from, std::string_view key);
    /// The tables of an array like [[step]].
    void eachTable(
        const toml::table &from, std::string_view key, const std::function<void(const toml::table &)> &visit);
    /// The line of the document on which the contents of the string \p node begin.
    std::size_t firstLineOf(const toml::node &node) const;

private:
    std::string_view text_;
    std::vector<LessonFault> faults_;
};

std::vector<std::string> splitWords(std::string_view text);
std::optional<std::size_t> wholeNumber(std::string_view text);

} // namespace sockstep
