// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_view.h"

#include "ui/bytes/segment_canvas.h"
#include "ui/bytes/segment_card.h"

#include <QBoxLayout>

namespace sockstep {

SegmentView::SegmentView(QWidget *parent)
    : QWidget(parent)
    , canvas_(new SegmentCanvas(this))
    , card_(new SegmentCard(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(canvas_, 1);
    column->addWidget(card_);
    setFocusProxy(canvas_);
    connect(canvas_, &SegmentCanvas::currentChanged, this, [this] { card_->setField(canvas_->current()); });
    clear();
}

void SegmentView::show(const std::string &raw, const DissectionContext &context)
{
    card_->setPacket(nullptr, {}); // it looks at what the canvas is about to replace
    canvas_->setPacket(raw, context);
    card_->setPacket(canvas_->isEmpty() ? nullptr : &canvas_->parts(), canvas_->raw());
    card_->setField(canvas_->current());
    card_->setVisible(!canvas_->isEmpty());
}

void SegmentView::clear() { show(std::string(), {}); }

void SegmentView::retranslate()
{
    canvas_->retranslate();
    card_->setPacket(canvas_->isEmpty() ? nullptr : &canvas_->parts(), canvas_->raw());
    card_->setField(canvas_->current());
}

} // namespace sockstep
