// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/segment_card.h"

#include "ui/look/style.h"
#include "ui/words/segment_words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <algorithm>

namespace sockstep {

namespace {
constexpr std::size_t kMostDataOfCard = 90; // bytes: about three lines
} // namespace

SegmentCard::SegmentCard(QWidget *parent)
    : QWidget(parent)
    , caption_(new QLabel(this))
    , place_(makeCaption(this))
    , value_(new QLabel(this))
    , sentence_(new QLabel(this))
{
    setObjectName(QStringLiteral("card"));
    setAttribute(Qt::WA_StyledBackground);
    caption_->setObjectName(QStringLiteral("title"));
    place_->setObjectName(QStringLiteral("note"));
    value_->setObjectName(QStringLiteral("code"));
    for (QLabel *label : {caption_, value_, sentence_})
        label->setWordWrap(true);
    for (QLabel *label : {caption_, place_, value_, sentence_})
        label->setTextFormat(Qt::PlainText); // data may hold anything
    auto *head = new QHBoxLayout;
    head->addWidget(caption_, 1);
    head->addWidget(place_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(value_);
    column->addWidget(sentence_);
    column->addStretch();
    value_->setFont(monospaced(font()));
    refresh();
}

void SegmentCard::setPacket(const std::vector<Part> *parts, std::string_view raw)
{
    parts_ = parts;
    raw_ = raw;
    field_.reset();
    reserveRoom();
    refresh();
}

void SegmentCard::setField(std::optional<FieldRef> field)
{
    field_ = field;
    refresh();
}

QString SegmentCard::titleOf(const Part &part, const Field &field) const
{
    const QString name = SegmentWords::fieldName(field.id);
    const QString whole = SegmentWords::partName(part.kind);
    return name == whole ? name : QStringLiteral("%1 · %2").arg(whole, name);
}

QString SegmentCard::valueOf(const Field &field) const
{
    const bool isData
        = field.id == FieldId::Payload || field.id == FieldId::Trailer || field.id == FieldId::Unknown;
    return isData
        ? SegmentWords::data(raw_.substr(field.bytes.first, field.bytes.size()), kMostDataOfCard).shown
        : SegmentWords::value(field);
}

void SegmentCard::refresh()
{
    if (!parts_ || !field_) {
        caption_->clear();
        place_->clear();
        value_->clear();
        value_->hide();
        sentence_->setText(
            tr("Point at a field or at a byte, or go from field to field with the arrow keys."));
        return;
    }
    const Part &part = (*parts_)[field_->part];
    const Field &field = part.fields[field_->field];
    caption_->setText(titleOf(part, field));
    place_->setText(SegmentWords::place(field));
    const QString value = valueOf(field);
    value_->setText(value);
    value_->setVisible(!value.isEmpty());
    sentence_->setText(SegmentWords::sentence(field.id));
}

void SegmentCard::reserveRoom()
{
    for (QLabel *label : {caption_, place_, value_, sentence_})
        label->ensurePolished(); // the style sheet may make letters bold
    const QMargins margins = layout()->contentsMargins();
    const int width = this->width() - margins.left() - margins.right();
    const auto heightOf = [](const QLabel *label, int room, const QString &text) {
        const QFontMetrics metrics = label->fontMetrics();
        return text.isEmpty() ? 0 : metrics.boundingRect(0, 0, room, 10'000, Qt::TextWordWrap, text).height();
    };
    int most = 0;
    for (std::size_t i = 0; parts_ && i < parts_->size(); ++i) {
        for (const Field &field : (*parts_)[i].fields) {
            const int place = place_->fontMetrics().horizontalAdvance(SegmentWords::place(field));
            const QString title = titleOf((*parts_)[i], field);
            most = std::max(most,
                heightOf(caption_, width - place - layout()->spacing(), title)
                    + heightOf(value_, width, valueOf(field))
                    + heightOf(sentence_, width, SegmentWords::sentence(field.id)));
        }
    }
    const int around = margins.top() + margins.bottom() + 3 * layout()->spacing();
    setMinimumHeight(most > 0 ? most + around : 0);
}

void SegmentCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        reserveRoom();
}

void SegmentCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        value_->setFont(monospaced(font()));
        reserveRoom();
    }
}

} // namespace sockstep
