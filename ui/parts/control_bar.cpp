// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/control_bar.h"

#include "ui/look/as_shown.h"
#include "ui/parts/space_key.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace sockstep {

ControlBar::ControlBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("transport"));
    setAttribute(Qt::WA_StyledBackground);
}

QToolButton *ControlBar::makeButton(const QString &name)
{
    auto *button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setObjectName(name);
    letSpacePress(button);
    return button;
}

void ControlBar::giveMenu(QToolButton *button, QMenu *menu)
{
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
}

QAction *ControlBar::addKey(const QList<QKeySequence> &keys)
{
    auto *action = new QAction(this);
    action->setShortcuts(keys);
    addAction(action);
    return action;
}

void ControlBar::label(QToolButton *button, const QString &text, const QString &tip)
{
    button->setText(text);
    button->setToolTip(asToolTip(tip));
    button->setAccessibleName(tip);
}

void ControlBar::addTogether(QBoxLayout *row, std::initializer_list<QToolButton *> buttons)
{
    auto *together = new QHBoxLayout;
    together->setSpacing(0);
    for (QToolButton *button : buttons)
        together->addWidget(button);
    row->addLayout(together);
}

void ControlBar::setTabOrderOf(std::initializer_list<QWidget *> controls)
{
    QWidget *before = nullptr;
    for (QWidget *control : controls) {
        if (before)
            setTabOrder(before, control);
        before = control;
    }
}

QFont ControlBar::lettersOf(const QWidget &, QFont letters) const { return letters; }

void ControlBar::fitInto(int width)
{
    const QFont wanted = QApplication::font();
    const QList<QWidget *> controls = findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (double part = 1.0; part > 0.5; part -= 0.05) {
        QFont fitting = wanted;
        fitting.setPointSizeF(wanted.pointSizeF() * part);
        for (QWidget *control : controls) {
            if (!qobject_cast<QMenu *>(control))
                control->setFont(lettersOf(*control, fitting));
        }
        refresh();
        layout()->activate();
        if (layout()->minimumSize().width() <= width)
            break;
    }
}

} // namespace sockstep
