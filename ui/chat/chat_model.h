// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/replay/conversation.h"

#include <QAbstractListModel>

namespace sockstep {

class Follower;

/// The conversation, a row a bubble or a notice. Of a long one it shows the end: a view has to know the
/// height of every row, and nobody scrolls through ten thousand echoes.
class ChatModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Kind { Sent, Echo, Notice };
    Q_ENUM(Kind)
    enum Role { KindRole = Qt::UserRole, TextRole, DetailRole, PendingRole, FailedRole, CallRole };
    static constexpr Conversation::Line kMostLines = 400; ///< then it forgets all but the last few
    static constexpr Conversation::Line kLinesKept = 80; ///< each is laid out anew, in a fast run every frame

    explicit ChatModel(const Follower &follower, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// The row that \p call had a part in; -1 if none.
    int rowOfCall(CallId call) const;
    /// Messages that cannot be sent any more are shown as such.
    void setConversationOver(bool over);

    void reset();
    /// The conversation is new or different from \p first on.
    void advance(Conversation::Line first = 0);
    void retranslate();

private:
    const Conversation &conversation() const;
    /// A row above the first line says how many are left out, if some are.
    int rowsAbove() const { return first_ > 0 ? 1 : 0; }
    QVariant above(int role) const;
    QString detail(const Conversation::Entry &entry) const;
    QString noticeText(CallId call) const;
    QString bubbleText(const Conversation::Entry &entry) const;

    const Follower &follower_;
    Conversation::Line first_ = 0; ///< the first line that is shown
    Conversation::Line end_ = 0; ///< one past the last
    bool over_ = false;
};

} // namespace sockstep
