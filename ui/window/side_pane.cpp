// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/side_pane.h"

#include "ui/bytes/address_view.h"
#include "ui/bytes/segment_view.h"
#include "ui/parts/space_key.h"
#include "ui/sockets/queue_view.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"

#include <QBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

namespace sockstep {

SidePane::SidePane(const Follower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , follower_(follower)
    , selection_(selection)
    , pages_(new QStackedWidget(this))
    , tabs_ {makeTab(Tab::Chat), makeTab(Tab::Queues), makeTab(Tab::Address), makeTab(Tab::Segment)}
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 0);
    row->setSpacing(0);
    for (QToolButton *tab : tabs_)
        row->addWidget(tab);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(pages_, 1);
    setWithSegments(false);
    tabs_[0]->setChecked(true);
    connect(&selection_, &Selection::segmentChanged, this, [this](SegmentId segment) {
        if (segment)
            show(Tab::Segment);
        showSegment();
    });
    retranslate();
}

QToolButton *SidePane::makeTab(Tab tab)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("tab"));
    button->setCheckable(true);
    letSpacePress(button);
    connect(button, &QToolButton::clicked, this, [this, tab] { show(tab); });
    return button;
}

void SidePane::setChat(QWidget *chat)
{
    made_[static_cast<int>(Tab::Chat)] = chat;
    pages_->addWidget(chat);
}

QWidget *SidePane::makeQueues()
{
    auto *scrolled = new QScrollArea(pages_);
    scrolled->setObjectName(QStringLiteral("plain"));
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    queues_ = new QueueView(follower_, scrolled);
    scrolled->setWidget(queues_);
    scrolled->setAccessibleName(tr("The queues of each socket"));
    return scrolled;
}

QWidget *SidePane::make(Tab tab)
{
    if (tab == Tab::Queues)
        return makeQueues();
    if (tab == Tab::Address)
        return address_ = new AddressView(follower_, selection_, pages_);
    return segment_ = new SegmentView(pages_);
}

QWidget *SidePane::page(Tab tab)
{
    QWidget *&made = made_[static_cast<int>(tab)];
    if (made)
        return made;
    made = make(tab);
    pages_->addWidget(made);
    return made;
}

void SidePane::show(Tab tab)
{
    shown_ = tab;
    for (const Tab each : {Tab::Chat, Tab::Queues, Tab::Address, Tab::Segment})
        tabs_[static_cast<int>(each)]->setChecked(each == tab);
    pages_->setCurrentWidget(page(tab));
    if (tab == Tab::Segment)
        showSegment();
    refresh();
}

void SidePane::setWithSegments(bool with)
{
    tabs_[static_cast<int>(Tab::Segment)]->setVisible(with);
    if (!with && shown_ == Tab::Segment)
        show(Tab::Chat);
}

void SidePane::showSegment()
{
    if (!segment_)
        return;
    const History &history = follower_.history();
    const SegmentId id = selection_.segment();
    if (id == 0 || id > history.segmentCount()) {
        segment_->clear();
        return;
    }
    const SegmentRecord &record = history.segment(id);
    segment_->show(history.sent(id).raw, {record.seqBase, record.ackBase, record.windowShift});
}

void SidePane::refresh()
{
    if (queues_ && shown_ == Tab::Queues)
        queues_->refresh();
    if (address_)
        address_->refresh();
}

void SidePane::retranslate()
{
    tabs_[0]->setText(tr("Echo"));
    tabs_[1]->setText(tr("Queues"));
    tabs_[2]->setText(tr("Address"));
    tabs_[3]->setText(tr("Segment"));
    tabs_[0]->setToolTip(tr("The messages and their echoes"));
    tabs_[1]->setToolTip(tr("What is in the kernel's buffers of each socket"));
    tabs_[2]->setToolTip(tr("The struct sockaddr of the selected call, byte by byte"));
    tabs_[3]->setToolTip(tr("The selected segment, field by field (M and Shift+M select)"));
    for (QToolButton *tab : tabs_)
        tab->setAccessibleName(tab->toolTip());
    if (queues_) {
        page(Tab::Queues)->setAccessibleName(tr("The queues of each socket"));
        queues_->retranslate();
    }
    if (address_)
        address_->retranslate();
    if (segment_)
        segment_->retranslate();
}

} // namespace sockstep
