// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sockets/kernel_table.h"

#include "ui/look/style.h"
#include "ui/look/zoom.h"
#include "ui/parts/tab_order.h"
#include "ui/sockets/kernel_model.h"
#include "ui/steer/follower.h"

#include <QApplication>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace sockstep {

namespace {
int rowHeight(const QFontMetrics &metrics) { return metrics.height() * 5 / 4; }

/// The colour of a state stands where an icon would.
class SwatchDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QVariant colour = index.data(KernelModel::SwatchRole);
        const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        if (!colour.isNull())
            painter->fillRect(style->subElementRect(QStyle::SE_ItemViewItemDecoration, &item, item.widget),
                colour.value<QColor>());
    }

protected:
    void initStyleOption(QStyleOptionViewItem *item, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(item, index);
        if (!index.data(KernelModel::SwatchRole).isNull())
            item->features |= QStyleOptionViewItem::HasDecoration; // of the view's icon size
    }
};
} // namespace

KernelTable::KernelTable(const Follower &follower, const Zoom &zoom, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , zoom_(zoom)
    , model_(new KernelModel(follower, this))
    , caption_(makeCaption(this))
    , note_(makeCaption(this))
    , place_(new QWidget(this))
    , none_(new QLabel(place_))
{
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    none_->setObjectName(QStringLiteral("note"));
    none_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    none_->setContentsMargins(12, 2, 12, 0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(caption_);
    head->addStretch();
    head->addWidget(note_);
    auto *inside = new QVBoxLayout(place_);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(none_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(place_);
    connect(&follower_, &Follower::aboutToBeReplaced, model_, &KernelModel::reset);
}

void KernelTable::makeTable()
{
    table_ = new QTableView(place_);
    table_->setObjectName(QStringLiteral("kernelTable"));
    table_->setModel(model_);
    table_->setItemDelegate(new SwatchDelegate(table_));
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setTabKeyNavigation(false);
    place_->layout()->addWidget(table_);
    table_->show(); // a layout would do so a moment later
    comeBefore(place_, {table_});
    styleTable();
    retranslate();
}

void KernelTable::styleTable()
{
    const QFont letters = QApplication::font();
    const QFontMetrics metrics(letters);
    table_->verticalHeader()->setMinimumSectionSize(rowHeight(metrics)); // first: it bounds the other
    table_->verticalHeader()->setDefaultSectionSize(rowHeight(metrics));
    table_->setIconSize({metrics.height() * 2 / 3, metrics.height() * 2 / 3});
    QFont cells = monospaced(letters);
    cells.setPointSizeF(cells.pointSizeF() * 0.86);
    table_->setFont(cells);
    table_->horizontalHeader()->setFont(letters); // as it is painted under a style sheet: for its widths
    // At its normal size it fits; a rounding pixel must not bring a scroll bar.
    table_->setHorizontalScrollBarPolicy(
        zoom_.factor() > 1.05 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void KernelTable::applyStyle()
{
    const QFontMetrics metrics(QApplication::font());
    constexpr int kSockets = 3; // listener, connection, client; more can be scrolled to
    const int header = metrics.height() + zoom_.scaled(8);
    place_->setFixedHeight(header + kSockets * rowHeight(metrics) + zoom_.scaled(14));
    if (table_)
        styleTable();
}

void KernelTable::refresh()
{
    showCaption();
    model_->refresh();
    const bool any = model_->rowCount() > 0;
    if (any && !table_)
        makeTable();
    none_->setVisible(!table_);
}

void KernelTable::showCaption()
{
    note_->setText(follower_.isLive() ? tr("sock_diag · live") : tr("sock_diag · then"));
}

void KernelTable::retranslate()
{
    caption_->setText(tr("KERNEL'S VIEW"));
    none_->setText(tr("No socket yet."));
    showCaption();
    emit model_->headerDataChanged(Qt::Horizontal, 0, KernelModel::ColumnCount - 1);
    if (table_)
        table_->setAccessibleName(tr("The kernel's view of each socket"));
}

} // namespace sockstep
