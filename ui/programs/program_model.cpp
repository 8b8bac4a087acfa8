// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/programs/program_model.h"

#include "core/diagram/call_text.h"
#include "core/replay/standing.h"
#include "ui/look/as_shown.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"

namespace sockstep {

namespace {

using namespace std::chrono_literals;

/// Nobody counts the tenths, nor after a while the seconds: each other text wakes the window.
std::chrono::seconds grainOf(std::chrono::nanoseconds slept)
{
    return slept < 10s ? 1s : slept < 60s ? 10s : 60s;
}

} // namespace

ProgramModel::ProgramModel(const Follower &follower, const Playback &playback, QObject *parent)
    : QAbstractListModel(parent)
    , follower_(follower)
    , playback_(playback)
{
}

void ProgramModel::show(std::optional<ActorId> actor)
{
    id_ = actor;
    refresh();
}

/// Null as well when the follower has gone on to a recording that has fewer actors: a view may ask before the
/// next refresh().
const ActorRecord *ProgramModel::record() const
{
    const History &history = follower_.history();
    return id_ && *id_ < history.actorCount() ? &history.actor(*id_) : nullptr;
}

/// Whoever looks at a program that grows must not lose its place in it: new lines are inserted.
void ProgramModel::readLines()
{
    std::vector<std::string> now
        = record() ? follower_.history().programOf(*id_) : std::vector<std::string> {};
    const bool grows = now.size() > lines_.size() && !lines_.empty()
        && std::equal(lines_.begin(), lines_.end(), now.begin());
    if (grows)
        beginInsertRows({}, rowCount(), static_cast<int>(now.size()) - 1);
    else
        beginResetModel();
    lines_ = std::move(now);
    grows ? endInsertRows() : endResetModel();
}

void ProgramModel::refresh()
{
    const Recording &recording = follower_.recording();
    const EventIndex program = record() ? record()->program : kNoEvent;
    if (program != program_ || &recording != recording_ || id_ != read_) {
        program_ = program;
        recording_ = &recording;
        read_ = id_;
        current_ = -1;
        readLines();
    }
    const int before = current_;
    current_ = -1;
    if (record() && follower_.isLive())
        findCurrent();
    else if (record())
        findCurrentThen();
    const bool moved = current_ != before;
    if (!lines_.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
    if (moved)
        emit currentRowChanged(current_);
}

/// Now, the actor itself says where it stands.
void ProgramModel::findCurrent()
{
    const ActorStatus status = playback_.session().status(*id_);
    using State = ActorStatus::State;
    if (status.state != State::AtGate && status.state != State::InCall && status.state != State::Blocked)
        return;
    current_ = static_cast<int>(status.line);
    currentMark_ = status.state == State::AtGate ? Mark::Next
        : status.state == State::Blocked         ? Mark::Blocked
                                                 : Mark::InCall;
}

/// Of the past, the recording does; but before its last moment, that actor alone knows what comes next.
void ProgramModel::findCurrentThen()
{
    const Standing standing = standingOf(*id_, follower_.history(), follower_.whole());
    if (standing.where == Standing::Where::Unknown) {
        if (!follower_.isOpened() && playback_.session().status(*id_).state == ActorStatus::State::AtGate)
            findCurrent();
        return;
    }
    current_ = int {follower_.whole().entered(standing.call).line} - 1; // −1 if no program made it
    currentMark_ = standing.where == Standing::Where::Held ? Mark::Next
        : standing.where == Standing::Where::Blocked       ? Mark::Blocked
                                                           : Mark::InCall;
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
    if (row == current_)
        return currentMark_;
    return current_ < 0 || row < current_ || lastCall(row) ? Mark::Past : Mark::Ahead;
}

/// Nothing for a call that has come back, or is not known to sleep.
std::optional<std::chrono::nanoseconds> ProgramModel::sleptFor(int row) const
{
    const CallId call = row == current_ ? lastCall(row) : 0;
    if (!call || follower_.history().returned(call) || follower_.history().killedIn(call))
        return std::nullopt;
    const EventIndex blocked = follower_.history().call(call).blocked;
    if (blocked == kNoEvent)
        return std::nullopt;
    return std::max(follower_.time() - follower_.recording().at(blocked).t, 0ns);
}

std::optional<std::chrono::milliseconds> ProgramModel::untilNextCount() const
{
    const auto slept = current_ >= 0 && follower_.isLive() ? sleptFor(current_) : std::nullopt;
    if (!slept)
        return std::nullopt;
    const auto grain = grainOf(*slept);
    return std::chrono::ceil<std::chrono::milliseconds>(grain - *slept % grain);
}

void ProgramModel::count()
{
    if (current_ >= 0 && current_ < rowCount())
        emit dataChanged(index(current_), index(current_), {ResultRole});
}

QString ProgramModel::resultText(int row) const
{
    const CallId call = lastCall(row);
    if (!call)
        return {};
    const CallReturned *returned = follower_.history().returned(call);
    if (const ActorKilled *killed = follower_.history().killedIn(call))
        return asShown(signalName(killed->signal));
    if (returned)
        return QStringLiteral("→ ") + asShown(resultNumber(*returned));
    const auto slept = sleptFor(row);
    if (!slept)
        return QStringLiteral("…");
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*slept);
    if (seconds >= 1min)
        return tr("blocked %1 min").arg(std::chrono::floor<std::chrono::minutes>(seconds).count());
    return tr("blocked %1 s").arg((seconds - seconds % grainOf(seconds)).count());
}

QVariant ProgramModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const QString code = codeAsShown(lines_[static_cast<std::size_t>(row)]);
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
        return lastCall(row) ? asToolTip(asShown(fullCallText(follower_.history().entered(lastCall(row)))))
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
