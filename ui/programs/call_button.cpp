// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/call_button.h"

#include "ui/look/theme.h"
#include "ui/parts/space_key.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionToolButton>

namespace sockstep {

CallButton::CallButton(QWidget *parent)
    : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProperty("likely", false);
    letSpacePress(this);
}

void CallButton::giveMenu(QMenu *menu)
{
    setMenu(menu);
    setPopupMode(MenuButtonPopup);
}

void CallButton::setLikely(bool likely)
{
    if (likely == likely_)
        return;
    likely_ = likely;
    setProperty("likely", likely);
    style()->unpolish(this); // a style sheet looks at a property only then
    style()->polish(this);
}

QSize CallButton::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    QFont plain = font();
    plain.setWeight(QFont::Normal);
    const int more = QFontMetrics(bold).size(Qt::TextShowMnemonic, text()).width()
        - QFontMetrics(plain).size(Qt::TextShowMnemonic, text()).width();
    const QSize hint = QToolButton::sizeHint();
    widest_ = qMax(widest_, hint.width() + (likely_ ? 0 : qMax(more, 0)));
    return {widest_, hint.height()};
}

void CallButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        widest_ = 0;
    QToolButton::changeEvent(event);
}

/// The arrow of the menu; a style sheet would need a picture in each colour.
void CallButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (!menu())
        return;
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const QRect arrow
        = style()->subControlRect(QStyle::CC_ToolButton, &option, QStyle::SC_ToolButtonMenu, this);
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isEnabled() ? theme.muted() : theme.border());
    const QPointF middle = QRectF(arrow).center();
    const double half = fontMetrics().ascent() * 0.22;
    painter.drawPolygon(QPolygonF({middle + QPointF(-half, -half / 2), middle + QPointF(half, -half / 2),
        middle + QPointF(0, half * 0.8)}));
}

void CallButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && menu())
        showMenu();
    else
        QToolButton::keyPressEvent(event);
}

} // namespace sockstep
