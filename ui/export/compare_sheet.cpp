// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/compare_sheet.h"

#include "ui/compare/compare_backdrop.h"
#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/words/closing_words.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

namespace sockstep {

namespace {
constexpr double kMargin = 12;
} // namespace

RunReading::RunReading(const Recording &recording)
    : layout(recording)
    , history(recording)
{
    history.advance();
    layout.advance(history.size());
    FactReader reader(history);
    reader.advance();
    facts = reader.facts();
}

QString RunReading::title() const
{
    const auto closing = closingNamed(header().lesson);
    return closing ? ClosingWords::name(*closing) : nameAsShown(header().lesson);
}

CompareSheet::CompareSheet(
    const RunReading &left, const RunReading &right, const SheetLook &look, Table table)
    : left_(left)
    , right_(right)
    , alignment_({left.layout, left.history}, {right.layout, right.history})
    , sides_ {{left.layout, left.history, look,
                  Excerpt(alignment_.lines(0), static_cast<Row>(alignment_.rows().size()))},
          {right.layout, right.history, look,
              Excerpt(alignment_.lines(1), static_cast<Row>(alignment_.rows().size()))}}
    , facts_(FactWords::table(left.facts, left.header(), right.facts, right.header()))
    , table_(table)
{
}

QFont CompareSheet::plainFont() const
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(sides_[0].labelFont().pointSizeF());
    return withoutPixels(font);
}

double CompareSheet::diagramBottom(Row row) const
{
    return std::max(sides_[0].bottomOf(row), sides_[1].bottomOf(row));
}

double CompareSheet::bottomOf(Row row) const
{
    const double below = row + 1 >= rowCount() && table_ == Table::Below
        ? static_cast<double>(facts_.size() + 1) * factHeight() + 2 * kMargin
        : 0;
    return diagramBottom(row) + below;
}

bool CompareSheet::isCrossedBelow(Row row) const
{
    return sides_[0].isCrossedBelow(row) || sides_[1].isCrossedBelow(row);
}

void CompareSheet::paintHeader(QPainter &painter) const
{
    painter.fillRect(QRectF(0, 0, width(), headerHeight()), theme().canvas());
    QFont bold = plainFont();
    bold.setBold(true);
    for (const int side : {0, 1}) {
        painter.save();
        painter.translate(leftOf(side), 0);
        painter.setFont(bold);
        painter.setPen(theme().text());
        painter.drawText(QRectF(0, 0, sides_[side].width(), titleHeight()), Qt::AlignCenter,
            (side == 0 ? left_ : right_).title());
        painter.translate(0, titleHeight());
        sides_[side].paintHeader(painter);
        painter.restore();
    }
}

void CompareSheet::paintRows(QPainter &painter, RowRange rows) const
{
    const double top = topOf(rows.first);
    const double bottom = diagramBottom(rows.last);
    painter.fillRect(QRectF(0, 0, width(), heightOf(rows)), theme().canvas());
    for (const int side : {0, 1}) {
        const DiagramSheet &sheet = sides_[side];
        painter.save();
        painter.translate(leftOf(side), -top);
        CompareBackdrop(alignment_, sheet.geometry(), theme(), plainFont())
            .paint(painter, side, rows.first, rows.last);
        painter.translate(0, top);
        sheet.paintSlice(painter, rows);
        painter.restore();
    }
    painter.setPen(theme().border());
    const double middle = leftOf(1) - kBetween / 2;
    painter.drawLine(QPointF(middle, 0), QPointF(middle, bottom - top));
    if (rows.last + 1 >= rowCount() && table_ == Table::Below)
        paintFacts(painter, bottom - top + kMargin);
}

void CompareSheet::paintFacts(QPainter &painter, double top) const
{
    const double height = factHeight();
    const double label = width() / 4;
    const double value = (width() - label) / 2;
    const QFont plain = plainFont();
    QFont bold = plain;
    bold.setBold(true);
    const auto put = [&](double left, double room, double y, const QString &text) {
        const double most = room - kMargin;
        const QString shown
            = QFontMetricsF(painter.font(), painter.device()).elidedText(text, Qt::ElideRight, most);
        painter.drawText(QRectF(left + kMargin, y, most, height),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, shown);
    };
    painter.setFont(bold);
    painter.setPen(theme().muted());
    put(label, value, top, left_.title());
    put(label + value, value, top, right_.title());
    for (const FactRow &fact : facts_) {
        top += height;
        if (fact.differs) {
            painter.fillRect(QRectF(0, top, width(), height), theme().waitFill());
            painter.fillRect(QRectF(0, top, 4, height), theme().wait());
        }
        painter.setPen(theme().border());
        painter.drawLine(QPointF(0, top), QPointF(width(), top));
        painter.setFont(fact.differs ? bold : plain);
        painter.setPen(fact.differs ? theme().text() : theme().muted());
        put(0, label, top, fact.label);
        painter.setFont(plain);
        painter.setPen(theme().text());
        put(label, value, top, fact.values[0]);
        put(label + value, value, top, fact.values[1]);
    }
}

} // namespace sockstep
