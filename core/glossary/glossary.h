// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The terms of the field and what they mean, as resources/glossary.toml has them, in two languages.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sockstep {

enum class GlossaryLanguage : unsigned char { English, Korean };

struct GlossaryEntry {
    /// What leads to it: English words and C names, the first is its title. "bind()" is found as "bind" too.
    std::vector<std::string> terms;
    std::vector<std::string> koreanTerms; ///< empty if Korean uses the English ones
    bool isCommon = false; ///< not worth a link wherever it occurs
    std::string reference; ///< where it is defined: "RFC 9293, 3.5", "bind(2)"
    std::string english;
    std::string korean;

    const std::string &title(GlossaryLanguage language) const;
    const std::string &text(GlossaryLanguage language) const;
};

/// A part of an entry's text: plain, or a link to another entry. Written [[FIN]] or [[FIN|what is shown]].
struct GlossaryPiece {
    std::string text;
    std::string target; ///< a term; empty if it is plain
};
std::vector<GlossaryPiece> glossaryPieces(std::string_view text);

class Glossary {
public:
    /// Reads a document; nothing, and in \p fault what is wrong and where, if it is not as it should be.
    static std::optional<Glossary> parse(std::string_view toml, std::string &fault);

    const std::vector<GlossaryEntry> &entries() const { return entries_; }
    /// The index of the entry that \p term leads to, in either language; if none is written so, whatever the
    /// case.
    std::optional<std::size_t> find(std::string_view term) const;

private:
    std::string index();

    std::vector<GlossaryEntry> entries_;
    std::unordered_map<std::string, std::size_t> byTerm_; // without "()"; CLOSE and close() are two
    std::unordered_map<std::string, std::size_t> byLowerCase_;
};

} // namespace sockstep
