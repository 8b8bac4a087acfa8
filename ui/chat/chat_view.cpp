// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_view.h"

#include "ui/chat/chat_model.h"
#include "ui/look/style.h"
#include "ui/look/theme.h"
#include "ui/parts/space_key.h"
#include "ui/parts/wrapped_label.h"
#include "ui/steer/playback.h"
#include "ui/steer/selection.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace sockstep {

namespace {

constexpr int kMargin = 8;

class BubbleDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QListView *>(option.widget);
        const int width = view ? view->viewport()->width() : option.rect.width();
        return {0, place(option, index, width).bubble.height() + kMargin};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme(option.palette);
        const auto kind = index.data(ChatModel::KindRole).value<ChatModel::Kind>();
        Placed placed = place(option, index, option.rect.width());
        placed.moveTo(option.rect.topLeft());
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (kind == ChatModel::Kind::Notice) {
            painter->setPen(index.data(ChatModel::FailedRole).toBool() ? theme.bad() : theme.muted());
            painter->setFont(small(option.font));
            if (selected)
                painter->fillRect(placed.bubble, theme.selection());
            painter->drawText(placed.text, Qt::AlignCenter | Qt::TextWordWrap,
                QStringLiteral("— %1 —").arg(index.data(ChatModel::TextRole).toString()));
            painter->restore();
            return;
        }
        const bool client = kind == ChatModel::Kind::Sent;
        const bool pending = index.data(ChatModel::PendingRole).toBool();
        QPen border(selected ? theme.accent()
                : pending    ? theme.actorBorder(client)
                             : QColor(Qt::transparent));
        border.setWidthF(selected ? 2 : 1);
        border.setStyle(pending && !selected ? Qt::DashLine : Qt::SolidLine);
        painter->setPen(border);
        painter->setBrush(pending ? theme.window() : theme.actorFill(client));
        painter->drawRoundedRect(QRectF(placed.bubble).adjusted(1, 1, -1, -1), 8, 8);
        painter->setPen(theme.text());
        painter->setFont(option.font);
        painter->drawText(
            placed.text, Qt::TextWrapAnywhere | Qt::TextWordWrap, index.data(ChatModel::TextRole).toString());
        painter->setPen(theme.muted());
        painter->setFont(small(monospaced(option.font)));
        painter->drawText(placed.detail, Qt::TextWordWrap, index.data(ChatModel::DetailRole).toString());
        painter->restore();
    }

private:
    struct Placed {
        QRect bubble;
        QRect text;
        QRect detail;
        void moveTo(QPoint origin)
        {
            for (QRect *rect : {&bubble, &text, &detail})
                rect->translate(origin);
        }
    };

    static QFont small(QFont font)
    {
        font.setPointSizeF(font.pointSizeF() * 0.88);
        return font;
    }

    static Placed place(const QStyleOptionViewItem &option, const QModelIndex &index, int width)
    {
        const auto kind = index.data(ChatModel::KindRole).value<ChatModel::Kind>();
        const QString text = index.data(ChatModel::TextRole).toString();
        const QFontMetrics body(option.font);
        const QFontMetrics detail(small(monospaced(option.font)));
        Placed placed;
        if (kind == ChatModel::Kind::Notice) {
            const QFontMetrics metrics(small(option.font));
            const QRect room(kMargin, kMargin / 2, width - 2 * kMargin, 10000);
            const QRect used = metrics.boundingRect(
                room, Qt::AlignHCenter | Qt::TextWordWrap, QStringLiteral("— %1 —").arg(text));
            placed.text = QRect(kMargin, kMargin / 2, width - 2 * kMargin, used.height() + kMargin);
            placed.bubble = placed.text;
            return placed;
        }
        const int most = width * 17 / 20 - 2 * kMargin;
        const QRect room(0, 0, most, 100000);
        const QSize textSize = body.boundingRect(room, Qt::TextWrapAnywhere | Qt::TextWordWrap, text).size();
        const QSize detailSize
            = detail.boundingRect(room, Qt::TextWordWrap, index.data(ChatModel::DetailRole).toString())
                  .size();
        const int inner = qMin(most, qMax(textSize.width(), detailSize.width()) + 2);
        const QSize size(inner + 2 * kMargin, textSize.height() + detailSize.height() + kMargin + 4);
        const int left = kind == ChatModel::Kind::Sent ? width - size.width() - kMargin : kMargin;
        placed.bubble = QRect(QPoint(left, kMargin / 2), size);
        placed.text = QRect(left + kMargin, placed.bubble.top() + kMargin / 2, inner, textSize.height());
        placed.detail = QRect(left + kMargin, placed.text.bottom() + 3, inner, detailSize.height());
        return placed;
    }
};

} // namespace

