// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/space_key.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace sockstep {

namespace {

class SpaceFilter : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *, QEvent *event) override
    {
        // Accepting it keeps the key from the window's shortcut, and sends it to the button.
        const bool override = event->type() == QEvent::ShortcutOverride
            && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
        if (override)
            event->accept();
        return override;
    }
};

} // namespace

void letSpacePress(QAbstractButton *button)
{
    button->setFocusPolicy(Qt::TabFocus);
    button->installEventFilter(new SpaceFilter(button));
}

} // namespace sockstep
