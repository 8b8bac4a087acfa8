// SPDX-License-Identifier: GPL-3.0-or-later
#include "fact_model.h"

#include "compare_words.h"
#include "narrator.h"

#include <cerrno>

namespace sockstep {

namespace {

constexpr double kTimeWaitMs = 60000; // TCP_TIMEWAIT_LEN in include/net/tcp.h; no setting changes it

QString stateText(const SocketNow &socket)
{
    if (!socket.exists)
        return QStringLiteral("–");
    const auto word = name(socket.state);
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

std::optional<std::chrono::milliseconds> timeWaitLeft(const Facts &facts)
{
    return facts.client.timeWaitLeft ? facts.client.timeWaitLeft : facts.connection.timeWaitLeft;
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1);
}

} // namespace

FactModel::FactModel(const Comparison &comparison, QObject *parent)
    : QAbstractTableModel(parent)
    , comparison_(comparison)
{
}

int FactModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : RowCount; }
int FactModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + Comparison::kSides;
}

void FactModel::refresh() { emit dataChanged(index(0, 0), index(RowCount - 1, columnCount() - 1)); }

QString FactModel::label(int row) const
{
    switch (row) {
    case Ending:
        return tr("First FIN or RST sent by");
    case ClientSocket:
        return tr("Client's socket now");
    case ServerConnection:
        return tr("Server's connection now");
    case Listener:
        return tr("Server's listener now");
    case TimeWait:
        return tr("TIME_WAIT kept by");
    case Bytes:
        return tr("Bytes sent · come back");
    case Calls:
        return tr("System calls");
    case Errors:
        return tr("Errors");
    case BindAgain:
        return tr("bind() again, right now");
    case PortFree:
        return tr("The port can be bound again");
    default:
        return {};
    }
}

QString FactModel::errors(int side) const
{
    const Facts &facts = comparison_.facts(side);
    QStringList list;
    for (const CallError &error : facts.errors) {
        const QString actor
            = Narrator::actorName(comparison_.follower(side).recording().header().actors[error.actor]);
        list.append(QStringLiteral("%1: %2() %3")
                        .arg(actor, QString::fromStdString(std::string(name(error.function))),
                            QString::fromStdString(errorName(error.error))));
    }
    return list.isEmpty() ? tr("none") : list.join(QStringLiteral(", "));
}

QString FactModel::bindAgain(int side) const
{
    const Facts &facts = comparison_.facts(side);
    if (!facts.attempt)
        return tr("not tried yet");
    const QString result = facts.attempt->error
        ? QStringLiteral("→ -1 ") + QString::fromStdString(errorName(facts.attempt->error))
        : QStringLiteral("→ 0");
    if (facts.attempt->reuseAddress && facts.reuseAddress)
        return tr("%1 (both servers set SO_REUSEADDR)").arg(result);
    if (facts.attempt->reuseAddress)
        return tr("%1 (only the new server set SO_REUSEADDR)").arg(result);
    if (facts.reuseAddress)
        return tr("%1 (only the first server set SO_REUSEADDR)").arg(result);
    return tr("%1 (no server set SO_REUSEADDR)").arg(result);
}

QString FactModel::portFree(int side) const
{
    const PortAgain &port = comparison_.facts(side).portAgain;
    switch (port.when) {
    case PortAgain::When::Unknown:
        return QStringLiteral("–");
    case PortAgain::When::AfterClose:
        return tr("when the server has closed");
    case PortAgain::When::AfterTimeWait:
        return tr("in %1 s").arg(seconds(port.left));
    case PortAgain::When::WithReuseAddress:
        return tr("now with SO_REUSEADDR, else in %1 s").arg(seconds(port.left));
    case PortAgain::When::Now:
        return tr("now");
    }
    return {};
}

QString FactModel::value(int row, int side) const
{
    const Facts &facts = comparison_.facts(side);
    switch (row) {
    case Ending:
        switch (facts.ending.segment) {
        case FirstEnding::Segment::None:
            return tr("nobody yet");
        case FirstEnding::Segment::Fin:
            return tr("%1 (FIN)").arg(CompareWords::ends(facts.ending.byClient, facts.ending.byServer));
        case FirstEnding::Segment::Rst:
            return tr("%1 (RST)").arg(CompareWords::ends(facts.ending.byClient, facts.ending.byServer));
        }
        return {};
    case ClientSocket:
        return stateText(facts.client);
    case ServerConnection:
        return stateText(facts.connection);
    case Listener:
        return stateText(facts.listener);
    case TimeWait: {
        const QString who = CompareWords::ends(
            facts.client.timeWaitLeft.has_value(), facts.connection.timeWaitLeft.has_value());
        const auto left = timeWaitLeft(facts);
        return left ? tr("%1, %2 s left").arg(who, seconds(*left)) : who;
    }
    case Bytes:
        return QStringLiteral("%1 · %2").arg(facts.bytesSent).arg(facts.bytesReturned);
    case Calls:
        return QString::number(facts.calls);
    case Errors:
        return errors(side);
    case BindAgain:
        return bindAgain(side);
    case PortFree:
        return portFree(side);
    default:
        return {};
    }
}

QVariant FactModel::good(int row, int side) const
{
    const Facts &facts = comparison_.facts(side);
    if (row == BindAgain && facts.attempt)
        return facts.attempt->error == 0;
    if (row == Errors && !facts.errors.empty())
        return false;
    return {};
}

QVariant FactModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int side = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return side < 0 ? label(index.row()) : value(index.row(), side);
    case Qt::AccessibleTextRole:
        return side < 0 ? label(index.row())
                        : tr("%1, %2: %3")
                              .arg(label(index.row()), CompareWords::closing(comparison_.closing(side)),
                                  value(index.row(), side));
    case DiffersRole: {
        // A clock that runs on both sides is no difference.
        if (index.row() == TimeWait || index.row() == PortFree) {
            const Facts &a = comparison_.facts(0);
            const Facts &b = comparison_.facts(1);
            return index.row() == PortFree
                ? a.portAgain.when != b.portAgain.when
                : a.client.timeWaitLeft.has_value() != b.client.timeWaitLeft.has_value()
                    || a.connection.timeWaitLeft.has_value() != b.connection.timeWaitLeft.has_value();
        }
        return value(index.row(), 0) != value(index.row(), 1);
    }
    case FractionRole: {
        const auto left
            = side < 0 || index.row() != TimeWait ? std::nullopt : timeWaitLeft(comparison_.facts(side));
        return left ? QVariant(qMin(1.0, static_cast<double>(left->count()) / kTimeWaitMs)) : QVariant();
    }
    case GoodRole:
        return side < 0 ? QVariant() : good(index.row(), side);
    default:
        return {};
    }
}

QVariant FactModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? QString() : CompareWords::closing(comparison_.closing(section - 1));
}

} // namespace sockstep
