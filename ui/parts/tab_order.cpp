// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tab_order.h"

#include <QWidget>
#include <algorithm>

namespace sockstep {

void comeBefore(QWidget *place, std::initializer_list<QWidget *> made)
{
    const auto stops = [&](QWidget *widget) {
        return (widget->focusPolicy() & Qt::TabFocus)
            && std::find(made.begin(), made.end(), widget) == made.end();
    };
    QWidget *before = place->previousInFocusChain();
    while (before != place && !stops(before))
        before = before->previousInFocusChain();
    for (QWidget *widget : made) {
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
}

} // namespace sockstep
