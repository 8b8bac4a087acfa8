// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/part_builder.h"

#include <algorithm>
#include <fmt/format.h>

namespace sockstep {

std::uint64_t numberIn(std::string_view bytes, std::size_t bit, std::size_t bits)
{
    std::uint64_t number = 0;
    for (std::size_t at = bit; at < bit + bits; ++at) {
        const auto byte = static_cast<std::uint8_t>(bytes[at / 8]);
        number = number << 1 | ((byte >> (7 - at % 8)) & 1U);
    }
    return number;
}

PartBuilder::PartBuilder(PartKind kind, std::string_view raw, std::size_t start, std::size_t end)
    : bytes_(raw.substr(start, end - start))
    , part_ {kind, {start, start}, {}, std::nullopt}
{
}

Field &PartBuilder::append(FieldId id, std::size_t bits)
{
    Field &field = part_.fields.emplace_back();
    field.id = id;
    field.bit = bit_;
    field.bits = bits;
    field.bytes = {start() + bit_ / 8, start() + (bit_ + bits + 7) / 8};
    bit_ += bits;
    return field;
}

bool PartBuilder::addHeader(std::span<const FieldSpec> fields)
{
    std::size_t needed = bit_;
    for (const FieldSpec &spec : fields)
        needed += spec.bits;
    const std::size_t there = bytes_.size() * 8;
    for (const FieldSpec &spec : fields) {
        if (bit_ + spec.bits > there)
            break;
        append(spec.id, spec.bits);
    }
    if (there >= needed)
        return true;
    fail({Problem::Kind::CutOff, bytes_.size(), needed / 8});
    addUpTo(FieldId::CutOff, bytes_.size());
    return false;
}

Field &PartBuilder::add(FieldId id, std::size_t bytes, std::string value)
{
    Field &field = append(id, bytes * 8);
    field.value = std::move(value);
    return field;
}

void PartBuilder::addUpTo(FieldId id, std::size_t size)
{
    size = std::min(size, bytes_.size());
    if (size * 8 <= bit_)
        return;
    // A cut may go through a field whose first bits share a byte with the one before.
    Field &field = append(id, size * 8 - bit_);
    field.value = hexText(bytes_.substr(field.bit / 8, size - field.bit / 8));
}

Field *PartBuilder::find(FieldId id)
{
    const auto found = std::find_if(
        part_.fields.begin(), part_.fields.end(), [id](const Field &field) { return field.id == id; });
    return found == part_.fields.end() ? nullptr : &*found;
}

Part PartBuilder::take()
{
    part_.bytes.end = start() + size();
    return std::move(part_);
}

std::string hexText(std::string_view bytes, std::size_t most)
{
    std::string text;
    for (const char byte : bytes.substr(0, most))
        text += fmt::format("{}{:02x}", text.empty() ? "" : " ", static_cast<std::uint8_t>(byte));
    return bytes.size() > most ? text + " …" : text;
}

} // namespace sockstep
