// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sockstep {

/// Shows a window ("window": ours, "empty": a bare QMainWindow) and paints it once. Exit code.
int paintOnce(const QString &kind);
/// Opens the recording \p path in a window and paints it. Exit code.
int openOnce(const QString &path);

} // namespace sockstep
