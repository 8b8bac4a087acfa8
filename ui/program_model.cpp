// SPDX-License-Identifier: GPL-3.0-or-later
#include "program_model.h"

#include "diagram/call_text.h"
#include "follower.h"
#include "playback.h"

namespace sockstep {

ProgramModel::ProgramModel(QString actor, const Follower &follower, const Playback &playback, QObject *parent)
    : QAbstractListModel(parent)
    , actor_(std::move(actor))
    , follower_(follower)
    , playback_(playback)
{
    refresh();
}

const ActorRecord *ProgramModel::record() const { return id_ ? &follower_.history().actor(*id_) : nullptr; }

void ProgramModel::refresh()
{
    const Recording &recording = follower_.recording();
    id_ = playback_.session().actorNamed(actor_.toStdString());
    const EventIndex program = record() ? record()->program : kNoEvent;
    if (program != program_ || &recording != recording_) {
        beginResetModel();
        program_ = program;
        recording_ = &recording;
        lines_.clear();
        if (program_ != kNoEvent)
            lines_ = std::get<ProgramShown>(recording.at(program_).body).lines;
        endResetModel();
    }
    if (id_)
        status_ = playback_.session().status(*id_);
    const bool over = !id_ || status_.state == ActorStatus::State::Finished
        || status_.state == ActorStatus::State::Starting;
    const int current = over ? -1 : static_cast<int>(status_.line);
    const bool moved = std::exchange(current_, current) != current;
    if (!lines_.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
    if (moved)
        emit currentRowChanged(current_);
}

void ProgramModel::setSelectedCall(CallId call)
{
    selected_ = call;
    if (!lines_.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {SelectedRole});
}

int ProgramModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

CallId ProgramModel::lastCall(int row) const
{
    const ActorRecord *actor = record();
    const auto line = static_cast<std::size_t>(row) + 1;
    return actor && line < actor->lastCallOfLine.size() ? actor->lastCallOfLine[line] : 0;
}

ProgramModel::Mark ProgramModel::mark(int row) const
{
    if (row == current_) {
        switch (status_.state) {
        case ActorStatus::State::AtGate:
            return Mark::Next;
        case ActorStatus::State::Blocked:
            return Mark::Blocked;
        default:
            return Mark::InCall;
        }
    }
    return current_ < 0 || row < current_ || lastCall(row) ? Mark::Past : Mark::Ahead;
}

QString ProgramModel::resultText(int row) const
{
    const CallId call = lastCall(row);
    if (!call)
        return {};
    const CallReturned *returned = follower_.history().returned(call);
    if (returned)
        return QStringLiteral("→ ") + QString::fromStdString(resultNumber(*returned));
    const EventIndex blocked = follower_.history().call(call).blocked;
    if (blocked == kNoEvent || row != current_)
        return QStringLiteral("…");
    const auto since = follower_.recording().now() - follower_.recording().at(blocked).t;
    const double seconds = std::chrono::duration<double>(since).count();
    return tr("blocked %1 s").arg(seconds, 0, 'f', 1);
}

QVariant ProgramModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const QString code = QString::fromStdString(lines_[static_cast<std::size_t>(row)]);
    switch (role) {
    case CodeRole:
        return code;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QString result = resultText(row);
        const QString next = mark(row) == Mark::Next ? tr("next: ") : QString();
        return next + (result.isEmpty() ? code.trimmed() : code.trimmed() + u' ' + result);
    }
    case Qt::ToolTipRole:
        return lastCall(row)
            ? QString::fromStdString(fullCallText(follower_.history().entered(lastCall(row))))
            : QString();
    case ResultRole:
        return resultText(row);
    case FailedRole: {
        const CallReturned *returned = lastCall(row) ? follower_.history().returned(lastCall(row)) : nullptr;
        return returned && returned->error != 0;
    }
    case MarkRole:
        return QVariant::fromValue(mark(row));
    case CallRole:
        return lastCall(row);
    case SelectedRole:
        return selected_ != 0 && lastCall(row) == selected_;
    default:
        return {};
    }
}

QHash<int, QByteArray> ProgramModel::roleNames() const
{
    return {{CodeRole, "code"}, {ResultRole, "result"}, {FailedRole, "failed"}, {MarkRole, "mark"},
        {CallRole, "call"}, {SelectedRole, "selected"}};
}

} // namespace sockstep
