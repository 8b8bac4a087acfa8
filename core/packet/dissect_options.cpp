// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/dissect_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

namespace {

// RFC 9293 section 3.2, RFC 7323 (window scale, timestamps), RFC 2018 (SACK).
constexpr std::uint64_t kEnd = 0;
constexpr std::uint64_t kNoOperation = 1;
constexpr std::uint64_t kMaximumSegmentSize = 2;
constexpr std::uint64_t kWindowScale = 3;
constexpr std::uint64_t kSackPermitted = 4;
constexpr std::uint64_t kSack = 5;
constexpr std::uint64_t kTimestamps = 8;

constexpr std::size_t kBeforeContent = 2; // kind and length
constexpr std::size_t kSackBlock = 8;

std::string sackText(std::string_view content, std::uint32_t base)
{
    std::string text;
    for (std::size_t at = 0; at + kSackBlock <= content.size(); at += kSackBlock) {
        const auto left = static_cast<std::uint32_t>(numberIn(content, at * 8, 32));
        const auto right = static_cast<std::uint32_t>(numberIn(content, at * 8 + 32, 32));
        text += fmt::format("{}{}–{}", text.empty() ? "" : ", ", left - base, right - base);
    }
    return text;
}

/// An option of which all bytes are there. \p content comes after its kind and its length.
void addOption(
    PartBuilder &part, std::uint64_t kind, std::string_view content, const DissectionContext &context)
{
    const std::size_t size = content.size() + kBeforeContent;
    const auto number
        = [&](std::size_t at, std::size_t bytes) { return numberIn(content, at * 8, bytes * 8); };
    if (kind == kMaximumSegmentSize && size == 4) {
        part.add(FieldId::OptionMaximumSegmentSize, size, fmt::format("{}", number(0, 2)));
    } else if (kind == kWindowScale && size == 3) {
        constexpr std::uint64_t kMostShift = 14; // RFC 7323 section 2.3: more is taken for this
        const std::uint64_t shift = number(0, 1);
        part.add(FieldId::OptionWindowScale, size,
            fmt::format("{} (× {})", shift, 1U << std::min(shift, kMostShift)));
    } else if (kind == kSackPermitted && size == kBeforeContent) {
        part.add(FieldId::OptionSackPermitted, size);
    } else if (kind == kSack && content.size() % kSackBlock == 0 && !content.empty()) {
        Field &field = part.add(FieldId::OptionSack, size, sackText(content, 0));
        if (context.ackBase)
            field.remark = {Remark::Kind::Relative, sackText(content, *context.ackBase)};
    } else if (kind == kTimestamps && size == 10) {
        part.add(
            FieldId::OptionTimestamps, size, fmt::format("TSval {}, TSecr {}", number(0, 4), number(4, 4)));
    } else if (kind == kMaximumSegmentSize || (kind >= kWindowScale && kind <= kSack)
        || kind == kTimestamps) {
        // A length that this kind cannot have: what is in it cannot be told, but what follows can.
        part.add(FieldId::OptionMalformed, size, fmt::format("{}: {}", kind, hexText(content)));
        part.fail({Problem::Kind::Options, 0, 0});
    } else {
        part.add(FieldId::OptionUnknown, size,
            content.empty() ? fmt::format("{}", kind) : fmt::format("{}: {}", kind, hexText(content)));
    }
}

} // namespace

void addTcpOptions(PartBuilder &part, std::size_t headerSize, const DissectionContext &context)
{
    const std::size_t end = std::min(headerSize, part.bytes().size());
    while (part.size() < end) {
        const std::string_view rest = part.bytes().substr(part.size(), end - part.size());
        const std::uint64_t kind = numberIn(rest, 0, 8);
        if (kind == kEnd) {
            part.add(FieldId::OptionEnd, 1);
            part.addUpTo(FieldId::OptionPadding, end);
            return;
        }
        if (kind == kNoOperation) {
            part.add(FieldId::OptionNoOperation, 1);
            continue;
        }
        const std::uint64_t length = rest.size() > 1 ? numberIn(rest, 8, 8) : 0;
        if (length < kBeforeContent || length > rest.size()) {
            part.addUpTo(FieldId::OptionMalformed, end);
            part.fail({Problem::Kind::Options, 0, 0});
            return;
        }
        addOption(part, kind, rest.substr(kBeforeContent, length - kBeforeContent), context);
    }
}

} // namespace sockstep
