// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/fact_words.h"

#include "ui/compare/compare_words.h"
#include "ui/look/as_shown.h"
#include "ui/words/narrator.h"

namespace sockstep {

namespace {

QString stateText(const SocketNow &socket)
{
    if (!socket.exists)
        return QStringLiteral("–");
    const auto word = name(socket.state);
    return asShown(word);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1);
}

} // namespace

std::optional<std::chrono::milliseconds> FactWords::timeWaitLeft(const Facts &facts)
{
    return facts.client.timeWaitLeft ? facts.client.timeWaitLeft : facts.connection.timeWaitLeft;
}

QString FactWords::label(int row)
{
    switch (row) {
    case FactModel::Ending:
        return tr("First FIN or RST sent by");
    case FactModel::ClientSocket:
        return tr("Client's socket now");
    case FactModel::ServerConnection:
        return tr("Server's connection now");
    case FactModel::Listener:
        return tr("Server's listener now");
    case FactModel::TimeWait:
        return tr("TIME_WAIT kept by");
    case FactModel::Bytes:
        return tr("Bytes sent · come back");
    case FactModel::Calls:
        return tr("System calls");
    case FactModel::Errors:
        return tr("Errors");
    case FactModel::BindAgain:
        return tr("bind() again, right now");
    case FactModel::PortFree:
        return tr("The port can be bound again");
    default:
        return {};
    }
}

QString FactWords::errors(const Facts &facts, const Header &header)
{
    QStringList list;
    for (const CallError &error : facts.errors) {
        const QString actor = Narrator::actorName(header.actors[error.actor]);
        list.append(QStringLiteral("%1: %2() %3")
                        .arg(actor, asShown(name(error.function)), asShown(errorName(error.error))));
    }
    return list.isEmpty() ? tr("none") : list.join(QStringLiteral(", "));
}

QString FactWords::bindAgain(const Facts &facts)
{
    if (!facts.attempt)
        return tr("not tried yet");
    const QString result = facts.attempt->error
        ? QStringLiteral("→ -1 ") + asShown(errorName(facts.attempt->error))
        : QStringLiteral("→ 0");
    if (facts.attempt->reuseAddress && facts.reuseAddress)
        return tr("%1 (both servers set SO_REUSEADDR)").arg(result);
    if (facts.attempt->reuseAddress)
        return tr("%1 (only the new server set SO_REUSEADDR)").arg(result);
    if (facts.reuseAddress)
        return tr("%1 (only the first server set SO_REUSEADDR)").arg(result);
    return tr("%1 (no server set SO_REUSEADDR)").arg(result);
}

QString FactWords::portFree(const PortAgain &port)
{
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

QString FactWords::value(int row, const Facts &facts, const Header &header)
{
    switch (row) {
    case FactModel::Ending:
        switch (facts.ending.segment) {
        case FirstEnding::Segment::None:
            return tr("nobody yet");
        case FirstEnding::Segment::Fin:
            return tr("%1 (FIN)").arg(CompareWords::ends(facts.ending.byClient, facts.ending.byServer));
        case FirstEnding::Segment::Rst:
            return tr("%1 (RST)").arg(CompareWords::ends(facts.ending.byClient, facts.ending.byServer));
        }
        return {};
    case FactModel::ClientSocket:
        return stateText(facts.client);
    case FactModel::ServerConnection:
        return stateText(facts.connection);
    case FactModel::Listener:
        return stateText(facts.listener);
    case FactModel::TimeWait: {
        const QString who = CompareWords::ends(
            facts.client.timeWaitLeft.has_value(), facts.connection.timeWaitLeft.has_value());
        const auto left = timeWaitLeft(facts);
        return left ? tr("%1, %2 s left").arg(who, seconds(*left)) : who;
    }
    case FactModel::Bytes:
        return QStringLiteral("%1 · %2").arg(facts.bytesSent).arg(facts.bytesReturned);
    case FactModel::Calls:
        return QString::number(facts.calls);
    case FactModel::Errors:
        return errors(facts, header);
    case FactModel::BindAgain:
        return bindAgain(facts);
    case FactModel::PortFree:
        return portFree(facts.portAgain);
    default:
        return {};
    }
}

bool FactWords::differs(
    int row, const Facts &a, const Header &headerOfA, const Facts &b, const Header &headerOfB)
{
    // A clock that runs on both sides is no difference.
    if (row == FactModel::PortFree)
        return a.portAgain.when != b.portAgain.when;
    if (row == FactModel::TimeWait)
        return a.client.timeWaitLeft.has_value() != b.client.timeWaitLeft.has_value()
            || a.connection.timeWaitLeft.has_value() != b.connection.timeWaitLeft.has_value();
    return value(row, a, headerOfA) != value(row, b, headerOfB);
}

std::vector<FactRow> FactWords::table(
    const Facts &left, const Header &headerOfLeft, const Facts &right, const Header &headerOfRight)
{
    std::vector<FactRow> rows;
    for (int row = 0; row < FactModel::RowCount; ++row)
        rows.push_back({label(row), {value(row, left, headerOfLeft), value(row, right, headerOfRight)},
            differs(row, left, headerOfLeft, right, headerOfRight)});
    return rows;
}

} // namespace sockstep
