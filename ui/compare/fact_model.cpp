// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/fact_model.h"

#include "ui/compare/comparison.h"
#include "ui/compare/fact_words.h"
#include "ui/look/as_shown.h"
#include "ui/words/closing_words.h"

namespace sockstep {

namespace {
constexpr double kTimeWaitMs = 60000; // TCP_TIMEWAIT_LEN in include/net/tcp.h; no setting changes it
}

FactModel::FactModel(const Comparison &comparison, QObject *parent)
    : QAbstractTableModel(parent)
    , comparison_(comparison)
{
}

int FactModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : RowCount; }
int FactModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + Comparison::kSides;
}

void FactModel::refresh() { emit dataChanged(index(0, 0), index(RowCount - 1, columnCount() - 1)); }

QString FactModel::value(int row, int side) const
{
    return FactWords::value(row, comparison_.facts(side), comparison_.follower(side).recording().header());
}

bool FactModel::differs(int row) const
{
    return FactWords::differs(row, comparison_.facts(0), comparison_.follower(0).recording().header(),
        comparison_.facts(1), comparison_.follower(1).recording().header());
}

QVariant FactModel::good(int row, int side) const
{
    const Facts &facts = comparison_.facts(side);
    if (row == BindAgain && facts.attempt)
        return facts.attempt->error == 0;
    if (row == Errors && !facts.errors.empty())
        return false;
    return {};
}

QVariant FactModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int side = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        return side < 0 ? FactWords::label(index.row()) : value(index.row(), side);
    case Qt::ToolTipRole:
        return asToolTip(data(index, Qt::DisplayRole).toString());
    case Qt::AccessibleTextRole:
        return side < 0 ? FactWords::label(index.row())
                        : tr("%1, %2: %3")
                              .arg(FactWords::label(index.row()),
                                  ClosingWords::name(comparison_.closing(side)), value(index.row(), side));
    case DiffersRole:
        return differs(index.row());
    case FractionRole: {
        const auto left = side < 0 || index.row() != TimeWait
            ? std::nullopt
            : FactWords::timeWaitLeft(comparison_.facts(side));
        return left ? QVariant(qMin(1.0, static_cast<double>(left->count()) / kTimeWaitMs)) : QVariant();
    }
    case GoodRole:
        return side < 0 ? QVariant() : good(index.row(), side);
    default:
        return {};
    }
}

QVariant FactModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? QString() : ClosingWords::name(comparison_.closing(section - 1));
}

} // namespace sockstep
