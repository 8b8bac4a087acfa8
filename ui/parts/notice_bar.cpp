// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/notice_bar.h"

#include "ui/look/theme.h"
#include "ui/parts/space_key.h"
#include "ui/parts/tab_order.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace sockstep {

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("notice"));
    hide();
}

void NoticeBar::build()
{
    text_ = new QLabel(this);
    action_ = new QPushButton(this);
    close_ = new QPushButton(this);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText); // names and reasons come from files
    action_->setObjectName(QStringLiteral("noticeAction"));
    close_->setObjectName(QStringLiteral("noticeClose"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(text_, 1);
    row->addWidget(action_);
    row->addWidget(close_);
    for (QPushButton *button : {action_, close_})
        letSpacePress(button);
    connect(action_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto act = std::exchange(act_, {}))
            act();
    });
    connect(close_, &QPushButton::clicked, this, &QWidget::hide);
    comeBefore(this, {action_, close_});
    retranslate();
}

void NoticeBar::say(const QString &text, const QString &action, std::function<void()> act)
{
    if (!text_)
        build();
    text_->setText(text);
    setAccessibleName(text);
    action_->setText(action);
    action_->setAccessibleName(action);
    action_->setVisible(!action.isEmpty());
    act_ = std::move(act);
    show();
}

QString NoticeBar::text() const { return isHidden() ? QString() : text_->text(); }

void NoticeBar::retranslate()
{
    if (!close_)
        return;
    close_->setText(tr("Close"));
    close_->setAccessibleName(tr("Close this notice"));
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.selection());
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border());
}

} // namespace sockstep
