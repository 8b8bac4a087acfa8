// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/shown_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>
#include <vector>

namespace sockstep {

namespace {

/// A letter of Hebrew with its points and accents has five; more only cover the lines around.
constexpr int kMostMarks = 6;
constexpr ucs4_t kNonJoiner = 0x200c;
constexpr ucs4_t kJoiner = 0x200d;

int widthOf(ucs4_t c) { return std::max(uc_width(c, "UTF-8"), 0); }

/// Number signs of Arabic and its kin, which Unicode has among the format characters although they are drawn
/// (Prepended_Concatenation_Mark).
bool isDrawnFormat(ucs4_t c)
{
    return (c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f || c == 0x890 || c == 0x891 || c == 0x8e2
        || c == 0x110bd || c == 0x110cd;
}

/// Is it nothing that can be seen where it stands?
bool isHarmful(ucs4_t c)
{
    if (c >= 0x20 && c < 0x7f)
        return false;
    constexpr std::uint32_t kUnseen = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs
        | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    constexpr ucs4_t kObject = 0xfffc; // stands for an object beside the text
    return (uc_is_general_category_withtable(c, kUnseen) && !isDrawnFormat(c)) || c == kObject
        || uc_is_property_default_ignorable_code_point(c) || uc_is_property_not_a_character(c);
}

bool isMark(ucs4_t c)
{
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me) || widthOf(c) == 0;
}

bool joinsNext(ucs4_t c)
{
    const int type = uc_joining_type(c);
    return type == UC_JOINING_TYPE_L || type == UC_JOINING_TYPE_D;
}

bool joinsPrevious(ucs4_t c)
{
    const int type = uc_joining_type(c);
    return type == UC_JOINING_TYPE_R || type == UC_JOINING_TYPE_D;
}

/// Takes text apart into what is shown as one: a character with its marks, or an escape.
class Pieces {
public:
    explicit Pieces(std::string_view text)
        : rest_(text)
    {
    }

    bool atEnd() const { return rest_.empty(); }
    std::size_t left() const { return rest_.size(); }
    /// The next piece's bytes; \p escaped: they are not to be shown as they are.
    std::string_view next(bool &escaped);
    /// The character of an escaped piece; nothing for a byte that is no UTF-8.
    ucs4_t character() const { return current_; }
    static constexpr ucs4_t kNone = 0xffffffff;

private:
    /// Length of the character at \p at, 0 if there is none.
    std::size_t decode(std::size_t at, ucs4_t &c) const
    {
        c = kNone;
        if (at >= rest_.size())
            return 0;
        const int length = u8_mbtoucr(&c, reinterpret_cast<const std::uint8_t *>(rest_.data()) + at,
            std::min<std::size_t>(rest_.size() - at, 4));
        if (length <= 0)
            c = kNone;
        return length > 0 ? static_cast<std::size_t>(length) : 0;
    }
    bool isNeededJoiner(ucs4_t c, std::size_t length) const;
    bool isNeededSelector(ucs4_t c) const;
    std::string_view take(std::size_t length)
    {
        const std::string_view piece = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return piece;
    }

