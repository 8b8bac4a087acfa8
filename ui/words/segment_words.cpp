// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/segment_words.h"

#include "core/text/shown_text.h"
#include "ui/look/as_shown.h"

namespace sockstep {

namespace {

QString word(std::string_view text) { return asShown(text); }

/// The text of \p bytes, with a dot for what cannot be shown. Nothing if it is no UTF-8. A character that
/// the end cuts through may be left out.
std::optional<QString> asText(std::string_view bytes, bool isCut)
{
    const std::string_view whole = isCut ? wholeCharacters(bytes) : bytes;
    return isUtf8(whole) ? std::optional(asShown(shownDotted(whole))) : std::nullopt;
}

} // namespace

QString SegmentWords::partName(PartKind kind)
{
    switch (kind) {
    case PartKind::Payload:
        return tr("Data");
    case PartKind::Trailer:
        return tr("Trailing bytes");
    case PartKind::Unknown:
        return tr("Unknown bytes");
    case PartKind::Ipv6Extension:
        return tr("IPv6 extension");
    default:
        return word(name(kind));
    }
}

QString SegmentWords::fieldName(FieldId id)
{
    switch (id) {
    case FieldId::Payload:
        return tr("Data");
    case FieldId::Trailer:
        return tr("Trailing bytes");
    case FieldId::Unknown:
        return tr("Unknown bytes");
    case FieldId::CutOff:
        return tr("Cut off");
    case FieldId::OptionUnknown:
        return tr("Unknown option");
    case FieldId::OptionMalformed:
        return tr("Malformed option");
    default:
        return word(name(id));
    }
}

QString SegmentWords::shortName(FieldId id)
{
    switch (id) {
    case FieldId::Ip4Version:
    case FieldId::Ip6Version:
        return QStringLiteral("Ver");
    case FieldId::Ip4Flags:
        return QStringLiteral("Flg");
    case FieldId::Ip4FragmentOffset:
    case FieldId::FragmentOffset:
    case FieldId::TcpDataOffset:
        return QStringLiteral("Offset");
    case FieldId::Ip4TimeToLive:
        return QStringLiteral("TTL");
    case FieldId::Ip4Protocol:
        return QStringLiteral("Proto");
    case FieldId::Ip6TrafficClass:
        return QStringLiteral("Class");
    case FieldId::Ip6NextHeader:
    case FieldId::ExtensionNextHeader:
        return QStringLiteral("Next");
    case FieldId::Ip6HopLimit:
        return QStringLiteral("Hops");
    case FieldId::ExtensionLength:
        return QStringLiteral("Len");
    case FieldId::OptionEnd:
        return QStringLiteral("EOL");
    case FieldId::OptionNoOperation:
        return QStringLiteral("NOP");
    case FieldId::OptionMaximumSegmentSize:
        return QStringLiteral("MSS");
    case FieldId::OptionWindowScale:
        return QStringLiteral("WS");
    case FieldId::OptionTimestamps:
        return QStringLiteral("TS");
    case FieldId::OptionPadding:
        return QStringLiteral("Pad");
    case FieldId::OptionUnknown:
    case FieldId::OptionMalformed:
        return QStringLiteral("?");
    default:
        return fieldName(id);
    }
}

bool SegmentWords::isFlag(FieldId id) { return id >= FieldId::TcpCwr && id <= FieldId::TcpFin; }

QString SegmentWords::remark(const Remark &remark)
{
    switch (remark.kind) {
    case Remark::Kind::None:
        break;
    case Remark::Kind::Relative:
        return tr("relative %1").arg(word(remark.text));
    case Remark::Kind::Scaled:
        return word(remark.text);
    case Remark::Kind::ChecksumRight:
        return tr("right");
    case Remark::Kind::ChecksumWrong:
        return tr("wrong: %1 is right").arg(word(remark.text));
    case Remark::Kind::ChecksumUnchecked:
        return tr("cannot be checked");
    case Remark::Kind::ChecksumUnused:
        return tr("not used");
    }
    return {};
}

QString SegmentWords::value(const Field &field)
{
    const QString text = word(field.value);
    if (isFlag(field.id))
        return (field.value == "0" ? tr("%1 (not set)") : tr("%1 (set)")).arg(text);
    const QString more = remark(field.remark);
    return more.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, more);
}

QStringList SegmentWords::valuesByLength(const Field &field)
{
    const QString text = word(field.value);
    if (isFlag(field.id))
        return {text};
    QStringList values {value(field)};
    if (field.remark.kind == Remark::Kind::ChecksumWrong)
        values << QStringLiteral("%1 (%2)").arg(text, tr("wrong"));
    values << text;
    const qsizetype space = text.indexOf(u' ');
    if (space > 0 && field.id == FieldId::Ip4Flags)
        values << text.mid(space + 1); // "DF" says more than "0x2"
    else if (space > 0)
        values << text.left(space);
    return values;
}

QString SegmentWords::problem(const Problem &problem)
{
    switch (problem.kind) {
    case Problem::Kind::CutOff:
        return tr("Cut off: %1 of %2 bytes").arg(problem.have).arg(problem.need);
    case Problem::Kind::TooSmall:
        return tr("A length of %1 bytes, where %2 are the least").arg(problem.have).arg(problem.need);
    case Problem::Kind::NoVersion:
        return tr("No IP packet: version %1").arg(problem.have);
    case Problem::Kind::Options:
        return tr("An option with a wrong length");
    }
    return {};
}

QString SegmentWords::bytes(std::size_t count)
{
    return count == 1 ? tr("1 byte") : tr("%1 bytes").arg(count);
}

QString SegmentWords::place(const Field &field)
{
    QString text = field.bytes.size() == 1
        ? tr("byte %1").arg(field.bytes.first)
        : tr("bytes %1–%2").arg(field.bytes.first).arg(field.bytes.end - 1);
    if (field.bits % 8 != 0)
        text += QStringLiteral(", ") + (field.bits == 1 ? tr("1 bit") : tr("%1 bits").arg(field.bits));
    return text;
}

QString SegmentWords::flags(const Part &part)
{
    QStringList names;
    // From FIN on, as flagsText() has them.
    for (auto field = part.fields.rbegin(); field != part.fields.rend(); ++field) {
        if (isFlag(field->id) && field->value != "0")
            names << fieldName(field->id);
    }
    return names.join(u',');
}

SegmentWords::Data SegmentWords::data(std::string_view bytes, std::size_t most)
{
    const bool isCut = bytes.size() > most;
    if (const auto text = asText(bytes.substr(0, most), isCut))
        return {isCut ? *text + u'…' : *text, true};
    const std::string_view part = bytes.substr(0, most / 3); // three letters a byte
    const QByteArray hex = QByteArray(part.data(), static_cast<qsizetype>(part.size())).toHex(' ');
    const QString end = part.size() < bytes.size() ? QStringLiteral(" …") : QString();
    return {QString::fromLatin1(hex) + end, false};
}

} // namespace sockstep
