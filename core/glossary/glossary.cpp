// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/glossary/glossary.h"

#include "core/text/toml.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace sockstep {

namespace {

/// "bind()" and "bind" are one term.
std::string keyOf(std::string_view term)
{
    if (term.ends_with("()"))
        term.remove_suffix(2);
    return std::string(term);
}

/// Only ASCII has cases here.
std::string inLowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string at(const toml::node &node)
{
    return fmt::format(
        "glossary, line {}, column {}: ", node.source().begin.line, node.source().begin.column);
}

/// The texts of an array; what else is in it is left out, and \p sound becomes false.
std::vector<std::string> textsOf(const toml::array *array, bool &sound)
{
    std::vector<std::string> result;
    if (!array)
        return result;
    for (const toml::node &node : *array) {
        const auto text = node.value<std::string>();
        sound = sound && text && !text->empty();
        result.push_back(text.value_or(""));
    }
    return result;
}

/// What is wrong with \p table; empty if it is an entry, and then it is in \p entry.
std::string readEntry(const toml::table &table, GlossaryEntry &entry)
{
    for (const auto &[key, node] : table) {
        constexpr std::string_view kKeys[] = {"terms", "ko-terms", "common", "reference", "en", "ko"};
        if (std::find(std::begin(kKeys), std::end(kKeys), key.str()) == std::end(kKeys))
            return fmt::format("{}the key \"{}\" is not known", at(node), key.str());
    }
    bool sound = true;
    entry.terms = textsOf(table["terms"].as_array(), sound);
    entry.koreanTerms = textsOf(table["ko-terms"].as_array(), sound);
    if (entry.terms.empty() || !sound)
        return at(table) + "terms must be a list of texts in quotes";
    entry.isCommon = table["common"].value_or(false);
    entry.reference = table["reference"].value_or(std::string());
    entry.english = table["en"].value_or(std::string());
    entry.korean = table["ko"].value_or(std::string());
    for (const auto &[key, value] : {std::pair<const char *, const std::string &> {"en", entry.english},
             {"ko", entry.korean}, {"reference", entry.reference}}) {
        if (value.empty())
            return fmt::format("{}\"{}\" has no text at \"{}\"", at(table), entry.terms.front(), key);
    }
    return {};
}

} // namespace

const std::string &GlossaryEntry::title(GlossaryLanguage language) const
{
    return language == GlossaryLanguage::Korean && !koreanTerms.empty() ? koreanTerms.front() : terms.front();
}

const std::string &GlossaryEntry::text(GlossaryLanguage language) const
{
    return language == GlossaryLanguage::Korean ? korean : english;
}

std::vector<GlossaryPiece> glossaryPieces(std::string_view text)
{
    std::vector<GlossaryPiece> pieces;
    while (!text.empty()) {
        const auto open = text.find("[[");
        const auto close = open == std::string_view::npos ? open : text.find("]]", open);
        if (close == std::string_view::npos) {
            pieces.push_back({std::string(text), {}});
            break;
        }
        if (open > 0)
            pieces.push_back({std::string(text.substr(0, open)), {}});
        const std::string_view inside = text.substr(open + 2, close - open - 2);
        const auto bar = inside.find('|');
        const std::string_view shown = bar == std::string_view::npos ? inside : inside.substr(bar + 1);
        pieces.push_back({std::string(shown), std::string(inside.substr(0, bar))});
        text.remove_prefix(close + 2);
    }
    return pieces;
}

std::optional<Glossary> Glossary::parse(std::string_view toml, std::string &fault)
{
    Glossary glossary;
    try {
        const toml::table document = toml::parse(toml);
        const toml::array *entries = document["entry"].as_array();
        if (!entries || !entries->is_array_of_tables()) {
            fault = "glossary: there is no [[entry]]";
            return std::nullopt;
        }
        for (const toml::node &node : *entries) {
            GlossaryEntry entry;
            fault = readEntry(*node.as_table(), entry);
            if (!fault.empty())
                return std::nullopt;
            glossary.entries_.push_back(std::move(entry));
        }
    } catch (const toml::parse_error &error) {
        std::ostringstream where;
        where << error.source().begin;
        fault = fmt::format("glossary, {}: {}", where.str(), error.description());
        return std::nullopt;
    }
    fault = glossary.index();
    if (!fault.empty())
        return std::nullopt;
    return glossary;
}

/// What is wrong; empty if each term leads to one entry.
std::string Glossary::index()
{
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        for (const auto *terms : {&entries_[i].terms, &entries_[i].koreanTerms}) {
            for (const std::string &term : *terms) {
                byLowerCase_.emplace(inLowerCase(keyOf(term)), i);
                const auto [known, isNew] = byTerm_.emplace(keyOf(term), i);
                if (!isNew && known->second != i)
                    return fmt::format("glossary: \"{}\" leads to two entries, \"{}\" and \"{}\"", term,
                        entries_[known->second].terms.front(), entries_[i].terms.front());
            }
        }
    }
    return {};
}

std::optional<std::size_t> Glossary::find(std::string_view term) const
{
    const std::string key = keyOf(term);
    if (const auto found = byTerm_.find(key); found != byTerm_.end())
        return found->second;
    const auto found = byLowerCase_.find(inLowerCase(key));
    return found == byLowerCase_.end() ? std::nullopt : std::optional(found->second);
}

} // namespace sockstep
