// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"
#include "core/session/actor.h"

#include <QAbstractListModel>
#include <chrono>

namespace sockstep {

class Follower;
class Playback;

/// The program of one actor: a row a line, with the result of its last call and a mark at the call
/// that comes next.
class ProgramModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Mark { Past, Next, InCall, Blocked, Ahead };
    Q_ENUM(Mark)
    enum Role { CodeRole = Qt::UserRole, ResultRole, FailedRole, MarkRole, CallRole, SelectedRole };

    ProgramModel(const Follower &follower, const Playback &playback, QObject *parent = nullptr);

    /// Whose program it is from now on; nobody's at first.
    void show(std::optional<ActorId> actor);
    std::optional<ActorId> actor() const { return id_; }
    /// The row that is next, or in progress; -1 at the end.
    int currentRow() const { return current_; }
    void setSelectedCall(CallId call);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Takes in what the recording and the actor have become.
    void refresh();
    /// After how long a call that sleeps is said to sleep for longer; nothing if none does, or it is the
    /// past.
    std::optional<std::chrono::milliseconds> untilNextCount() const;
    /// Says anew for how long it sleeps.
    void count();

signals:
    void currentRowChanged(int row);

private:
    const ActorRecord *record() const;
    void readLines();
    void findCurrent();
    void findCurrentThen();
    CallId lastCall(int row) const;
    std::optional<std::chrono::nanoseconds> sleptFor(int row) const;
    QString resultText(int row) const;
    Mark mark(int row) const;

    const Follower &follower_;
    const Playback &playback_;
    std::vector<std::string> lines_;
    EventIndex program_ = kNoEvent;
    const void *recording_ = nullptr;
    Mark currentMark_ = Mark::Ahead;
    std::optional<ActorId> id_;
    std::optional<ActorId> read_; ///< whose lines they are
    int current_ = -1;
    CallId selected_ = 0;
};

} // namespace sockstep
