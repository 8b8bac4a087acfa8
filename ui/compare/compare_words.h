// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/comparison.h"

#include <QCoreApplication>

namespace sockstep {

/// What the compare view calls things, and what it says of two runs.
class CompareWords {
    Q_DECLARE_TR_FUNCTIONS(CompareWords)
public:
    static QString phase(Phase phase);
    /// "the client", "both", … for a fact's cell.
    static QString ends(bool client, bool server);
    /// What the two runs show so far, and why, as rich text.
    static QString story(const Comparison &comparison);

private:
    static QString whoKeepsTimeWait(const Facts &left, const Facts &right);
    static QString attempt(const Facts &facts, const QString &run);
};

} // namespace sockstep
