// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMessageBox>

namespace sockstep {

/// A message box of which nothing is taken for HTML: names and reasons come from files.
class PlainBox : public QMessageBox {
public:
    /// \p details may be empty.
    PlainBox(Icon icon, const QString &title, const QString &text, const QString &details, QWidget *parent);
};

} // namespace sockstep
