// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/program/echo_programs.h"

#include <QCoreApplication>

namespace sockstep {

/// What the ways to close are called.
class ClosingWords {
    Q_DECLARE_TR_FUNCTIONS(ClosingWords)
public:
    static QString name(Closing closing);
    /// For a button.
    static QString shortName(Closing closing);
};

} // namespace sockstep
