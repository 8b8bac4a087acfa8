// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytes/address_view.h"

#include "ui/look/as_shown.h"
#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/steer/follower.h"
#include "ui/steer/selection.h"
#include "ui/words/address_words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

namespace sockstep {

AddressBytes::AddressBytes(QWidget *parent)
    : QWidget(parent)
{
}

void AddressBytes::show(SockaddrBytes address)
{
    address_ = std::move(address);
    arrange();
}

void AddressBytes::arrange()
{
    const QFontMetricsF metrics(monospaced(font()), this);
    const AddressFigure::Metrics size {metrics.horizontalAdvance(u'0'), metrics.height()};
    figure_ = AddressFigure::of(address_, size, width());
    leastWidth_ = AddressFigure::of(address_, size, 0).size.width();
    updateGeometry();
    update();
}

QSize AddressBytes::minimumSizeHint() const
{
    return QSizeF(leastWidth_ + 1, figure_.size.height() + 1).toSize();
}

QSize AddressBytes::sizeHint() const { return figure_.size.toSize() + QSize(1, 1); }

void AddressBytes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void AddressBytes::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void AddressBytes::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont letters = monospaced(font());
    painter.setFont(letters);
    for (const AddressFigure::Cell &cell : figure_.cells) {
        const SockaddrMember member = address_.fields[cell.field].member;
        painter.setPen(theme.memberBorder(member));
        painter.setBrush(theme.memberFill(member));
        painter.drawRect(cell.rect.adjusted(0.5, 0.5, 0.5, -0.5));
        painter.setPen(theme.memberText(member));
        painter.drawText(cell.rect, Qt::AlignCenter, cell.text);
    }
    QFont small = letters;
    small.setPointSizeF(letters.pointSizeF() * AddressFigure::kNamePart);
    painter.setFont(small);
    for (const AddressFigure::Word &word : figure_.names) {
        painter.setPen(theme.memberText(address_.fields[word.field].member));
        painter.drawText(word.rect, static_cast<int>(Qt::AlignCenter | Qt::TextDontClip), word.text);
    }
    painter.setPen(theme.muted());
    for (const AddressFigure::Word &word : figure_.offsets)
        painter.drawText(word.rect, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), word.text);
}

AddressView::AddressView(const Follower &follower, const Selection &selection, QWidget *parent)
    : QScrollArea(parent)
    , follower_(follower)
    , selection_(selection)
{
    setObjectName(QStringLiteral("plain"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget(this);
    page->setObjectName(QStringLiteral("queues")); // the same background
    page->setAttribute(Qt::WA_StyledBackground);
    origin_ = new QLabel(page);
    code_ = new QLabel(page);
    structure_ = makeCaption(page);
    bytes_ = new AddressBytes(page);
    for (QLabel *label : {origin_, code_, structure_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    code_->setObjectName(QStringLiteral("code"));
    code_->setFont(monospaced(font()));
    column_ = new QVBoxLayout(page);
    column_->setContentsMargins(12, 8, 12, 8);
    column_->setSpacing(6);
    for (QWidget *widget : {static_cast<QWidget *>(origin_), static_cast<QWidget *>(code_),
             static_cast<QWidget *>(structure_), static_cast<QWidget *>(bytes_)})
        column_->addWidget(widget);
    column_->addStretch();
    setWidget(page);
    connect(&selection, &Selection::changed, this, &AddressView::refresh);
    connect(&follower, &Follower::aboutToBeReplaced, this, &AddressView::forget);
    retranslate();
}

AddressView::Source AddressView::source(CallId call) const
{
    const CallEntered &entered = follower_.history().entered(call);
    const CallReturned *returned = follower_.history().returned(call);
    if (entered.function == Function::Unlink)
        return {}; // a path, in no struct
    if (!entered.address.isEmpty())
        return {call, false, entered.address};
    if (returned && !returned->address.isEmpty())
        return {call, true, returned->address};
    return {};
}

AddressView::Source AddressView::latest() const { return latest_ ? source(latest_) : Source {}; }

void AddressView::forget()
{
    latest_ = 0;
    seen_ = 0;
    open_.clear();
}

void AddressView::refresh()
{
    const History &history = follower_.history();
    if (history.callCount() < seen_) // an earlier moment is looked at
        forget();
    // What the kernel fills in comes when the call returns.
    const auto take = [&](CallId call) {
        const bool has = source(call).call != 0;
        latest_ = has ? std::max(latest_, call) : latest_;
        return has || history.returned(call);
    };
    std::erase_if(open_, take);
    for (; seen_ < history.callCount(); ++seen_) {
        if (!take(seen_ + 1))
            open_.push_back(seen_ + 1);
    }
    if (!isVisible())
        return;
    const CallId selected = selection_.call();
    const Source shown = selected ? source(selected) : latest();
    const CallEntered *about = shown.call ? &history.entered(shown.call) : nullptr;
    bytes_->show(
        sockaddrBytes(shown.address, about ? about->args.find(ArgumentName::AddressLength) : std::nullopt));
    origin_->setText(about ? AddressWords::origin(*about, shown.filledIn)
                           : AddressWords::none(selected ? &history.entered(selected) : nullptr));
    code_->setVisible(about);
    structure_->setVisible(about);
    if (about) {
        const SockaddrBytes &address = bytes_->address();
        code_->setText(AddressWords::code(*about, address, shown.filledIn));
        structure_->setText(AddressWords::structure(address));
    }
    showFields(shown.filledIn);
}

QString AddressView::fieldText(std::size_t index, bool filledIn) const
{
    const Theme theme(palette());
    const SockaddrField &field = bytes_->address().fields[index];
    const QString mono = QStringLiteral("font-family:'%1'").arg(monospaced(font()).families().constFirst());
    const QString name
        = QStringLiteral("<span style=\"background-color:%1;color:%2;%3\">&nbsp;%4&nbsp;</span>")
              .arg(theme.memberFill(field.member).name(), theme.memberText(field.member).name(), mono,
                  asShown(field.name));
    const QString bytes = QStringLiteral("<span style=\"%1\">%2</span>")
                              .arg(mono, asShown(hexBytes(bytes_->address(), field)));
    return QStringLiteral("%1 &nbsp;<b>%2</b> &nbsp;%3<br/>%4")
        .arg(name, AddressWords::value(field).toHtmlEscaped(), bytes,
            AddressWords::sentence(field, filledIn).toHtmlEscaped());
}

void AddressView::showFields(bool filledIn)
{
    const std::size_t count = bytes_->address().fields.size();
    while (fields_.size() < count) {
        auto *label = new QLabel(widget());
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        fields_.push_back(label);
        column_->insertWidget(column_->count() - 1, label); // above the stretch
    }
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        fields_[i]->setVisible(i < count);
        if (i < count)
            fields_[i]->setText(fieldText(i, filledIn));
    }
}

void AddressView::retranslate()
{
    setAccessibleName(tr("The bytes of the address"));
    refresh();
}

void AddressView::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        code_->setFont(monospaced(font()));
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace sockstep
