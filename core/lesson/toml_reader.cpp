// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/toml_reader.h"

#include "core/text/shown_text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sstream>

namespace sockstep {

void TomlReader::fail(const toml::node &node, std::string_view message)
{
    const auto at = node.source().begin;
    failAt(at.line, at.column, message);
}

void TomlReader::failAt(std::size_t line, std::size_t column, std::string_view message)
{
    faults_.push_back(
        {std::max<std::size_t>(line, 1), std::max<std::size_t>(column, 1), shownSentence(message)});
}

std::vector<LessonFault> TomlReader::takeFaults()
{
    std::stable_sort(faults_.begin(), faults_.end(), [](const LessonFault &a, const LessonFault &b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(faults_);
}

void TomlReader::knowOnly(const toml::table &table, std::initializer_list<std::string_view> keys)
{
    for (const auto &[key, node] : table) {
        if (std::find(keys.begin(), keys.end(), key.str()) != keys.end())
            continue;
        std::string known;
        for (const std::string_view one : keys)
            known += (known.empty() ? "" : ", ") + std::string(one);
        const auto at = key.source().begin;
        failAt(at.line, at.column,
            fmt::format("the key \"{}\" is not known here; expected one of {}", key.str(), known));
    }
}

const toml::node *TomlReader::required(const toml::table &table, std::string_view key)
{
    const toml::node *node = table.get(key);
    if (!node)
        fail(table, fmt::format("the key \"{}\" is missing", key));
    return node;
}

std::string TomlReader::text(const toml::table &table, std::string_view key, std::string_view otherwise)
{
    const toml::node *node = table.get(key);
    if (!node)
        return std::string(otherwise);
    if (const auto *string = node->as_string())
        return string->get();
    fail(*node, fmt::format("{} must be a text in quotes", key));
    return std::string(otherwise);
}

std::vector<std::string> TomlReader::texts(const toml::table &table, std::string_view key)
{
    std::vector<std::string> result;
    const toml::node *node = table.get(key);
    if (!node)
        return result;
    const auto *array = node->as_array();
    if (!array)
        fail(*node, fmt::format("{} must be a list of texts, like {} = [\"hello\"]", key, key));
    for (std::size_t i = 0; array && i < array->size(); ++i) {
        if (const auto *string = (*array)[i].as_string())
            result.push_back(string->get());
        else
            fail((*array)[i], fmt::format("{} must be a list of texts in quotes", key));
    }
    return result;
}

LocalText TomlReader::localText(const toml::table &table, bool required)
{
    LocalText result {text(table, "en"), text(table, "ko")};
    if (required && result.en.empty())
        fail(table, "the key \"en\" is missing: every text is there in English at least");
    return result;
}

const toml::table *TomlReader::table(const toml::table &from, std::string_view key)
{
    const toml::node *node = from.get(key);
    if (node && !node->is_table())
        fail(*node, fmt::format("{0} must be a table, like [{0}]", key));
    return node ? node->as_table() : nullptr;
}

void TomlReader::eachTable(
    const toml::table &from, std::string_view key, const std::function<void(const toml::table &)> &visit)
{
    const toml::node *node = from.get(key);
    if (!node)
        return;
    const auto *array = node->as_array();
    if (!array)
        return fail(*node, fmt::format("{0} must be a list of tables: write [[{0}]]", key));
    for (const toml::node &one : *array) {
        if (const auto *table = one.as_table())
            visit(*table);
        else
            fail(one, fmt::format("expected a table: write [[{}]]", key));
    }
}

std::size_t TomlReader::firstLineOf(const toml::node &node) const
{
    // A newline straight after the three quotes is not part of the string (TOML 1.0, "String").
    const auto at = node.source().begin;
    std::size_t begin = 0;
    for (std::size_t line = 1; line < at.line && begin < text_.size(); ++line)
        begin = std::min(text_.find('\n', begin), text_.size() - 1) + 1;
    const std::string_view rest = text_.substr(std::min(begin + at.column - 1, text_.size()));
    const bool newline = rest.starts_with("'''\n") || rest.starts_with("\"\"\"\n");
    return at.line + (newline ? 1 : 0);
}

std::vector<std::string> splitWords(std::string_view text)
{
    std::istringstream stream {std::string(text)};
    return {std::istream_iterator<std::string>(stream), {}};
}

std::optional<std::size_t> wholeNumber(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace sockstep
