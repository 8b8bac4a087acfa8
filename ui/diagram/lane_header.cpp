// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/lane_header.h"

#include "ui/diagram/diagram_painter.h"
#include "ui/words/socket_words.h"

#include <QPainter>

namespace sockstep {

void LaneHeader::paint(QPainter &painter, double height, const QFont &font, double lineWeight) const
{
    const double unit = DiagramPainter::lineUnit(font) * lineWeight;
    QFont bold = font;
    bold.setBold(true);
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.92);
    for (std::size_t i = 0; i < layout_.lanes().size(); ++i) {
        const auto lane = static_cast<LaneIndex>(i);
        const Lane &entry = layout_.lanes()[lane];
        // Of lifelines that follow each other in one place, the last one has the card.
        const auto taken = [&](std::size_t later) {
            return geometry_.has(static_cast<LaneIndex>(later))
                && geometry_.x(static_cast<LaneIndex>(later)) == geometry_.x(lane);
        };
        bool covered = false;
        for (std::size_t later = i + 1; later < layout_.lanes().size() && !covered; ++later)
            covered = taken(later);
        if (covered || !geometry_.has(lane))
            continue;
        const SocketRecord &socket = history_.socket(entry.socket);
        const bool client = entry.place == Lane::Place::Client;
        const QRectF card = geometry_.header(lane, height);
        painter.setPen(QPen(theme_.actorBorder(client), std::max(1.0, unit),
            socket.open || socket.fd < 0 ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(theme_.actorFill(client));
        painter.drawRoundedRect(card, 6 * unit, 6 * unit);
        painter.setPen(theme_.actorText(client));
        painter.setFont(bold);
        const QRectF upper(
            card.left(), card.top() + card.height() * 0.08, card.width(), card.height() * 0.46);
        painter.drawText(upper, Qt::AlignCenter, SocketWords::title(history_, entry.socket));
        painter.setFont(small);
        painter.setPen(theme_.muted());
        const QRectF lower(card.left(), upper.bottom(), card.width(), card.height() * 0.42);
        QString address = SocketWords::address(socket);
        if (socket.local.family()
            == Endpoint::Family::Unix) // a path may be longer, and its end tells the most
            address = QFontMetricsF(small).elidedText(address, Qt::ElideLeft, lower.width() - 8 * unit);
        painter.drawText(lower, Qt::AlignCenter, address);
    }
}

} // namespace sockstep
