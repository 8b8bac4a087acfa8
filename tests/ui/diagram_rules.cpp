// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagram_rules.h"

#include "ui/diagram/diagram_view.h"
#include "ui/look/style.h"
#include "ui/steer/follower.h"
#include "ui/words/socket_words.h"

#include <QFontMetricsF>
#include <QScrollBar>

namespace sockstep::test {

namespace {

constexpr double kTolerance = 0.01; // of a pixel: rounding

QString text(const QRectF &rect)
{
    return QStringLiteral("(%1..%2, %3..%4)")
        .arg(rect.left(), 0, 'f', 1)
        .arg(rect.right(), 0, 'f', 1)
        .arg(rect.top(), 0, 'f', 1)
        .arg(rect.bottom(), 0, 'f', 1);
}

QString text(const QLineF &line)
{
    return QStringLiteral("(%1, %2 to %3, %4)")
        .arg(line.x1(), 0, 'f', 1)
        .arg(line.y1(), 0, 'f', 1)
        .arg(line.x2(), 0, 'f', 1)
        .arg(line.y2(), 0, 'f', 1);
}

bool meet(const QRectF &a, const QRectF &b)
{
    return a.left() + kTolerance < b.right() && b.left() + kTolerance < a.right()
        && a.top() + kTolerance < b.bottom() && b.top() + kTolerance < a.bottom();
}

/// Clips the line to the rectangle (Liang and Barsky): is anything left?
bool crosses(const QLineF &line, const QRectF &rect)
{
    double enter = 0;
    double leave = 1;
    const auto clip = [&](double direction, double distance) {
        if (direction == 0)
            return distance > 0;
        const double at = distance / direction;
        (direction < 0 ? enter : leave) = direction < 0 ? std::max(enter, at) : std::min(leave, at);
        return enter < leave;
    };
    return clip(-line.dx(), line.x1() - rect.left()) && clip(line.dx(), rect.right() - line.x1())
        && clip(-line.dy(), line.y1() - rect.top()) && clip(line.dy(), rect.bottom() - line.y1());
}

/// The painter lets a text that is wider than its rectangle stand out of it.
QRectF painted(const DiagramSlice::Label &label, const QFontMetricsF &metrics)
{
    const double more = metrics.horizontalAdvance(label.text) - label.rect.width();
    if (more <= 0)
        return label.rect;
    if (label.alignment & Qt::AlignRight)
        return label.rect.adjusted(-more, 0, 0, 0);
    if (label.alignment & Qt::AlignHCenter)
        return label.rect.adjusted(-more / 2, 0, more / 2, 0);
    return label.rect.adjusted(0, 0, more, 0);
}

} // namespace

QStringList brokenRules(
    const DiagramSlice &slice, const DiagramGeometry &geometry, const QFont &font, double contentHeight)
{
    const QFontMetricsF metrics(font);
    const QRectF content(0, 0, geometry.contentWidth(), contentHeight);
    std::vector<QRectF> places;
    for (const auto &label : slice.labels)
        places.push_back(painted(label, metrics));

    QStringList broken;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const QString me = QStringLiteral("label \"%1\" %2").arg(slice.labels[i].text, text(places[i]));
        if (slice.labels[i].text.isEmpty() || places[i].isEmpty())
            broken << me + QStringLiteral(" is empty");
        if (!content.adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance).contains(places[i]))
            broken << me + QStringLiteral(" leaves the content ") + text(content);
        for (std::size_t other = 0; other < i; ++other) {
            if (meet(places[i], places[other]))
                broken << me + QStringLiteral(" meets label \"%1\" ").arg(slice.labels[other].text)
                        + text(places[other]);
        }
        for (const auto &band : slice.bands) {
            if (meet(places[i], band.rect))
                broken << me + QStringLiteral(" meets a band ") + text(band.rect);
        }
        for (const auto &bar : slice.bars) {
            if (meet(places[i], bar.rect))
                broken << me + QStringLiteral(" meets a bar ") + text(bar.rect);
        }
        const bool opaque = slice.labels[i].kind == DiagramSlice::Label::Kind::Held; // lies on the arrows
        for (const auto &arrow : slice.arrows) {
            for (qsizetype point = 0; !opaque && point + 1 < arrow.path.size(); ++point) {
                const QLineF leg(arrow.path[point], arrow.path[point + 1]);
                if (crosses(leg, places[i]))
                    broken << me
                            + QStringLiteral(" is crossed by arrow %1 ").arg(static_cast<int>(arrow.kind))
                            + text(leg);
            }
        }
    }
    return broken;
}

QStringList brokenHeaderRules(const DiagramView &view, const Follower &follower)
{
    const DiagramGeometry &geometry = view.geometry();
    const double height = view.viewport()->height() - view.verticalScrollBar()->pageStep();
    const QRectF content(0, 0, geometry.contentWidth(), height);
    QFont bold = monospaced(view.font());
    bold.setBold(true);
    QFont small = monospaced(view.font());
    small.setPointSizeF(small.pointSizeF() * 0.92);
    const auto &lanes = follower.layout().lanes();

    QStringList broken;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (!geometry.has(static_cast<LaneIndex>(i)))
            continue;
        const QRectF card = geometry.header(static_cast<LaneIndex>(i), height);
        const SocketRecord &socket = follower.history().socket(lanes[i].socket);
        const QString title = SocketWords::title(follower.history(), lanes[i].socket);
        const QString me = QStringLiteral("header \"%1\" %2").arg(title, text(card));
        if (!content.contains(card))
            broken << me + QStringLiteral(" leaves the content ") + text(content);
        const double widest = std::max(QFontMetricsF(bold).horizontalAdvance(title),
            QFontMetricsF(small).horizontalAdvance(SocketWords::address(socket)));
        if (widest > card.width())
            broken << me + QStringLiteral(" is too narrow for a text of %1").arg(widest);
        for (std::size_t other = 0; other < i; ++other) {
            if (!geometry.has(static_cast<LaneIndex>(other))
                || geometry.x(static_cast<LaneIndex>(other)) == geometry.x(static_cast<LaneIndex>(i)))
                continue; // they follow each other in one place, and only the last has a card
            const QRectF next = geometry.header(static_cast<LaneIndex>(other), height);
            if (meet(card, next))
                broken << me + QStringLiteral(" meets another ") + text(next);
        }
    }
    return broken;
}

} // namespace sockstep::test
