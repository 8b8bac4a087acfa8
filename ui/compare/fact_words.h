// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/facts.h"
#include "ui/compare/fact_model.h"

#include <QCoreApplication>
#include <QString>
#include <vector>

namespace sockstep {

/// One fact of two runs, in words.
struct FactRow {
    QString label;
    QString values[2]; ///< of the left and the right run
    bool differs = false;
};

/// What the table of facts says, in the language of the interface. A row is a FactModel::Row.
class FactWords {
    Q_DECLARE_TR_FUNCTIONS(sockstep::FactModel)
public:
    static QString label(int row);
    static QString value(int row, const Facts &facts, const Header &header);
    static bool differs(
        int row, const Facts &a, const Header &headerOfA, const Facts &b, const Header &headerOfB);
    /// Of whichever end keeps TIME_WAIT.
    static std::optional<std::chrono::milliseconds> timeWaitLeft(const Facts &facts);
    static std::vector<FactRow> table(
        const Facts &left, const Header &headerOfLeft, const Facts &right, const Header &headerOfRight);

private:
    static QString errors(const Facts &facts, const Header &header);
    static QString bindAgain(const Facts &facts);
    static QString portFree(const PortAgain &port);
};

} // namespace sockstep