ChatView::ChatView(ChatModel &model, Playback &playback, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , model_(model)
    , playback_(playback)
    , list_(new QListView(this))
    , input_(new QLineEdit(this))
    , hint_(new WrappedLabel(this))
    , send_(new QPushButton(this))
    , close_(new QPushButton(this))
{
    send_->setObjectName(QStringLiteral("send"));
    close_->setObjectName(QStringLiteral("closeConnection"));
    input_->setObjectName(QStringLiteral("chatInput"));
    hint_->setObjectName(QStringLiteral("note"));
    constexpr int kLongestMessage = 1 << 24; // Qt's own limit would cut a pasted mebibyte
    input_->setMaxLength(kLongestMessage);
    letSpacePress(send_);
    letSpacePress(close_);
    list_->setModel(&model);
    list_->setItemDelegate(new BubbleDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setResizeMode(QListView::Adjust);
    list_->setObjectName(QStringLiteral("chatList"));

    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 0);
    row->addWidget(input_, 1);
    row->addWidget(send_);
    auto *note = new QHBoxLayout;
    note->setContentsMargins(13, 6, 12, 8);
    note->addWidget(hint_, 1);
    note->addWidget(close_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    column->addWidget(list_, 1);
    column->addLayout(row);
    column->addLayout(note);

    connect(send_, &QPushButton::clicked, this, &ChatView::send);
    connect(input_, &QLineEdit::returnPressed, this, &ChatView::send);
    connect(input_, &QLineEdit::textChanged, this, [this] {
        refused_ = false;
        refresh();
    });
    connect(close_, &QPushButton::clicked, &playback, &Playback::closeConnection);
    connect(&playback, &Playback::changed, this, &ChatView::refresh);
    connect(
        &model, &QAbstractItemModel::rowsInserted, list_, &QListView::scrollToBottom, Qt::QueuedConnection);
    const auto choose = [&selection](const QModelIndex &index) {
        if (const auto call = index.data(ChatModel::CallRole).value<CallId>())
            selection.setCall(call);
    };
    connect(list_, &QListView::clicked, this, choose);
    connect(list_, &QListView::activated, this, choose);
    connect(&selection, &Selection::changed, this, [this](CallId call) {
        const int rowOfCall = call ? model_.rowOfCall(call) : -1;
        if (rowOfCall < 0) {
            list_->clearSelection();
            return;
        }
        list_->setCurrentIndex(model_.index(rowOfCall));
        list_->scrollTo(model_.index(rowOfCall));
    });
    retranslate();
}

void ChatView::retranslate()
{
    list_->setAccessibleName(tr("Messages and their echoes"));
    input_->setPlaceholderText(tr("Type a message"));
    input_->setAccessibleName(tr("Message to send"));
    send_->setText(tr("Send"));
    send_->setAccessibleName(tr("Send the message"));
    close_->setText(tr("Close connection"));
    close_->setToolTip(tr("End the conversation: the side that is to close first begins (Ctrl+D)"));
    close_->setAccessibleName(tr("Close the connection"));
    refresh();
}

void ChatView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        list_->doItemsLayout();
}

void ChatView::focusInput()
{
    input_->setFocus(Qt::ShortcutFocusReason);
    input_->selectAll();
}

void ChatView::send()
{
    const QByteArray bytes = input_->text().toUtf8();
    if (bytes.isEmpty()) {
        refused_ = true;
        refresh();
        return;
    }
    if (playback_.say(bytes))
        input_->clear();
    refresh();
}

void ChatView::refresh()
{
    const Session &session = playback_.session();
    const bool live = playback_.follower().isLive();
    const bool can = playback_.canSay();
    model_.setConversationOver(live && !can && session.isSettled() && !session.nextAction().has_value());
    const QWidget *focused = window()->focusWidget();
    if (!can && (focused == input_ || focused == send_ || focused == close_))
        emit focusGivenUp(); // before it goes to whatever comes next for the Tab key
    input_->setEnabled(can);
    send_->setEnabled(can);
    close_->setEnabled(can);
    const auto bytes = input_->text().toUtf8().size();
    if (!live)
        hint_->setText(tr("This is the past: nothing can be typed. Live (L) returns to now."));
    else if (playback_.freePlay())
        hint_->setText(tr("In free play, the buttons at the left send and receive."));
    else if (!session.hasConversation())
        hint_->setText(tr("In this lesson nothing is typed."));
    else if (!can)
        hint_->setText(tr("The conversation is over. Restart to begin a new one."));
    else if (refused_)
        hint_->setText(
            tr("An empty message has no bytes: send() would have nothing to send. Type something."));
    else if (bytes > 0)
        hint_->setText(tr("%1 B in UTF-8").arg(bytes));
    else if (playback_.waitsForPerson())
        hint_->setText(tr("Type, or step to begin the closing."));
    else
        hint_->setText(tr("Sent by the client, returned by the server."));
}

} // namespace sockstep
