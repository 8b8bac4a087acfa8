// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace sockstep {

class Comparison;

/// The table of facts: a row a fact, a column a run. All of it is read from the two recordings.
class FactModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Row {
        Ending,
        ClientSocket,
        ServerConnection,
        Listener,
        TimeWait,
        Bytes,
        Calls,
        Errors,
        BindAgain,
        PortFree,
        RowCount
    };
    enum Role {
        DiffersRole = Qt::UserRole, ///< the runs differ in this fact
        FractionRole, ///< of a countdown that is left, 0 to 1; invalid if there is none
        GoodRole, ///< true: a success, false: a failure; invalid for neither
    };

    explicit FactModel(const Comparison &comparison, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();

private:
    QString value(int row, int side) const;
    bool differs(int row) const;
    QVariant good(int row, int side) const;

    const Comparison &comparison_;
};

} // namespace sockstep
