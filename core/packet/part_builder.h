// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packet/dissection.h"

#include <span>

namespace sockstep {

/// The number in \p bits bits (at most 64) from bit \p bit of \p bytes on, which must hold them.
std::uint64_t numberIn(std::string_view bytes, std::size_t bit, std::size_t bits);

/// A field of a header that always looks the same.
struct FieldSpec {
    FieldId id;
    std::size_t bits;
};

/// Adds fields to a part, one after the other, as far as there are bytes for them.
class PartBuilder {
public:
    /// The part begins at \p start of \p raw and can reach up to \p end at most.
    PartBuilder(PartKind kind, std::string_view raw, std::size_t start, std::size_t end);

    /// All fields of a fixed header. False if it is cut off: then what there is has been added, and the
    /// problem says so.
    bool addHeader(std::span<const FieldSpec> fields);
    /// One field of \p bytes bytes, which must be there.
    Field &add(FieldId id, std::size_t bytes, std::string value = {});
    /// All the rest up to \p size bytes from the beginning, as one field. Nothing if that is empty.
    void addUpTo(FieldId id, std::size_t size);
    void fail(Problem problem) { part_.problem = problem; }

    /// Bytes that are there, from the beginning of the part.
    std::string_view bytes() const { return bytes_; }
    std::size_t start() const { return part_.bytes.first; }
    /// How many bytes are in fields so far.
    std::size_t size() const { return (bit_ + 7) / 8; }
    /// Null if it was cut off.
    Field *find(FieldId id);
    std::uint64_t number(const Field &field) const { return numberIn(bytes_, field.bit, field.bits); }

    Part take();

private:
    Field &append(FieldId id, std::size_t bits);

    std::string_view bytes_;
    Part part_;
    std::size_t bit_ = 0;
};

/// "68 65 6c …", at most \p most bytes.
std::string hexText(std::string_view bytes, std::size_t most = 16);

} // namespace sockstep