    std::string_view rest_;
    ucs4_t current_ = kNone;
    ucs4_t base_ = kNone; ///< the last character that was shown and is no mark; none after an escape
    ucs4_t last_ = kNone; ///< the last character that was shown, a mark perhaps
};

bool Pieces::isNeededJoiner(ucs4_t c, std::size_t length) const
{
    if ((c != kJoiner && c != kNonJoiner) || base_ == kNone)
        return false;
    ucs4_t next = kNone;
    if (decode(length, next) == 0 || isHarmful(next) || isMark(next))
        return false;
    if (c == kJoiner && (uc_is_property_extended_pictographic(base_) || uc_is_property_emoji_modifier(base_)))
        return uc_is_property_extended_pictographic(next);
    const bool letters = uc_is_general_category_withtable(base_, UC_CATEGORY_MASK_L)
        && uc_is_general_category_withtable(next, UC_CATEGORY_MASK_L);
    const bool afterVirama = uc_combining_class(last_) == UC_CCC_VR;
    return letters && (afterVirama || (c == kNonJoiner && joinsNext(base_) && joinsPrevious(next)));
}

bool Pieces::isNeededSelector(ucs4_t c) const
{
    if (!uc_is_property_variation_selector(c) || last_ == kNone)
        return false;
    if (c < 0xfe00) // of Mongolian
        return last_ >= 0x1820 && last_ <= 0x18aa;
    const bool emoji = (c == 0xfe0e || c == 0xfe0f) && uc_is_property_emoji(last_);
    return emoji || uc_is_property_unified_ideograph(last_);
}

std::string_view Pieces::next(bool &escaped)
{
    std::size_t length = decode(0, current_);
    const bool joiner = length > 0 && isNeededJoiner(current_, length);
    escaped = length == 0 || (isHarmful(current_) && !joiner) || (isMark(current_) && !joiner);
    if (escaped) {
        base_ = last_ = kNone;
        return take(std::max<std::size_t>(length, 1));
    }
    if (joiner) // together with what it joins
        length += decode(length, current_);
    base_ = last_ = current_;
    for (int marks = 0; marks < kMostMarks; ++marks) {
        ucs4_t mark = kNone;
        const std::size_t more = decode(length, mark);
        if (more == 0 || !isMark(mark) || (isHarmful(mark) && !isNeededSelector(mark)))
            break;
        last_ = mark;
        length += more;
    }
    return take(length);
}

enum class Kind { Line, Lines, Literal, Dotted };

std::string escapeOf(ucs4_t c, std::string_view bytes)
{
    if (c == '\n')
        return "\\n";
    if (c == '\t')
        return "\\t";
    if (c == '\r')
        return "\\r";
    if (c == Pieces::kNone || c < 0x80)
        return fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
    return c <= 0xffff ? fmt::format("\\u{:04x}", c) : fmt::format("\\U{:08x}", c);
}

std::string written(std::string_view text, std::size_t most, Kind kind)
{
    std::string result;
    Pieces pieces(text);
    for (std::size_t count = 0; !pieces.atEnd(); ++count) {
        if (count == most)
            return result + "…";
        bool escaped = false;
        const std::string_view piece = pieces.next(escaped);
        if (!escaped && kind == Kind::Literal && (piece.front() == '"' || piece.front() == '\\'))
            result += '\\';
        if (!escaped)
            result += piece;
        else if (kind == Kind::Dotted)
            result += "·";
        else if (kind == Kind::Lines && pieces.character() == '\n')
            result += '\n';
        else if (kind == Kind::Lines && pieces.character() == '\t')
            result += "    ";
        else
            result += escapeOf(pieces.character(), piece);
    }
    return result;
}

} // namespace

std::string shownText(std::string_view text, std::size_t most) { return written(text, most, Kind::Line); }

std::string shownSentence(std::string_view text)
{
    constexpr std::size_t kEnd = 400; // characters of each end; what a sentence of ours has before and after
    std::vector<std::string> end;
    std::string begin;
    Pieces pieces(text);
    std::size_t count = 0;
    for (; !pieces.atEnd(); ++count) {
        bool escaped = false;
        const std::string_view piece = pieces.next(escaped);
        std::string shown = escaped ? escapeOf(pieces.character(), piece) : std::string(piece);
        if (count < kEnd)
            begin += shown;
        else if (end.size() < kEnd)
            end.push_back(std::move(shown));
        else
            end[(count - kEnd) % kEnd] = std::move(shown);
    }
    if (count > 2 * kEnd)
        begin += "…";
    if (end.size() == kEnd)
        std::rotate(end.begin(), end.begin() + static_cast<std::ptrdiff_t>(count % kEnd), end.end());
    for (const std::string &one : end)
        begin += one;
    return begin;
}

std::string shownLines(std::string_view text, std::size_t most) { return written(text, most, Kind::Lines); }

std::string shownDotted(std::string_view text) { return written(text, std::string_view::npos, Kind::Dotted); }

std::string shownLiteral(std::string_view bytes, std::size_t most)
{
    return '"' + written(bytes, most, Kind::Literal) + '"';
}

std::size_t firstEscaped(std::string_view text)
{
    Pieces pieces(text);
    while (!pieces.atEnd()) {
        const std::size_t at = text.size() - pieces.left();
        bool escaped = false;
        pieces.next(escaped);
        if (escaped)
            return at;
    }
    return std::string_view::npos;
}

bool isUtf8(std::string_view text)
{
    return u8_check(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()) == nullptr;
}

std::string_view wholeCharacters(std::string_view text)
{
    for (std::size_t length = 1; length <= std::min<std::size_t>(text.size(), 3); ++length) {
        ucs4_t c = 0;
        const std::string_view end = text.substr(text.size() - length);
        constexpr int kIncomplete = -2;
        if (u8_mbtoucr(&c, reinterpret_cast<const std::uint8_t *>(end.data()), length) == kIncomplete)
            return text.substr(0, text.size() - length);
    }
    return text;
}

std::size_t columnsOf(std::string_view shown)
{
    std::size_t columns = 0;
    while (!shown.empty()) {
        ucs4_t c = 0;
        const int length = u8_mbtouc(&c, reinterpret_cast<const std::uint8_t *>(shown.data()), shown.size());
        columns += static_cast<std::size_t>(widthOf(c));
        shown.remove_prefix(static_cast<std::size_t>(length));
    }
    return columns;
}

std::string shownCell(std::string_view text, std::size_t width, bool right)
{
    std::string cell;
    std::size_t columns = 0;
    std::size_t fitting = 0; // bytes of the cell that leave room for "…"
    std::size_t fittingColumns = 0;
    Pieces pieces(text);
    while (!pieces.atEnd() && columns <= width) {
        if (columns < width) {
            fitting = cell.size();
            fittingColumns = columns;
        }
        bool escaped = false;
        const std::string_view piece = pieces.next(escaped);
        const std::string shown = escaped ? escapeOf(pieces.character(), piece) : std::string(piece);
        columns += columnsOf(shown);
        cell += shown;
    }
    if (columns > width || !pieces.atEnd()) {
        cell.resize(fitting);
        if (width > 0)
            cell += "…";
        columns = fittingColumns + (width > 0 ? 1 : 0);
    }
    const std::string room(width - columns, ' ');
    return right ? room + cell : cell + room;
}

} // namespace sockstep
