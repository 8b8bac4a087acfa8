// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/packet/dissection.h"

#include <QCoreApplication>
#include <QString>

namespace sockstep {

/// What the window says of the parts and fields of a packet, in the language that the application has at
/// the time. Names of headers and fields are those of the RFCs in every language.
class SegmentWords {
    Q_DECLARE_TR_FUNCTIONS(SegmentWords)
public:
    static QString partName(PartKind kind);
    static QString fieldName(FieldId id);
    /// A few letters, for a narrow box: "TTL".
    static QString shortName(FieldId id);
    /// "0x4a3b2100 (relative 0)"
    static QString value(const Field &field);
    /// The same in shorter and shorter words, the longest first; for a box that may be narrow.
    static QStringList valuesByLength(const Field &field);
    /// What the field is for, in one sentence or two.
    static QString sentence(FieldId id);
    static QString problem(const Problem &problem);
    static QString bytes(std::size_t count);
    /// "byte 8" or "bytes 8–11", counted from 0; and how many bits, where they are no whole bytes.
    static QString place(const Field &field);
    /// Data as text if it is UTF-8, else as hexadecimal numbers; at most \p most bytes of it.
    struct Data {
        QString shown;
        bool isText = true;
    };
    static Data data(std::string_view bytes, std::size_t most);

    static bool isFlag(FieldId id);
    /// "SYN,ACK", those that are set; empty for a part that has no flags.
    static QString flags(const Part &part);

private:
    static QString remark(const Remark &remark);
};

} // namespace sockstep
