// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/sockaddr_fields.h"

#include <QRectF>
#include <QString>
#include <vector>

namespace sockstep {

/// Where the bytes of an address lie on the screen: eight in a row, or four where there is no room for more,
/// each with its offset at the left; and below each member's first bytes its name. A plain value, without
/// painting.
struct AddressFigure {
    static constexpr double kNamePart
        = 0.92; ///< of the font of the bytes: names are painted a little smaller
    struct Metrics {
        double charWidth = 7; ///< of the fixed-width font
        double lineHeight = 16;
    };
    struct Cell {
        QRectF rect;
        QString text; ///< "7f"
        std::size_t field = 0; ///< index into SockaddrBytes::fields
    };
    struct Word {
        QRectF rect;
        QString text;
        std::size_t field = 0;
    };
    std::vector<Cell> cells; ///< index is the byte
    std::vector<Word> names;
    std::vector<Word> offsets; ///< of the rows
    QSizeF size;

    static AddressFigure of(const SockaddrBytes &address, Metrics metrics, double width);
};

} // namespace sockstep
