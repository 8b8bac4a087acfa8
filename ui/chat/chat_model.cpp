// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_model.h"

#include "core/diagram/call_text.h"
#include "core/text/shown_text.h"
#include "ui/look/as_shown.h"
#include "ui/look/particles.h"
#include "ui/steer/follower.h"
#include "ui/words/narrator.h"

#include <cerrno>

namespace sockstep {

namespace {
constexpr std::size_t kLongestBubble = 600; // bytes of a message that a bubble shows
constexpr std::size_t kHexBytes = 12;
} // namespace

ChatModel::ChatModel(const Follower &follower, QObject *parent)
    : QAbstractListModel(parent)
    , follower_(follower)
{
}

const Conversation &ChatModel::conversation() const { return follower_.conversation(); }

void ChatModel::reset()
{
    beginResetModel();
    first_ = end_ = 0;
    over_ = false;
    endResetModel();
}

void ChatModel::advance(Conversation::Line first)
{
    const Conversation::Line count = conversation().lineCount();
    if (count - first_ > kMostLines) {
        beginResetModel();
        first_ = count - kLinesKept;
        end_ = count;
        endResetModel();
        return;
    }
    const auto rowOf
        = [this](Conversation::Line line) { return static_cast<int>(line - first_) + rowsAbove(); };
    if (first < end_)
        emit dataChanged(index(rowOf(std::max(first, first_))), index(rowCount() - 1));
    if (count > end_) {
        beginInsertRows({}, rowCount(), rowOf(count) - 1);
        end_ = count;
        endInsertRows();
    }
}

void ChatModel::retranslate()
{
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ChatModel::setConversationOver(bool over)
{
    if (std::exchange(over_, over) != over)
        retranslate();
}

int ChatModel::rowOfCall(CallId call) const
{
    const Conversation::Line line = conversation().lineOfCall(call);
    return line < first_ || line >= end_ ? -1 : static_cast<int>(line - first_) + rowsAbove();
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(end_ - first_) + rowsAbove();
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
            .arg(who, asShown(name(call.function)), asShown(errorName(returned->error)));
    if (history.socket(call.socket).protocol != SocketRecord::Protocol::Tcp)
        return tr("%1's recv() returned 0: the other end sends no more").arg(who);
    const bool byClient = history.recording().header().actors[call.actor].starts_with("client");
    const QString peer = byClient ? Narrator::actorName("server") : Narrator::actorName("client");
    return withParticles(tr("%1 sent FIN: %2's recv() returned 0").arg(peer, who));
}

QString ChatModel::detail(const Conversation::Entry &entry) const
{
    const Conversation::Message &message = conversation().message(entry.message);
    const std::string_view data = conversation().bytes(message);
    const QString hex = asShown(hexBytes(data, kHexBytes));
    const auto size = static_cast<qulonglong>(data.size());
    if (entry.kind == Conversation::Entry::Kind::Sent) {
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
        .arg(asShown(durationText(message.echoedAt - message.sentAt)));
}

QString ChatModel::bubbleText(const Conversation::Entry &entry) const
{
    const Conversation::Message &message = conversation().message(entry.message);
    std::string_view bytes = conversation().bytes(message);
    if (entry.kind == Conversation::Entry::Kind::Echo)
        bytes = bytes.substr(0, message.echoed);
    const bool cut = bytes.size() > kLongestBubble;
    const bool partial = cut || bytes.size() < conversation().bytes(message).size();
    bytes = bytes.substr(0, kLongestBubble);
    const QString text = linesAsShown(partial ? wholeCharacters(bytes) : bytes);
    return cut ? text + u'…' : text;
}

QVariant ChatModel::above(int role) const
{
    switch (role) {
    case KindRole:
        return QVariant::fromValue(Kind::Notice);
    case TextRole:
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("%1 lines above are left out here; the diagram has them").arg(first_);
    case CallRole:
        return CallId {0};
    default:
        return {};
    }
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() < rowsAbove())
        return above(role);
    const Conversation::Entry &entry
        = conversation().line(first_ + static_cast<Conversation::Line>(index.row() - rowsAbove()));
    using EntryKind = Conversation::Entry::Kind;
    const bool notice = entry.kind == EntryKind::Notice;
    const bool sent = entry.kind == EntryKind::Sent;
    switch (role) {
    case KindRole:
        return QVariant::fromValue(notice ? Kind::Notice : sent ? Kind::Sent : Kind::Echo);
    case TextRole:
        return notice ? noticeText(entry.call) : bubbleText(entry);
    case DetailRole:
        return notice ? QString() : detail(entry);
    case FailedRole: {
        const CallReturned *returned = notice ? follower_.history().returned(entry.call) : nullptr;
        return returned && returned->error && returned->error != EINTR;
    }
    case PendingRole:
        return sent
            && conversation().message(entry.message).sent < conversation().message(entry.message).size;
    case CallRole:
        return notice ? entry.call
            : sent    ? conversation().message(entry.message).firstSend
                      : conversation().message(entry.message).lastRecv;
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
