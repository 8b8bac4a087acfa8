// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_model.h"

#include "diagram/call_text.h"
#include "follower.h"
#include "narrator.h"

#include <cerrno>

namespace sockstep {

namespace {
constexpr std::size_t kLongestBubble = 600; // bytes of a message that a bubble shows
constexpr std::size_t kHexBytes = 12;
} // namespace

struct ChatModel::Reader {
    ChatModel &chat;
    EventIndex n;
    void operator()(const MessageTyped &e) const
    {
        chat.speaker_ = e.actor;
        Message message;
        message.data = e.data;
        chat.messages_.push_back(std::move(message));
        chat.messages_.back().sentRow = chat.append({Kind::Sent, chat.messages_.size() - 1, 0});
    }
    void operator()(const CallReturned &e) const { chat.returned(n, e); }
    template <typename Other> void operator()(const Other &) const { }
};

ChatModel::ChatModel(const Follower &follower, QObject *parent)
    : QAbstractListModel(parent)
    , follower_(follower)
{
}

void ChatModel::reset()
{
    beginResetModel();
    messages_.clear();
    entries_.clear();
    rowOfCall_.clear();
    speaker_.reset();
    sent_ = heard_ = answered_ = echoed_ = {};
    over_ = false;
    endResetModel();
}

void ChatModel::advance(EventIndex first)
{
    const EventIndex end = follower_.history().size();
    for (EventIndex n = first; n < end; ++n)
        std::visit(Reader {*this, n}, follower_.recording().at(n).body);
}

void ChatModel::retranslate()
{
    if (!entries_.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ChatModel::setConversationOver(bool over)
{
    if (std::exchange(over_, over) != over)
        retranslate();
}

int ChatModel::append(Entry entry)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    entries_.push_back(entry);
    endInsertRows();
    return row;
}

void ChatModel::changedRow(int row) { emit dataChanged(index(row), index(row)); }

/// Walks \p bytes through the messages from \p position on.
template <typename Visit> void ChatModel::distribute(Position &position, std::string_view bytes, Visit visit)
{
    while (!bytes.empty() && position.message < messages_.size()) {
        Message &message = messages_[position.message];
        const std::size_t left = message.data.size() - position.offset;
        const std::size_t part = std::min(left, bytes.size());
        visit(position.message, position.offset, bytes.substr(0, part));
        bytes.remove_prefix(part);
        position.offset += part;
        if (part == left)
            position = {position.message + 1, 0};
    }
}

void ChatModel::returned(EventIndex n, const CallReturned &e)
{
    const CallEntered &call = follower_.history().entered(e.call);
    const bool bySpeaker = speaker_ && call.actor == *speaker_;
    const auto t = follower_.recording().at(n).t;
    if (receives(call.function) && e.result == 0) {
        rowOfCall_[e.call] = append({Kind::Notice, 0, e.call});
    } else if ((receives(call.function) || sends(call.function)) && e.error) {
        rowOfCall_[e.call] = append({Kind::Notice, 0, e.call});
    } else if (sends(call.function)) {
        const std::string_view taken
            = std::string_view(call.data).substr(0, static_cast<std::size_t>(e.result));
        Position &position = bySpeaker ? sent_ : answered_;
        distribute(position, taken, [&](std::size_t index, std::size_t, std::string_view part) {
            Message &message = messages_[index];
            if (!bySpeaker) {
                rowOfCall_[e.call] = message.echoRow >= 0 ? message.echoRow : message.sentRow;
                return;
            }
            if (message.sent == 0) {
                message.firstSend = e.call;
                message.sentAt = follower_.recording().at(follower_.history().call(e.call).entered).t;
            }
            message.sent += part.size();
            rowOfCall_[e.call] = message.sentRow;
            changedRow(message.sentRow);
        });
    } else if (receives(call.function)) {
        Position &position = bySpeaker ? echoed_ : heard_;
        distribute(position, e.data, [&](std::size_t index, std::size_t offset, std::string_view part) {
            Message &message = messages_[index];
            if (!bySpeaker) {
                rowOfCall_[e.call] = message.sentRow;
                return;
            }
            if (message.echoRow < 0)
                message.echoRow = append({Kind::Echo, index, 0});
            message.differs |= std::string_view(message.data).substr(offset, part.size()) != part;
            message.echoed += part.size();
            message.lastRecv = e.call;
            message.echoedAt = t;
            rowOfCall_[e.call] = message.echoRow;
            changedRow(message.echoRow);
        });
    }
}

int ChatModel::rowOfCall(CallId call) const { return rowOfCall_.value(call, -1); }

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QString ChatModel::noticeText(CallId id) const
{
    const History &history = follower_.history();
    const CallEntered &call = history.entered(id);
    const QString who = Narrator::actorName(history.recording().header().actors[call.actor]);
    const CallReturned *returned = history.returned(id);
    if (returned && returned->error == EINTR)
        return tr("%1's recv() was interrupted (EINTR)").arg(who);
    if (returned && returned->error)
        return tr("%1: %2() failed: %3")
            .arg(who, QString::fromStdString(std::string(name(call.function))),
                QString::fromStdString(errorName(returned->error)));
    const bool bySpeaker = speaker_ && call.actor == *speaker_;
    const QString peer = bySpeaker ? Narrator::actorName("server") : Narrator::actorName("client");
    return tr("%1 sent FIN: %2's recv() returned 0").arg(peer, who);
}

QString ChatModel::detail(const Entry &entry) const
{
    const Message &message = messages_[entry.message];
    const std::string_view data(message.data);
    const QString hex = QString::fromStdString(hexBytes(data, kHexBytes));
    const auto size = static_cast<qulonglong>(data.size());
    if (entry.kind == Kind::Sent) {
        if (message.sent == data.size())
            return tr("send %1 B · %2").arg(size).arg(hex);
        if (over_)
            return tr("%1 of %2 B sent; the conversation is over").arg(message.sent).arg(size);
        if (message.sent > 0)
            return tr("%1 of %2 B sent").arg(message.sent).arg(size);
        return tr("%1 B · not sent yet: step to send it").arg(size);
    }
    if (message.differs)
        return tr("%1 B came back, but not what was sent").arg(message.echoed);
    if (message.echoed < data.size())
        return tr("%1 of %2 B are back").arg(message.echoed).arg(size);
    return tr("echo %1 B · round trip %2")
        .arg(size)
        .arg(QString::fromStdString(durationText(message.echoedAt - message.sentAt)));
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = entries_[static_cast<std::size_t>(index.row())];
    const bool notice = entry.kind == Kind::Notice;
    switch (role) {
    case KindRole:
        return QVariant::fromValue(entry.kind);
    case TextRole: {
        if (notice)
            return noticeText(entry.call);
        const Message &message = messages_[entry.message];
        std::string_view bytes = message.data;
        if (entry.kind == Kind::Echo)
            bytes = bytes.substr(0, message.echoed);
        const bool cut = bytes.size() > kLongestBubble;
        QString text
            = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(qMin(bytes.size(), kLongestBubble)));
        // A character that the cut, or a partial echo, has split.
        while (text.endsWith(QChar::ReplacementCharacter))
            text.chop(1);
        return cut ? text + u'…' : text;
    }
    case DetailRole:
        return notice ? QString() : detail(entry);
    case FailedRole: {
        const CallReturned *returned = notice ? follower_.history().returned(entry.call) : nullptr;
        return returned && returned->error && returned->error != EINTR;
    }
    case PendingRole:
        return entry.kind == Kind::Sent
            && messages_[entry.message].sent < messages_[entry.message].data.size();
    case CallRole:
        return notice                  ? entry.call
            : entry.kind == Kind::Sent ? messages_[entry.message].firstSend
                                       : messages_[entry.message].lastRecv;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return data(index, TextRole).toString() + QStringLiteral(" — ") + data(index, DetailRole).toString();
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatModel::roleNames() const
{
    return {{KindRole, "kind"}, {TextRole, "text"}, {DetailRole, "detail"}, {PendingRole, "pending"},
        {CallRole, "call"}};
}

} // namespace sockstep
