// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/states/state_figure.h"

#include <QStringList>

namespace sockstep::test {

/// As it is at zoom 1.0; for initTestCase(), before asIfNeverOpened() takes note of it.
void useFontOfTheWindow();

/// What of a diagram of states breaks the screen rules: anything written that meets a box, a badge, a
/// way or anything else written, or that leaves the figure. Empty if all is well; else a line each,
/// with coordinates.
QStringList brokenRules(const StateFigure &figure, const StateFonts &fonts);

/// Ways that do not lead from the one box to the other along level and upright parts.
QStringList brokenWays(const StateFigure &figure);

/// Null if there is none.
const StateFigure::Edge *edgeOf(const StateFigure &figure, TcpState from, TcpState to);

} // namespace sockstep::test

/// With what is wrong as the message.
#define VERIFY_NONE(rules)                                                                                   \
    do {                                                                                                     \
        const QStringList broken = (rules);                                                                  \
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));                                          \
    } while (false)
