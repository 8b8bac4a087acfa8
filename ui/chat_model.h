// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/history.h"

#include <QAbstractListModel>
#include <QHash>

namespace sockstep {

class Follower;

/// The conversation as the recording tells it: what was typed, how much of it was sent, what came
/// back, and where the stream ended. A row a bubble or a notice.
class ChatModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Kind { Sent, Echo, Notice };
    Q_ENUM(Kind)
    enum Role { KindRole = Qt::UserRole, TextRole, DetailRole, PendingRole, FailedRole, CallRole };

    explicit ChatModel(const Follower &follower, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// The row that \p call had a part in; -1 if none.
    int rowOfCall(CallId call) const;
    /// Messages that cannot be sent any more are shown as such.
    void setConversationOver(bool over);

    void reset();
    void advance(EventIndex first);
    void retranslate();

private:
    struct Message {
        std::string data;
        std::size_t sent = 0;
        std::size_t echoed = 0;
        bool differs = false; ///< an echo that is not what was sent
        CallId firstSend = 0;
        CallId lastRecv = 0;
        std::chrono::nanoseconds sentAt {};
        std::chrono::nanoseconds echoedAt {};
        int sentRow = -1;
        int echoRow = -1;
    };
    struct Entry {
        Kind kind = Kind::Notice;
        std::size_t message = 0; ///< index, for Sent and Echo
        CallId call = 0; ///< for Notice
    };
    /// How far one end has come in the bytes of one direction.
    struct Position {
        std::size_t message = 0;
        std::size_t offset = 0;
    };

    struct Reader;
    int append(Entry entry);
    void returned(EventIndex n, const CallReturned &e);
    template <typename Visit> void distribute(Position &position, std::string_view bytes, Visit visit);
    void changedRow(int row);
    QString detail(const Entry &entry) const;
    QString noticeText(CallId call) const;

    const Follower &follower_;
    std::vector<Message> messages_;
    std::vector<Entry> entries_;
    QHash<CallId, int> rowOfCall_;
    std::optional<ActorId> speaker_; ///< who the messages were typed for
    Position sent_; ///< by the speaker's send
    Position heard_; ///< by the other end's recv
    Position answered_; ///< by the other end's send
    Position echoed_; ///< by the speaker's recv
    bool over_ = false;
};

} // namespace sockstep
