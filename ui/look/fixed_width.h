// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockstep {

/// Fixed-width columns of a text; Hangul, Han and kana take two, as in a terminal.
double columns(const QString &text);

/// \p text, with … in place of what does not fit into \p room columns.
QString elided(QString text, double room);

} // namespace sockstep
