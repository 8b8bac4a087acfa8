// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/address_figure.h"

#include "ui/look/as_shown.h"

#include <algorithm>

namespace sockstep {

namespace {
constexpr std::size_t kWide = 8;
constexpr std::size_t kNarrow = 4;
constexpr double kOffsetChars = 3.5;
constexpr double kLeastCellChars = 3; // two digits and air
constexpr double kMostCellChars = 6;
/// How many bytes of \p field lie in the row where it begins.
std::size_t inFirstRow(const SockaddrField &field, std::size_t columns)
{
    return std::min(field.length, columns - field.offset % columns);
}

/// The narrowest cell that gives every name its room.
double cellChars(const SockaddrBytes &address, std::size_t columns)
{
    double chars = kLeastCellChars;
    for (const SockaddrField &field : address.fields) {
        const double name = (static_cast<double>(field.name.size()) + 0.5) * AddressFigure::kNamePart;
        chars = std::max(chars, name / static_cast<double>(inFirstRow(field, columns)));
    }
    return chars;
}
} // namespace

AddressFigure AddressFigure::of(const SockaddrBytes &address, Metrics metrics, double width)
{
    AddressFigure figure;
    const double chars = width / metrics.charWidth - kOffsetChars;
    const bool wide = cellChars(address, kWide) * static_cast<double>(kWide) <= chars;
    const std::size_t columns = wide ? kWide : kNarrow;
    const double least = cellChars(address, columns);
    const double cellWidth = metrics.charWidth
        * std::clamp(chars / static_cast<double>(columns), least, std::max(least, kMostCellChars));
    const double cellHeight = metrics.lineHeight * 1.5;
    const double rowHeight = cellHeight + metrics.lineHeight * 1.25;
    const double left = kOffsetChars * metrics.charWidth;

    const auto cellAt = [&](std::size_t byte) {
        return QRectF(left + static_cast<double>(byte % columns) * cellWidth,
            static_cast<double>(byte / columns) * rowHeight, cellWidth, cellHeight);
    };
    for (std::size_t i = 0; i < address.fields.size(); ++i) {
        const SockaddrField &field = address.fields[i];
        for (std::size_t byte = field.offset; byte < field.offset + field.length; ++byte)
            figure.cells.push_back(
                {cellAt(byte), QStringLiteral("%1").arg(address.bytes[byte], 2, 16, QLatin1Char('0')), i});
        const QRectF last = cellAt(field.offset + inFirstRow(field, columns) - 1);
        QRectF room = cellAt(field.offset).united(last);
        room.moveTop(room.bottom());
        room.setHeight(metrics.lineHeight);
        figure.names.push_back({room, asShown(field.name), i});
    }
    for (std::size_t byte = 0; byte < address.bytes.size(); byte += columns) {
        const QRectF cell = cellAt(byte);
        figure.offsets.push_back(
            {QRectF(0, cell.top(), left - metrics.charWidth / 2, cell.height()), QString::number(byte), 0});
    }
    const auto rows = static_cast<double>((address.bytes.size() + columns - 1) / columns);
    figure.size = {left + static_cast<double>(columns) * cellWidth, rows * rowHeight};
    return figure;
}

} // namespace sockstep
