// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sockstep::test {

/// Compares \p lines with tests/scenario/\p name. Lines of the file that begin with # are remarks.
/// Returns what differs, or an empty text. With SOCKSTEP_UPDATE_GOLDENS set in the environment it
/// writes the file instead, remarks kept, for review with git diff.
QString differenceFromGolden(const QString &name, const QStringList &lines);

} // namespace sockstep::test
