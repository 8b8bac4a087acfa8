// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/trouble.h"

#include <QCoreApplication>
#include <span>

namespace sockstep {

/// What the window says of a machine that refuses what a session needs: the cause, and what helps.
class TroubleWords {
    Q_DECLARE_TR_FUNCTIONS(TroubleWords)
public:
    /// All of them, a sentence or two each; empty if there are none.
    static QString all(std::span<const Trouble> troubles);
    static QString one(const Trouble &trouble);
    /// Why a thread cannot be started, after that error of pthread_create(3). No full stop at its end.
    static QString noThread(int error);
    /// "Too many open files (EMFILE)", and what helps if that is known. No full stop at its end.
    static QString refusal(int error);
};

} // namespace sockstep
