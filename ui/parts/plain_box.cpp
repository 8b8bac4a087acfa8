// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/plain_box.h"

#include <QLabel>

namespace sockstep {

PlainBox::PlainBox(
    Icon icon, const QString &title, const QString &text, const QString &details, QWidget *parent)
    : QMessageBox(icon, title, text, Ok, parent)
{
    setInformativeText(details);
    for (QLabel *label : findChildren<QLabel *>()) // setTextFormat() reaches only the first
        label->setTextFormat(Qt::PlainText);
}

} // namespace sockstep
