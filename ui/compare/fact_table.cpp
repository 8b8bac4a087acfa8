// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/fact_table.h"

#include "ui/compare/fact_model.h"
#include "ui/look/theme.h"
#include "ui/look/zoom.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace sockstep {

namespace {

class FactDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme(option.palette);
        const bool differs = index.data(FactModel::DiffersRole).toBool();
        const QRectF cell(option.rect);
        painter->save();
        if (differs)
            painter->fillRect(cell, theme.waitFill());
        if (differs && index.column() == 0)
            painter->fillRect(QRectF(cell.left(), cell.top(), 4, cell.height()), theme.wait());
        painter->setPen(theme.border());
        painter->drawLine(cell.bottomLeft(), cell.bottomRight());
        const QVariant good = index.data(FactModel::GoodRole);
        QFont font = option.font;
        font.setBold(differs && index.column() == 0);
        painter->setFont(font);
        painter->setPen(good.isNull() ? (index.column() || differs ? theme.text() : theme.muted())
                : good.toBool()       ? theme.good()
                                      : theme.bad());
        QRectF text = cell.adjusted(12, 0, -8, 0);
        const QVariant fraction = index.data(FactModel::FractionRole);
        if (!fraction.isNull()) {
            const double half = cell.width() * 0.45;
            const QRectF full(cell.left() + half, cell.center().y() - 4, cell.width() - half - 16, 8);
            text.setRight(full.left() - 8);
            paintBar(*painter, theme, full, fraction.toDouble());
            painter->setPen(theme.text());
        }
        const QString shown = painter->fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, static_cast<int>(text.width()));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        painter->restore();
    }

private:
    static void paintBar(QPainter &painter, const Theme &theme, const QRectF &full, double fraction)
    {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.hover());
        painter.drawRoundedRect(full, 4, 4);
        painter.setBrush(theme.state(TcpState::TimeWait));
        painter.drawRoundedRect(
            QRectF(full.left(), full.top(), full.width() * fraction, full.height()), 4, 4);
    }
};

} // namespace

FactTable::FactTable(FactModel &model, const Zoom &zoom, QWidget *parent)
    : QTableView(parent)
    , zoom_(zoom)
{
    setObjectName(QStringLiteral("facts"));
    setModel(&model);
    setItemDelegate(new FactDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    retranslate();
}

void FactTable::retranslate() { setAccessibleName(tr("Facts of both runs")); }

void FactTable::applyZoom()
{
    const QFontMetrics metrics(font());
    const int row = metrics.height() * 4 / 3;
    verticalHeader()->setMinimumSectionSize(row);
    verticalHeader()->setDefaultSectionSize(row);
}

void FactTable::setPreferredHeight(int height)
{
    preferredHeight_ = height;
    updateGeometry();
}

void FactTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const int width = viewport()->width();
    const int label = qMin(width / 4, zoom_.scaled(260));
    horizontalHeader()->resizeSection(0, label);
    horizontalHeader()->resizeSection(1, (width - label) / 2);
    horizontalHeader()->resizeSection(2, width - label - (width - label) / 2);
}

} // namespace sockstep
