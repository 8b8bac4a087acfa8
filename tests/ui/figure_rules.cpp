// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_rules.h"

#include "ui/words/state_step_text.h"

#include <QApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace sockstep::test {

namespace {

constexpr double kTolerance = 0.01; // of a pixel: rounding

struct Item {
    QString what;
    QRectF rect;
};

QString text(const Item &item)
{
    return QStringLiteral("%1 (%2..%3, %4..%5)")
        .arg(item.what)
        .arg(item.rect.left(), 0, 'f', 1)
        .arg(item.rect.right(), 0, 'f', 1)
        .arg(item.rect.top(), 0, 'f', 1)
        .arg(item.rect.bottom(), 0, 'f', 1);
}

bool meet(const QRectF &a, const QRectF &b)
{
    return a.left() + kTolerance < b.right() && b.left() + kTolerance < a.right()
        && a.top() + kTolerance < b.bottom() && b.top() + kTolerance < a.bottom();
}

/// As wide as \p font really paints it, in whatever style.
QRectF painted(const QRectF &rect, const QString &words, QFont font)
{
    double width = rect.width();
    for (const auto &[bold, italic] :
        {std::pair(false, false), std::pair(true, false), std::pair(false, true)}) {
        font.setBold(bold);
        font.setItalic(italic);
        width = std::max(width, QFontMetricsF(font).horizontalAdvance(words));
    }
    const double more = width - rect.width();
    return rect.adjusted(-more / 2, 0, more / 2, 0);
}

/// All that is written beside the boxes.
std::vector<Item> writtenItems(const StateFigure &figure, const StateFonts &fonts)
{
    std::vector<Item> items;
    for (const auto &edge : figure.edges) {
        const QString name = StateStepText::stateName(edge.from) + u'>' + StateStepText::stateName(edge.to);
        for (const auto &trace : edge.traces)
            items.push_back({QStringLiteral("badge %1 of %2").arg(trace.numbers, name),
                painted(trace.badge, trace.numbers, fonts.small)});
        if (!edge.text.isEmpty())
            items.push_back({QStringLiteral("label \"%1\" of %2").arg(edge.text, name),
                painted(edge.label, edge.text, fonts.label)});
    }
    for (const auto &key : figure.legend) {
        items.push_back({QStringLiteral("sample of ") + key.text, key.sample});
        items.push_back({QStringLiteral("key ") + key.text, painted(key.label, key.text, fonts.label)});
    }
    return items;
}

/// Names and tags, inside their boxes.
void checkBoxes(const StateFigure &figure, const StateFonts &fonts, QStringList &broken)
{
    for (const auto &box : figure.boxes) {
        const Item name {QStringLiteral("name ") + box.text, painted(box.name, box.text, fonts.name)};
        if (!box.rect.contains(name.rect))
            broken << text(name) + QStringLiteral(" leaves its box");
        QList<QRectF> inside;
        for (const auto &tag : figure.tags) {
            const Item item {QStringLiteral("tag ") + tag.text, painted(tag.rect, tag.text, fonts.small)};
            if (!meet(item.rect, box.rect))
                continue;
            if (!box.present || !box.rect.contains(item.rect) || meet(item.rect, name.rect))
                broken << text(item) + QStringLiteral(" does not fit into ") + box.text;
            for (const QRectF &other : inside) {
                if (meet(other, item.rect))
                    broken << text(item) + QStringLiteral(" meets the other tag");
            }
            inside << item.rect;
        }
        if (box.present != !inside.isEmpty())
            broken << text(name) + QStringLiteral(" should have a tag if and only if it is present");
    }
}

} // namespace

void useFontOfTheWindow()
{
    QFont font = QApplication::font();
    font.setPointSizeF(std::max(font.pointSizeF(), 10.0)); // as MainWindow has it
    QApplication::setFont(font);
}

QStringList brokenRules(const StateFigure &figure, const StateFonts &fonts)
{
    QStringList broken;
    const QRectF whole(QPointF(), figure.size);
    const std::vector<Item> items = writtenItems(figure, fonts);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QString me = text(items[i]);
        if (items[i].rect.isEmpty())
            broken << me + QStringLiteral(" is empty");
        if (!whole.contains(items[i].rect))
            broken << me + QStringLiteral(" leaves the figure");
        for (std::size_t other = 0; other < i; ++other) {
            if (meet(items[i].rect, items[other].rect))
                broken << me + QStringLiteral(" meets ") + text(items[other]);
        }
        for (const auto &box : figure.boxes) {
            if (meet(items[i].rect, box.rect))
                broken << me + QStringLiteral(" meets the box ") + box.text;
        }
        const auto crossed = [&](const QPolygonF &line) {
            for (qsizetype part = 0; part + 1 < line.size(); ++part) {
                const QRectF thin = QRectF(line[part], line[part + 1]).normalized();
                if (meet(items[i].rect, thin.adjusted(-0.5, -0.5, 0.5, 0.5)))
                    return true;
            }
            return false;
        };
        for (const auto &edge : figure.edges) {
            bool met = edge.traces.empty() && crossed(edge.line);
            for (const auto &trace : edge.traces)
                met = met || crossed(trace.line);
            if (met)
                broken << me
                        + QStringLiteral(" is crossed by %1>%2")
                              .arg(StateStepText::stateName(edge.from), StateStepText::stateName(edge.to));
        }
    }
    checkBoxes(figure, fonts, broken);
    return broken;
}

const StateFigure::Edge *edgeOf(const StateFigure &figure, TcpState from, TcpState to)
{
    for (const auto &edge : figure.edges) {
        if (edge.from == from && edge.to == to)
            return &edge;
    }
    return nullptr;
}

QStringList brokenWays(const StateFigure &figure)
{
    QStringList broken;
    const auto boxOf = [&](TcpState state, bool end) {
        for (const auto &box : figure.boxes) {
            if (box.state == state && box.end == end)
                return box.rect;
        }
        return QRectF();
    };
    const auto onRim = [](const QRectF &box, QPointF point) {
        const QRectF wide = box.adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance);
        const QRectF narrow = box.adjusted(kTolerance, kTolerance, -kTolerance, -kTolerance);
        return wide.contains(point) && !narrow.contains(point);
    };
    for (const auto &edge : figure.edges) {
        const QString name = StateStepText::stateName(edge.from) + u'>' + StateStepText::stateName(edge.to);
        if (edge.line.size() < 2 || !onRim(boxOf(edge.from, false), edge.line.first())
            || !onRim(boxOf(edge.to, StateGrid::endsLife(edge.from, edge.to)), edge.line.last()))
            broken << name + QStringLiteral(" does not lead from the one to the other");
        for (qsizetype i = 0; i + 1 < edge.line.size(); ++i) {
            const QPointF part = edge.line[i + 1] - edge.line[i];
            if (std::min(std::abs(part.x()), std::abs(part.y())) > kTolerance || part.manhattanLength() < 1)
                broken << name + QStringLiteral(" is slanted, or has an empty part");
            for (const auto &box : figure.boxes) {
                const QRectF thin = QRectF(edge.line[i], edge.line[i + 1]).normalized();
                if (meet(thin.adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance),
                        box.rect.adjusted(1, 1, -1, -1)))
                    broken << name + QStringLiteral(" runs through ") + box.text;
            }
        }
    }
    return broken;
}

} // namespace sockstep::test
